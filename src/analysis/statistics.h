// Statistics of the whole map, its rings and its segments.
#pragma once

#include <stop_token>
#include <vector>

#include "patches.h"
#include "segment_partition.h"
#include "viamyo/analysis.h"

namespace viamyo {

//! What the statistics are made from. Arrays may be empty = the quantity does not exist.
struct StatisticsInput {
  const Surface* surface = nullptr;
  const std::vector<double>* triangle_areas_mm2 = nullptr;
  const SegmentPartition* parts = nullptr;
  const CellSurface* cells = nullptr;         //!< cells by class; rule().cell is a Cell
  const std::vector<bool>* mapped = nullptr;  //!< per triangle
  const Analysis* analysis = nullptr;         //!< values in use and distances
  double annulus_margin_mm = 0;
  std::vector<int> part_of_point;  //!< -1 = not a usable point
  std::stop_token stop;
};

struct StatisticsResult {
  SegmentStatistics whole_map;
  std::vector<SegmentStatistics> rings;
  std::vector<SegmentStatistics> segments;
};

//! Throws Stopped soon after a stop is requested.
StatisticsResult compute_statistics(const StatisticsInput& input);

//! Area-weighted mean of a vertex field over the parts (0-based) for which `take` holds; NaN when there is none.
double surface_mean(const Surface& surface, const std::vector<double>& triangle_areas_mm2, const SegmentPartition& parts,
                    const std::vector<float>& field, const std::vector<bool>& take);

//! Mean, SD (n - 1), median, minimum and maximum of finite values.
QuantityStatistics describe(std::vector<double> values);

}  // namespace viamyo
