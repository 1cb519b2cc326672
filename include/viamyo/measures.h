// Area, volume and distance of a triangle surface.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/topology.h"

namespace viamyo {

double triangle_area_mm2(const Vec3& a, const Vec3& b, const Vec3& c);

//! One area per triangle, mm2.
std::vector<double> triangle_areas_mm2(const Surface& surface);

//! Volume inside the surface, in ml, every hole closed by a fan to the mean of its vertices (a convention of ours). Divergence theorem; the
//! sign of the orientation is dropped per component. Empty when the surface is not consistently oriented. `vertices` may be those of the surface or the
//! same moved (end-systole).
std::optional<double> enclosed_volume_ml(const Surface& surface, const Topology& topology, std::span<const Vec3> vertices);

//! A place on the surface: triangle and barycentric coordinates.
struct SurfacePoint {
  std::int32_t triangle = -1;
  std::array<double, 3> barycentric{};
  Vec3 position;
  double distance_mm = 0;  //!< from the query
};

//! Finds the closest point of the surface. Built once (a bounding-volume tree over the triangles), asked often; holds no reference to the surface.
class ClosestPoint {
 public:
  explicit ClosestPoint(const Surface& surface);

  //! The closest place; of triangles that are equally close within 1e-9 mm the lowest. The surface must have a triangle.
  //! Triangles without area answer only where there are no others.
  [[nodiscard]] SurfacePoint find(const Vec3& query) const;

 private:
  struct Node {
    Vec3 low;
    Vec3 high;
    std::int32_t first = 0;   // leaf: first triangle in order_; inner: left child
    std::int32_t count = 0;   // leaf: number of triangles; inner: 0
    std::int32_t right = -1;  // inner: right child
  };
  std::int32_t build(std::int32_t first, std::int32_t count);
  [[nodiscard]] Node box_around(std::int32_t first, std::int32_t count) const;
  std::int32_t part(const Node& box);
  [[nodiscard]] double nearest_distance(std::int32_t node, const Vec3& query, double bound) const;
  void find_lowest(std::int32_t node, const Vec3& query, double bound, std::int32_t& lowest) const;

  std::vector<std::array<Vec3, 3>> corners_;
  std::vector<std::int32_t> order_;
  std::vector<Node> nodes_;
};

}  // namespace viamyo
