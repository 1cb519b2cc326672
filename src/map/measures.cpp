#include "viamyo/measures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viamyo {

namespace {

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

//! Six times the signed volume of the tetrahedron from the origin to a triangle.
double six_volumes(const Vec3& a, const Vec3& b, const Vec3& c) { return dot(a, cross(b, c)); }

Vec3 mean_of(std::span<const Vec3> vertices, const std::vector<std::int32_t>& chosen) {
  Vec3 sum;
  for (const std::int32_t v : chosen) sum += vertices[index(v)];
  return sum / static_cast<double>(chosen.size());
}

//! A triangle at the edge between two neighbouring vertices of a loop.
std::int32_t triangle_at(const Topology& topology, std::int32_t a, std::int32_t b) {
  const std::array<std::int32_t, 2> key{std::min(a, b), std::max(a, b)};
  const auto edge = std::lower_bound(topology.edges.begin(), topology.edges.end(), key,
                                     [](const Edge& e, const std::array<std::int32_t, 2>& k) { return e.vertices < k; });
  return topology.sides[index(edge->first_side)] / 3;
}

//! Adds the fan that closes a hole. The fan runs against the loop, whose direction is that of the triangles beside the hole.
void close_hole(const BoundaryLoop& loop, std::span<const Vec3> vertices, const Vec3& origin, double& six_volumes_sum) {
  const Vec3 middle = mean_of(vertices, loop.vertices) - origin;
  for (std::size_t i = 0; i < loop.vertices.size(); ++i) {
    const Vec3 a = vertices[index(loop.vertices[i])] - origin;
    const Vec3 b = vertices[index(loop.vertices[(i + 1) % loop.vertices.size()])] - origin;
    six_volumes_sum += six_volumes(b, a, middle);
  }
}

}  // namespace

double triangle_area_mm2(const Vec3& a, const Vec3& b, const Vec3& c) { return 0.5 * length(cross(b - a, c - a)); }

std::vector<double> triangle_areas_mm2(const Surface& surface) {
  std::vector<double> areas;
  areas.reserve(surface.triangles.size());
  for (const auto& [a, b, c] : surface.triangles) {
    areas.push_back(triangle_area_mm2(surface.vertices[index(a)], surface.vertices[index(b)], surface.vertices[index(c)]));
  }
  return areas;
}

std::optional<double> enclosed_volume_ml(const Surface& surface, const Topology& topology, std::span<const Vec3> vertices) {
  if (!is_consistently_oriented(surface, topology)) return std::nullopt;
  const std::vector<std::int32_t> component = connected_components(topology, surface.triangles.size());
  if (component.empty()) return 0.0;
  const std::int32_t last = *std::max_element(component.begin(), component.end());
  std::vector<double> sums(index(last + 1), 0.0);
  const Vec3 origin = vertices[index(surface.triangles.front()[0])];  // near the surface, so that little is lost to cancellation
  for (std::size_t t = 0; t < component.size(); ++t) {
    if (component[t] < 0) continue;
    const auto& [a, b, c] = surface.triangles[t];
    sums[index(component[t])] += six_volumes(vertices[index(a)] - origin, vertices[index(b)] - origin, vertices[index(c)] - origin);
  }
  for (const BoundaryLoop& loop : boundary_loops(surface, topology)) {
    const std::int32_t beside = triangle_at(topology, loop.vertices[0], loop.vertices[1]);
    close_hole(loop, vertices, origin, sums[index(component[index(beside)])]);
  }
  constexpr double kMm3PerMl = 1000;
  return std::accumulate(sums.begin(), sums.end(), 0.0, [](double sum, double v) { return sum + std::abs(v); }) / 6 / kMm3PerMl;
}

}  // namespace viamyo
