// Adjacency of triangle meshes: Euler's formula, boundary loops, parts, orientation, and what defects do.
#include "viamyo/topology.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "meshes.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

using meshes::kPi;

std::int64_t euler_characteristic(const Surface& surface, const Topology& topology) {
  return static_cast<std::int64_t>(surface.vertices.size()) - static_cast<std::int64_t>(topology.edges.size()) +
         static_cast<std::int64_t>(surface.triangles.size());
}

std::size_t count_edges(const Topology& topology, std::int32_t side_count) {
  return static_cast<std::size_t>(
      std::count_if(topology.edges.begin(), topology.edges.end(), [=](const Edge& e) { return e.side_count == side_count; }));
}

//! Everything that the header promises about the arrays.
void expect_coherent(const Surface& surface, const Topology& topology) {
  EXPECT_TRUE(
      std::is_sorted(topology.edges.begin(), topology.edges.end(), [](const Edge& a, const Edge& b) { return a.vertices < b.vertices; }));
  std::vector<int> seen(3 * surface.triangles.size(), 0);
  for (std::size_t e = 0; e < topology.edges.size(); ++e) {
    const Edge& edge = topology.edges[e];
    EXPECT_LT(edge.vertices[0], edge.vertices[1]);
    for (std::int32_t i = 0; i < edge.side_count; ++i) {
      const auto side = static_cast<std::size_t>(topology.sides[static_cast<std::size_t>(edge.first_side + i)]);
      const Triangle& t = surface.triangles[side / 3];
      EXPECT_EQ(std::min(t[side % 3], t[(side % 3 + 1) % 3]), edge.vertices[0]);
      EXPECT_EQ(std::max(t[side % 3], t[(side % 3 + 1) % 3]), edge.vertices[1]);
      EXPECT_EQ(topology.edge_of_side[side], static_cast<std::int32_t>(e));
      ++seen[side];
    }
  }
  for (std::size_t side = 0; side < seen.size(); ++side) EXPECT_EQ(seen[side], topology.edge_of_side[side] >= 0 ? 1 : 0);
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    for (auto i = topology.first_triangle[v]; i < topology.first_triangle[v + 1]; ++i) {
      const Triangle& t = surface.triangles[static_cast<std::size_t>(topology.triangles_of_vertex[static_cast<std::size_t>(i)])];
      EXPECT_NE(std::find(t.begin(), t.end(), static_cast<std::int32_t>(v)), t.end());
    }
  }
}

TEST(Topology, ClosedSphereHasEulerCharacteristicTwo) {
  const Surface sphere = meshes::icosphere(25, 3);
  const Topology topology = build_topology(sphere);
  expect_coherent(sphere, topology);
  EXPECT_EQ(euler_characteristic(sphere, topology), 2);
  EXPECT_EQ(count_edges(topology, 2), topology.edges.size());
  EXPECT_EQ(topology.triangles_of_vertex.size(), 3 * sphere.triangles.size());
  EXPECT_TRUE(boundary_loops(sphere, topology).empty());
  EXPECT_TRUE(is_consistently_oriented(topology));
}

TEST(Topology, HemisphereHasOneRimOfTheLengthOfItsPolygon) {
  const Surface half = meshes::uv_hemisphere(25, 12, 48);
  const Topology topology = build_topology(half);
  expect_coherent(half, topology);
  EXPECT_EQ(euler_characteristic(half, topology), 1);
  const std::vector<BoundaryLoop> loops = boundary_loops(half, topology);
  ASSERT_EQ(loops.size(), 1U);
  EXPECT_EQ(loops[0].vertices.size(), 48U);
  EXPECT_NEAR(loops[0].length_mm, 48 * 2 * 25 * std::sin(kPi / 48), 1e-9);
}

