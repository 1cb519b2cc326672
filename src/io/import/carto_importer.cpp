// CARTO 3: a study export (folder or archive), or a mesh with or without what lies beside it.
#include <algorithm>
#include <map>
#include <set>

#include "../value.h"
#include "carto_files.h"
#include "carto_points_of_map.h"
#include "content_kind.h"
#include "import_tools.h"
#include "text_scan.h"
#include "units.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::string_view kMeshEnding = ".mesh";

bool is_mesh(const SourceFile& file) { return file.role == FileRole::kSource && lower_ending(file.name) == kMeshEnding; }

bool is_study(SourceFiles& files, const SourceFile& file) {
  if (file.role != FileRole::kSource || lower_ending(file.name) != ".xml" || file.bytes == 0) return false;
  if (contains_letters(base_name(file.name), "_Export.xml") || contains_letters(file.name, "VisiTagExport/")) return false;
  return is_carto_study(as_text(files.head(file, kContentHeadBytes)));
}

//! What one file of a study lacks is in its folder.
std::string_view hint(const SourceFiles& files) { return files.files().size() == 1 ? "; name the study's folder or ZIP archive" : ""; }

bool recognizes(SourceFiles& files) {
  return std::any_of(files.files().begin(), files.files().end(), [&](const SourceFile& file) {
    return is_mesh(file) || contains_letters(base_name(file.name), "_Points_Export.xml") || is_study(files, file);
  });
}

struct MapOfStudy {
  CartoStudyMap map;
  const SourceFile* mesh = nullptr;  //!< nullptr: missing or empty
  std::size_t maps_of_study = 0;     //!< 0: no study's XML names it
};

//! All maps of a folder: those of every study's XML in it, then every mesh that none of them names.
struct Maps {
  std::vector<MapOfStudy> maps;
  std::vector<std::string> registered;
  std::size_t registrations = 0;
  std::vector<std::pair<std::string, std::string>> faults;  //!< study XML that cannot be read, and why
};

bool is_same_map(const CartoStudyMap& a, const CartoStudyMap& b) {
  return a.name == b.name && same_letters(a.stem, b.stem) &&
         std::equal(a.points.begin(), a.points.end(), b.points.begin(), b.points.end(),
                    [](const CartoPoint& p, const CartoPoint& q) { return p.id == q.id && p.position == q.position; });
}

void add_study(const SourceFiles& files, CartoStudy study, Maps& maps) {
  maps.registered.insert(maps.registered.end(), study.registered.begin(), study.registered.end());
  maps.registrations += study.registrations;
  const std::size_t count = study.maps.size();
  for (CartoStudyMap& map : study.maps) {
    const bool is_known = std::any_of(maps.maps.begin(), maps.maps.end(), [&](const MapOfStudy& m) { return is_same_map(m.map, map); });
    if (is_known) continue;  // one study's XML under two names
    const SourceFile* const mesh = find_file(files, map.stem + std::string(kMeshEnding));
    maps.maps.push_back({std::move(map), mesh != nullptr && mesh->bytes > 0 ? mesh : nullptr, count});
  }
}

void add_unnamed_meshes(const SourceFiles& files, Maps& maps) {
  std::set<std::string> named;
  for (const MapOfStudy& one : maps.maps) named.insert(lower_case(one.map.stem + std::string(kMeshEnding)));
  for (const std::string& file : maps.registered) named.insert(lower_case(file));
  for (const SourceFile& file : files.files()) {
    if (!is_mesh(file) || named.contains(lower_case(base_name(file.name)))) continue;
    const std::string stem(stem_of(file.name));
    maps.maps.push_back({{stem, stem, {}, {}, {}, 0, "mm"}, file.bytes > 0 ? &file : nullptr, 0});
  }
}

Maps maps_in(SourceFiles& files, const ReadLimits& limits) {
  Maps maps;
  for (const SourceFile& file : files.files()) {
    if (!is_study(files, file)) continue;
    try {
      const std::vector<std::byte> bytes = files.read(file);
      add_study(files, read_carto_study(as_text(bytes), std::string(base_name(file.name)), limits), maps);
    } catch (const InputError& error) {
      maps.faults.emplace_back(file.name, error.what());
    }
  }
  std::erase_if(maps.registered, [&](const std::string& file) {
    return std::any_of(maps.maps.begin(), maps.maps.end(),
                       [&](const MapOfStudy& one) { return same_letters(one.map.stem + std::string(kMeshEnding), file); });
  });
  add_unnamed_meshes(files, maps);
  return maps;
}

