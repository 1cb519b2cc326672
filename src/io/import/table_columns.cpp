#include "table_columns.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "../value.h"
#include "cell_words.h"
#include "identity.h"
#include "import_tools.h"
#include "known_names.h"
#include "point_table.h"
#include "units.h"

namespace viamyo {

namespace {

// What the column of that title is, as its name or the user says; empty where neither tells.
std::string_view role_of(std::string_view title, const ImportOptions& options) {
  if (!is_asked_for(options, title)) return known_name(title).field;
  for (const ArrayChoice& choice : options.arrays) {
    if (choice.array == title && is_column_of_points(choice.field)) return choice.field;
  }
  return {};
}

// Every cell of the first lines is asked, split in every way: what begins with another letter is not looked up.
bool may_be_position(std::string_view title) {
  const auto first = std::find_if(title.begin(), title.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
  return first != title.end() && std::string_view("xyzXYZ").find(*first) != std::string_view::npos;
}

bool is_position_name(std::string_view name) { return std::find(kPositions.begin(), kPositions.end(), name) != kPositions.end(); }

Column column_of(std::string_view title, const ImportOptions& options) {
  const KnownName known = known_name(title);
  Column column{
      std::string(title), std::string(known.field), std::string(known.field), std::string(known.unit), 1, {}, 0, 0, false, {}, {}};
  const TitleUnit told = unit_in_title(title);
  if (known.field.empty()) {
    column.name = told.unit.empty() ? column.title : std::string(told.name);
    column.unit = told.unit;
    column.strange_unit = told.strange;
    const std::string_view nearly = told.strange.empty() ? std::string_view() : known_name(told.name).field;
    if (!required_unit(nearly).empty() || is_position_name(nearly)) column.nearly = nearly;
  }
  if (column.unit.empty()) column.unit = told.unit;
  if (!is_asked_for(options, title)) return column;
  column.role = role_of(title, options);
  column.name = column.title;  // a field is chosen by the column's own name, later
  for (const ArrayChoice& choice : options.arrays) {
    if (choice.array == title && !choice.unit.empty()) column.unit = choice.unit;
  }
  return column;
}

// What a row is called: its cell in the column of names or in one without a title, else its first cell that holds anything; without digits: "P" of "P17".
std::string kind_of_name(const Cells& cells, const std::vector<Column>& columns) {
  std::string_view label;
  for (std::size_t c = 0; c < std::min(cells.size(), columns.size()) && label.empty(); ++c) {
    if (columns[c].role == "name" || columns[c].title.empty()) label = cells[c];
  }
  const auto first = std::find_if(cells.begin(), cells.end(), [](std::string_view cell) { return !cell.empty(); });
  if (label.empty() && first != cells.end()) label = *first;
  std::string letters;
  std::copy_if(label.begin(), label.end(), std::back_inserter(letters), [](char c) { return c < '0' || c > '9'; });
  return letters;
}

}  // namespace

bool name_positions(const Cells& titles, const ImportOptions& options) {
  if (titles.size() < 3) return false;
  std::array<bool, 3> found{};
  for (const std::string_view title : titles) {
    if (!may_be_position(title) && !is_asked_for(options, title)) continue;
    const std::string_view role = role_of(title, options);
    for (std::size_t p = 0; p < 3; ++p) found.at(p) = found.at(p) || role == kPositions.at(p);
  }
  return found[0] && found[1] && found[2];
}

std::vector<Column> columns_of(const Cells& titles, const ImportOptions& options) {
  std::vector<Column> columns;
  columns.reserve(titles.size());
  for (const std::string_view title : titles) columns.push_back(column_of(title, options));
  return columns;
}

std::string why_strange_unit(const Column& column) {
  const std::string_view measured = required_unit(column.nearly);
  const std::string_view unit = measured.empty() ? "mm" : measured;
  return fmt::format("'{}' is no unit of {} that is known; --array {} takes the column where its numbers are in {}",
                     printable(column.strange_unit), column.nearly, shell_word(fmt::format("{}={}:{}", column.nearly, column.title, unit)),
                     unit);
}

bool is_summary(const Cells& cells, const std::vector<Column>& columns) {
  const auto first = std::find_if(cells.begin(), cells.end(), [](std::string_view cell) { return !cell.empty(); });
  if (first != cells.end() && is_summary_label(*first)) return true;
  for (std::size_t c = 0; c < std::min(cells.size(), columns.size()); ++c) {
    const bool is_label = columns[c].role == "name" || columns[c].title.empty();
    if (is_label && (is_summary_label(cells[c]) || is_percentile(cells[c]))) return true;
  }
  return false;
}

std::size_t first_summary(const std::vector<TableText::Row>& rows, const std::vector<Column>& columns) {
  constexpr std::size_t kMaxSummaries = 12;
  const std::size_t tail = rows.size() - std::min(rows.size(), kMaxSummaries);
  const auto sums_up = [&](const TableText::Row& row) { return is_summary(row.cells, columns); };
  if (std::none_of(rows.begin() + static_cast<std::ptrdiff_t>(tail), rows.end(), sums_up)) return rows.size();  // as nearly all tables
  std::set<std::string> names;
  std::size_t first = rows.size();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (r >= tail && sums_up(rows[r])) {
      first = std::min(first, r);
      continue;
    }
    const bool is_new = names.insert(kind_of_name(rows[r].cells, columns)).second;
    if (!is_new) first = rows.size();  // called as points above are: what stands above it was none either
  }
  return first;
}

const Column* find_role(const std::vector<Column>& columns, std::string_view role) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.role == role; });
  return found == columns.end() ? nullptr : &*found;
}

std::string_view missing_position(const std::vector<Column>& columns) {
  for (std::size_t p = 0; p < 3; ++p) {
    if (find_role(columns, kPositions.at(p)) == nullptr) return kPositions.at(p);
  }
  return {};
}

bool is_column_of_points(std::string_view name) {
  return is_position_name(name) || name == "accepted" || name == "excluded" || name == "name";
}

}  // namespace viamyo
