#include "identity.h"

#include <algorithm>
#include <cmath>
#include <optional>

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

}  // namespace

bool is_asked_for(const ImportOptions& options, std::string_view name) {
  return std::find(options.keep_columns.begin(), options.keep_columns.end(), name) != options.keep_columns.end() ||
         std::any_of(options.arrays.begin(), options.arrays.end(), [&](const ArrayChoice& choice) { return choice.array == name; });
}

std::string why_no_quantity(std::string_view unit, std::span<const double> values) {
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
