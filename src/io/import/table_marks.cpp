#include "table_marks.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "../value.h"
#include "cell_words.h"
#include "import_tools.h"
#include "text_scan.h"

namespace viamyo {

namespace {

// Words that say themselves which it is, whatever the title asks: "excluded" in a column called so is an exclusion.
std::optional<bool> accepted_in_words(std::string_view cell) {
  const auto is = [cell](std::string_view word) { return same_letters(cell, word); };
  if (is("accepted") || is("included") || is("valid")) return true;
  if (is("rejected") || is("excluded") || is("invalid")) return false;
  return std::nullopt;
}

// Nobody but the user tells what a cell means that is left empty.
bool empty_mark(const TableText& table, std::size_t line, const Column& column, const ImportOptions& options) {
  if (options.empty_mark.empty())
    table.fail(line, fmt::format("column {}: an empty cell is neither yes nor no; --empty-mark accepted or --empty-mark excluded says what "
                                 "such a cell means",
                                 printable(column.title)));
  return options.empty_mark == "accepted";
}

// Few whole numbers that many points share: codes, of which some may leave points out.
bool are_codes(const std::vector<double>& values) {
  constexpr std::size_t kMax = 8;
  std::set<double> codes;
  std::size_t count = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    if (value != std::floor(value) || (codes.insert(value).second && codes.size() > kMax)) return false;
    ++count;
  }
  return count > 0 && 2 * codes.size() <= count;
}

}  // namespace

void read_marks(const TableText& table, const std::vector<TableText::Row>& rows, std::size_t c, const Column& column,
                const ImportOptions& options, Import& import, std::vector<std::uint8_t>& flags) {
  const bool yes_is_accepted = column.role == "accepted";
  if (flags.empty()) flags.assign(rows.size(), 1);
  std::size_t empty = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::string_view cell = rows[r].cells[c];
    std::optional<bool> accepted = accepted_in_words(cell);
    if (const std::optional<bool> yes = yes_or_no(cell); yes && !accepted) accepted = *yes == yes_is_accepted;
    if (!accepted && is_nothing(cell)) accepted = empty_mark(table, rows[r].line, column, options);
    if (!accepted)
      table.fail(rows[r].line, fmt::format("column {}: '{}' is neither yes nor no; 1 and 0, true and false, yes and no are understood",
                                           printable(column.title), printable(cell)));
    if (!*accepted) flags[r] = 0;
    empty += is_nothing(cell) ? 1U : 0U;
  }
  if (empty > 0)
    import.note(NoteKind::kAssumed, "{}: column {}: {} are empty, and their points {}, as the user says", table.name(),
                printable(column.title), counted(empty, "cell"), options.empty_mark);
  import.note(NoteKind::kRead, "{}: column {}: {} of {} points are accepted", table.name(), printable(column.title),
              std::count(flags.begin(), flags.end(), 1), flags.size());
}

std::string why_lost_mark(const std::vector<TableText::Row>& rows, std::size_t c, const Column& column) {
  if (!sounds_like_a_mark(column.title)) return {};
  const bool is_yes_and_no = std::all_of(rows.begin(), rows.end(), [&](const TableText::Row& row) {
    return is_nothing(row.cells[c]) || yes_or_no(row.cells[c]) || accepted_in_words(row.cells[c]);
  });
  const bool has_marks = std::any_of(rows.begin(), rows.end(), [&](const TableText::Row& row) { return yes_or_no(row.cells[c]); });
  if (column.wrong == 0 && !(is_yes_and_no && has_marks) && !are_codes(column.values)) return {};
  constexpr std::string_view kSounds = "its title sounds like a mark of points that are left out; no point is left out by it: ";
  if (!is_yes_and_no) return fmt::format("{}a column of yes and no that is called accepted or excluded would", kSounds);
  const auto chosen = [&](std::string_view field) { return shell_word(fmt::format("{}={}", field, column.title)); };
  return fmt::format("holds only yes and no, and {}--array {} or --array {} applies it", kSounds, chosen("accepted"), chosen("excluded"));
}

}  // namespace viamyo
