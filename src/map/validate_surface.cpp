// Defects of the mesh: indices, shapes, and how the triangles hang together.
#include <cmath>
#include <limits>
#include <numeric>

#include "defect_list.h"
#include "viamyo/errors.h"
#include "viamyo/measures.h"
#include "viamyo/topology.h"

namespace viamyo {

namespace {

constexpr std::string_view kPoints = "/VTKHDF/Points";
constexpr std::string_view kConnectivity = "/VTKHDF/Connectivity";

// A triangle is flat when its height is below this share of its longest side.
constexpr double kFlat = 1e-12;
// A single opening is taken for the mitral rim when it is longer than this share of the square root of the area: 2.5 on a half sphere,
// about 1 on a ventricle, and far less for a hole of a few triangles.
constexpr double kShortestRim = 0.4;
// No left ventricle is smaller or larger.
constexpr double kSmallest_mm = 20;
constexpr double kLargest_mm = 300;

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

bool has_repeated_vertex(const Triangle& t) { return t[0] == t[1] || t[1] == t[2] || t[2] == t[0]; }

bool is_flat(const Surface& surface, const Triangle& t) {
  const Vec3& a = surface.vertices[index(t[0])];
  const Vec3& b = surface.vertices[index(t[1])];
  const Vec3& c = surface.vertices[index(t[2])];
  const double longest = std::max({dot(b - a, b - a), dot(c - b, c - b), dot(a - c, a - c)});
  return 2 * triangle_area_mm2(a, b, c) <= kFlat * longest;
}

bool check_vertices(const Surface& surface, DefectList& defects) {
  if (surface.vertices.empty()) defects.error("no_vertices", kPoints, "there are no vertices");
  DefectLocations places;
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    if (!is_finite(surface.vertices[v])) places.add(v);
  }
  if (places.any()) defects.error("non_finite_coordinates", kPoints, "not finite: " + places.text("vertex", "vertices"));
  return !places.any();
}

bool check_triangles(const Surface& surface, DefectList& defects) {
  constexpr auto kMax = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  if (surface.triangles.empty()) defects.error("no_triangles", kConnectivity, "there are no triangles");
  if (surface.vertices.size() > kMax || surface.triangles.size() > kMax / 3) {
    defects.error("too_large", kConnectivity, "there are more vertices or triangles than 32-bit numbers can count");
    return false;
  }
  const auto vertex_count = static_cast<std::int32_t>(surface.vertices.size());
  DefectLocations places;
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    const Triangle& corners = surface.triangles[t];
    if (std::any_of(corners.begin(), corners.end(), [=](std::int32_t v) { return v < 0 || v >= vertex_count; })) places.add(t);
  }
  if (places.any()) {
    defects.error("index_out_of_range", kConnectivity,
                  fmt::format("refers to vertices beyond the {} that there are: {}", vertex_count, places.text("triangle", "triangles")));
  }
  return !places.any() && !surface.triangles.empty();
}

void check_degenerate(const Surface& surface, const Topology& topology, bool has_finite_vertices, DefectList& defects) {
  DefectLocations places;
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    const Triangle& corners = surface.triangles[t];
    if (has_repeated_vertex(topology.triangles[t]) || (has_finite_vertices && is_flat(surface, corners))) places.add(t);
  }
  if (places.any()) {
    defects.warning("degenerate_triangles", kConnectivity,
                    "without area, or with two corners at one place: " + places.text("triangle", "triangles"));
  }
}

void check_duplicates(const Topology& topology, DefectList& defects) {
  DefectLocations found;
  for (std::size_t t = 0; t < topology.triangles.size(); ++t) {
    if (!topology.counts(t) && !has_repeated_vertex(topology.triangles[t])) found.add(t);
  }
  if (found.any())
    defects.warning("duplicate_triangles", kConnectivity,
                    "on the same three places as an earlier triangle, and so counted for nothing: " + found.text("triangle", "triangles"));
}

void check_edges(const Topology& topology, DefectList& defects) {
  const auto start_of = [&](std::int32_t side) { return topology.triangles[index(side / 3)][index(side % 3)]; };
  DefectLocations non_manifold;
  DefectLocations inconsistent;
  for (const Edge& edge : topology.edges) {
    const std::int32_t* const sides = &topology.sides[index(edge.first_side)];
    if (edge.side_count > 2) non_manifold.add_edge(edge.vertices);
    if (edge.side_count == 2 && start_of(sides[0]) == start_of(sides[1])) inconsistent.add_edge(edge.vertices);
  }
  if (non_manifold.any()) {
    defects.warning("non_manifold_edges", kConnectivity, "more than two triangles meet: " + non_manifold.text("edge", "edges"));
  }
  if (inconsistent.any()) {
    defects.warning("inconsistent_orientation", kConnectivity,
                    "the triangles on both sides face opposite ways: " + inconsistent.text("edge", "edges"));
  }
}

