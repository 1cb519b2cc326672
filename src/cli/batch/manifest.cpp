// The manifest of a run: a table of maps with settings and landmarks of their own.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "analysis/text_values.h"
#include "csv_reader.h"
#include "inputs.h"
#include "io/file_bytes.h"
#include "io/import/text_scan.h"
#include "output_names.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

//! As UTF-8, whichever way the spreadsheet wrote it; a guess at the letters is told.
std::string read_text(const std::string& path, std::vector<Warning>& warnings) {
  constexpr std::uint64_t kMaxBytes = 1 << 28;
  try {
    const std::vector<std::byte> bytes = read_file(path, kMaxBytes);
    if (is_windows_1252(bytes))
      warnings.push_back(
          {"manifest_encoding", fmt::format("{}: is not UTF-8; it was read as Windows-1252, which spreadsheets write", path)});
    return text_of(bytes);
  } catch (const InputError& error) {
    throw UsageError(error.what());
  }
}

//! "apex=1,2,3; anterior_rv_insertion=4,5,6"
void add_landmarks(std::string_view text, std::vector<SettingChange>& changes) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view one = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.empty()) continue;
    const std::size_t sign = one.find('=');
    if (sign == std::string_view::npos) throw UsageError(fmt::format("landmarks: '{}' must be NAME=X,Y,Z", one));
    changes.push_back({fmt::format("landmarks.{}", trimmed(one.substr(0, sign))), std::string(one.substr(sign + 1))});
  }
}

//! Under the folder of the manifest where the row's path is below it, else under its bare name.
fs::path output_name(const fs::path& file) {
  const fs::path normal = file.lexically_normal();
  const bool below = !normal.is_absolute() && !normal.empty() && *normal.begin() != "..";
  return below ? normal : normal.filename();
}

//! A number of one unit, with a decimal comma, as spreadsheets write it beside semicolons and tabs; lists and places hold commas of another kind.
std::string with_point(std::string_view column, std::string cell) {
  const auto& keys = setting_keys();
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const SettingKey& k) { return k.key == column; });
  const bool is_number = key != keys.end() && !key->unit.empty() && !column.starts_with("landmarks.");
  if (is_number && std::count(cell.begin(), cell.end(), ',') == 1) std::replace(cell.begin(), cell.end(), ',', '.');
  return cell;
}

void add_cell(std::string_view column, const std::string& cell, BatchInput& input) {
  if (cell.empty()) return;
  if (column == "file") {
    input.file = cell;
  } else if (column == "map") {
    input.map = cell;
  } else if (column == "subject_id") {
    input.subject_id = cell;
  } else if (column == "visit") {
    input.visit = cell;
  } else if (column == "group") {
    input.group = cell;
  } else if (column == "landmarks") {
    add_landmarks(cell, input.changes);
  } else {
    input.changes.push_back({std::string(column), cell});
  }
}

std::vector<std::string> checked_columns(const CsvRow& header, const std::string& manifest) {
  std::vector<std::string> columns;
  std::vector<std::string_view> known{"file", "map", "subject_id", "visit", "group", "landmarks"};
  for (const SettingKey& key : setting_keys()) known.push_back(key.key);
  for (const std::string& cell : header.cells) {
    const std::string column(trimmed(cell));
    if (std::find(known.begin(), known.end(), column) == known.end()) {
      const std::string_view nearest = nearest_word(column, known);
      throw UsageError(
          fmt::format("{}: unknown column '{}'{}", manifest, column, nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest)));
    }
    if (std::find(columns.begin(), columns.end(), column) != columns.end())
      throw UsageError(fmt::format("{}: column '{}' twice", manifest, column));
    columns.push_back(column);
  }
  if (std::find(columns.begin(), columns.end(), "file") == columns.end())
    throw UsageError(fmt::format("{}: has no column 'file'", manifest));
  return columns;
}

//! Spreadsheets write such rows below a table, one separator for each column.
bool is_empty(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return trimmed(cell).empty(); });
}

BatchInput input_of_row(const CsvRow& row, const std::vector<std::string>& columns, char separator, const std::string& manifest) {
  if (row.cells.size() != columns.size()) {
    throw UsageError(fmt::format("{}: line {}: {} cells under {} columns", manifest, row.line, row.cells.size(), columns.size()));
  }
  BatchInput input;
  try {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string cell(trimmed(row.cells[c]));
      add_cell(columns[c], separator != ',' ? with_point(columns[c], cell) : cell, input);
    }
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}: line {}: {}", manifest, row.line, error.what()));
  }
  if (input.file.empty()) throw UsageError(fmt::format("{}: line {}: no file", manifest, row.line));
  input.output = input.map.empty() ? output_name(input.file).replace_extension(".json").generic_string()
                                   : output_of_map(output_name(input.file), input.map);
  input.file = (fs::path(manifest).parent_path() / input.file).string();
  return input;
}

}  // namespace

std::vector<BatchInput> read_manifest(const std::string& manifest, std::vector<Warning>& warnings) {
  const std::string text = read_text(manifest, warnings);
  const char separator = separator_of(text);
  const std::vector<CsvRow> rows = parse_csv(text, manifest, separator);
  if (rows.empty()) throw UsageError(fmt::format("{}: is empty", manifest));
  const std::vector<std::string> columns = checked_columns(rows.front(), manifest);
  std::vector<BatchInput> inputs;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!is_empty(rows[i])) inputs.push_back(input_of_row(rows[i], columns, separator, manifest));
  }
  if (inputs.empty()) throw UsageError(fmt::format("{}: names no map", manifest));
  return inputs;
}

}  // namespace viamyo::cli
