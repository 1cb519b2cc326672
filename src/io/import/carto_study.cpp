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

// Names may hold blanks and are themselves separated by them: what ends in .mesh is the mesh. Where none is named, what Windows forbids is left out
// of the map's own name as Windows' programs do it.
std::string stem_of_files(std::string_view files, const std::string& map) {
  const std::size_t end = lower_case(files).find(".mesh");
  if (end != std::string::npos) return to_utf8(stripped(files.substr(0, end)));
  std::string stem = map;
  std::replace_if(
      stem.begin(), stem.end(), [](char c) { return std::string_view("<>:\"/\\|?*").find(c) != std::string_view::npos; }, '_');
  return stem;
}

CartoStudyMap read_map(const pugi::xml_node& node, const TagNames& tags, const std::string& name, const ReadLimits& limits) {
  CartoStudyMap map;
  map.name = to_utf8(node.attribute("Name").value());
  map.stem = stem_of_files(node.attribute("FileNames").value(), map.name);
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

// Meshes of no map stand somewhere below <Meshes>, their files in an attribute or in an element's text.
void read_registered(const pugi::xml_node& node, CartoStudy& study) {
  for (const pugi::xml_node& child : node.children()) {
    if (contains_letters(child.name(), "RegistrationMatrix")) ++study.registrations;
    for (const pugi::xml_attribute& attribute : child.attributes()) {
      if (contains_letters(attribute.value(), ".mesh")) study.registered.push_back(to_utf8(stripped(attribute.value())));
    }
    if (const std::string_view text = stripped(child.text().get()); lower_case(text).ends_with(".mesh"))
      study.registered.push_back(to_utf8(text));
    read_registered(child, study);
  }
}

}  // namespace

CartoStudy read_carto_study(std::string_view text, const std::string& name, const ReadLimits& limits) {
  pugi::xml_document document;
  parse_xml(document, text, name);
  const pugi::xml_node maps = document.child("Study").child("Maps");
  const TagNames tags = tag_names(maps);
  CartoStudy study;
  for (const pugi::xml_node& map : maps.children("Map")) study.maps.push_back(read_map(map, tags, name, limits));
  read_registered(document.child("Study").child("Meshes"), study);
  return study;
}

}  // namespace viamyo