void check_unreferenced(const Surface& surface, DefectList& defects) {
  std::vector<bool> is_used(surface.vertices.size(), false);
  for (const Triangle& t : surface.triangles) {
    for (const std::int32_t v : t) is_used[index(v)] = true;
  }
  DefectLocations places;
  for (std::size_t v = 0; v < is_used.size(); ++v) {
    if (!is_used[v]) places.add(v);
  }
  if (places.any()) defects.warning("unreferenced_vertices", kPoints, "in no triangle: " + places.text("vertex", "vertices"));
}

void check_coincident(const Topology& topology, DefectList& defects) {
  DefectLocations found;
  for (std::size_t v = 0; v < topology.place_of_vertex.size(); ++v) {
    if (index(topology.place_of_vertex[v]) != v) found.add(v);
  }
  if (found.any())
    defects.warning("coincident_vertices", kPoints, "the same place as an earlier vertex: " + found.text("vertex", "vertices"));
}

void check_components(const Topology& topology, DefectList& defects) {
  std::vector<std::size_t> sizes;
  for (const std::int32_t c : connected_components(topology)) {
    if (c >= static_cast<std::int32_t>(sizes.size())) sizes.push_back(0);
    if (c >= 0) ++sizes[index(c)];
  }
  if (sizes.size() < 2) return;
  std::sort(sizes.rbegin(), sizes.rend());
  DefectLocations places;
  for (const std::size_t size : sizes) places.add(size);
  defects.warning("several_components", kConnectivity, "not connected, in so many triangles each: " + places.text("part", "parts"));
}

void check_holes(const Surface& surface, const Topology& topology, DefectList& defects) {
  const std::vector<BoundaryLoop> loops = boundary_loops(surface, topology);
  if (loops.empty()) return;
  const std::vector<double> areas = triangle_areas_mm2(surface, topology);
  const bool has_rim = loops[0].length_mm >= kShortestRim * std::sqrt(std::accumulate(areas.begin(), areas.end(), 0.0));
  if (has_rim && loops.size() == 1) return;
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(loops.size(), 6); ++i) {
    text += fmt::format("{}{:.1f} mm{}", i > 0 ? ", " : "", loops[i].length_mm, i == 0 && has_rim ? " (the rim)" : "");
  }
  defects.warning("holes", kConnectivity,
                  fmt::format("{} {} in the surface, around: {}{}", loops.size(), loops.size() == 1 ? "opening" : "openings", text,
                              loops.size() > 6 ? ", ..." : ""));
}

// The metres of a simulation, or the centimetres of a scan, give areas and volumes that look like numbers. A vertex in no triangle says nothing of them.
void check_size(const Surface& surface, DefectList& defects) {
  Vec3 low = surface.vertices[index(surface.triangles.front()[0])];
  Vec3 high = low;
  for (const Triangle& t : surface.triangles) {
    for (const std::int32_t corner : t) {
      const Vec3& v = surface.vertices[index(corner)];
      low = {std::min(low.x, v.x), std::min(low.y, v.y), std::min(low.z, v.z)};
      high = {std::max(high.x, v.x), std::max(high.y, v.y), std::max(high.z, v.z)};
    }
  }
  const Vec3 span = high - low;
  const double extent = std::max({span.x, span.y, span.z});
  if (extent >= kSmallest_mm && extent <= kLargest_mm) return;
  defects.warning("surface_size", kPoints,
                  fmt::format("the surface extends over {:.3g} mm, a ventricle over {} to {}: is it in mm? (--units length=m or cm at the "
                              "import of another system's file)",
                              extent, kSmallest_mm, kLargest_mm));
}

}  // namespace

bool validate_surface(const Surface& surface, const std::stop_token& stop, DefectList& defects) {
  const bool has_finite_vertices = check_vertices(surface, defects);
  const bool has_valid_triangles = check_triangles(surface, defects);
  if (!has_valid_triangles) return false;
  const Topology topology = build_topology(surface, stop);
  const auto check = [&](auto use) {
    if (stop.stop_requested()) throw Stopped();
    use();
  };
  check([&] { check_degenerate(surface, topology, has_finite_vertices, defects); });
  check([&] { check_duplicates(topology, defects); });
  check([&] { check_edges(topology, defects); });
  check([&] { check_unreferenced(surface, defects); });
  check([&] { check_components(topology, defects); });
  if (!has_finite_vertices) return false;
  check([&] { check_holes(surface, topology, defects); });
  check([&] { check_seams(surface, topology, stop, defects); });
  check([&] { check_coincident(topology, defects); });
  check([&] { check_size(surface, defects); });
  return true;
}

}  // namespace viamyo
