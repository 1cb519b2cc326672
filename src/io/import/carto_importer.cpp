// CARTO 3: a study export (folder or archive), or a mesh with or without what lies beside it.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "../value.h"
#include "carto_files.h"
#include "carto_points_of_map.h"
#include "import_tools.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::string_view kMeshEnding = ".mesh";

bool is_mesh(const SourceFile& file) { return file.role == FileRole::kSource && lower_ending(file.name) == kMeshEnding; }

bool is_study_name(const SourceFile& file) {
  return file.role == FileRole::kSource && lower_ending(file.name) == ".xml" && !contains_letters(file.name, "_Export.xml") &&
         !contains_letters(file.name, "VisiTagExport/") && !same_letters(base_name(file.name), "fpti-formulas.xml");
}

//! A newcomer opens the study's XML; what to open instead is for read() to say.
bool is_study_alone(SourceFiles& files) {
  return files.files().size() == 1 && is_study_name(files.files().front()) &&
         as_text(files.read(files.files().front())).find("<Maps") != std::string_view::npos;
}

//! What one file of a study lacks is in its folder.
std::string_view hint(const SourceFiles& files) { return files.files().size() == 1 ? "; name the study's folder or ZIP archive" : ""; }

bool recognizes(SourceFiles& files) {
  if (is_study_alone(files)) return true;
  return std::any_of(files.files().begin(), files.files().end(),
                     [](const SourceFile& file) { return is_mesh(file) || contains_letters(base_name(file.name), "_Points_Export.xml"); });
}

//! The maps of the study's XML; where there is none, one per mesh.
struct Study3 {
  std::string xml;  //!< empty: there is none
  std::vector<CartoStudyMap> maps;
};

Study3 study_of(SourceFiles& files, const ReadLimits& limits) {
  for (const SourceFile& file : files.files()) {
    if (!is_study_name(file)) continue;
    const std::vector<std::byte> bytes = files.read(file);
    if (as_text(bytes).find("<Maps") == std::string_view::npos) continue;
    std::vector<CartoStudyMap> maps = read_carto_study(as_text(bytes), std::string(base_name(file.name)), limits);
    if (!maps.empty()) return {std::string(base_name(file.name)), std::move(maps)};
  }
  Study3 study;
  for (const SourceFile& file : files.files()) {
    if (!is_mesh(file)) continue;
    const std::string mesh(base_name(file.name));
    study.maps.push_back({mesh.substr(0, mesh.size() - kMeshEnding.size()), mesh, {}, {}, {}});
  }
  return study;
}

const SourceFile* mesh_of(const SourceFiles& files, const CartoStudyMap& map) {
  const SourceFile* const mesh = find_file(files, map.mesh_file.empty() ? map.name + std::string(kMeshEnding) : map.mesh_file);
  return mesh != nullptr && mesh->bytes > 0 ? mesh : nullptr;
}

std::vector<ListedMap> list(SourceFiles& files, const ImportRequest& request) {
  std::vector<ListedMap> listed;
  for (const CartoStudyMap& map : study_of(files, request.limits).maps) {
    const bool has_mesh = mesh_of(files, map) != nullptr;
    std::uint64_t points = map.points.size();
    const SourceFile* const table = points == 0 ? find_file(files, map.name + "_car.txt") : nullptr;
    if (table != nullptr && table->bytes > 0)
      points = read_carto_points(as_text(files.read(*table)), std::string(base_name(table->name)), request.limits).points.size();
    listed.push_back({map.name, points, has_mesh, has_mesh ? "" : "its .mesh file is missing or empty: a map without anatomy"});
  }
  return listed;
}

