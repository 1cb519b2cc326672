// The rows of one map in a table of a run against those that a run would write now.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "export_facts.h"
#include "forms.h"
#include "output_difference.h"
#include "viamyo/report.h"

namespace viamyo::cli {
namespace {

std::size_t count_in(std::string_view text, std::size_t otherwise) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

//! "location_stability>2: 8; surface_distance>8: 3, 12 unknown"
std::string exclusions_cell_differs(std::string_view cell, const ReviewCase& c) {
  constexpr std::size_t kNone = std::size_t{1} << 40U;  // no map has as many points
  std::vector<ToldExclusion> told;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find("; "), cell.size());
    std::string_view entry = cell.substr(0, end);
    cell.remove_prefix(std::min(end + 2, cell.size()));
    const std::size_t colon = std::min(entry.find(": "), entry.size());
    ToldExclusion one{std::string(entry.substr(0, colon)), std::nullopt, 0, 0};
    entry.remove_prefix(std::min(colon + 2, entry.size()));
    const std::size_t comma = std::min(entry.find(", "), entry.size());
    one.left_out = count_in(entry.substr(0, comma), kNone);
    entry.remove_prefix(std::min(comma + 2, entry.size()));
    constexpr std::string_view kUnknown = " unknown";
    if (!entry.empty()) one.unknown = entry.ends_with(kUnknown) ? count_in(entry.substr(0, entry.size() - kUnknown.size()), kNone) : kNone;
    told.push_back(one);
  }
  return exclusions_differ(told, c);
}

std::string rows_of(const std::string& table, const AnalysedMap& map) {
  if (table == "summary") return summary_header() + "\n" + summary_row(map);
  if (table == "segments") return segments_header() + "\n" + segments_rows(map);
  if (table == "regions") return regions_header() + "\n" + regions_rows(map);
  return zones_header() + "\n" + zones_rows(map);
}

}  // namespace

std::string table_difference(const TableClaim& table, const OutputClaim& claim, const ReviewCase& c, const ReviewState& state) {
  const std::vector<CsvRow> is = parse_csv(rows_of(table.table, as_told(claim, c, state)), "the table");
  const std::vector<std::string>& columns = is.front().cells;
  if (table.rows.size() + 1 != is.size())
    return fmt::format("it has {} rows of the map, and a run would write {}", table.rows.size(), is.size() - 1);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const CsvRow& says = table.rows[row];
    const std::string line = fmt::format("line {}", says.line);
    if (says.cells.size() != columns.size() + (table.grouped ? 1 : 0)) return fmt::format("its {} has not as many cells as columns", line);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      // By which rule a point was left out may be otherwise where the numbers are the same.
      if (columns[i] == "points_excluded") {
        const std::string difference = exclusions_cell_differs(says.cells[i], c);
        if (!difference.empty()) return fmt::format("in {} {}", line, difference);
        continue;
      }
      const std::string& expected = is[row + 1].cells[i];
      const bool same = columns[i] == "file" ? is_path(says.cells[i], expected) : is_same_cell(says.cells[i], expected);
      if (!same) return differs(fmt::format("in {} that {}", line, columns[i]), says.cells[i], expected);
    }
  }
  return {};
}

}  // namespace viamyo::cli
