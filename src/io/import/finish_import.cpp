#include "finish_import.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <functional>
#include <map>

#include "../value.h"
#include "chamber.h"
#include "identity.h"
#include "import_tools.h"
#include "known_names.h"
#include "merge_import.h"
#include "no_value.h"
#include "point_table.h"
#include "text_scan.h"
#include "trace_windows.h"
#include "units.h"
#include "viamyo/errors.h"
#include "viamyo/validation.h"
#include "viamyo/weld.h"

namespace viamyo {

namespace {

std::string array_names(const std::vector<Field>& fields) {
  std::string names;
  for (const Field& field : fields) names += (names.empty() ? "" : ", ") + printable(field.name);
  return names.empty() ? "none" : names;
}

std::string left_out_names(const Import& import) {
  std::string names;
  for (const std::string& name : import.left_out) names += (names.empty() ? "; left out: " : ", ") + printable(name);
  return names;
}

// Returns whether the list had the array.
bool choose(const ArrayChoice& choice, std::vector<Field>& fields, Import& import) {
  std::string array = choice.array;
  if (find_field(fields, array) == nullptr) std::replace(array.begin(), array.end(), '/', '_');  // a path in HDF5, as a field's name has it
  if (find_field(fields, array) == nullptr) return false;
  if (choice.field != array) std::erase_if(fields, [&](const Field& field) { return field.name == choice.field; });
  Field& field = *find_field(fields, array);
  field.name = choice.field;
  if (!choice.unit.empty()) field.unit = choice.unit;
  if (field.unit.empty()) field.unit = required_unit(choice.field);
  import.note(NoteKind::kConverted, "{} is taken from the array {}", printable(choice.field), printable(choice.array));
  return true;
}

void choose_arrays(const ImportOptions& options, Import& import) {
  for (const ArrayChoice& choice : options.arrays) {
    if (is_column_of_points(choice.field)) {
      const bool is_mark = choice.field == "accepted" || choice.field == "excluded";  // which must not get lost
      if (is_mark && !import.has_point_table) throw UsageError(fmt::format("--array {}: is for a table of points", choice.field));
      continue;  // taken by the table
    }
    if (choice.field == "vertices" || choice.field == "faces") {
      if (!import.has_named_mesh) throw UsageError(fmt::format("--array {}: is for a surface in plain HDF5", choice.field));
      continue;
    }
    const bool on_surface = choose(choice, import.map.surface.fields, import);
    const bool on_points = choose(choice, import.map.points.fields, import);
    if (on_surface || on_points) continue;
    throw UsageError(fmt::format("has no array '{}'; on vertices: {}; on points: {}{}", printable(choice.array),
                                 array_names(import.map.surface.fields), array_names(import.map.points.fields), left_out_names(import)));
  }
}

// Of two arrays of one quantity the first counts, and nobody but the user knows better.
void tell_second(Import& import, const Field& second, const Field& first, const std::string& first_array) {
  if (std::equal(first.values.begin(), first.values.end(), second.values.begin(), second.values.end(),
                 [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }))
    return;
  import.lost(NoteKind::kAssumed,
              "{} is the array {}; {}, whose name says the same and whose values are others, is kept under its own name and counts for "
              "nothing: --array {} takes it instead",
              first.name, printable(first_array), printable(second.name), shell_word(fmt::format("{}={}", first.name, second.name)));
}

// A mesh's arrays are understood by the names that a table's columns have.
void name_arrays(const ImportOptions& options, Import& import) {
  std::vector<Field>& fields = import.map.surface.fields;
  std::map<std::string, std::string, std::less<>> sources;  // the array that each field of a known name was
  for (Field& field : fields) {
    const KnownName known = known_name(field.name);
    if (field.components != 1 || required_unit(known.field).empty() || known.field == field.name) continue;
    if (const Field* const other = find_field(fields, known.field); other != nullptr) {
      const bool is_chosen =
          is_asked_for(options, field.name) ||
          std::any_of(options.arrays.begin(), options.arrays.end(), [&](const ArrayChoice& choice) { return choice.field == known.field; });
      if (is_chosen) continue;
      const auto source = sources.find(known.field);
      tell_second(import, field, *other, source == sources.end() ? other->name : source->second);
      continue;
    }
    import.note(NoteKind::kConverted, "{} is taken from the array {}", known.field, printable(field.name));
    sources.emplace(known.field, field.name);
    field.name = known.field;
    if (field.unit.empty()) field.unit = known.unit;
  }
}

// A well-known name asks for its unit; where the source says none, that is an assumption and is said. Returns what made the values of that unit.
double settle_unit(const ImportOptions& options, Import& import, Field& field) {
  const std::string_view needed = required_unit(field.name);
  if (needed.empty()) return 1;
  const bool is_voltage = needed == "mV";
  if (is_voltage && !options.voltage_unit.empty()) field.unit = options.voltage_unit;
  if (field.unit.empty() && is_voltage) field.unit = import.voltage_unit;
  if (field.unit.empty() && needed == "mm") field.unit = options.length_unit.empty() ? import.length_unit : options.length_unit;
  if (field.unit.empty()) {
    import.note(NoteKind::kAssumed, "{}: the source says no unit; {} is assumed", field.name, needed);
    field.unit = needed;
  }
  const std::optional<double> factor = unit_factor(field.unit, needed);
  if (!factor) throw UsageError(fmt::format("{}: the unit '{}' cannot be made into {}", field.name, printable(field.unit), needed));
  if (*factor != 1) {
    for (float& value : field.values) value = static_cast<float>(value * *factor);
    import.note(NoteKind::kConverted, "{}: from {} to {}", field.name, printable(field.unit), needed);
  }
  field.unit = needed;
  return *factor;
}

// Units first: what a number can be is known in the field's own.
void settle_fields(const ImportOptions& options, std::string_view where, Import& import, std::vector<Field>& fields) {
  std::erase_if(fields, [&](Field& field) {
    const double factor = settle_unit(options, import, field);
    if (settle_values(options, factor, where, import, field)) return false;
    import.note(NoteKind::kMissing, "{} on {}: no value is left", printable(field.name), where);
    return true;
  });
}

void settle_components(Import& import, std::vector<Field>& fields) {
  std::erase_if(fields, [&](const Field& field) {
    const int needed = required_components(field.name);
    const bool wrong = needed != 0 && needed != field.components;
    if (wrong) import.lost(NoteKind::kDropped, "{}: has {} components, not {}", field.name, field.components, needed);
    return wrong;
  });
}

void scale_lengths(const ImportOptions& options, Import& import) {
  const std::string& unit = options.length_unit.empty() ? import.length_unit : options.length_unit;
  if (unit.empty()) import.note(NoteKind::kAssumed, "coordinates: the source says no unit; mm is assumed, --units says otherwise");
  const std::optional<double> factor = unit_factor(unit.empty() ? "mm" : unit, "mm");
  if (!factor) throw UsageError(fmt::format("--units: '{}' is no unit of length; mm, cm, m and um are known", printable(unit)));
  if (*factor == 1) return;
  import.note(NoteKind::kConverted, "coordinates: from {} to mm", unit);
  for (auto* const places : {&import.map.surface.vertices, &import.map.points.positions, &import.map.points.end_systolic_positions}) {
    for (Vec3& place : *places) place = *factor * place;
  }
  for (const LandmarkName& name : kLandmarkNames) {
    std::optional<Vec3>& landmark = import.map.landmarks.*name.place;
    if (landmark) *landmark = *factor * *landmark;
  }
}

std::size_t zero_places(const std::vector<Vec3>& places) {
  return static_cast<std::size_t>(
      std::count_if(places.begin(), places.end(), [](const Vec3& place) { return place.x == 0 && place.y == 0 && place.z == 0; }));
}

// Programs write zeros where they have no position. A catheter is there by chance alone, and not for several points.
void tell_zero_places(Import& import) {
  const std::size_t zeros = zero_places(import.map.points.positions);
  if (const std::size_t moved = zero_places(import.map.points.end_systolic_positions); moved > zeros)
    import.lost(NoteKind::kAssumed,
                "{} at exactly (0, 0, 0) at end-systole, where programs put what has no position: shortening is computed with it; leave "
                "these cells empty in the source where nothing was measured",
                counted(moved, "point"));
  constexpr std::string_view kWhere = "at exactly (0, 0, 0), where programs put points without a position";
  if (zeros == 1)
    import.note(NoteKind::kAssumed, "1 point {}: it is kept as measured there; leave it out of the source where it was not", kWhere);
  if (zeros > 1)
    import.lost(NoteKind::kAssumed, "{} {}: they are kept as measured there; leave them out of the source where they were not",
                counted(zeros, "point"), kWhere);
}

void check_empty_mark(const ImportOptions& options) {
  if (!options.empty_mark.empty() && options.empty_mark != "accepted" && options.empty_mark != "excluded")
    throw UsageError(fmt::format("--empty-mark {}: must be accepted or excluded", printable(options.empty_mark)));
}

void settle_frame(const ImportOptions& options, Import& import) {
  if (options.frame.empty()) return;
  if (options.frame != "LPS" && options.frame != "unknown")
    throw UsageError(fmt::format("--frame {}: must be LPS or unknown", printable(options.frame)));
  std::erase_if(import.report.notes,
                [](const ImportNote& note) { return note.kind == NoteKind::kAssumed && note.text.starts_with("coordinate frame"); });
  import.map.study.coordinate_frame = options.frame == "LPS" ? "LPS" : "";
  import.note(NoteKind::kConverted, "coordinate frame: {}, as the user says", options.frame);
}

// Vertices and triangles that are there twice, as exports have them along seams, in triangle soups and on two-sided meshes.
void weld_mesh(const ImportOptions& options, Import& import) {
  if (options.keep_mesh || has_errors(validate(import.map))) return;  // an unsound surface is refused with its own words
  const std::size_t before = import.map.surface.triangles.size();
  const Welded welded = weld(import.map);
  if (import.map.surface.triangles.empty())
    throw InputError(fmt::format("has no surface: of all {} two corners are at one place", counted(before, "triangle", "triangles")));
  if (welded.values_filled > 0)
    import.note(NoteKind::kConverted,
                "mesh: {} that a vertex had not taken from another vertex at the same place (--keep-mesh leaves them out)",
                counted(welded.values_filled, "value", "values"));
  if (welded.vertices_merged > 0)
    import.note(NoteKind::kConverted,
                "mesh: {} made one with an earlier vertex at the same place, of the same values (--keep-mesh keeps them)",
                counted(welded.vertices_merged, "vertex", "vertices"));
  if (welded.triangles_repeated + welded.triangles_collapsed > 0)
    import.note(
        NoteKind::kConverted,
        "mesh: {} left out, {} on the same three places as an earlier one and {} with two corners at one place (--keep-mesh keeps them)",
        counted(welded.triangles_repeated + welded.triangles_collapsed, "triangle", "triangles"), welded.triangles_repeated,
        welded.triangles_collapsed);
  if (welded.vertices_dropped > 0)
    import.lost(NoteKind::kDropped, "mesh: {} of such triangles had values of their own, which went with them (--keep-mesh keeps them)",
                counted(welded.vertices_dropped, "vertex", "vertices"));
  if (welded.vertices_kept_apart > welded.vertices_dropped)
    import.note(NoteKind::kRead, "mesh: {} kept at the place of another of other values; an analysis takes them for one place",
                counted(welded.vertices_kept_apart - welded.vertices_dropped, "vertex is", "vertices are"));
}

void count_quantities(Import& import) {
  const auto count = [&](const std::vector<Field>& fields, bool on_points) {
    for (const Field& field : fields) {
      const auto components = static_cast<std::uint64_t>(std::max(1, field.components));
      const auto finite = std::count_if(field.values.begin(), field.values.end(), [](float value) { return std::isfinite(value); });
      import.report.quantities.push_back(
          {field.name, field.unit, on_points, static_cast<std::uint64_t>(finite) / components, field.values.size() / components});
    }
  };
  count(import.map.surface.fields, false);
  count(import.map.points.fields, true);
  const std::vector<Vec3>& moved = import.map.points.end_systolic_positions;
  if (moved.empty()) return;
  const auto placed = std::count_if(moved.begin(), moved.end(), [](const Vec3& place) { return is_finite(place); });
  import.report.quantities.push_back({"EndSystolicPosition", "mm", true, static_cast<std::uint64_t>(placed), moved.size()});
}

// Whoever knows which array it is can say so; without voltage nothing is classified.
void miss_voltage(Import& import) {
  const Map& map = import.map;
  const auto has = [](const std::vector<Field>& fields) {
    return find_field(fields, field_name::kUnipolarVoltage) != nullptr || find_field(fields, field_name::kBipolarVoltage) != nullptr;
  };
  if (has(map.surface.fields) || has(map.points.fields) || map.points.electrograms) return;
  std::vector<Field> all = map.surface.fields;
  all.insert(all.end(), map.points.fields.begin(), map.points.fields.end());
  if (!all.empty() || !import.left_out.empty())
    import.note(NoteKind::kMissing, "voltage: no array has a name that says so ({}{}); --array UnipolarVoltage=ARRAY takes one",
                array_names(all), left_out_names(import));
}

// A column that the user asks for and that is nowhere is a slip of the pen.
void refuse_unknown_columns(const ImportOptions& options, const Import& import) {
  for (const std::string& name : options.keep_columns) {
    const bool is_kept = find_field(import.map.surface.fields, name) != nullptr || find_field(import.map.points.fields, name) != nullptr;
    if (!is_kept) throw UsageError(fmt::format("--keep-column {}: there is no such column or array of numbers", printable(name)));
  }
}

// Formats that keep them apart leave them unread; others have read them by now.
void leave_electrograms(const ImportRequest& request, Import& import) {
  if (request.limits.electrograms) return;
  import.map.points.electrograms.reset();
  import.note(NoteKind::kDropped, "electrograms, as --without electrograms says");
}

// Whoever reads them: names that differ from point to point may still be dates, or persons with a number behind.
void settle_point_names(Import& import) {
  std::vector<std::string>& names = import.map.points.names;
  const auto others = std::count_if(names.begin(), names.end(), [](const std::string& name) { return !is_point_label(name); });
  if (others == 0) return;
  import.note(
      NoteKind::kLeftOut,
      "the names of the points: {} of {} are more than a short label or a number below a million, and may tell of a person or a date; "
      "the points are numbered instead",
      others, names.size());
  for (std::size_t p = 0; p < names.size(); ++p) names[p] = fmt::format("P{}", p + 1);
}

void refuse_losses(const Import& import) {
  std::string losses;
  for (const ImportNote& note : import.report.notes) {
    if (note.loss) losses += (losses.empty() ? "" : "; ") + fmt::format("{}: {}", to_string(note.kind), note.text);
  }
  if (!losses.empty()) throw InputError(fmt::format("something was lost, which --strict refuses: {}", losses));
}

}  // namespace

void finish_import(SourceFiles& files, const ImportRequest& request, Import& import) {
  const ImportOptions& options = request.options;
  check_empty_mark(options);
  Map& map = import.map;
  merge_further_files(files, request, import);
  drop_stray_vertices(import);  // behind whatever goes by the numbers of the source's vertices
  refuse_unknown_columns(options, import);
  leave_electrograms(request, import);
  choose_arrays(options, import);
  name_arrays(options, import);
  settle_components(import, map.surface.fields);
  settle_components(import, map.points.fields);
  tell_zero_places(import);
  scale_lengths(options, import);
  settle_fields(options, "vertices", import, map.surface.fields);
  settle_fields(options, "points", import, map.points.fields);
  settle_frame(options, import);
  settle_chamber(options, import);
  tell_windows(import);
  settle_point_names(import);
  map.study.subject_id = options.subject_id;
  if (map.surface.vertices.empty() || map.surface.triangles.empty()) throw InputError("has no surface, and too few points to make one");
  weld_mesh(options, import);
  if (!map.study.synthetic) import.note(NoteKind::kMissing, "whether the data are synthetic: unknown");
  miss_voltage(import);
  count_quantities(import);
  if (options.strict) refuse_losses(import);
}

}  // namespace viamyo
