#include "exact_near_source.h"

#include <algorithm>

#include "window_propagation.h"

namespace viamyo {

namespace {

double distance_to_segment(const Vec3& p, const Vec3& a, const Vec3& b) {
  const Vec3 ab = b - a;
  const double squared = dot(ab, ab);
  const double t = squared > 0 ? std::clamp(dot(p - a, ab) / squared, 0.0, 1.0) : 0.0;
  return distance(p, a + t * ab);
}

//! Vertices of `inside` that have a neighbour outside; the others are of no use as sources.
std::vector<std::int32_t> border_of(const Mesh& mesh, const std::vector<std::int32_t>& inside) {
  std::vector<bool> is_inside(mesh.surface.vertices.size(), false);
  for (const std::int32_t v : inside) is_inside[static_cast<std::size_t>(v)] = true;
  std::vector<bool> is_border(mesh.surface.vertices.size(), false);
  for (const Edge& edge : mesh.topology.edges) {
    const auto a = static_cast<std::size_t>(edge.vertices[0]);
    const auto b = static_cast<std::size_t>(edge.vertices[1]);
    if (is_inside[a] != is_inside[b]) is_border[is_inside[a] ? a : b] = true;
  }
  std::vector<std::int32_t> border;
  for (std::size_t v = 0; v < is_border.size(); ++v) {
    if (is_border[v]) border.push_back(static_cast<std::int32_t>(v));
  }
  return border;
}

}  // namespace

double set_near_field(const Mesh& mesh, const std::vector<SourceSegment>& sources, const std::vector<std::int32_t>& inside,
                      const std::stop_token& stop, std::vector<double>& distances, std::size_t& crossings) {
  const auto lower = [&](std::int32_t vertex, double distance) {
    double& known = distances[static_cast<std::size_t>(vertex)];
    known = std::min(known, distance);
  };
  std::vector<std::int32_t> points = border_of(mesh, inside);
  for (const std::int32_t v : inside) lower(v, 0);
  for (const SourceSegment& source : sources) {
    for (const std::int32_t v : mesh.topology.triangles[static_cast<std::size_t>(source.triangle)]) {
      lower(v, distance_to_segment(mesh.position(v), source.from, source.to));
    }
    for (const Vec3& end : {source.from, source.to}) {
      if (const std::int32_t v = corner_at(mesh, source.triangle, end); v >= 0) points.push_back(v);
    }
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  WindowPropagation light(mesh, sources.size() + points.size(), stop, distances);
  for (const SourceSegment& source : sources) light.propagate_from_segment(source);
  for (const std::int32_t v : points) light.propagate_from_vertex(v);
  crossings = light.crossings();
  return light.least_reach_mm();
}

}  // namespace viamyo
