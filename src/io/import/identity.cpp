#include "identity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "../value.h"
#include "text_scan.h"

namespace viamyo {

namespace {

constexpr double kLargest = 1e6;     // beyond: dates such as 19590312, absolute times, numbers of persons and telephones
constexpr double kLongest_ms = 1e5;  // beyond: a time of a day or of a study, and none of a beat

template <class Number>
bool is_one_number(std::span<const Number> values) {
  std::optional<Number> first;
  std::size_t count = 0;
  for (const Number value : values) {
    if (!std::isfinite(value)) continue;
    ++count;
    if (!first) first = value;
    if (value != *first) return false;
  }
  return count > 1;
}

template <class Number>
bool reaches(std::span<const Number> values, double limit) {
  return std::any_of(values.begin(), values.end(), [&](Number value) { return std::isfinite(value) && std::abs(value) >= limit; });
}

constexpr std::size_t kLongestLabel = 32;
constexpr std::size_t kShortWord = 3;
constexpr std::size_t kMaxDigits = 6;
constexpr std::size_t kMaxNumbers = 2;  // side by side: three are a date or a time

bool is_word_of_the_heart(std::string_view word) {
  constexpr std::array<std::string_view, 48> kWords{
      "point",   "punkt",  "points",    "site",     "egm",     "endo",     "epi",      "apex",   "apical",  "basal",
      "base",    "mid",    "anterior",  "inferior", "septal",  "septum",   "lateral",  "medial", "wall",    "free",
      "ring",    "valve",  "mitral",    "aortic",   "annulus", "rim",      "scar",     "border", "zone",    "summit",
      "outflow", "inflow", "papillary", "muscle",   "roof",    "floor",    "ablation", "pacing", "bipolar", "unipolar",
      "roving",  "rove",   "electrode", "pole",     "distal",  "proximal", "early",    "late"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

bool is_point_label(std::string_view text) {
  constexpr std::string_view kBetween = " -_.#/()+";
  if (text.size() > kLongestLabel) return false;
  const std::string plain = lower_case(text);
  std::size_t numbers = 0;
  for (std::size_t at = 0; at < plain.size();) {
    std::size_t end = at;
    if (is_digit(plain[at])) {
      while (end < plain.size() && is_digit(plain[end])) ++end;
      if (end - at > kMaxDigits || ++numbers > kMaxNumbers) return false;
    } else if (is_letter(plain[at])) {
      while (end < plain.size() && is_letter(plain[end])) ++end;
      if (end - at > kShortWord && !is_word_of_the_heart(std::string_view(plain).substr(at, end - at))) return false;
      numbers = 0;
    } else if (kBetween.find(plain[end++]) == std::string_view::npos) {
      return false;
    }
    at = end;
  }
  return true;
}

bool is_asked_for(const ImportOptions& options, std::string_view name) {
  return std::find(options.keep_columns.begin(), options.keep_columns.end(), name) != options.keep_columns.end() ||
         std::any_of(options.arrays.begin(), options.arrays.end(), [&](const ArrayChoice& choice) { return choice.array == name; });
}

std::string why_no_quantity(const TitleUnit& told, std::span<const double> values) {
  const std::string_view unit = told.unit;
  if (unit.empty() && !told.strange.empty())
    return fmt::format("is no known quantity, and '{}' in its title is no unit that is known", printable(told.strange));
  if (unit.empty()) return "is no known quantity, and its title tells no unit";
  if (unit == "s") return "is a time in seconds, which may be the time of a day";
  if (is_one_number(values)) return "is the same number in every row, and so none of a point";
  if (reaches(values, unit == "ms" ? kLongest_ms : kLargest)) return "has numbers too large for a quantity of a point";
  return {};
}

std::string why_no_quantity_of_a_surface(std::span<const float> values) {
  if (is_one_number(values)) return "is the same number everywhere, and so none of a place";
  if (reaches(values, kLargest)) return "has numbers too large for a quantity of a place";
  return {};
}

}  // namespace viamyo
