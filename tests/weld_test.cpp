// Which vertices are at one place, and what welding makes of a surface whose vertices and triangles are there twice.
#include "viamyo/weld.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "analysis_maps.h"
#include "mesh_variants.h"
#include "viamyo/phantom.h"
#include "viamyo/topology.h"
#include "viamyo/validation.h"

namespace viamyo {
namespace {

TEST(Places, AreToldByDistanceNotByDigits) {
  // On both sides of where a grid of cubes would part them, whatever its size and offset.
  meshes::Random random(11);
  for (int i = 0; i < 2000; ++i) {
    const Vec3 at = random.in_box({-200, -200, -200}, {200, 200, 200});
    const Vec3 direction = normalized(random.in_box({-1, -1, -1}, {1, 1, 1}));
    const std::vector<Vec3> near{at, at + 0.99e-6 * direction};
    const std::vector<Vec3> apart{at, at + 1.01e-6 * direction};
    EXPECT_EQ(places_of(near), (std::vector<std::int32_t>{0, 0}));
    EXPECT_EQ(places_of(apart), (std::vector<std::int32_t>{0, 1}));
  }
}

TEST(Places, GoToTheLowestPlaceInReach) {
  const std::vector<Vec3> row{{0, 0, 0}, {1.5e-6, 0, 0}, {0.8e-6, 0, 0}, {2.4e-6, 0, 0}, {5, 0, 0}, {5, 0, 0}};
  EXPECT_EQ(places_of(row), (std::vector<std::int32_t>{0, 1, 0, 1, 4, 4}));
}

TEST(Places, CoordinatesThatAreNotNumbersAreAlone) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Vec3> odd{{nan, 0, 0},   {nan, 0, 0},   {infinity, 0, 0}, {infinity, 0, 0},
                              {1e300, 0, 0}, {1e300, 0, 0}, {-0.0, 0, 0},     {0, -0.0, 0}};
  EXPECT_EQ(places_of(odd), (std::vector<std::int32_t>{0, 1, 2, 3, 4, 4, 6, 6}));
}

TEST(Places, AgreeWithAllPairsInACrowd) {
  meshes::Random random(12);
  std::vector<Vec3> crowd;
  for (int i = 0; i < 1500; ++i) crowd.push_back(random.in_box({0, 0, 0}, {8e-6, 8e-6, 4e-6}));
  std::vector<std::int32_t> expected(crowd.size());
  for (std::size_t v = 0; v < crowd.size(); ++v) {
    expected[v] = static_cast<std::int32_t>(v);
    for (std::size_t u = v; u-- > 0;) {
      if (expected[u] == static_cast<std::int32_t>(u) && distance(crowd[u], crowd[v]) <= kSamePlace_mm) expected[v] = expected[u];
    }
  }
  EXPECT_EQ(places_of(crowd), expected);
}

TEST(Welding, TellsWhatItTookAway) {
  Map map = hemisphere([](const Vec3& p) { return p.x; }, [](const Vec3&) { return 5; }, 4, 8);
  const std::size_t vertices = map.surface.vertices.size();
  const std::size_t triangles = map.surface.triangles.size();
  Map two = meshes::two_sided(map);
  find_field(two.surface.fields, field_name::kUnipolarVoltage)->values.back() = 77;  // at the pole, on the second side
  two.surface.triangles.push_back({0, 0, 1});
  const Welded told = weld(two);
  EXPECT_EQ(told.vertices_merged, vertices - 1);
  EXPECT_EQ(told.vertices_dropped, 1U);
  EXPECT_EQ(told.vertices_kept_apart, 1U);
  EXPECT_EQ(told.triangles_repeated, triangles);
  EXPECT_EQ(told.triangles_collapsed, 1U);
  EXPECT_EQ(two.surface.vertices, map.surface.vertices);
  EXPECT_EQ(two.surface.triangles, map.surface.triangles);
  EXPECT_EQ(find_field(two.surface.fields, field_name::kUnipolarVoltage)->values,
            find_field(map.surface.fields, field_name::kUnipolarVoltage)->values);
}

TEST(Welding, LeavesACleanMeshAndAStrayVertexAlone) {
  const Map map = meshes::with_stray_vertex(make_phantom("normal"));
  Map welded = map;
  const Welded told = weld(welded);
  EXPECT_EQ(told.vertices_merged + told.vertices_kept_apart + told.vertices_dropped + told.triangles_repeated + told.triangles_collapsed,
            0U);
  EXPECT_EQ(welded.surface.vertices, map.surface.vertices);
  EXPECT_EQ(welded.surface.triangles, map.surface.triangles);
}

// Whatever stands at a place, and in whatever order: a second welding finds nothing to do, nothing that a triangle said is lost, and what is told is what
// was taken away.
TEST(Welding, IsDoneOnceAndAccountsForEachVertexAndTriangle) {
  meshes::Random random(31);
  for (int run = 0; run < 40; ++run) {
    Map map = hemisphere([](const Vec3& p) { return p.x; }, [](const Vec3&) { return 5; }, 4, 10);
    Field* const voltage = find_field(map.surface.fields, field_name::kUnipolarVoltage);
    const auto clean = static_cast<std::uint64_t>(map.surface.vertices.size());
    for (int i = 0; i < 30; ++i) {
      const auto v = static_cast<std::int32_t>(random.below(clean));
      const std::int32_t copy = meshes::copy_vertex(map, v);
      if (random.below(3) == 0) voltage->values.back() = 7;
      Triangle& t = map.surface.triangles[random.below(map.surface.triangles.size())];
      for (std::int32_t& corner : t) {
        if (corner == v) corner = copy;
      }
      if (random.below(2) == 0) map.surface.triangles.push_back({copy, t[1], t[2]});
    }
    if (has_errors(validate(map))) continue;
    const Map before = map;
    const Welded told = weld(map);
    EXPECT_EQ(before.surface.vertices.size(), map.surface.vertices.size() + told.vertices_merged + told.vertices_dropped) << run;
    EXPECT_EQ(before.surface.triangles.size(), map.surface.triangles.size() + told.triangles_repeated + told.triangles_collapsed) << run;
    EXPECT_EQ(voltage->values.size(), map.surface.vertices.size()) << run;
    const Map once = map;
    const Welded again = weld(map);
    EXPECT_EQ(again.vertices_merged + again.triangles_repeated + again.triangles_collapsed + again.vertices_dropped, 0U) << run;
    EXPECT_EQ(again.vertices_kept_apart, told.vertices_kept_apart - told.vertices_dropped) << run;
    EXPECT_EQ(map.surface.vertices, once.surface.vertices) << run;
    // Each triangle that stays has the places and values that it had.
    const Topology topology = build_topology(before.surface);
    std::size_t kept = 0;
    for (std::size_t t = 0; t < before.surface.triangles.size(); ++t) {
      if (!topology.counts(t)) continue;
      for (std::size_t k = 0; k < 3; ++k) {
        const auto was = static_cast<std::size_t>(before.surface.triangles[t][k]);
        const auto is = static_cast<std::size_t>(map.surface.triangles.at(kept)[k]);
        EXPECT_LE(distance(before.surface.vertices[was], map.surface.vertices[is]), kSamePlace_mm) << run;
        EXPECT_EQ(find_field(before.surface.fields, field_name::kUnipolarVoltage)->values[was], voltage->values[is]) << run;
      }
      ++kept;
    }
    EXPECT_EQ(kept, map.surface.triangles.size()) << run;
  }
}

}  // namespace
}  // namespace viamyo
