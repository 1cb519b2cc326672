// The program's version and, apart from it, the version of its numbers.
#pragma once

#include <string_view>

namespace viamyo {

inline constexpr std::string_view kVersion = "0.1.0";

//! Rises whenever any class, area, region, zone or statistic of the same input and settings may change.
inline constexpr int kAlgorithmVersion = 2;

//! Stands in every output.
inline constexpr std::string_view kNotice =
    "For review only. Every classification requires confirmation by the treating team. Not a medical device.";

}  // namespace viamyo
