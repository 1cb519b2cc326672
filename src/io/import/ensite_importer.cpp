// EnSite (NavX, Velocity, Precision, X): surfaces, tables of points and waves, wherever they lie in the source.
#include <algorithm>

#include "content_kind.h"
#include "ensite_export.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

bool recognizes(SourceFiles& files) {
  return std::any_of(files.files().begin(), files.files().end(), [&](const SourceFile& file) {
    if (file.role != FileRole::kSource || !needs_head(file.name) || file.bytes == 0) return false;
    return content_kind(file.name, as_text(files.head(file, kContentHeadBytes))) == ContentKind::kEnsite;
  });
}

std::vector<EnsiteMap> maps_in(SourceFiles& files, const ImportRequest& request) {
  std::vector<EnsiteMap> maps = read_ensite_export(files, request);
  if (maps.empty()) throw InputError("holds files of EnSite, and neither a surface nor the points of a map among them");
  return maps;
}

std::vector<ListedMap> list(SourceFiles& files, const ImportRequest& request) {
  std::vector<ListedMap> listed;
  for (const EnsiteMap& map : maps_in(files, request))
    listed.push_back({map.name, map.import.map.points.positions.size(), map.fault.empty(), map.fault, map.place});
  return listed;
}

Import read(SourceFiles& files, const ImportRequest& request) {
  std::vector<EnsiteMap> maps = maps_in(files, request);
  EnsiteMap& map = maps.at(request.index);
  if (!map.fault.empty()) throw InputError(map.fault);
  Import import = std::move(map.import);
  import.report.format = import.is_points_alone ? "EnSite points" : "EnSite surface, SJM_DIF_5.0";
  import.report.map_name = map.name;
  import.map.study.map_id = map.name;
  import.map.study.system = "EnSite";
  import.map.study.coordinate_frame = "LPS";
  import.note(NoteKind::kAssumed, "coordinate frame: LPS, as EnSite's axes are");
  if (!import.map.points.positions.empty())
    import.note(NoteKind::kLeftOut, "the names of study and segment in the tables, dates and times");
  return import;
}

}  // namespace

const Importer kEnsiteImporter{"EnSite", recognizes, list, read};

}  // namespace viamyo