std::vector<ListedMap> list(SourceFiles& files, const ImportRequest& request) {
  std::vector<ListedMap> listed;
  const Maps maps = maps_in(files, request.limits);
  for (const MapOfStudy& one : maps.maps) {
    std::uint64_t points = one.map.points.size();
    if (points == 0) points = count_carto_points(files, one.map, request.limits);
    const std::string fault =
        one.mesh != nullptr ? "" : fmt::format("its .mesh file is missing or empty: a map without anatomy{}", hint(files));
    listed.push_back({one.map.name, points, one.mesh != nullptr, fault, ""});
  }
  if (listed.empty() && !maps.faults.empty()) throw InputError(maps.faults.front().second);
  for (const auto& [file, fault] : maps.faults) listed.push_back({std::string(stem_of(file)), 0, false, fault, file});
  if (listed.empty()) throw InputError(fmt::format("holds neither a CARTO study XML with maps nor a .mesh file{}", hint(files)));
  return listed;
}

void add_landmark(Import& import, const std::vector<Vec3>& places, std::string_view tag, std::size_t least, std::optional<Vec3>& landmark) {
  if (places.size() < least) return;
  Vec3 sum;
  for (const Vec3& p : places) sum += p;
  landmark = sum / static_cast<double>(places.size());
  import.note(NoteKind::kConverted, "landmark from {} tagged '{}': their mean", counted(places.size(), "point"), tag);
}

void note_what_is_not_read(const SourceFiles& files, Import& import) {
  std::map<std::string, std::size_t> counts;
  for (const SourceFile& file : files.files()) {
    const std::string_view name = base_name(file.name);
    if (contains_letters(name, "ContactForce")) ++counts["contact force file"];
    if (contains_letters(file.name, "VisiTagExport/")) ++counts["VisiTag file"];
    if (name.starts_with("RF_")) ++counts["ablation file"];
    if (contains_letters(name, "_Positions")) ++counts["electrode position file"];
  }
  for (const auto& [kind, count] : counts) import.note(NoteKind::kFound, "{}, not read", counted(count, kind));
}

void note_registered(const Maps& maps, Import& import) {
  if (maps.registered.empty() && maps.registrations == 0) return;
  std::string files;
  for (const std::string& file : maps.registered) files += (files.empty() ? "" : ", ") + printable(file);
  if (maps.registrations > 0)
    files += fmt::format("{}{}", files.empty() ? "" : ", ", counted(maps.registrations, "registration matrix", "registration matrices"));
  import.note(NoteKind::kFound, "registered meshes of the study, which are of no map and are not read: {}", files);
}

void fill_study(const MapOfStudy& one, Import& import) {
  import.report.map_name = one.map.name;
  import.map.study.map_id = one.map.name;
  import.map.study.system = "CARTO 3";
  import.note(NoteKind::kAssumed,
              "coordinate frame: unknown, because CARTO's files do not state how their axes lie in the patient; --frame LPS for who knows");
  if (one.maps_of_study == 0) return;
  import.note(NoteKind::kFound, "a study with {}", counted(one.maps_of_study, "map"));
  import.note(NoteKind::kLeftOut, "the study's name, which often holds a person's name or number");
  import.note(NoteKind::kLeftOut, "dates and times of the study");
}

Import read(SourceFiles& files, const ImportRequest& request) {
  const Maps maps = maps_in(files, request.limits);
  if (request.index >= maps.maps.size()) throw InputError(maps.faults.at(request.index - maps.maps.size()).second);
  const MapOfStudy& one = maps.maps.at(request.index);
  if (one.mesh == nullptr)
    throw InputError(
        fmt::format("map {}: its .mesh file is missing or empty, so there is no surface{}", printable(one.map.name), hint(files)));
  Import import;
  fill_study(one, import);
  const std::vector<std::byte> bytes = files.read(*one.mesh);
  read_carto_mesh(as_text(bytes), std::string(base_name(one.mesh->name)), request.limits, import);
  if (!unit_factor(one.map.length_unit, "mm"))
    throw InputError(fmt::format("the study states its distances in '{}', which is no unit that is known", printable(one.map.length_unit)));
  import.length_unit = one.map.length_unit;
  const std::string version = add_carto_points(files, one.map, request.limits, import);
  import.report.format = one.maps_of_study == 0 ? "CARTO 3 mesh" : "CARTO 3 study export";
  if (!version.empty()) import.report.format += ", version " + version;
  add_landmark(import, one.map.annulus, "Mitral Annulus", 3, import.map.landmarks.mitral_annulus_center);
  add_landmark(import, one.map.apex, "Apex", 1, import.map.landmarks.apex);
  for (const auto& [file, fault] : maps.faults)
    import.lost(NoteKind::kDropped, "a study's XML beside the map cannot be read, and what it says of maps is lost ({})", fault);
  note_registered(maps, import);
  note_what_is_not_read(files, import);
  return import;
}

}  // namespace

const Importer kCartoImporter{"CARTO 3", recognizes, list, read};

}  // namespace viamyo
