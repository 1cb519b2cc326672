#include "table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/value.h"

namespace viamyo::cli {

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void Table::add(const std::vector<std::string>& row) {
  std::vector<std::string>& cells = rows_.emplace_back(columns_.size());
  std::transform(row.begin(), row.end(), cells.begin(), printable);
}

std::string Table::text(std::string_view indent) const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], letters(row[c]));
  }
  std::string all;
  for (const auto& row : rows_) {
    std::string line(indent);
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::size_t blanks = widths[c] - letters(row[c]);
      if (c > 0) line.append(2, ' ');
      if (columns_[c] == Align::kRight) line.append(blanks, ' ');
      line += row[c];
      if (columns_[c] == Align::kLeft) line.append(blanks, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    all.append(line).append(1, '\n');
  }
  return all;
}

std::string number(double value, int digits) { return std::isfinite(value) ? fmt::format("{:.{}g}", value, digits) : "-"; }

std::string fixed(double value, int decimals) { return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : "-"; }

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
  std::string all;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const std::size_t length = letters(word);
    if (column > 0 && column + 1 + length > width) {
      all.append(1, '\n').append(indent);
      column = 0;
    } else if (column > 0) {
      all += " ";
      ++column;
    }
    all += word;
    column += length;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

}  // namespace viamyo::cli
