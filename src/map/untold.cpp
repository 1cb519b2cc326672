#include "viamyo/untold.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "letters.h"

namespace viamyo {

namespace {

constexpr std::string_view kLeftVentricle = "LV";

}  // namespace

Support support_of(const Map& map, const std::vector<int>& excluded_points) {
  const std::size_t count = map.points.positions.size();
  if (count == 0) return Support::kNoPoints;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_excluded = std::binary_search(excluded_points.begin(), excluded_points.end(), static_cast<int>(i));
    if (is_accepted(map.points, i) && !is_excluded) return Support::kPoints;
  }
  return Support::kNoneAccepted;
}

std::string_view to_string(Support support) {
  switch (support) {
    case Support::kNoPoints:
      return "unknown";
    case Support::kNoneAccepted:
      return "no accepted points";
    case Support::kPoints:
      return "points";
  }
  return {};
}

bool is_chamber_told(const Map& map) {
  return map.study.chamber == kLeftVentricle || (map.study.chamber.empty() && map.study.synthetic.value_or(false));
}

std::vector<std::string> untold(const Map& map, Support support) {
  std::vector<std::string> words;
  if (support == Support::kNoPoints) words.emplace_back("support unknown");
  if (support == Support::kNoneAccepted) words.emplace_back("no accepted points: support unknown");
  if (!is_chamber_told(map))
    words.push_back(map.study.chamber.empty() ? "chamber not told"
                                              : fmt::format("chamber {}: not a left ventricle", quotation(map.study.chamber, 20)));
  return words;
}

std::string untold_sentence(const Map& map, Support support) {
  const std::vector<std::string> words = untold(map, support);
  if (words.empty()) return {};
  std::string sentence = fmt::format(" {}.", fmt::join(words, ", "));
  sentence[1] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[1])));
  return sentence;
}

}  // namespace viamyo
