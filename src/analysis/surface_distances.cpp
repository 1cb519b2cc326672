#include "surface_distances.h"

#include <algorithm>

#include "barycentric.h"
#include "stop_look.h"
#include "viamyo/geodesics.h"
#include "viamyo/tissue_class.h"

namespace viamyo {

namespace {

const Vec3& vertex(const Surface& surface, std::int32_t v) { return surface.vertices[static_cast<std::size_t>(v)]; }

std::vector<double> from_loop(const Surface& surface, const Topology& topology, const BoundaryLoop& loop, const std::stop_token& stop) {
  std::vector<bool> on_loop(surface.vertices.size());
  for (const std::int32_t v : loop.vertices) on_loop[static_cast<std::size_t>(v)] = true;
  std::vector<SourceSegment> sources;
  for (const Edge& edge : topology.edges) {
    const auto [a, b] = edge.vertices;
    if (edge.side_count != 1 || !on_loop[static_cast<std::size_t>(a)] || !on_loop[static_cast<std::size_t>(b)]) continue;
    sources.push_back({topology.sides[static_cast<std::size_t>(edge.first_side)] / 3, vertex(surface, a), vertex(surface, b)});
  }
  return geodesic_distances_mm(surface, topology, sources, {}, stop);
}

//! The corners of a polygon as positions.
std::vector<Vec3> corner_positions(const Surface& surface, const Triangle& triangle, const Polygon& polygon) {
  std::vector<Vec3> positions;
  for (const Corner& corner : polygon.corners()) positions.push_back(position_at(surface, triangle, corner.b1, corner.b2));
  return positions;
}

std::vector<double> from_plane(const Surface& surface, const Topology& topology, const LongAxis& axis, const std::stop_token& stop) {
  std::vector<std::int32_t> beyond;
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    if (axis.t(surface.vertices[v]) <= 0) beyond.push_back(static_cast<std::int32_t>(v));
  }
  std::vector<SourceSegment> sources;
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    if (!topology.counts(t)) continue;
    const Triangle& triangle = surface.triangles[t];
    std::array<std::array<double, kMaxCutFields>, 3> heights{};
    for (std::size_t i = 0; i < 3; ++i) heights[i][0] = axis.t(vertex(surface, triangle[i]));
    Polygon below;
    Polygon above;
    split(whole_triangle(heights), 0, 0, below, above);
    if (below.empty() || above.empty()) continue;
    std::vector<Vec3> on_plane;
    for (const Corner& corner : below.corners()) {
      if (corner.values[0] == 0) on_plane.push_back(position_at(surface, triangle, corner.b1, corner.b2));
    }
    if (on_plane.size() >= 2) sources.push_back({static_cast<std::int32_t>(t), on_plane.front(), on_plane.back()});
  }
  if (sources.empty() && beyond.empty()) return {};
  return geodesic_distances_mm(surface, topology, sources, beyond, stop);
}

//! Marks the vertices of the triangle that are corners of the polygon.
void mark_inside(const Triangle& triangle, const Polygon& polygon, std::vector<bool>& is_inside) {
  for (const Corner& corner : polygon.corners()) {
    const auto mark = [&](std::size_t i) { is_inside[static_cast<std::size_t>(triangle[i])] = true; };
    if (corner.b1 == 0 && corner.b2 == 0) mark(0);
    if (corner.b1 == 1) mark(1);
    if (corner.b2 == 1) mark(2);
  }
}

//! The sides of a polygon that lie on the iso-lines it was cut along: its border inside the triangle.
void add_cuts(const Surface& surface, std::int32_t triangle, const Polygon& polygon, const CellRule& rule,
              std::vector<SourceSegment>& sources) {
  const std::vector<Vec3> positions = corner_positions(surface, surface.triangles[static_cast<std::size_t>(triangle)], polygon);
  const auto corners = polygon.corners();
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const std::size_t next = (i + 1) % corners.size();
    const bool on_cut = std::any_of(rule.constraints.begin(), rule.constraints.end(), [&](const Constraint& c) {
      const auto f = static_cast<std::size_t>(c.field);
      return corners[i].values[f] == c.threshold && corners[next].values[f] == c.threshold;
    });
    if (on_cut) sources.push_back({triangle, positions[i], positions[next]});
  }
}

}  // namespace

std::vector<double> distances_from_rim_mm(const Surface& surface, const Topology& topology, const std::vector<BoundaryLoop>& loops,
                                          const AxisResult& axis, const std::stop_token& stop) {
  if (!loops.empty()) return from_loop(surface, topology, loops.front(), stop);
  if (!axis.axis || axis.mitral_annulus_center != LandmarkStatus::kGiven) return {};
  return from_plane(surface, topology, *axis.axis, stop);
}

std::vector<double> distances_from_infarct_mm(const Surface& surface, const Topology& topology, const CellSurface& cells,
                                              const std::stop_token& stop) {
  std::vector<bool> is_inside(surface.vertices.size());
  std::vector<SourceSegment> sources;
  bool any = false;
  StopLook look(stop);
  for (const CellPolygon& piece : cells.pieces()) {
    look.turn();
    if (static_cast<Cell>(cells.rule(piece).cell) != Cell::kInfarcted) continue;
    any = true;
    const Triangle& triangle = surface.triangles[static_cast<std::size_t>(piece.triangle)];
    const Polygon polygon = cells.polygon(piece);
    mark_inside(triangle, polygon, is_inside);
    if (piece.share.share < 1) add_cuts(surface, piece.triangle, polygon, cells.rule(piece), sources);
  }
  if (!any) return {};
  std::vector<std::int32_t> inside;
  for (std::size_t v = 0; v < is_inside.size(); ++v) {
    if (is_inside[v]) inside.push_back(static_cast<std::int32_t>(v));
  }
  return geodesic_distances_mm(surface, topology, sources, inside, stop);
}

std::vector<double> distances_from_place_mm(const Surface& surface, const Topology& topology, const SurfacePoint& place,
                                            const std::stop_token& stop) {
  return geodesic_distances_mm(surface, topology, {{place.triangle, place.position, place.position}}, {}, stop);
}

}  // namespace viamyo
