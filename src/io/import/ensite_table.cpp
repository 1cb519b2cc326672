// EnSite X's tables: a head of lines "key,value", titles, a row per point.
#include <algorithm>

#include "../value.h"
#include "ensite_files.h"
#include "import_tools.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

std::string key_of(std::string_view cell) {
  cell = stripped(cell);
  if (cell.ends_with(':')) cell.remove_suffix(1);
  return lower_case(stripped(cell));
}

// "Data starts in row" tells the line, in some versions by one less: the titles themselves say where they stand.
bool are_titles(const std::vector<std::string_view>& cells) {
  const bool are_points = std::any_of(cells.begin(), cells.end(), [](std::string_view cell) { return same_letters(cell, "roving x"); });
  return cells.size() > 3 && (are_points || same_letters(cells[0], "Trace"));
}

}  // namespace

EnsiteTable::EnsiteTable(std::string_view text, const std::string& name) : lines_(text, name) {
  std::string_view line;
  while (lines_.next(line)) {
    const std::vector<std::string_view> cells = cells_of(line, ',');
    if (are_titles(cells)) {
      for (const std::string_view cell : cells) {
        if (cell == "...") break;
        titles_.push_back(to_utf8(cell));
      }
      return;
    }
    // "Export Data Element: DxL" and "Map name:,LV" are both written.
    const std::size_t colon = cells[0].find(':');
    const bool is_in_one = colon != std::string_view::npos && colon + 1 < cells[0].size();
    const std::string_view value = is_in_one ? cells[0].substr(colon + 1) : cells.size() > 1 ? cells[1] : std::string_view();
    head_.emplace(key_of(cells[0].substr(0, colon)), to_utf8(stripped(value)));
  }
  throw InputError(fmt::format("{}: has no line with the titles of its columns", name));
}

std::string EnsiteTable::head(std::string_view key) const {
  const auto found = head_.find(key_of(key));
  return found == head_.end() ? std::string() : found->second;
}

std::size_t EnsiteTable::column(std::string_view title) const {
  const auto found = std::find_if(titles_.begin(), titles_.end(), [&](const std::string& t) { return same_letters(t, title); });
  return found == titles_.end() ? std::string::npos : static_cast<std::size_t>(found - titles_.begin());
}

bool EnsiteTable::next(std::vector<std::string_view>& cells) {
  std::string_view line;
  while (lines_.next(line)) {
    if (stripped(line).empty()) continue;
    cells = cells_of(line, ',');
    return !same_letters(cells[0], "EOF");
  }
  return false;
}

EnsiteTableKind ensite_table_kind(std::string_view head) {
  const std::string text = text_of(std::as_bytes(std::span(head.data(), head.size())));
  bool is_dxl = false;
  bool is_new = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (are_titles(cells_of(line, ',')))
      return same_letters(cells_of(line, ',')[0], "Trace") ? EnsiteTableKind::kWaves : EnsiteTableKind::kPoints;
    if (contains_letters(line, "pt number")) return EnsiteTableKind::kDxl;
    is_dxl = is_dxl || (contains_letters(line, "Export Data Element") && contains_letters(line, "dxl"));
    is_new = is_new || contains_letters(line, "Data starts in row");
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return is_dxl && !is_new ? EnsiteTableKind::kDxl : EnsiteTableKind::kOther;
}

}  // namespace viamyo
