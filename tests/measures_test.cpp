// Area, volume and closest points against closed forms and plain loops.
#include "viamyo/measures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "meshes.h"

namespace viamyo {
namespace {

using meshes::kPi;

double area_of(const Surface& surface) {
  const std::vector<double> areas = triangle_areas_mm2(surface, build_topology(surface));
  return std::accumulate(areas.begin(), areas.end(), 0.0);
}

double volume_of(const Surface& surface) { return enclosed_volume(surface, build_topology(surface), surface.vertices).ml; }

TEST(Measures, BoxIsExact) {
  const Surface box = meshes::box({20, 30, 50});
  EXPECT_NEAR(area_of(box), 2 * (20 * 30 + 30 * 50 + 50 * 20), 1e-9);
  EXPECT_NEAR(volume_of(box), 30, 1e-12);
}

TEST(Measures, SphereConvergesWithTheSquareOfTheEdgeLength) {
  const double r = 25;
  double previous_area_error = 0;
  double previous_volume_error = 0;
  for (int k = 2; k <= 6; ++k) {
    const Surface sphere = meshes::icosphere(r, k);
    const double area_error = 4 * kPi * r * r - area_of(sphere);
    const double volume_error = 4 * kPi / 3 * r * r * r / 1000 - volume_of(sphere);
    if (k > 2) {
      EXPECT_NEAR(previous_area_error / area_error, 4, 0.15);
      EXPECT_NEAR(previous_volume_error / volume_error, 4, 0.15);
    }
    previous_area_error = area_error;
    previous_volume_error = volume_error;
  }
  EXPECT_LT(previous_area_error, 1e-3 * 4 * kPi * r * r);
  EXPECT_GT(previous_area_error, 0) << "an inscribed polyhedron is smaller than its sphere";
}

TEST(Measures, OpenPrismIsClosedByFlatFans) {
  const int n = 48;
  const Surface prism = meshes::cylinder(25, 80, n, 20);  // a prism over a regular polygon
  const double base = 0.5 * n * 25 * 25 * std::sin(2 * kPi / n);
  EXPECT_NEAR(volume_of(prism), base * 80 / 1000, 1e-10);
  EXPECT_NEAR(area_of(prism), 2 * n * 25 * std::sin(kPi / n) * 80, 1e-8);
}

TEST(Measures, HemisphereIsClosedByItsEquator) {
  const Surface half = meshes::uv_hemisphere(25, 90, 360);
  EXPECT_NEAR(volume_of(half), 2 * kPi / 3 * 25 * 25 * 25 / 1000, 2e-4 * 32);
  EXPECT_NEAR(area_of(half), 2 * kPi * 25 * 25, 2e-4 * 3927);
}

TEST(Measures, OneMissingTriangleIsClosedExactly) {
  Surface sphere = meshes::icosphere(25, 3);
  const double whole = volume_of(sphere);
  sphere.triangles.erase(sphere.triangles.begin() + 100);
  EXPECT_NEAR(volume_of(sphere), whole, 1e-10);
}

TEST(Measures, TurningInsideOutChangesNothing) {
  const Surface half = meshes::uv_hemisphere(25, 12, 48);
  EXPECT_NEAR(volume_of(meshes::flipped(half)), volume_of(half), 1e-12);
}

TEST(Measures, PartsAddUpWhateverTheirOrientation) {
  const Surface far_box = meshes::moved(meshes::box({10, 10, 10}), [](const Vec3& p) { return p + Vec3{500, 0, 0}; });
  const Surface box = meshes::box({20, 30, 50});
  EXPECT_NEAR(volume_of(meshes::joined(box, far_box)), 31, 1e-10);
  EXPECT_NEAR(volume_of(meshes::joined(box, meshes::flipped(far_box))), 31, 1e-10);
}

TEST(Measures, ATriangleThatIsTurnedOverChangesNothing) {
  Surface box = meshes::box({20, 30, 50});
  std::swap(box.triangles[3][0], box.triangles[3][1]);
  EXPECT_NEAR(volume_of(box), 30, 1e-10);
  Surface half = meshes::uv_hemisphere(25, 12, 48);
  const double whole = volume_of(half);
  for (std::size_t t = 0; t < half.triangles.size(); t += 3) std::swap(half.triangles[t][1], half.triangles[t][2]);
  EXPECT_NEAR(volume_of(half), whole, 1e-10);
}

TEST(Measures, WhatHasNoVolumeSaysWhy) {
  const auto fault_of = [](const Surface& surface) {
    const EnclosedVolume volume = enclosed_volume(surface, build_topology(surface), surface.vertices);
    EXPECT_EQ(std::isnan(volume.ml), volume.fault.has_value());
    return volume.fault;
  };
  EXPECT_EQ(fault_of(meshes::box({20, 30, 50})), std::nullopt);
  EXPECT_EQ(fault_of(meshes::planar_grid(10, 10, 3, 3)), VolumeFault::kNoInterior);
  EXPECT_EQ(fault_of(Surface{}), VolumeFault::kNoInterior);
  Surface box = meshes::box({20, 30, 50});
  box.vertices.push_back({50, 50, 50});
  box.triangles.push_back({0, 1, 8});
  EXPECT_EQ(fault_of(box), VolumeFault::kNotClosed);
}

TEST(Measures, UniformContractionShrinksTheVolumeWithTheCube) {
  const Surface half = meshes::uv_hemisphere(25, 12, 48);
  const Topology topology = build_topology(half);
  const Surface smaller = meshes::moved(half, [](const Vec3& p) { return 0.7 * p; });
  EXPECT_NEAR(enclosed_volume(half, topology, smaller.vertices).ml, 0.343 * volume_of(half), 1e-10);
}

TEST(Measures, RefinementRigidMotionAndRenumberingChangeNothing) {
  const Surface half = meshes::uv_hemisphere(25, 12, 48);
  const double area = area_of(half);
  const double volume = volume_of(half);
  const Surface refined = meshes::refined(meshes::refined(half));
  EXPECT_NEAR(area_of(refined), area, 1e-9 * area);
  EXPECT_NEAR(volume_of(refined), volume, 1e-9 * volume);
  const Surface moved = meshes::moved(half, meshes::RigidMotion{});
  EXPECT_NEAR(area_of(moved), area, 1e-9 * area);
  EXPECT_NEAR(volume_of(moved), volume, 1e-9 * volume);
  const Surface permuted = meshes::permuted(half, 3).surface;
  EXPECT_NEAR(area_of(permuted), area, 1e-9 * area);
  EXPECT_NEAR(volume_of(permuted), volume, 1e-9 * volume);
}

TEST(Measures, FarFromTheOriginLittleIsLost) {
  const Surface sphere = meshes::icosphere(25, 4);
  const Surface far = meshes::moved(sphere, [](const Vec3& p) { return p + Vec3{1e6, -2e6, 3e6}; });
  EXPECT_NEAR(volume_of(far), volume_of(sphere), 1e-6);
}

// ---- closest point ----

//! An independent reference: the closest of many points of the triangle, refined around the best one.
double sampled_distance(const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& p) {
  double u0 = 0;
  double v0 = 0;
  double width = 1;
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 40; ++round) {
    double best_u = u0;
    double best_v = v0;
    for (int i = 0; i <= 8; ++i) {
      for (int j = 0; j <= 8; ++j) {
        const double u = std::clamp(u0 + width * (i / 8.0 - (round > 0 ? 0.5 : 0)), 0.0, 1.0);
        const double v = std::clamp(v0 + width * (j / 8.0 - (round > 0 ? 0.5 : 0)), 0.0, 1.0 - u);
        const double d = distance(p, (1 - u - v) * a + u * b + v * c);
        if (d >= best) continue;
        best = d;
        best_u = u;
        best_v = v;
      }
    }
    u0 = best_u;
    v0 = best_v;
    width *= round > 0 ? 0.6 : 1;
  }
  return best;
}

TEST(ClosestPoint, AgreesWithSamplingForOneTriangle) {
  Surface one;
  one.vertices = {{0, 0, 0}, {10, 1, 0}, {3, 6, 2}};
  one.triangles = {{0, 1, 2}};
  const ClosestPoint closest(one);
  meshes::Random random(1);
  for (int i = 0; i < 200; ++i) {
    const Vec3 query = random.in_box({-10, -10, -10}, {20, 15, 10});
    const double expected = sampled_distance(one.vertices[0], one.vertices[1], one.vertices[2], query);
    EXPECT_NEAR(closest.find(query).distance_mm, expected, 1e-3 * (1 + expected));
  }
}

//! Every triangle asked alone, by a tree of one leaf.
SurfacePoint by_brute_force(const Surface& surface, const Vec3& query) {
  std::vector<SurfacePoint> all;
  for (const Triangle& t : surface.triangles) {
    Surface one{surface.vertices, {t}, {}};
    all.push_back(ClosestPoint(one).find(query));
  }
  double nearest = std::numeric_limits<double>::infinity();
  for (const SurfacePoint& p : all) nearest = std::min(nearest, p.distance_mm);
  for (std::size_t t = 0; t < all.size(); ++t) {
    all[t].triangle = static_cast<std::int32_t>(t);
    if (all[t].distance_mm <= nearest + 1e-9) return all[t];
  }
  return {};
}

TEST(ClosestPoint, AgreesWithBruteForceOverAllTriangles) {
  Surface half = meshes::uv_hemisphere(25, 8, 24);
  half = meshes::jittered(half, 1.0, 11, [](const Vec3& p) { return p; });
  const ClosestPoint closest(half);
  meshes::Random random(2);
  for (int i = 0; i < 150; ++i) {
    const Vec3 query = random.in_box({-50, -50, -50}, {50, 50, 50});
    const SurfacePoint found = closest.find(query);
    const SurfacePoint expected = by_brute_force(half, query);
    EXPECT_NEAR(found.distance_mm, expected.distance_mm, 1e-9);
    EXPECT_EQ(found.triangle, expected.triangle);
  }
}

TEST(ClosestPoint, PositionBarycentricsAndDistanceAgree) {
  const Surface sphere = meshes::icosphere(25, 3);
  const ClosestPoint closest(sphere);
  meshes::Random random(3);
  for (int i = 0; i < 500; ++i) {
    const Vec3 query = random.in_box({-60, -60, -60}, {60, 60, 60});
    const SurfacePoint p = closest.find(query);
    const Triangle& t = sphere.triangles.at(static_cast<std::size_t>(p.triangle));
    Vec3 place;
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_GE(p.barycentric[k], 0);
      sum += p.barycentric[k];
      place += p.barycentric[k] * sphere.vertices[static_cast<std::size_t>(t[k])];
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_LT(distance(place, p.position), 1e-9);
    EXPECT_NEAR(distance(query, p.position), p.distance_mm, 1e-12);
    EXPECT_NEAR(p.distance_mm, std::abs(length(query) - 25), 0.2);
  }
}

TEST(ClosestPoint, TiesGoToTheLowestTriangle) {
  const Surface sphere = meshes::icosphere(25, 2);
  const meshes::Permuted other = meshes::permuted(sphere, 5);
  const ClosestPoint closest(other.surface);
  const Topology topology = build_topology(other.surface);
  for (std::size_t v = 0; v < other.surface.vertices.size(); ++v) {  // outside of a vertex all its triangles are equally close
    const SurfacePoint p = closest.find(1.1 * other.surface.vertices[v]);
    const auto first = static_cast<std::size_t>(topology.first_triangle[v]);
    EXPECT_EQ(p.triangle, topology.triangles_of_vertex[first]);
  }
}

TEST(ClosestPoint, TrianglesWithoutAreaAnswerOnlyAlone) {
  Surface sheet = meshes::planar_grid(10, 10, 2, 2);
  sheet.triangles.insert(sheet.triangles.begin(), {{0, 1, 2}, {4, 4, 4}});
  EXPECT_EQ(ClosestPoint(sheet).find({7, 0, 5}).triangle, 4) << "the first real triangle under the query";
  sheet.triangles.resize(2);
  EXPECT_NEAR(ClosestPoint(sheet).find({7, 0, 5}).distance_mm, 5, 1e-12);
}

TEST(ClosestPoint, ManyEqualTrianglesStillMakeATree) {
  Surface pile;
  pile.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
  pile.triangles.assign(5000, {0, 1, 2});
  const SurfacePoint p = ClosestPoint(pile).find({0.2, 0.2, 3});
  EXPECT_EQ(p.triangle, 0);
  EXPECT_NEAR(p.distance_mm, 3, 1e-12);
}

TEST(ClosestPoint, QueryThatIsNotFiniteHasNoAnswer) {
  const ClosestPoint closest(meshes::icosphere(25, 1));
  EXPECT_EQ(closest.find({std::numeric_limits<double>::quiet_NaN(), 0, 0}).triangle, -1);
}

}  // namespace
}  // namespace viamyo