TEST(Topology, LoopsRunInTheDirectionOfTheTriangles) {
  const Surface half = meshes::uv_hemisphere(25, 4, 8);
  const std::vector<BoundaryLoop> loops = boundary_loops(half, build_topology(half));
  ASSERT_EQ(loops.size(), 1U);
  // Seen from outside the triangles turn counter-clockwise, so the rim of the upper half runs counter-clockwise about +z.
  const std::vector<std::int32_t> expected{0, 1, 2, 3, 4, 5, 6, 7};
  EXPECT_EQ(loops[0].vertices, expected);
  const Surface inside_out = meshes::flipped(half);
  const std::vector<std::int32_t> reversed{0, 7, 6, 5, 4, 3, 2, 1};
  EXPECT_EQ(boundary_loops(inside_out, build_topology(inside_out))[0].vertices, reversed);
}

TEST(Topology, LongestLoopComesFirstAndTiesGoToTheLowestVertex) {
  Surface cone = meshes::cylinder(20, 40, 24, 6);
  for (Vec3& v : cone.vertices) v = {v.x * (1 + v.z / 40), v.y * (1 + v.z / 40), v.z};
  const std::vector<BoundaryLoop> loops = boundary_loops(cone, build_topology(cone));
  ASSERT_EQ(loops.size(), 2U);
  EXPECT_GT(loops[0].length_mm, 1.9 * loops[1].length_mm);
  EXPECT_EQ(loops[0].vertices.front(), 6 * 24);

  const Surface straight = meshes::cylinder(20, 40, 24, 6);
  const std::vector<BoundaryLoop> equal = boundary_loops(straight, build_topology(straight));
  ASSERT_EQ(equal.size(), 2U);
  EXPECT_EQ(equal[0].vertices.front(), 0);
}

TEST(Topology, LoopThatMeetsItselfIsCutThere) {
  // Two squares removed from a sheet that touch in one vertex: one outer loop and two loops of four.
  Surface sheet = meshes::planar_grid(60, 60, 6, 6);
  sheet = meshes::without(sheet, [](const Surface& s, const Triangle& t) {
    const Vec3 c = (s.vertices[static_cast<std::size_t>(t[0])] + s.vertices[static_cast<std::size_t>(t[1])] +
                    s.vertices[static_cast<std::size_t>(t[2])]) /
                   3;
    return (c.x > 20 && c.x < 30 && c.y > 20 && c.y < 30) || (c.x > 30 && c.x < 40 && c.y > 30 && c.y < 40);
  });
  const Topology topology = build_topology(sheet);
  const std::vector<BoundaryLoop> loops = boundary_loops(sheet, topology);
  ASSERT_EQ(loops.size(), 3U);
  EXPECT_DOUBLE_EQ(loops[0].length_mm, 240);
  EXPECT_DOUBLE_EQ(loops[1].length_mm, 40);
  EXPECT_DOUBLE_EQ(loops[2].length_mm, 40);
  for (const BoundaryLoop& loop : loops) {
    EXPECT_EQ(std::set<std::int32_t>(loop.vertices.begin(), loop.vertices.end()).size(), loop.vertices.size());
  }
}

TEST(Topology, RimIsFoundWhereATriangleOnItIsTurnedOver) {
  Surface half = meshes::uv_hemisphere(25, 6, 24);
  std::swap(half.triangles[0][0], half.triangles[0][1]);
  const Topology topology = build_topology(half);
  EXPECT_FALSE(is_consistently_oriented(topology));
  const std::vector<BoundaryLoop> loops = boundary_loops(half, topology);
  ASSERT_EQ(loops.size(), 1U);
  EXPECT_EQ(loops[0].vertices.size(), 24U);
}

