// How far each vertex is from mapping points: asked for several sets of points, which are mostly one and the same.
#pragma once

#include <stop_token>
#include <utility>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

class PointDistances {
 public:
  PointDistances(const Map& map, std::stop_token stop) : map_(map), stop_(std::move(stop)) {}

  //! Euclidean distance from each vertex to the nearest of the points that are set, mm; infinity when none is. Holds until the next call.
  //! Throws Stopped.
  const std::vector<double>& to(const std::vector<bool>& points);

 private:
  const Map& map_;
  std::stop_token stop_;
  std::vector<std::pair<std::vector<bool>, std::vector<double>>> known_;
};

//! Positions of the points that are set.
std::vector<Vec3> positions_of(const Map& map, const std::vector<bool>& points);

}  // namespace viamyo
