// The shape of a region or candidate zone: its polygons inside the triangles, and its outline. What is drawn is cut with the same numbers as what is
// measured.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/map.h"

namespace viamyo {

//! A place inside a triangle: barycentric coordinates of its corners 1 and 2.
struct BarycentricPoint {
  std::int32_t triangle = 0;
  double b1 = 0;
  double b2 = 0;
};

struct PatchShape {
  std::vector<std::vector<BarycentricPoint>> polygons;   //!< convex, each in one triangle
  std::vector<std::array<BarycentricPoint, 2>> outline;  //!< pieces of border, each in one triangle, in no order
};

//! Of regions[region]. Its polygons' areas sum to its area_mm2.
PatchShape region_shape(const Map& map, const Analysis& analysis, int region);
//! Of candidate_zones[zone].
PatchShape zone_shape(const Map& map, const Analysis& analysis, int zone);

//! The middles of its polygons, or of `most` of them, spread over the patch.
std::vector<BarycentricPoint> middles_of(const PatchShape& shape, std::size_t most);

//! The place of a patch that is farthest from its outline: for labels, and to fly to. Empty for an empty patch.
std::optional<BarycentricPoint> inmost_place(const PatchShape& shape, const Surface& surface);

//! Where the place lies (mm); `vertices` are the surface's own, or the same moved.
Vec3 position_of(const BarycentricPoint& place, const Surface& surface);

}  // namespace viamyo
