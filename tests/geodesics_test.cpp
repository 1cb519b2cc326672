// Distances along the surface against closed forms, on meshes coarse and fine, regular and irregular.
//
// The rule: beyond two mean edge lengths from the source the distance is within 3 % of exact; nearer, within 5 % of a mean edge. Only at
// a focus, where fronts from all sides run together in a point, it is within 5 % (exact() gives NaN there, and the focus has its own
// check).
#include "viamyo/geodesics.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <queue>

#include "meshes.h"

namespace viamyo {
namespace {

using meshes::kPi;
using Exact = std::function<double(const Vec3&)>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRadius_mm = 25;

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

// ---- sources ----

std::vector<SourceSegment> at_vertex(const Surface& surface, const Topology& topology, std::int32_t vertex) {
  const Vec3& place = surface.vertices[index(vertex)];
  const std::int32_t at = topology.place_of_vertex[index(vertex)];
  return {{topology.triangles_of_vertex[index(topology.first_triangle[index(at)])], place, place}};
}

std::vector<SourceSegment> in_triangle(const Surface& surface, std::int32_t triangle) {
  const auto& [a, b, c] = surface.triangles[index(triangle)];
  const Vec3 place = 0.5 * surface.vertices[index(a)] + 0.2 * surface.vertices[index(b)] + 0.3 * surface.vertices[index(c)];
  return {{triangle, place, place}};
}

//! The boundary edges whose ends are chosen.
std::vector<SourceSegment> rim(const Surface& surface, const Topology& topology, const std::function<bool(const Vec3&)>& chosen) {
  std::vector<SourceSegment> sources;
  for (const Edge& edge : topology.edges) {
    const Vec3& a = surface.vertices[index(edge.vertices[0])];
    const Vec3& b = surface.vertices[index(edge.vertices[1])];
    if (edge.side_count == 1 && chosen(a) && chosen(b)) sources.push_back({topology.sides[index(edge.first_side)] / 3, a, b});
  }
  return sources;
}

//! The line value(p) == 0, straight within each triangle.
std::vector<SourceSegment> iso_line(const Surface& surface, const std::function<double(const Vec3&)>& value) {
  std::vector<SourceSegment> sources;
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    std::vector<Vec3> ends;
    for (std::size_t s = 0; s < 3; ++s) {
      const Vec3& a = surface.vertices[index(surface.triangles[t][s])];
      const Vec3& b = surface.vertices[index(surface.triangles[t][(s + 1) % 3])];
      if ((value(a) < 0) != (value(b) < 0)) ends.push_back(a + value(a) / (value(a) - value(b)) * (b - a));
    }
    if (ends.size() == 2) sources.push_back({static_cast<std::int32_t>(t), ends[0], ends[1]});
  }
  return sources;
}

// ---- exact distances ----

double distance_to_piece(const Vec3& p, const SourceSegment& piece) {
  const Vec3 along = piece.to - piece.from;
  const double squared = dot(along, along);
  const double t = squared > 0 ? std::clamp(dot(p - piece.from, along) / squared, 0.0, 1.0) : 0;
  return distance(p, piece.from + t * along);
}

Exact on_sphere_from(const Vec3& place) {
  return [=](const Vec3& p) { return kRadius_mm * std::atan2(length(cross(place, p)), dot(place, p)); };
}
Exact on_plane_from(const Vec3& place) {
  return [=](const Vec3& p) { return distance(place, p); };
}
Exact on_cylinder_from(const Vec3& place) {
  return [=](const Vec3& p) {
    const double turn = std::abs(std::remainder(std::atan2(p.y, p.x) - std::atan2(place.y, place.x), 2 * kPi));
    return std::hypot(kRadius_mm * turn, p.z - place.z);
  };
}

void expect_close(const Surface& surface, const std::vector<SourceSegment>& sources, const Exact& exact) {
  const std::vector<double> distances = geodesic_distances_mm(surface, build_topology(surface), sources);
  const double edge = meshes::mean_edge_mm(surface);
  double worst_far = 0;
  double worst_near = 0;
  for (std::size_t v = 0; v < distances.size(); ++v) {
    const double expected = exact(surface.vertices[v]);
    const double error = std::abs(distances[v] - expected);
    if (expected > 2 * edge) worst_far = std::max(worst_far, error / expected);
    if (expected <= 2 * edge) worst_near = std::max(worst_near, error / edge);
  }
  EXPECT_LT(worst_far, 0.03);
  EXPECT_LT(worst_near, 0.05);
}

// ---- meshes: {coarse, fine} x {regular, irregular} ----

struct Fineness {
  int fine = 0;
  double jitter = 0;  // in edge lengths
};

void PrintTo(const Fineness& f, std::ostream* out) {
  *out << (f.fine != 0 ? "fine" : "coarse") << (f.jitter > 0 ? ", irregular" : ", regular");
}

class Geodesics : public testing::TestWithParam<Fineness> {
 protected:
  [[nodiscard]] static int scaled(int coarse) { return GetParam().fine != 0 ? 8 * coarse : coarse; }
  [[nodiscard]] static Surface irregular(const Surface& surface, const std::function<Vec3(const Vec3&)>& project) {
    return meshes::jittered(surface, GetParam().jitter * meshes::mean_edge_mm(surface), 5, project);
  }
  [[nodiscard]] static Surface sphere() {
    return irregular(meshes::icosphere(kRadius_mm, GetParam().fine != 0 ? 6 : 3), meshes::onto_sphere(kRadius_mm));
  }
  [[nodiscard]] static Surface cylinder() {
    return irregular(meshes::cylinder(kRadius_mm, 80, scaled(32), scaled(20)), meshes::onto_cylinder(kRadius_mm));
  }
  [[nodiscard]] static Surface plane() { return irregular(meshes::planar_grid(100, 100, scaled(25), scaled(25)), meshes::onto_plane()); }
  [[nodiscard]] static std::int32_t middle_of_plane() { return scaled(12) * (scaled(25) + 1) + scaled(12); }
};

INSTANTIATE_TEST_SUITE_P(Meshes, Geodesics, testing::Values(Fineness{0, 0}, Fineness{0, 0.25}, Fineness{1, 0}, Fineness{1, 0.25}));

TEST_P(Geodesics, SphereFromItsPole) {
  const Surface s = sphere();
  expect_close(s, at_vertex(s, build_topology(s), 0), on_sphere_from(s.vertices[0]));
}

TEST_P(Geodesics, SphereFromInsideATriangle) {
  const Surface s = sphere();
  const std::vector<SourceSegment> source = in_triangle(s, 100);
  expect_close(s, source, on_sphere_from(source[0].from));
}

TEST_P(Geodesics, HemisphereFromItsRim) {
  const Surface half = irregular(meshes::uv_hemisphere(kRadius_mm, scaled(12), scaled(48)), meshes::onto_sphere(kRadius_mm));
  const std::vector<SourceSegment> source = rim(half, build_topology(half), [](const Vec3&) { return true; });
  ASSERT_EQ(source.size(), static_cast<std::size_t>(scaled(48)));
  expect_close(half, source, [](const Vec3& p) { return kRadius_mm * std::asin(p.z / kRadius_mm); });
}

TEST_P(Geodesics, SphereFromAParallelThatCrossesTriangles) {
  const Surface s = sphere();
  const double z = 5.3;
  const std::vector<SourceSegment> source = iso_line(s, [=](const Vec3& p) { return p.z - z; });
  const Exact exact = [=](const Vec3& p) {
    return std::abs(kRadius_mm * std::atan2(p.z, std::hypot(p.x, p.y)) - kRadius_mm * std::asin(z / kRadius_mm));
  };
  const double edge = meshes::mean_edge_mm(s);
  const auto is_focus = [=](const Vec3& p) { return std::hypot(p.x, p.y) < edge; };
  expect_close(s, source, [&](const Vec3& p) { return is_focus(p) ? std::numeric_limits<double>::quiet_NaN() : exact(p); });
  const std::vector<double> distances = geodesic_distances_mm(s, build_topology(s), source);
  for (std::size_t v = 0; v < distances.size(); ++v) {
    if (!is_focus(s.vertices[v])) continue;
    EXPECT_NEAR(distances[v], exact(s.vertices[v]), 0.05 * exact(s.vertices[v]));
  }
}

TEST_P(Geodesics, CylinderFromItsRim) {
  const Surface tube = cylinder();
  const auto source = rim(tube, build_topology(tube), [](const Vec3& p) { return p.z < 1e-9; });
  expect_close(tube, source, [](const Vec3& p) { return p.z; });
}

TEST_P(Geodesics, CylinderFromAPoint) {
  const Surface tube = cylinder();
  const std::int32_t vertex = scaled(10) * scaled(32);
  expect_close(tube, at_vertex(tube, build_topology(tube), vertex), on_cylinder_from(tube.vertices[index(vertex)]));
}

TEST_P(Geodesics, PlaneFromAPoint) {
  const Surface sheet = plane();
  expect_close(sheet, at_vertex(sheet, build_topology(sheet), middle_of_plane()), on_plane_from(sheet.vertices[index(middle_of_plane())]));
}

TEST_P(Geodesics, PlaneOfObtuseTriangles) {
  for (const double shear : {1.0, 3.0}) {  // angles up to 135 and 162 degrees, larger where irregular
    const Surface sheet = meshes::moved(plane(), [=](const Vec3& p) { return Vec3{p.x + shear * p.y, p.y, p.z}; });
    expect_close(sheet, at_vertex(sheet, build_topology(sheet), middle_of_plane()),
                 on_plane_from(sheet.vertices[index(middle_of_plane())]));
  }
}

TEST_P(Geodesics, PlaneOfSlivers) {
  for (const double squeeze : {0.2, 0.05}) {
    const Surface sheet = meshes::moved(plane(), [=](const Vec3& p) { return Vec3{p.x, squeeze * p.y, p.z}; });
    expect_close(sheet, at_vertex(sheet, build_topology(sheet), middle_of_plane()),
                 on_plane_from(sheet.vertices[index(middle_of_plane())]));
  }
}

TEST_P(Geodesics, PlaneFromACurveThatCrossesTriangles) {
  const Surface sheet = plane();
  const Vec3 centre{52, 49, 0};
  const std::vector<SourceSegment> circle = iso_line(sheet, [=](const Vec3& p) { return distance(p, centre) - 20; });
  expect_close(sheet, circle, [&](const Vec3& p) {  // nothing is in the way on a plane, so the nearest piece counts
    double nearest = kInfinity;
    for (const SourceSegment& piece : circle) nearest = std::min(nearest, distance_to_piece(p, piece));
    return nearest;
  });
}

TEST_P(Geodesics, StraightLineOnThePlaneIsExactToRounding) {
  const Surface sheet = plane();
  const auto off_line = [](const Vec3& p) { return p.x - 30.7; };
  const std::vector<double> distances = geodesic_distances_mm(sheet, build_topology(sheet), iso_line(sheet, off_line));
  for (std::size_t v = 0; v < distances.size(); ++v) EXPECT_NEAR(distances[v], std::abs(off_line(sheet.vertices[v])), 1e-9);
}

// ---- what holds on every surface ----

std::vector<double> along_edges(const Surface& surface, const Topology& topology, std::int32_t source) {
  std::vector<std::vector<std::pair<std::int32_t, double>>> neighbours(surface.vertices.size());
  for (const auto& [vertices, first, count] : topology.edges) {
    const double d = distance(surface.vertices[index(vertices[0])], surface.vertices[index(vertices[1])]);
    neighbours[index(vertices[0])].emplace_back(vertices[1], d);
    neighbours[index(vertices[1])].emplace_back(vertices[0], d);
  }
  std::vector<double> distances(surface.vertices.size(), kInfinity);
  std::priority_queue<std::pair<double, std::int32_t>> queue;
  distances[index(source)] = 0;
  queue.emplace(0, source);
  while (!queue.empty()) {
    const std::int32_t v = queue.top().second;
    queue.pop();
    for (const auto& [next, d] : neighbours[index(v)]) {
      if (distances[index(v)] + d >= distances[index(next)]) continue;
      distances[index(next)] = distances[index(v)] + d;
      queue.emplace(-distances[index(next)], next);
    }
  }
  return distances;
}

Surface crumpled() {
  return meshes::jittered(meshes::icosphere(kRadius_mm, 3), 3, 9, [](const Vec3& p) { return p; });
}

TEST(GeodesicBounds, NeverAboveTheEdgePathNorBelowTheStraightLine) {
  const Surface surface = crumpled();
  const Topology topology = build_topology(surface);
  const std::vector<double> distances = geodesic_distances_mm(surface, topology, at_vertex(surface, topology, 7));
  const std::vector<double> paths = along_edges(surface, topology, 7);
  for (std::size_t v = 0; v < distances.size(); ++v) {
    EXPECT_LE(distances[v], paths[v] * (1 + 1e-12));
    EXPECT_GE(distances[v], distance(surface.vertices[v], surface.vertices[7]) * (1 - 1e-9));
  }
}

TEST(GeodesicBounds, NeighboursDifferByAtMostTheirEdge) {
  const Surface surface = crumpled();
  const Topology topology = build_topology(surface);
  const std::vector<double> distances = geodesic_distances_mm(surface, topology, in_triangle(surface, 33));
  for (const Edge& edge : topology.edges) {
    const auto [a, b] = edge.vertices;
    EXPECT_LE(std::abs(distances[index(a)] - distances[index(b)]),
              distance(surface.vertices[index(a)], surface.vertices[index(b)]) * (1 + 1e-9));
  }
}

TEST(GeodesicBounds, OrderOfVerticesAndTrianglesAndRigidMotionDoNotMatter) {
  const Surface sheared = meshes::moved(meshes::planar_grid(100, 100, 30, 30), [](const Vec3& p) { return Vec3{p.x + p.y, p.y, 0}; });
  for (const Surface& surface : {crumpled(), meshes::icosphere(kRadius_mm, 4), meshes::planar_grid(100, 100, 30, 30), sheared}) {
    const Topology topology = build_topology(surface);
    const std::vector<double> distances = geodesic_distances_mm(surface, topology, at_vertex(surface, topology, 7));
    const double span = 100;

    const meshes::Permuted other = meshes::permuted(surface, 21);
    const Topology other_topology = build_topology(other.surface);
    const std::vector<double> permuted =
        geodesic_distances_mm(other.surface, other_topology, at_vertex(other.surface, other_topology, other.new_vertex[7]));
    const Surface moved_surface = meshes::moved(surface, meshes::RigidMotion{});
    const std::vector<double> moved = geodesic_distances_mm(moved_surface, topology, at_vertex(moved_surface, topology, 7));
    const Surface turned_surface = meshes::flipped(surface);
    const Topology turned_topology = build_topology(turned_surface);
    const std::vector<double> turned =
        geodesic_distances_mm(turned_surface, turned_topology, at_vertex(turned_surface, turned_topology, 7));
    for (std::size_t v = 0; v < distances.size(); ++v) {
      EXPECT_NEAR(permuted[index(other.new_vertex[v])], distances[v], 1e-9 * span);
      EXPECT_NEAR(moved[v], distances[v], 1e-9 * span);
      EXPECT_NEAR(turned[v], distances[v], 1e-9 * span);
    }
  }
}

TEST(GeodesicBounds, SeveralSourcesGiveTheNearest) {
  const Surface s = meshes::icosphere(kRadius_mm, 4);
  const Topology topology = build_topology(s);
  const std::vector<SourceSegment> north = at_vertex(s, topology, 0);
  const std::vector<SourceSegment> south = at_vertex(s, topology, 11);
  const std::vector<double> from_north = geodesic_distances_mm(s, topology, north);
  const std::vector<double> from_south = geodesic_distances_mm(s, topology, south);
  const std::vector<double> from_both = geodesic_distances_mm(s, topology, {north[0], south[0]});
  for (std::size_t v = 0; v < from_both.size(); ++v) {
    const double nearest = std::min(from_north[v], from_south[v]);
    EXPECT_NEAR(from_both[v], nearest, 0.02 * nearest);
    EXPECT_LE(from_both[v], nearest * (1 + 1e-12));
  }
}

// ---- special places ----

TEST(GeodesicSources, VerticesInsideTheSourceAreAtZero) {
  const Surface sheet = meshes::planar_grid(100, 100, 25, 25);
  const Vec3 centre{50, 50, 0};
  const auto off_circle = [=](const Vec3& p) { return distance(p, centre) - 20; };
  std::vector<std::int32_t> inside;
  for (std::size_t v = 0; v < sheet.vertices.size(); ++v) {
    if (off_circle(sheet.vertices[v]) < 0) inside.push_back(static_cast<std::int32_t>(v));
  }
  const auto distances = geodesic_distances_mm(sheet, build_topology(sheet), iso_line(sheet, off_circle), inside);
  for (std::size_t v = 0; v < distances.size(); ++v) {
    const double expected = std::max(0.0, off_circle(sheet.vertices[v]));
    EXPECT_NEAR(distances[v], expected, std::max(0.03 * expected, 0.2));
  }
  for (const std::int32_t v : inside) EXPECT_EQ(distances[index(v)], 0);
}

TEST(GeodesicSources, AVertexInsideAloneIsAPointSource) {
  const Surface s = meshes::icosphere(kRadius_mm, 4);
  const Topology topology = build_topology(s);
  EXPECT_EQ(geodesic_distances_mm(s, topology, {}, {7}), geodesic_distances_mm(s, topology, at_vertex(s, topology, 7)));
}

TEST(GeodesicSources, PointOnAnEdgeShinesToBothSides) {
  const Surface sheet = meshes::planar_grid(100, 100, 20, 20);
  const Topology topology = build_topology(sheet);
  const Edge& edge = topology.edges[600];
  const Vec3 place = 0.3 * sheet.vertices[index(edge.vertices[0])] + 0.7 * sheet.vertices[index(edge.vertices[1])];
  for (std::int32_t i = 0; i < 2; ++i) {
    const std::int32_t triangle = topology.sides[index(edge.first_side + i)] / 3;
    const std::vector<double> distances = geodesic_distances_mm(sheet, topology, {{triangle, place, place}});
    for (std::size_t v = 0; v < distances.size(); ++v) {
      const double expected = distance(sheet.vertices[v], place);
      EXPECT_NEAR(distances[v], expected, expected < 20 ? 1e-9 : 0.03 * expected);
    }
  }
}

TEST(GeodesicSources, NoSourceReachesNothing) {
  const Surface s = meshes::icosphere(kRadius_mm, 2);
  for (const double d : geodesic_distances_mm(s, build_topology(s), {})) EXPECT_EQ(d, kInfinity);
}

TEST(GeodesicSources, OtherPartsOfTheSurfaceAreNotReached) {
  const Surface two = meshes::joined(meshes::icosphere(kRadius_mm, 2), meshes::icosphere(kRadius_mm + 0.5, 2));
  const Topology topology = build_topology(two);
  const std::vector<double> distances = geodesic_distances_mm(two, topology, at_vertex(two, topology, 0));
  for (std::size_t v = 0; v < 162; ++v) EXPECT_LT(distances[v], 80);
  for (std::size_t v = 162; v < 324; ++v) EXPECT_EQ(distances[v], kInfinity);
}

TEST(GeodesicSources, AFoldIsWalkedAroundNotCrossed) {
  // A sheet folded like a hairpin, its two leaves 1 mm apart. Unrolled it is a plane, from which the bend takes 0.6 mm (2 mm become
  // sqrt(2) mm).
  const Surface flat = meshes::planar_grid(100, 40, 50, 20);
  const Surface folded = meshes::moved(flat, [](const Vec3& p) {
    if (p.x < 50) return Vec3{p.x, p.y, 0};
    return Vec3{101 - p.x, p.y, 1};
  });
  const Topology topology = build_topology(folded);
  const std::int32_t source = 10 * 51 + 10;
  const std::vector<double> distances = geodesic_distances_mm(folded, topology, at_vertex(folded, topology, source));
  for (std::size_t v = 0; v < distances.size(); ++v) {
    const Vec3 to = flat.vertices[v] - flat.vertices[index(source)];
    const double nearly_exact = length(to);
    EXPECT_NEAR(distances[v], nearly_exact, 0.03 * nearly_exact + 0.7);
  }
  const std::int32_t above = 10 * 51 + 40;  // the vertex nearly straight above the source, 1 mm away in space
  EXPECT_GT(distances[index(above)], 58);
}

TEST(GeodesicSources, AHoleIsWalkedAround) {
  const double edge = 2;
  Surface sheet = meshes::planar_grid(100, 100, 50, 50);
  sheet = meshes::without(sheet, [](const Surface& s, const Triangle& t) {
    const Vec3 c = (s.vertices[index(t[0])] + s.vertices[index(t[1])] + s.vertices[index(t[2])]) / 3;
    return c.x > 48 && c.x < 52 && c.y > 20 && c.y < 80;  // a slit
  });
  const Topology topology = build_topology(sheet);
  const std::int32_t source = 25 * 51 + 22;  // (44, 50), on the left of the slit
  const std::int32_t target = 25 * 51 + 28;  // (56, 50), on the right
  const std::vector<double> distances = geodesic_distances_mm(sheet, topology, at_vertex(sheet, topology, source));
  const double around = 2 * std::hypot(4, 30) + 4;
  EXPECT_NEAR(distances[index(target)], around, 0.03 * around);
  EXPECT_GT(distances[index(target)], around - 0.1 * edge);
}

TEST(GeodesicSources, NonManifoldEdgesAreCrossedInEveryDirection) {
  // Three half planes that meet in one line.
  Surface fan = meshes::planar_grid(50, 100, 25, 50);
  const Surface leaf = fan;
  std::vector<std::int32_t> number(leaf.vertices.size());
  for (std::size_t v = 0; v < leaf.vertices.size(); ++v) {
    const Vec3& p = leaf.vertices[v];
    number[v] = p.x == 0 ? static_cast<std::int32_t>(v) : static_cast<std::int32_t>(fan.vertices.size());
    if (p.x > 0) fan.vertices.push_back({-0.5 * p.x, p.y, std::sqrt(0.75) * p.x});
  }
  const std::size_t first_of_third = fan.vertices.size();
  for (const auto& [a, b, c] : leaf.triangles) fan.triangles.push_back({number[index(b)], number[index(a)], number[index(c)]});
  for (std::size_t v = 0; v < leaf.vertices.size(); ++v) {
    const Vec3& p = leaf.vertices[v];
    number[v] = p.x == 0 ? static_cast<std::int32_t>(v) : static_cast<std::int32_t>(fan.vertices.size());
    if (p.x > 0) fan.vertices.push_back({-0.5 * p.x, p.y, -std::sqrt(0.75) * p.x});
  }
  for (const auto& [a, b, c] : leaf.triangles) fan.triangles.push_back({number[index(a)], number[index(b)], number[index(c)]});
  const Topology topology = build_topology(fan);
  const std::int32_t source = 25 * 26 + 2;  // (4, 50)
  const std::vector<double> distances = geodesic_distances_mm(fan, topology, at_vertex(fan, topology, source));
  for (std::size_t v = leaf.vertices.size(); v < fan.vertices.size(); ++v) {
    const double x = std::hypot(fan.vertices[v].x, fan.vertices[v].z);
    const double expected = std::hypot(x + 4, fan.vertices[v].y - 50);
    EXPECT_NEAR(distances[v], expected, 0.03 * expected) << (v < first_of_third ? "second" : "third") << " half plane";
  }
}

TEST(GeodesicSources, DegenerateTrianglesAndCoincidentVerticesAreHarmless) {
  Surface sheet = meshes::planar_grid(100, 100, 25, 25);
  const std::size_t middle = 12 * 26 + 12;
  sheet.vertices[middle + 1] = sheet.vertices[middle];  // flat triangles and an edge without length
  sheet.triangles.push_back({3, 3, 4});
  const Topology topology = build_topology(sheet);
  for (const std::int32_t source : {0, static_cast<std::int32_t>(middle), static_cast<std::int32_t>(middle) + 1}) {
    const std::vector<double> distances = geodesic_distances_mm(sheet, topology, at_vertex(sheet, topology, source));
    for (std::size_t v = 0; v < distances.size(); ++v) {
      const double straight = distance(sheet.vertices[v], sheet.vertices[index(source)]);
      EXPECT_GE(distances[v], straight * (1 - 1e-9));
      EXPECT_LE(distances[v], straight * 1.03 + 1e-9);
    }
  }
  const SourceSegment in_degenerate{static_cast<std::int32_t>(sheet.triangles.size()) - 1, sheet.vertices[3], sheet.vertices[4]};
  EXPECT_EQ(geodesic_distances_mm(sheet, topology, {in_degenerate})[4], 0);
}

TEST(GeodesicSpeed, ALargeSurfaceTakesNoMoreThanMoments) {
  const Surface half = meshes::uv_hemisphere(kRadius_mm, 330, 990);  // 326,701 vertices
  const Topology topology = build_topology(half);
  const auto start = std::chrono::steady_clock::now();
  const std::vector<double> distances = geodesic_distances_mm(half, topology, rim(half, topology, [](const Vec3&) { return true; }));
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  RecordProperty("seconds", std::to_string(seconds));
  EXPECT_NEAR(distances.back(), kRadius_mm * kPi / 2, 0.03 * kRadius_mm);
  EXPECT_LT(seconds, 30) << "1 s is aimed at; the limit leaves room for sanitizers and busy machines";
}

}  // namespace
}  // namespace viamyo
