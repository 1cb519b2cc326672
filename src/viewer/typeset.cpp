#include "typeset.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace viamyo::viewer {
namespace {

constexpr std::string_view kSquareMillimetres = " mm2";

//! Where the number begins that ends at `end`.
std::size_t begin_of_number(std::string_view text, std::size_t end) {
  std::size_t at = end;
  while (at > 0 && ((text[at - 1] >= '0' && text[at - 1] <= '9') || text[at - 1] == '.')) --at;
  return at;
}

void turn_into_cm2(std::string& text) {
  for (std::size_t unit = text.find(kSquareMillimetres); unit != std::string::npos; unit = text.find(kSquareMillimetres, unit + 1)) {
    const std::size_t from = begin_of_number(text, unit);
    double area = 0;
    const auto [end, error] = std::from_chars(text.data() + from, text.data() + unit, area);
    if (error != std::errc() || end != text.data() + unit) continue;
    const std::string in_cm2 = fmt::format("{:.{}f} cm2", area / 100, area < 10 ? 2 : 1);
    text.replace(from, unit + kSquareMillimetres.size() - from, in_cm2);
    unit = from;
  }
}

}  // namespace

std::string typeset(std::string text) {
  turn_into_cm2(text);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSigns{{{">=", "≥"}, {"cm2", "cm²"}, {"mm2", "mm²"}}};
  for (const auto& [plain, sign] : kSigns) {
    for (std::size_t at = text.find(plain); at != std::string::npos; at = text.find(plain, at + sign.size()))
      text.replace(at, plain.size(), sign);
  }
  return text;
}

}  // namespace viamyo::viewer