const CartoStudyMap& chosen(const SourceFiles& files, const Study3& study, const std::string& wanted) {
  if (!wanted.empty()) {
    const auto found = std::find_if(study.maps.begin(), study.maps.end(), [&](const CartoStudyMap& map) { return map.name == wanted; });
    if (found == study.maps.end()) throw UsageError(fmt::format("has no map '{}'; --list shows its maps", printable(wanted)));
    return *found;
  }
  std::vector<const CartoStudyMap*> usable;
  std::string names;
  for (const CartoStudyMap& map : study.maps) {
    if (mesh_of(files, map) == nullptr) continue;
    usable.push_back(&map);
    names += (names.empty() ? "" : ", ") + printable(map.name);
  }
  if (usable.empty())
    throw InputError(fmt::format("none of its maps has a surface: their .mesh files are missing or empty{}", hint(files)));
  if (usable.size() > 1) throw UsageError(fmt::format("holds {} maps ({}); choose one with --map NAME", usable.size(), names));
  return *usable.front();
}

void add_landmark(Import& import, const std::vector<Vec3>& places, std::string_view tag, std::size_t least, std::optional<Vec3>& landmark) {
  if (places.size() < least) return;
  Vec3 sum;
  for (const Vec3& p : places) sum += p;
  landmark = sum / static_cast<double>(places.size());
  import.note(NoteKind::kConverted, "landmark from {} points that are tagged '{}': their mean", places.size(), tag);
}

void note_what_is_not_read(const SourceFiles& files, Import& import) {
  std::map<std::string, int> counts;
  for (const SourceFile& file : files.files()) {
    const std::string_view name = base_name(file.name);
    if (contains_letters(name, "ContactForce")) ++counts["contact force files"];
    if (contains_letters(file.name, "VisiTagExport/")) ++counts["VisiTag files"];
    if (name.starts_with("RF_")) ++counts["ablation files"];
    if (contains_letters(name, "_Positions")) ++counts["electrode position files"];
  }
  for (const auto& [kind, count] : counts) import.note(NoteKind::kFound, "{} {}, which are not read", count, kind);
}

void fill_study(const Study3& study, const CartoStudyMap& map, Import& import) {
  import.report.map_name = map.name;
  import.map.study.map_id = map.name;
  import.map.study.system = "CARTO 3";
  import.note(NoteKind::kAssumed,
              "coordinate frame: unknown, because CARTO's files do not state how their axes lie in the patient; --frame LPS for who knows");
  if (study.xml.empty()) return;
  import.note(NoteKind::kFound, "a study with {} maps", study.maps.size());
  import.note(NoteKind::kLeftOut, "the study's name, which often holds a person's name or number");
  import.note(NoteKind::kLeftOut, "dates and times of the study");
}

Import read(SourceFiles& files, const ImportRequest& request) {
  const Study3 study = study_of(files, request.limits);
  if (study.maps.empty()) throw InputError(fmt::format("holds neither a CARTO study XML with maps nor a .mesh file{}", hint(files)));
  const CartoStudyMap& map = chosen(files, study, request.options.map);
  const SourceFile* const mesh = mesh_of(files, map);
  if (mesh == nullptr)
    throw InputError(fmt::format("map {}: its .mesh file is missing or empty, so there is no surface", printable(map.name)));
  Import import;
  fill_study(study, map, import);
  const std::vector<std::byte> bytes = files.read(*mesh);
  read_carto_mesh(as_text(bytes), std::string(base_name(mesh->name)), request.limits, import);
  const std::string version = add_carto_points(files, map, request.limits, import);
  import.report.format = study.xml.empty() ? "CARTO 3 mesh" : "CARTO 3 study export";
  if (!version.empty()) import.report.format += ", version " + version;
  add_landmark(import, map.annulus, "Mitral Annulus", 3, import.map.landmarks.mitral_annulus_center);
  add_landmark(import, map.apex, "Apex", 1, import.map.landmarks.apex);
  note_what_is_not_read(files, import);
  return import;
}

}  // namespace

const Importer kCartoImporter{"CARTO 3", recognizes, list, read};

}  // namespace viamyo
