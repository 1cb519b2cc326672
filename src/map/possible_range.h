// What a quantity can be at all: wide limits, beyond which a value is a mistake or a mark for "no value". Conventions of ours.
#pragma once

#include <limits>
#include <string_view>

namespace viamyo {

struct PossibleRange {
  float low = -std::numeric_limits<float>::max();  // infinite values are impossible for every field
  float high = std::numeric_limits<float>::max();
  std::string_view violation = "infinite";  //!< "outside 0 to 200 mV"

  [[nodiscard]] bool holds(double value) const { return !(value < low || value > high); }  //!< NaN, which is no value, is always possible
};

//! Of a well-known field, in its own unit; everything finite for others.
PossibleRange possible_range(std::string_view field);

}  // namespace viamyo
