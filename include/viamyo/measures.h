// Area, volume and distance of a triangle surface.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/topology.h"

namespace viamyo {

double triangle_area_mm2(const Vec3& a, const Vec3& b, const Vec3& c);

//! One area per triangle, mm2; 0 for a triangle that does not count (see Topology).
std::vector<double> triangle_areas_mm2(const Surface& surface, const Topology& topology);

//! Why a surface has no volume.
enum class VolumeFault : std::uint8_t {
  kNotClosed,      //!< more than two triangles meet at an edge, or a boundary runs in no closed loop: closing holes does not close it
  kNotOrientable,  //!< it has no inside, as a Moebius strip has none
  kNoInterior      //!< a component encloses less than 1 % of a ball of its area: a sheet, a stray triangle
};

struct EnclosedVolume {
  double ml = std::numeric_limits<double>::quiet_NaN();  //!< NaN with a fault
  std::optional<VolumeFault> fault;
};

//! Volume inside the surface, every hole closed by a fan to the mean of its vertices, components added up. Divergence theorem over the triangles that
//! count, turned so that neighbours agree; so neither the winding of triangles nor the order of anything matters. `vertices` may be those of the
//! surface or the same moved (end-systole); the vertices of one place move with the first of them.
EnclosedVolume enclosed_volume(const Surface& surface, const Topology& topology, std::span<const Vec3> vertices);

//! Whether the surface comes within `reach_mm` of a place. The surface must have a triangle.
bool is_within_mm(const Surface& surface, const Vec3& place, double reach_mm);

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
  //! Of the triangles that count alone. Throws Stopped soon after a stop is requested.
  ClosestPoint(const Surface& surface, const Topology& topology, const std::stop_token& stop = {});

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
  void build_tree(const Surface& surface);
  std::int32_t build(std::int32_t first, std::int32_t count);
  [[nodiscard]] Node box_around(std::int32_t first, std::int32_t count) const;
  std::int32_t part(const Node& box);
  [[nodiscard]] double nearest_distance(std::int32_t node, const Vec3& query, double bound) const;
  void find_lowest(std::int32_t node, const Vec3& query, double bound, std::int32_t& lowest) const;

  std::stop_token stop_;
  std::vector<std::array<Vec3, 3>> corners_;
  std::vector<std::int32_t> order_;
  std::vector<Node> nodes_;
};

}  // namespace viamyo
