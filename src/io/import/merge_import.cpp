#include "merge_import.h"

#include <algorithm>

#include "../value.h"
#include "import_tools.h"
#include "point_table.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kSamePlace = 1e-3;  // of the source's unit: what text of three decimals rounds away

void merge_points(SourceFiles& files, const SourceFile& file, const ImportRequest& request, Import& import) {
  const std::vector<std::byte> bytes = files.read(file);
  if (!import.map.points.positions.empty())
    import.lost(NoteKind::kDropped, "the {} points of the source: those of {} take their place", import.map.points.positions.size(),
                printable(base_name(file.name)));
  Import table;
  read_point_table(bytes, std::string(base_name(file.name)), request, table);
  import.map.points = std::move(table.map.points);
  import.report.notes.insert(import.report.notes.end(), table.report.notes.begin(), table.report.notes.end());
  import.left_out.insert(import.left_out.end(), table.left_out.begin(), table.left_out.end());
  if (import.length_unit.empty()) import.length_unit = table.length_unit;
  if (!table.length_unit.empty() && table.length_unit != import.length_unit)
    throw InputError(fmt::format("{}: is in {} and the surface in {}", base_name(file.name), table.length_unit, import.length_unit));
}

void refuse_other_surface(const SourceFile& file, const Surface& surface, const Surface& other) {
  const bool same = surface.vertices.size() == other.vertices.size() && surface.triangles.size() == other.triangles.size() &&
                    std::equal(surface.vertices.begin(), surface.vertices.end(), other.vertices.begin(),
                               [](const Vec3& a, const Vec3& b) { return distance(a, b) <= kSamePlace; });
  if (!same) throw InputError(fmt::format("{}: is not an export of the same surface", base_name(file.name)));
}

void merge_added_points(const SourceFile& file, Import& more, Import& import) {
  const std::size_t count = more.map.points.positions.size();
  if (count == 0) return;
  if (!import.map.points.positions.empty()) {
    import.note(NoteKind::kDropped, "{}: {} points; those of the source are kept", base_name(file.name), count);
    return;
  }
  std::erase_if(import.report.notes,
                [](const ImportNote& note) { return note.kind == NoteKind::kMissing && note.text.starts_with("mapping points"); });
  import.note(NoteKind::kRead, "{}: {} points", base_name(file.name), count);
  if (more.map.points.electrograms)
    import.note(NoteKind::kRead, "{}: electrograms of {} samples", base_name(file.name), more.map.points.electrograms->samples);
  import.map.points = std::move(more.map.points);
}

void merge_fields(SourceFiles& files, const SourceFile& file, const ImportRequest& request, Import& import) {
  MemoryFiles one;
  one.add(file.name, files.read(file));
  const Importer* importer = nullptr;
  for (const Importer& candidate : importers()) {
    if (importer == nullptr && candidate.recognizes(one)) importer = &candidate;
  }
  if (importer == nullptr) throw InputError(fmt::format("{}: is no export of a system that is known", base_name(file.name)));
  Import more = importer->read(one, request);
  refuse_other_surface(file, import.map.surface, more.map.surface);
  for (Field& field : more.map.surface.fields) {
    import.note(NoteKind::kRead, "{}: {}", base_name(file.name), printable(field.name));
    add_measured(import, import.map.surface.fields, std::move(field));
  }
  for (const ImportNote& note : more.report.notes) {
    if (note.loss) import.lost(note.kind, "{}: {}", base_name(file.name), note.text);
  }
  merge_added_points(file, more, import);
}

}  // namespace

void merge_further_files(SourceFiles& files, const ImportRequest& request, Import& import) {
  for (const SourceFile& file : files.files()) {
    if (file.role == FileRole::kPoints) merge_points(files, file, request, import);
    if (file.role == FileRole::kAdded) merge_fields(files, file, request, import);
  }
}

}  // namespace viamyo
