#include "merge_import.h"

#include <algorithm>

#include "../value.h"
#include "content_kind.h"
#include "import_tools.h"
#include "point_table.h"
#include "text_scan.h"
#include "units.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kSamePlace = 1e-3;  // of the source's unit: what text of three decimals rounds away

// What is said of a file of points and holds where they lie on the surface of another: not how a surface of their own was made.
bool holds_for_points(const ImportNote& note, const Import& import) {
  const auto is_said = [&](const ImportNote& other) { return other.kind == note.kind && other.text == note.text; };
  return !note.text.starts_with("surface: ") && !note.text.starts_with("coordinate frame") &&
         std::none_of(import.report.notes.begin(), import.report.notes.end(), is_said);
}

// Points that another system exported, or a table of ours.
Import points_of(const SourceFile& file, const std::vector<std::byte>& bytes, const ImportRequest& request) {
  const std::string_view head = as_text(bytes).substr(0, kContentHeadBytes);
  if (content_kind(file.name, head) == ContentKind::kEnsite) {
    MemoryFiles one;
    one.add(file.name, bytes);
    return read_files(one, {}, request.limits);
  }
  ImportOptions options = request.options;
  options.length_unit.clear();  // of the surface: what a table states of its own coordinates stands
  Import table;
  read_point_table(bytes, std::string(base_name(file.name)), {options, request.limits}, table);
  return table;
}

// Each of the two by its own unit; a table that states none has the surface's. All coordinates of the map are converted by one factor later.
void settle_points_unit(const SourceFile& file, const ImportRequest& request, const Import& table, Import& import) {
  const std::string& unit = request.options.length_unit.empty() ? import.length_unit : request.options.length_unit;
  if (table.length_unit.empty()) {
    if (!unit.empty())
      import.note(NoteKind::kAssumed, "{}: coordinates: no unit is stated; {} is assumed, as for the surface", base_name(file.name), unit);
    return;
  }
  const std::optional<double> factor = unit_factor(table.length_unit, unit.empty() ? "mm" : unit);
  if (!factor || *factor == 1) return;  // a unit that is none of length is refused with all coordinates
  for (auto* const places : {&import.map.points.positions, &import.map.points.end_systolic_positions}) {
    for (Vec3& place : *places) place = *factor * place;
  }
}

void merge_points(SourceFiles& files, const SourceFile& file, const ImportRequest& request, Import& import) {
  const std::vector<std::byte> bytes = files.read(file);
  if (!import.map.points.positions.empty())
    import.lost(NoteKind::kDropped, "the {} points of the source: those of {} take their place", import.map.points.positions.size(),
                printable(base_name(file.name)));
  Import table = points_of(file, bytes, request);
  import.map.points = std::move(table.map.points);
  import.has_point_table = table.has_point_table;
  for (const ImportNote& note : table.report.notes) {
    if (holds_for_points(note, import)) import.report.notes.push_back(note);
  }
  import.left_out.insert(import.left_out.end(), table.left_out.begin(), table.left_out.end());
  settle_points_unit(file, request, table, import);
}

void refuse_other_surface(const SourceFile& file, const Surface& surface, const Surface& other) {
  const bool same = surface.vertices.size() == other.vertices.size() && surface.triangles.size() == other.triangles.size() &&
                    std::equal(surface.vertices.begin(), surface.vertices.end(), other.vertices.begin(), [](const Vec3& a, const Vec3& b) {
                      return distance(a, b) <= kSamePlace || (!is_finite(a) && !is_finite(b));
                    });
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
  for (const ImportNote& note : more.report.notes) {
    if (note.kind == NoteKind::kAssumed && holds_for_points(note, import)) import.report.notes.push_back(note);
  }
  import.map.points = std::move(more.map.points);
}

// Another array under a name that is taken has the name of its file beside it: nothing is lost, and --array takes it.
void add_field(const SourceFile& file, Field field, Import& import) {
  const Field* const taken = find_field(import.map.surface.fields, field.name);
  if (taken != nullptr && same_field(*taken, field)) return;
  if (taken != nullptr) {
    const std::string own = fmt::format("{} of {}", field.name, stem_of(file.name));
    import.note(NoteKind::kConverted, "{}: its {} is called {}, beside the other of that name", printable(base_name(file.name)),
                printable(field.name), printable(own));
    field.name = own;
  } else {
    import.note(NoteKind::kRead, "{}: {}", printable(base_name(file.name)), printable(field.name));
  }
  add_measured(import, import.map.surface.fields, std::move(field));
}

// The map that has the name of the one that is imported, or the file's only one.
Import added(SourceFiles& one, const SourceFile& file, const ImportRequest& request) {
  ImportOptions options;
  for (const ListedMap& map : list_files(one, options, request.limits).maps) {
    if (map.name == request.options.map) options.map = map.name;
  }
  try {
    return read_files(one, options, request.limits);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}: {}", printable(base_name(file.name)), error.what()));
  }
}

void merge_fields(SourceFiles& files, const SourceFile& file, const ImportRequest& request, Import& import) {
  MemoryFiles one;
  one.add(file.name, files.read(file));
  Import more = added(one, file, request);
  if (!more.is_points_alone) {
    refuse_other_surface(file, import.map.surface, more.map.surface);
    for (Field& field : more.map.surface.fields) add_field(file, std::move(field), import);
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
