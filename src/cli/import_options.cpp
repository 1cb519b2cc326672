#include "import_options.h"

#include <fmt/format.h>

#include <charconv>

#include "console.h"
#include "options.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

//! "bi_voltage:uV": the unit stands behind the last colon, where there is one.
ArrayChoice array_choice(const std::string& text) {
  const SettingChange change = split_assignment("--array", text);
  const std::size_t colon = change.value.rfind(':');
  if (change.value.empty() || colon == 0) throw UsageError(fmt::format("--array {}: names no array", text));
  if (colon == std::string::npos) return {change.key, change.value, ""};
  return {change.key, change.value.substr(0, colon), change.value.substr(colon + 1)};
}

void take_unit(const std::string& text, ImportOptions& options) {
  const std::size_t sign = text.find('=');
  const std::string kind = sign == std::string::npos ? "length" : text.substr(0, sign);
  const std::string unit = sign == std::string::npos ? text : text.substr(sign + 1);
  if (kind == "length")
    options.length_unit = unit;
  else if (kind == "voltage")
    options.voltage_unit = unit;
  else
    throw UsageError(fmt::format("--units {}: must be length=UNIT or voltage=UNIT", text));
}

//! "-1" or "LocalActivationTime=999".
NoValue no_value(const std::string& text) {
  const std::size_t sign = text.find('=');
  const std::string number = sign == std::string::npos ? text : text.substr(sign + 1);
  NoValue made{sign == std::string::npos ? "" : text.substr(0, sign), 0};
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), made.number);
  if (error != std::errc() || end != number.data() + number.size() || sign == 0)
    throw UsageError(fmt::format("--no-value {}: must be a number, or FIELD=NUMBER", text));
  return made;
}

}  // namespace

void add_source_options(Command& command, SourceOptions& options) {
  std::vector<Option> rows{
      {.name = "--map",
       .target = &options.map,
       .help = "one map of a study that holds several; `viamyo import SOURCE --list` names them",
       .shape = "NAME"},
      {.name = "--array",
       .target = &options.arrays,
       .help = "take a field from an array of another name, of this unit; may be repeated",
       .shape = "FIELD=ARRAY[:UNIT]",
       .repeatable = true},
      {.name = "--units",
       .target = &options.units,
       .help = "what the source does not say: length=mm|cm|m|um, voltage=mV|uV|V; may be repeated",
       .shape = "KIND=UNIT",
       .repeatable = true},
      {.name = "--frame", .target = &options.frame, .help = "how the axes lie in the patient, for who knows", .shape = "LPS|unknown"},
      {.name = "--points",
       .target = &options.points,
       .help = "mapping points in a table beside the surface (docs/formats.md)",
       .shape = "CSV"},
      {.name = "--chamber",
       .target = &options.chamber,
       .help = "which chamber was mapped, for who knows; without it the map says that it was not told",
       .shape = "LV|..."},
      {.name = "--keep-mesh", .target = &options.keep_mesh, .help = "keep vertices at one place apart, and repeated triangles"},
      {.name = "--add",
       .target = &options.add,
       .help = "another export of the same surface, with more fields; may be repeated",
       .shape = "FILE",
       .repeatable = true},
      {.name = "--keep-column",
       .target = &options.keep_columns,
       .help = "take a column or array of numbers of which nothing tells what it is; may be repeated",
       .shape = "NAME",
       .repeatable = true},
      {.name = "--no-value",
       .target = &options.no_values,
       .help = "a number that stands for no value, beside -10000 and +10000: where it is impossible, or in FIELD; may be repeated",
       .shape = "[FIELD=]NUMBER",
       .repeatable = true},
      {.name = "--empty-mark",
       .target = &options.empty_mark,
       .help = "what an empty cell in a column of accepted or excluded points says of its point",
       .shape = "accepted|excluded"},
      {.name = "--keep-impossible",
       .target = &options.keep_impossible,
       .help = "keep values of a known quantity that are outside its possible range"},
      {.name = "--cell-to-point", .target = &options.cell_to_point, .help = "carry values on triangles to the vertices, weighted by area"},
      {.name = "--without", .target = &options.without, .help = "what is left unread: electrograms", .shape = "electrograms"}};
  for (Option& row : rows) row.group = "Sources from other systems";
  add_options(command, std::move(rows));
}

std::string first_given(const SourceOptions& options) {
  if (!options.map.empty()) return "--map";
  if (!options.arrays.empty()) return "--array";
  if (!options.units.empty()) return "--units";
  if (!options.frame.empty()) return "--frame";
  if (!options.points.empty()) return "--points";
  if (!options.chamber.empty()) return "--chamber";
  if (options.keep_mesh) return "--keep-mesh";
  if (!options.add.empty()) return "--add";
  if (!options.keep_columns.empty()) return "--keep-column";
  if (!options.no_values.empty()) return "--no-value";
  if (!options.empty_mark.empty()) return "--empty-mark";
  if (options.keep_impossible) return "--keep-impossible";
  if (options.cell_to_point) return "--cell-to-point";
  return options.without.empty() ? "" : "--without";
}

ImportOptions import_options(const SourceOptions& options) {
  ImportOptions made;
  made.map = options.map;
  for (const std::string& array : options.arrays) made.arrays.push_back(array_choice(array));
  for (const std::string& unit : options.units) take_unit(unit, made);
  made.frame = options.frame;
  made.points_file = options.points;
  made.add_files = options.add;
  made.keep_columns = options.keep_columns;
  for (const std::string& mark : options.no_values) made.no_values.push_back(no_value(mark));
  made.empty_mark = options.empty_mark;
  made.keep_impossible = options.keep_impossible;
  made.cell_to_point = options.cell_to_point;
  if (!options.without.empty() && options.without != "electrograms")
    throw UsageError(fmt::format("--without {}: electrograms can be left unread, nothing else", options.without));
  made.without_electrograms = !options.without.empty();
  made.chamber = options.chamber;
  made.keep_mesh = options.keep_mesh;
  return made;
}

std::vector<std::string> assumptions(const std::string& source, const ImportReport& report) {
  std::vector<std::string> lines;
  for (const ImportNote& note : report.notes) {
    if (note.loss || note.kind == NoteKind::kAssumed) lines.push_back(fmt::format("{}: {}: {}", source, to_string(note.kind), note.text));
  }
  return lines;
}

void refuse_for_native(const std::string& source, const std::string& option) {
  if (!option.empty() && !is_foreign(source))
    throw UsageError(fmt::format("{}: is a native map; {} does not apply, it is for exports of other systems", source, option));
}

LoadedMap open_source(const std::string& source, const SourceOptions& options, bool quiet) {
  refuse_for_native(source, first_given(options));
  ImportReport report;
  LoadedMap loaded = load_map(source, import_options(options), {}, &report);
  if (quiet) return loaded;
  for (const std::string& line : assumptions(source, report)) write_error_line(line);
  return loaded;
}

}  // namespace viamyo::cli
