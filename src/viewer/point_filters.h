// Limits on how good a mapping point must be, one per measure. The settings hold the rows that they leave out, which is what is recorded and analysed;
// the limits themselves are the window's, so that one of them can be moved or taken back and the others stay.
#pragma once

#include <optional>
#include <vector>

#include "viamyo/point_quality.h"

namespace viamyo::viewer {

struct PointFilter {
  PointRule rule;
  std::vector<int> rows;  //!< that it left out and nothing before it had, rising

  friend bool operator==(const PointFilter&, const PointFilter&) = default;
};

struct FilteredPoints {
  std::vector<PointFilter> filters;
  std::vector<int> excluded;  //!< rows for Settings::excluded_points, rising
};

//! The rows excluded so far, with the limit of one measure set or moved (nullopt: taken away). What was left out by hand stays so.
FilteredPoints filtered(const Map& map, const FilteredPoints& before, PointMeasure measure, std::optional<double> above);

//! The limit of a measure; nullptr where there is none.
const PointFilter* find_filter(const std::vector<PointFilter>& filters, PointMeasure measure);

}  // namespace viamyo::viewer
