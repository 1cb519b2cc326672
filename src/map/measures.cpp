#include "viamyo/measures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace viamyo {

namespace {

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

//! Six times the signed volume of the tetrahedron from the origin to a triangle.
double six_volumes(const Vec3& a, const Vec3& b, const Vec3& c) { return dot(a, cross(b, c)); }

// A component that encloses less than this share of a ball of its area has no inside to speak of (a convention: a dish with a twentieth of its radius
// for depth has 15 %, a sheet and a stray triangle have none).
constexpr double kMinShareOfBall = 0.01;

double ball_of_area_mm3(double area_mm2) { return area_mm2 * std::sqrt(area_mm2 / std::numbers::pi) / 6; }

//! Adds up the volumes of the components of one surface, whose places may have been moved.
class VolumeMeter {
 public:
  VolumeMeter(const Topology& topology, std::span<const Vec3> vertices, const std::vector<bool>& turned)
      : topology_(topology), vertices_(vertices), turned_(turned), component_(connected_components(topology)) {
    if (component_.empty()) return;
    sums_.resize(index(*std::max_element(component_.begin(), component_.end()) + 1));
    origin_ = vertices_[index(topology.triangles.front()[0])];  // near the surface, so that little is lost to cancellation
  }

  void add_triangles() {
    for (std::size_t t = 0; t < component_.size(); ++t) {
      if (component_[t] < 0) continue;
      const auto& [a, b, c] = topology_.triangles[t];
      Sums& sums = sums_[index(component_[t])];
      sums.six_volumes += (turned_[t] ? -1 : 1) * six_volumes(from_origin(a), from_origin(b), from_origin(c));
      sums.area += triangle_area_mm2(from_origin(a), from_origin(b), from_origin(c));
    }
  }

  //! Closes a hole by a fan that runs against the triangles beside it.
  void close_hole(const BoundaryLoop& loop) {
    Vec3 middle;
    for (const std::int32_t v : loop.vertices) middle += from_origin(v);
    middle = middle / static_cast<double>(loop.vertices.size());
    for (std::size_t i = 0; i < loop.vertices.size(); ++i) {
      const std::int32_t from = loop.vertices[i];
      const std::int32_t to = loop.vertices[(i + 1) % loop.vertices.size()];
      const std::int32_t side = side_between(from, to);
      const auto triangle = index(side / 3);
      const bool runs_along = topology_.triangles[triangle][index(side % 3)] == from;
      sums_[index(component_[triangle])].six_volumes +=
          (runs_along != turned_[triangle] ? 1 : -1) * six_volumes(from_origin(to), from_origin(from), middle);
    }
  }

  [[nodiscard]] EnclosedVolume total() const {
    double mm3 = 0;
    for (const Sums& sums : sums_) {
      const double volume = std::abs(sums.six_volumes) / 6;
      if (volume < kMinShareOfBall * ball_of_area_mm3(sums.area) || !(volume > 0)) return {.fault = VolumeFault::kNoInterior};
      mm3 += volume;
    }
    constexpr double kMm3PerMl = 1000;
    if (sums_.empty()) return {.fault = VolumeFault::kNoInterior};
    return {.ml = mm3 / kMm3PerMl, .fault = {}};
  }

 private:
  struct Sums {
    double six_volumes = 0;
    double area = 0;
  };

  [[nodiscard]] Vec3 from_origin(std::int32_t place) const { return vertices_[index(place)] - origin_; }

  //! The side of a boundary edge.
  [[nodiscard]] std::int32_t side_between(std::int32_t a, std::int32_t b) const {
    const std::array<std::int32_t, 2> key{std::min(a, b), std::max(a, b)};
    const auto edge = std::lower_bound(topology_.edges.begin(), topology_.edges.end(), key,
                                       [](const Edge& e, const std::array<std::int32_t, 2>& k) { return e.vertices < k; });
    return topology_.sides[index(edge->first_side)];
  }

  const Topology& topology_;
  std::span<const Vec3> vertices_;
  const std::vector<bool>& turned_;
  std::vector<std::int32_t> component_;
  std::vector<Sums> sums_;
  Vec3 origin_;
};

//! True when closing the loops leaves no edge with anything but two sides.
bool loops_close(const Topology& topology, const std::vector<BoundaryLoop>& loops) {
  std::size_t open = 0;
  for (const Edge& edge : topology.edges) {
    if (edge.side_count > 2) return false;
    open += std::size_t{edge.side_count == 1};
  }
  std::size_t in_loops = 0;
  for (const BoundaryLoop& loop : loops) in_loops += loop.vertices.size();
  return open == in_loops;
}

}  // namespace

double triangle_area_mm2(const Vec3& a, const Vec3& b, const Vec3& c) { return 0.5 * length(cross(b - a, c - a)); }

std::vector<double> triangle_areas_mm2(const Surface& surface, const Topology& topology) {
  std::vector<double> areas;
  areas.reserve(surface.triangles.size());
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    const auto& [a, b, c] = surface.triangles[t];
    areas.push_back(
        topology.counts(t) ? triangle_area_mm2(surface.vertices[index(a)], surface.vertices[index(b)], surface.vertices[index(c)]) : 0.0);
  }
  return areas;
}

EnclosedVolume enclosed_volume(const Surface& surface, const Topology& topology, std::span<const Vec3> vertices) {
  const std::vector<BoundaryLoop> loops = boundary_loops(surface, topology);
  if (!loops_close(topology, loops)) return {.fault = VolumeFault::kNotClosed};
  const std::optional<std::vector<bool>> turned = turns_to_agree(topology);
  if (!turned) return {.fault = VolumeFault::kNotOrientable};
  VolumeMeter meter(topology, vertices, *turned);
  meter.add_triangles();
  for (const BoundaryLoop& loop : loops) meter.close_hole(loop);
  return meter.total();
}

}  // namespace viamyo
