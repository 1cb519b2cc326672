// Comma-separated values as of RFC 4180: quoted cells may hold commas, quotes and line breaks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace viamyo::cli {

struct CsvRow {
  int line = 0;  //!< where it begins, counted from 1
  std::vector<std::string> cells;
};

//! All rows but empty ones; a byte-order mark and CRLF are accepted. Throws UsageError naming `file` and line for an unclosed quote.
std::vector<CsvRow> parse_csv(std::string_view text, const std::string& file, char separator = ',');

//! ';' or a tab where the first line has such and no comma, as spreadsheets write them where numbers have decimal commas, or as "Unicode text"; else ','.
char separator_of(std::string_view text);

}  // namespace viamyo::cli