TEST(Topology, FinAtANonManifoldEdgeIsCrossedAndReported) {
  Surface sheet = meshes::planar_grid(10, 10, 1, 1);  // edge 0-3 is the diagonal
  sheet.vertices.push_back({5, 5, 10});
  sheet.triangles.push_back({0, 3, 4});
  const Topology topology = build_topology(sheet);
  expect_coherent(sheet, topology);
  EXPECT_EQ(count_edges(topology, 3), 1U);
  EXPECT_FALSE(is_consistently_oriented(topology));
  EXPECT_EQ(connected_components(topology), (std::vector<std::int32_t>{0, 0, 0}));
  EXPECT_FALSE(boundary_loops(sheet, topology).empty());
}

TEST(Topology, ComponentsAreNumberedInOrderOfTheirFirstTriangle) {
  Surface two = meshes::joined(meshes::box({10, 10, 10}), meshes::icosphere(3, 0));
  std::rotate(two.triangles.begin(), two.triangles.begin() + 12, two.triangles.end());  // the sphere first
  const std::vector<std::int32_t> component = connected_components(build_topology(two));
  for (std::size_t t = 0; t < 20; ++t) EXPECT_EQ(component[t], 0);
  for (std::size_t t = 20; t < 32; ++t) EXPECT_EQ(component[t], 1);
}

TEST(Topology, TrianglesThatShareOnlyAVertexAreNotConnected) {
  Surface bow_tie;
  bow_tie.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {-1, 0, 0}, {0, -1, 0}};
  bow_tie.triangles = {{0, 1, 2}, {0, 3, 4}};
  const Topology topology = build_topology(bow_tie);
  EXPECT_EQ(connected_components(topology), (std::vector<std::int32_t>{0, 1}));
  const std::vector<BoundaryLoop> loops = boundary_loops(bow_tie, topology);
  ASSERT_EQ(loops.size(), 2U);
  EXPECT_EQ(loops[0].vertices.size(), 3U);
}

TEST(Topology, DegenerateTrianglesTakePartInNothing) {
  Surface sheet = meshes::planar_grid(10, 10, 2, 2);
  const Topology clean = build_topology(sheet);
  sheet.triangles.push_back({3, 3, 4});
  const Topology topology = build_topology(sheet);
  expect_coherent(sheet, topology);
  EXPECT_EQ(topology.edges.size(), clean.edges.size());
  EXPECT_EQ(topology.triangles_of_vertex, clean.triangles_of_vertex);
  EXPECT_EQ(topology.edge_of_side.back(), -1);
  EXPECT_EQ(connected_components(topology).back(), -1);
}

TEST(Topology, IndexOutOfRangeIsRefusedWithItsTriangle) {
  Surface sheet = meshes::planar_grid(10, 10, 2, 2);
  sheet.triangles[5][1] = 9;
  try {
    build_topology(sheet);
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("triangle 5"), std::string::npos) << error.what();
  }
  sheet.triangles[5][1] = -1;
  EXPECT_THROW(build_topology(sheet), InputError);
}

TEST(Topology, RenumberingChangesNothingButTheNumbers) {
  const Surface half = meshes::uv_hemisphere(25, 10, 30);
  const meshes::Permuted other = meshes::permuted(half, 7);
  const Topology topology = build_topology(other.surface);
  expect_coherent(other.surface, topology);
  EXPECT_EQ(topology.edges.size(), build_topology(half).edges.size());
  const std::vector<BoundaryLoop> loops = boundary_loops(other.surface, topology);
  ASSERT_EQ(loops.size(), 1U);
  EXPECT_EQ(loops[0].vertices.size(), 30U);
  EXPECT_EQ(loops[0].vertices.front(), *std::min_element(loops[0].vertices.begin(), loops[0].vertices.end()));
  EXPECT_TRUE(is_consistently_oriented(topology));
}

TEST(Topology, EmptySurfaceIsNoProblem) {
  const Surface nothing;
  const Topology topology = build_topology(nothing);
  EXPECT_TRUE(topology.edges.empty());
  EXPECT_TRUE(boundary_loops(nothing, topology).empty());
  EXPECT_TRUE(connected_components(topology).empty());
}

}  // namespace
}  // namespace viamyo
