// The XML of a CARTO 3 study: which maps there are, their files, their points and what these are tagged with.
#include <algorithm>
#include <map>

#include "carto_files.h"
#include "import_tools.h"
#include "source_files.h"
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

// The names of meshes in a list. They may hold blanks and are themselves separated by them: what ends in .mesh is one. Without folders in front.
std::vector<std::string> meshes_in(std::string_view names) {
  constexpr std::string_view kEnding = ".mesh";
  std::vector<std::string> meshes;
  const std::string lower = lower_case(names);
  for (std::size_t from = 0, end = 0; (end = lower.find(kEnding, from)) != std::string::npos; from = end + kEnding.size()) {
    std::string_view mesh = names.substr(from, end + kEnding.size() - from);
    mesh.remove_prefix(std::min(mesh.find_first_not_of(" \t\r\n,;"), mesh.size()));
    meshes.push_back(to_utf8(mesh.substr(mesh.find_last_of("/\\") + 1)));
  }
  return meshes;
}

// Where no file is named, what Windows forbids is left out of the map's own name as Windows' programs do it.
std::string stem_of_files(std::string_view files, const std::string& map) {
  if (const std::vector<std::string> meshes = meshes_in(files); !meshes.empty()) return std::string(stem_of(meshes.front()));
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
    if (place.size() != 3 || !is_finite({place[0], place[1], place[2]}) ||
        std::find(place.begin(), place.end(), kCartoNothing) != place.end()) {
      ++map.placeless;
      continue;
    }
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

// <Units Distance="mm"/>, or an element of its own; millimetres where the study does not say.
std::string length_unit(const pugi::xml_node& study) {
  const pugi::xml_node units = study.child("Units");
  std::string_view unit = units.attribute("Distance").value();
  if (unit.empty()) unit = units.child("Distance").attribute("Unit").value();
  return unit.empty() ? "mm" : to_utf8(unit);
}

// Meshes of no map stand somewhere below <Meshes>, their files in an attribute or in an element's text.
void read_registered(const pugi::xml_node& node, CartoStudy& study) {
  const auto add = [&](std::string_view names) {
    for (std::string& mesh : meshes_in(names)) {
      if (std::find(study.registered.begin(), study.registered.end(), mesh) == study.registered.end())
        study.registered.push_back(std::move(mesh));
    }
  };
  if (contains_letters(node.name(), "RegistrationMatrix")) ++study.registrations;
  for (const pugi::xml_attribute& attribute : node.attributes()) add(attribute.value());
  add(node.text().get());
  for (const pugi::xml_node& child : node.children()) read_registered(child, study);
}

}  // namespace

CartoStudy read_carto_study(std::string_view text, const std::string& name, const ReadLimits& limits) {
  pugi::xml_document document;
  parse_xml(document, text, name);
  const pugi::xml_node maps = document.child("Study").child("Maps");
  const TagNames tags = tag_names(maps);
  CartoStudy study;
  for (const pugi::xml_node& map : maps.children("Map")) study.maps.push_back(read_map(map, tags, name, limits));
  for (CartoStudyMap& map : study.maps) map.length_unit = length_unit(document.child("Study"));
  for (const pugi::xml_node& meshes : document.child("Study").children("Meshes")) read_registered(meshes, study);
  return study;
}

}  // namespace viamyo
