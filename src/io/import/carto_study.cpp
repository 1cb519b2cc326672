// The XML of a CARTO 3 study: which maps there are, their files, their points and what these are tagged with.
#include <algorithm>
#include <map>

#include "carto_files.h"
#include "import_tools.h"
#include "text_scan.h"
#include "viamyo/errors.h"
#include "xml_text.h"

namespace viamyo {

namespace {

using TagNames = std::map<std::string, std::string, std::less<>>;

TagNames tag_names(const pugi::xml_node& maps) {
  TagNames names;
  for (const pugi::xml_node& tag : maps.child("TagsTable").children("Tag"))
    names[tag.attribute("ID").value()] = tag.attribute("Full_Name").value();
  return names;
}

bool is_tagged(const pugi::xml_node& point, const TagNames& names, std::string_view name) {
  const std::vector<std::string_view> ids = words_of(point.child("Tags").text().get());
  return std::any_of(ids.begin(), ids.end(), [&](std::string_view id) {
    const auto found = names.find(id);
    return found != names.end() && same_letters(found->second, name);
  });
}

std::string mesh_of(std::string_view files) {
  // Names may hold blanks and are themselves separated by them: what ends in .mesh is the mesh.
  const std::size_t end = lower_case(files).find(".mesh");
  return end == std::string::npos ? std::string() : to_utf8(stripped(files.substr(0, end + 5)));
}

CartoStudyMap read_map(const pugi::xml_node& node, const TagNames& tags, const std::string& name, const ReadLimits& limits) {
  CartoStudyMap map;
  map.name = to_utf8(node.attribute("Name").value());
  map.mesh_file = mesh_of(node.attribute("FileNames").value());
  for (const pugi::xml_node& point : node.child("CartoPoints").children("Point")) {
    const std::vector<double> place = xml_numbers(point.attribute("Position3D").value());
    if (place.size() != 3) throw InputError(fmt::format("{}: a point of a map has no position", name));
    CartoPoint row;
    row.id = point.attribute("Id").value();
    row.position = {place[0], place[1], place[2]};
    if (is_tagged(point, tags, "Mitral Annulus")) map.annulus.push_back(row.position);
    if (is_tagged(point, tags, "Apex")) map.apex.push_back(row.position);
    map.points.push_back(std::move(row));
    check_count(name, "points", map.points.size(), limits.points);
  }
  return map;
}

}  // namespace

std::vector<CartoStudyMap> read_carto_study(std::string_view text, const std::string& name, const ReadLimits& limits) {
  pugi::xml_document document;
  parse_xml(document, text, name);
  const pugi::xml_node maps = document.child("Study").child("Maps");
  const TagNames tags = tag_names(maps);
  std::vector<CartoStudyMap> all;
  for (const pugi::xml_node& map : maps.children("Map")) all.push_back(read_map(map, tags, name, limits));
  return all;
}

}  // namespace viamyo
