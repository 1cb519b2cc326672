#include "point_distances.h"

#include <algorithm>

#include "viamyo/interpolation.h"

namespace viamyo {

std::vector<Vec3> positions_of(const Map& map, const std::vector<bool>& points) {
  std::vector<Vec3> positions;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i]) positions.push_back(map.points.positions[i]);
  }
  return positions;
}

const std::vector<double>& PointDistances::to(const std::vector<bool>& points) {
  const auto known = std::find_if(known_.begin(), known_.end(), [&](const auto& entry) { return entry.first == points; });
  if (known != known_.end()) return known->second;
  known_.emplace_back(points, nearest_distances_mm(positions_of(map_, points), map_.surface.vertices, stop_));
  return known_.back().second;
}

}  // namespace viamyo
