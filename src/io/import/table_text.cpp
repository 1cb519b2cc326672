#include "table_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../value.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::size_t kMaxLinesAbove = 100;
constexpr std::size_t kMinColumns = 3;       // x, y and z
constexpr std::string_view kColumns = "  ";  // at least two blanks, so that a title may have one
constexpr std::string_view kBlanks = " ";    // any
constexpr std::array<std::string_view, 6> kSeparators{";", "\t", ",", "|", kColumns, kBlanks};

std::string_view unquoted(std::string_view cell) {
  cell = stripped(cell);
  return cell.size() >= 2 && cell.front() == '"' && cell.back() == '"' ? stripped(cell.substr(1, cell.size() - 2)) : cell;
}

// A separator inside quotes is none.
Cells split_at(std::string_view line, char separator) {
  Cells cells;
  bool quoted = false;
  std::size_t first = 0;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    if (at < line.size() && line[at] == '"') quoted = !quoted;
    if (at < line.size() && (quoted || line[at] != separator)) continue;
    cells.push_back(unquoted(line.substr(first, at - first)));
    first = at + 1;
  }
  return cells;
}

Cells split_columns(std::string_view line) {
  Cells cells;
  line = stripped(line);
  while (!line.empty()) {
    const std::size_t end = line.find(kColumns);
    cells.push_back(unquoted(line.substr(0, end)));
    line = end == std::string_view::npos ? std::string_view() : stripped(line.substr(end));
  }
  return cells;
}

bool is_comment(std::string_view line) { return line.starts_with('#'); }

bool are_empty(std::span<const std::string_view> cells) {
  return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return cell.empty(); });
}

// "1.234.567": one to three digits, and three behind each sign.
bool is_grouped(std::string_view digits, char sign) {
  if (!digits.empty() && (digits.front() == '-' || digits.front() == '+')) digits.remove_prefix(1);
  bool first = true;
  for (const std::string_view part : cells_of(digits, sign)) {
    const bool all_digits = std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!all_digits || part.empty() || part.size() > 3 || (!first && part.size() != 3)) return false;
    first = false;
  }
  return true;
}

// The number with a decimal point and no groups; empty where it cannot be one.
std::string plain_number(std::string_view cell, char decimal, char group) {
  const std::size_t at = cell.find(decimal);
  const std::string_view whole = cell.substr(0, at);
  if (whole.find(group) != std::string_view::npos && !is_grouped(whole, group)) return {};
  std::string text;
  std::copy_if(whole.begin(), whole.end(), std::back_inserter(text), [&](char c) { return c != group; });
  if (at == std::string_view::npos) return text;
  const std::string_view rest = cell.substr(at + 1);
  if (rest.find(decimal) != std::string_view::npos || rest.find(group) != std::string_view::npos) return {};
  return text + "." + std::string(rest);
}

Cells split_by(std::string_view line, std::string_view separator) {
  if (separator == kColumns) return split_columns(line);
  if (separator != kBlanks) return split_at(line, separator.front());
  Cells cells = words_of(line);
  for (std::string_view& cell : cells) cell = unquoted(cell);
  return cells;
}

bool is_any_number(std::string_view cell) { return to_number(plain_number(cell, '.', ',')) || to_number(plain_number(cell, ',', '.')); }

bool are_titles(const Cells& cells) {
  const auto is_title = [](std::string_view cell) { return !cell.empty() && !is_any_number(cell); };
  return cells.size() >= kMinColumns && std::all_of(cells.begin(), cells.end(), is_title);
}

bool holds_numbers(const Cells& cells) {
  return std::count_if(cells.begin(), cells.end(), is_any_number) >= static_cast<std::ptrdiff_t>(kMinColumns);
}

}  // namespace

bool is_table(std::string_view text) {
  constexpr std::size_t kMaxLines = 50;
  constexpr std::size_t kReach = 2;  // a row of units may stand between
  std::vector<std::string_view> lines;
  Lines all(text, "");
  for (std::string_view line; lines.size() < kMaxLines && all.next(line);) {
    if (!stripped(line).empty()) lines.push_back(line);
  }
  for (const std::string_view separator : kSeparators) {
    for (std::size_t above = 0; above + 1 < lines.size(); ++above) {
      const bool behind_sign = is_comment(lines[above]);
      const Cells titles = split_by(behind_sign ? stripped(lines[above].substr(1)) : lines[above], separator);
      if (!are_titles(titles)) continue;
      for (std::size_t below = above + 1; below < std::min(lines.size(), above + 1 + kReach); ++below) {
        const Cells cells = split_by(lines[below], separator);
        if (cells.size() == titles.size() && holds_numbers(cells)) return true;
      }
    }
  }
  return false;
}

