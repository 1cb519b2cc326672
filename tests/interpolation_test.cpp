#include "viamyo/interpolation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace viamyo {
namespace {

struct Scene {
  std::vector<Sample> samples;
  std::vector<Vec3> targets;
};

// Points in a box of the size of a ventricle.
Scene random_scene(unsigned seed, int samples, int targets) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(-40, 40);
  std::uniform_real_distribution<double> value(-10, 20);
  Scene scene;
  for (int i = 0; i < samples; ++i) scene.samples.push_back({{place(random), place(random), place(random)}, value(random)});
  for (int i = 0; i < targets; ++i) scene.targets.push_back({place(random), place(random), place(random)});
  return scene;
}

// The definition, word for word.
float by_definition(const std::vector<Sample>& samples, const Vec3& target, double fill_distance_mm) {
  double sum = 0, weights = 0, exact = 0;
  int exact_count = 0;
  for (const Sample& s : samples) {
    const double d = distance(s.position, target);
    if (d > fill_distance_mm) continue;
    if (d < 1e-6) {
      exact += s.value;
      ++exact_count;
    } else {
      sum += s.value / (d * d);
      weights += 1 / (d * d);
    }
  }
  if (exact_count > 0) return static_cast<float>(exact / exact_count);
  return weights > 0 ? static_cast<float>(sum / weights) : std::numeric_limits<float>::quiet_NaN();
}

void expect_same(const std::vector<float>& values, const Scene& scene, double fill_distance_mm) {
  ASSERT_EQ(values.size(), scene.targets.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float expected = by_definition(scene.samples, scene.targets[i], fill_distance_mm);
    if (std::isnan(expected)) {
      EXPECT_TRUE(std::isnan(values[i])) << "target " << i;
    } else {
      EXPECT_NEAR(values[i], expected, 1e-6 * (1 + std::abs(expected))) << "target " << i;
    }
  }
}

TEST(Interpolation, IsThePlainDoubleLoop) {
  const Scene scene = random_scene(1, 150, 3000);
  for (const double fill : {0.5, 5.0, 15.0, 40.0, 500.0}) {
    SCOPED_TRACE(fill);
    expect_same(interpolate(scene.samples, scene.targets, fill), scene, fill);
  }
}

TEST(Interpolation, HoldsForFewSamplesAndForSamplesInOnePlane) {
  Scene one = random_scene(2, 1, 500);
  expect_same(interpolate(one.samples, one.targets, 30), one, 30);
  Scene flat = random_scene(3, 60, 500);
  for (Sample& s : flat.samples) s.position.z = 7;
  expect_same(interpolate(flat.samples, flat.targets, 15), flat, 15);
}

TEST(Interpolation, CoincidentPointsGiveTheirMeanAndSilenceTheOthers) {
  const std::vector<Sample> samples{{{0, 0, 0}, 2}, {{0, 0, 5e-7}, 4}, {{1, 0, 0}, 100}};
  const std::vector<Vec3> targets{{0, 0, 0}, {1, 0, 0}};
  EXPECT_EQ(interpolate(samples, targets, 15), (std::vector<float>{3, 100}));
}

TEST(Interpolation, TheBorderOfReachIsInside) {
  const std::vector<Sample> samples{{{0, 0, 0}, 7}};
  const std::vector<Vec3> targets{{15, 0, 0}, {-9, 0, 12}, {15.000001, 0, 0}, {1000, 0, 0}};
  const auto values = interpolate(samples, targets, 15);
  EXPECT_EQ(values[0], 7);
  EXPECT_EQ(values[1], 7);
  EXPECT_TRUE(std::isnan(values[2]));
  EXPECT_TRUE(std::isnan(values[3]));
}

TEST(Interpolation, WithoutSamplesNothingIsKnown) {
  const std::vector<Vec3> targets(3);
  for (const float value : interpolate({}, targets, 15)) EXPECT_TRUE(std::isnan(value));
  EXPECT_TRUE(interpolate(random_scene(4, 5, 0).samples, {}, 15).empty());
}

TEST(Interpolation, APlateauStaysExactlyItsFloat) {
  for (const float plateau : {4.5F, 6.9F, 12.3F, 0.8F, 1.9F, 8.3F}) {
    Scene scene = random_scene(5, 150, 3000);
    for (Sample& s : scene.samples) s.value = plateau;
    for (const float value : interpolate(scene.samples, scene.targets, 25)) {
      if (!std::isnan(value)) {
        ASSERT_EQ(value, plateau);
      }
    }
  }
}

TEST(Interpolation, NeverLeavesTheRangeOfTheSamples) {
  const Scene scene = random_scene(6, 150, 2000);
  for (const float value : interpolate(scene.samples, scene.targets, 30)) {
    if (std::isnan(value)) continue;
    EXPECT_GE(value, -10);
    EXPECT_LE(value, 20);
  }
}

TEST(Interpolation, StopsWhenAsked) {
  const Scene scene = random_scene(7, 10, 10);
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(interpolate(scene.samples, scene.targets, 15, Task{source.get_token()}), Stopped);
}

TEST(NearestDistance, IsThePlainDoubleLoop) {
  const Scene scene = random_scene(8, 150, 2000);
  std::vector<Vec3> positions;
  for (const Sample& s : scene.samples) positions.push_back(s.position);
  const auto distances = nearest_distances_mm(positions, scene.targets);
  ASSERT_EQ(distances.size(), scene.targets.size());
  for (std::size_t i = 0; i < distances.size(); ++i) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const Vec3& p : positions) nearest = std::min(nearest, distance(p, scene.targets[i]));
    EXPECT_NEAR(distances[i], nearest, 1e-12) << "target " << i;
  }
}

TEST(NearestDistance, IsInfiniteWithoutPositions) {
  const std::vector<Vec3> targets(2);
  for (const double d : nearest_distances_mm({}, targets)) EXPECT_EQ(d, std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace viamyo
