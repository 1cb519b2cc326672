// How numbers are written: the shortest text that reads back the same.
#pragma once

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace viamyo {

//! The double whose shortest text is the shortest text of the float32: 6.9 for 6.9F, not 6.900000095.
inline double shortest_decimal(float value) {
  if (!std::isfinite(value)) return static_cast<double>(value);
  const auto text = fmt::format("{}", value);
  double decimal = 0;
  std::from_chars(text.data(), text.data() + text.size(), decimal);
  return decimal;
}

//! The same for a double that is a float32 unchanged (a minimum, a maximum, mostly a median); others stay as they are.
inline double shortest_decimal(double value) {
  const auto as_float = static_cast<float>(value);
  return static_cast<double>(as_float) == value ? shortest_decimal(as_float) : value;
}

}  // namespace viamyo