TableText::TableText(std::span<const std::byte> bytes, std::string name) : text_(text_of(bytes)), name_(std::move(name)) {}

Cells TableText::split(std::string_view line) const { return split_by(line, separator_); }

bool TableText::find_header(const std::function<bool(const Cells&)>& is_header) {
  for (const bool in_comments : {false, true}) {
    Lines lines(text_, name_);
    std::string_view line;
    lines_above_ = 0;
    while (lines_above_ < kMaxLinesAbove && lines.next(line)) {
      if (stripped(line).empty() || (is_comment(line) && !in_comments)) continue;
      const std::string_view titles = is_comment(line) ? stripped(line.substr(1)) : line;
      for (const std::string_view separator : kSeparators) {
        separator_ = separator;
        header_ = split(titles);
        if (!is_header(header_)) continue;
        header_line_ = lines.number();
        below_ = lines.rest();
        return true;
      }
      if (!is_comment(line) && !line.starts_with("sep=")) ++lines_above_;  // which tells Excel the separator
    }
  }
  return false;
}

std::vector<TableText::Row> TableText::rows(std::size_t most) const {
  std::vector<Row> rows;
  Lines lines(below_, name_);
  std::string_view line;
  while (lines.next(line)) {
    if (stripped(line).empty() || is_comment(line)) continue;
    Row row{header_line_ + lines.number(), split(line)};
    const std::size_t cells = row.cells.size();
    if (are_empty(row.cells)) continue;
    const bool only_empty_more = cells > header_.size() && are_empty(std::span(row.cells).subspan(header_.size()));
    if (only_empty_more) row.cells.resize(header_.size());
    rows.push_back(std::move(row));
    if (rows.size() > most) throw InputError(fmt::format("{}: has more than {} points", name_, most));
  }
  return rows;
}

void TableText::check_cells(const std::vector<Row>& rows) const {
  const auto differs = [&](const Row& row) { return row.cells.size() != header_.size(); };
  const auto first = std::find_if(rows.begin(), rows.end(), differs);
  if (first == rows.end()) return;
  const auto others = static_cast<std::size_t>(std::count_if(first + 1, rows.end(), differs));
  const bool has_commas = separator_ == "," && first->cells.size() > header_.size();
  fail(first->line,
       fmt::format(
           "has {}, and the header has {}{}{}; so nobody tells which cell is of which column: complete or remove {}",
           first->cells.size() == 1 ? "1 cell" : fmt::format("{} cells", first->cells.size()), header_.size(),
           has_commas ? " (decimal commas need another separator)" : "",
           others == 0 ? std::string() : fmt::format(", and so in {} below it", others == 1 ? "1 line" : fmt::format("{} lines", others)),
           others == 0 ? "that line" : "these lines"));
}

void TableText::fail(std::size_t line, std::string_view text) const { throw InputError(fmt::format("{}: line {}: {}", name_, line, text)); }

void DecimalSign::learn(std::string_view cell, std::size_t line, const TableText& table) {
  const std::size_t point = cell.rfind('.');
  const std::size_t comma = cell.rfind(',');
  const bool has_point = point != std::string_view::npos;
  const bool has_comma = comma != std::string_view::npos;
  if (!has_point && !has_comma) return;
  // With both, the last is the decimal sign.
  const bool is_point = has_point && (!has_comma || point > comma);
  const std::string number = is_point ? plain_number(cell, '.', ',') : plain_number(cell, ',', '.');
  if (!to_number(number)) return;
  if (is_point && point_.empty()) point_ = cell, point_line_ = line;
  if (!is_point && comma_.empty()) comma_ = cell, comma_line_ = line;
  if (!point_.empty() && !comma_.empty())
    table.fail(std::max(point_line_, comma_line_),
               fmt::format("'{}' has a decimal point and '{}' in line {} a decimal comma; write one of both", printable(point_),
                           printable(comma_), std::min(point_line_, comma_line_)));
}

std::optional<double> DecimalSign::number(std::string_view cell) const {
  if (cell.find(',') == std::string_view::npos && comma_.empty()) return to_number(cell);
  return to_number(comma_.empty() ? plain_number(cell, '.', ',') : plain_number(cell, ',', '.'));
}

}  // namespace viamyo
