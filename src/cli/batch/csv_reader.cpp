#include "csv_reader.h"

#include <fmt/format.h>

#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

class CsvParser {
 public:
  CsvParser(std::string_view text, const std::string& file, char separator)
      : text_(text), file_(file), separator_(separator), ends_{separator, '\r', '\n'} {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  std::vector<CsvRow> parse() {
    while (position_ < text_.size()) {
      CsvRow row = parse_row();
      const bool empty = row.cells.size() == 1 && row.cells.front().empty();
      if (!empty) rows_.push_back(std::move(row));
    }
    return std::move(rows_);
  }

 private:
  [[nodiscard]] bool at(char c) const { return position_ < text_.size() && text_[position_] == c; }

  CsvRow parse_row() {
    CsvRow row{line_, {}};
    do {
      row.cells.push_back(at('"') ? quoted_cell() : plain_cell());
    } while (skip(separator_));
    skip('\r');
    if (position_ < text_.size() && !skip('\n')) throw UsageError(fmt::format("{}: line {}: text after a closing quote", file_, line_));
    ++line_;
    return row;
  }

  bool skip(char c) {
    if (!at(c)) return false;
    ++position_;
    return true;
  }

  std::string plain_cell() {
    const std::size_t begin = position_;
    position_ = std::min(text_.find_first_of(ends_, begin), text_.size());
    return std::string(text_.substr(begin, position_ - begin));
  }

  std::string quoted_cell() {
    const int first_line = line_;
    std::string cell;
    skip('"');
    while (position_ < text_.size()) {
      const char c = text_[position_++];
      if (c == '"' && !skip('"')) return cell;
      if (c == '\n') ++line_;
      cell += c;
    }
    throw UsageError(fmt::format("{}: line {}: a quote is not closed", file_, first_line));
  }

  std::string_view text_;
  const std::string& file_;
  char separator_;
  std::string ends_;  //!< of a cell without quotes
  std::size_t position_ = 0;
  int line_ = 1;
  std::vector<CsvRow> rows_;
};

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, const std::string& file, char separator) {
  return CsvParser(text, file, separator).parse();
}

char separator_of(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  const auto has = [first](char c) { return first.find(c) != std::string_view::npos; };
  if (has(',')) return ',';
  return has(';') ? ';' : has('\t') ? '\t' : ',';
}

}  // namespace viamyo::cli
