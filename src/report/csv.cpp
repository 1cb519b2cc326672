// Cells of comma-separated values (RFC 4180).
#include <cmath>

#include <fmt/format.h>

#include "../io/value.h"
#include "viamyo/report.h"

namespace viamyo {

std::string csv_cell(const std::string& text) {
  // A cell that a spreadsheet would run as a formula is made text by a leading apostrophe; numbers never come here.
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  std::string safe = printable(formula ? "'" + text : text);
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : std::string(); }

}  // namespace viamyo
