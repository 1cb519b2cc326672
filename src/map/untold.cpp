#include "viamyo/untold.h"

#include <cctype>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "letters.h"

namespace viamyo {

namespace {

constexpr std::string_view kLeftVentricle = "LV";

}  // namespace

bool is_support_known(const Map& map) { return !map.points.positions.empty(); }

bool is_chamber_told(const Map& map) {
  return map.study.chamber == kLeftVentricle || (map.study.chamber.empty() && map.study.synthetic.value_or(false));
}

std::vector<std::string> untold(const Map& map) {
  std::vector<std::string> words;
  if (!is_support_known(map)) words.emplace_back("support unknown");
  if (!is_chamber_told(map))
    words.push_back(map.study.chamber.empty() ? "chamber not told"
                                              : fmt::format("chamber {}: not a left ventricle", quotation(map.study.chamber, 20)));
  return words;
}

std::string untold_sentence(const Map& map) {
  const std::vector<std::string> words = untold(map);
  if (words.empty()) return {};
  std::string sentence = fmt::format(" {}.", fmt::join(words, ", "));
  sentence[1] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[1])));
  return sentence;
}

}  // namespace viamyo
