#include "viamyo/shortening.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace viamyo {
namespace {

std::vector<Vec3> random_points(int count) {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> place(-30, 30);
  std::vector<Vec3> points;
  for (int i = 0; i < count; ++i) points.push_back({place(random), place(random), place(random)});
  return points;
}

template <class Motion>
std::vector<Vec3> moved(std::vector<Vec3> points, Motion motion) {
  for (Vec3& p : points) p = motion(p);
  return points;
}

TEST(Shortening, OfARigidMotionIsZero) {
  const auto points = random_points(120);
  const auto turned = moved(points, [](const Vec3& p) {
    const double c = std::cos(0.7), s = std::sin(0.7);
    return Vec3{c * p.x - s * p.y + 12, s * p.x + c * p.y - 5, p.z + 3};
  });
  for (const float lls : linear_local_shortening_percent(points, turned, {})) EXPECT_NEAR(lls, 0, 1e-10);
}

TEST(Shortening, OfAUniformContractionIsOneMinusItsScale) {
  const auto points = random_points(120);
  for (const double scale : {0.7, 0.85, 1.0, 1.1}) {
    const auto contracted = moved(points, [&](const Vec3& p) { return scale * p + Vec3{1, 2, 3}; });
    for (const float lls : linear_local_shortening_percent(points, contracted, {})) EXPECT_NEAR(lls, 100 * (1 - scale), 1e-5);
  }
}

TEST(Shortening, FollowsTheFormula) {
  const std::vector<Vec3> before{{0, 0, 0}, {10, 0, 0}, {0, 20, 0}, {0, 0, 30}};
  const std::vector<Vec3> after{{0, 0, 0}, {8, 0, 0}, {0, 21, 0}, {0, 0, 24}};
  const double w1 = std::exp(-100.0 / 225), w2 = std::exp(-400.0 / 225), w3 = std::exp(-900.0 / 225);
  const double expected = 100 * (w1 * 0.2 + w2 * -0.05 + w3 * 0.2) / (w1 + w2 + w3);
  EXPECT_FLOAT_EQ(linear_local_shortening_percent(before, after, {})[0], static_cast<float>(expected));
}

TEST(Shortening, NeedsThreeNeighbours) {
  const std::vector<Vec3> three{{0, 0, 0}, {10, 0, 0}, {0, 10, 0}};
  for (const float lls : linear_local_shortening_percent(three, three, {})) EXPECT_TRUE(std::isnan(lls));
  std::vector<Vec3> four = three;
  four.push_back({0, 0, 10});
  for (const float lls : linear_local_shortening_percent(four, four, {})) EXPECT_EQ(lls, 0);
  EXPECT_TRUE(linear_local_shortening_percent({}, {}, {}).empty());
}

// Three neighbours of the first point at the distance given, far enough from each other.
std::vector<Vec3> tripod(double d) { return {{0, 0, 0}, {d, 0, 0}, {0, d, 0}, {0, 0, d}}; }

TEST(Shortening, BothDistanceLimitsAreInside) {
  const auto first = [](double d) { return linear_local_shortening_percent(tripod(d), tripod(0.9 * d), {})[0]; };
  EXPECT_NEAR(first(5), 10, 1e-5);
  EXPECT_NEAR(first(30), 10, 1e-5);
  EXPECT_TRUE(std::isnan(first(4.999)));
  EXPECT_TRUE(std::isnan(first(30.001)));
}

TEST(Shortening, IgnoresWhoeverIsTooNearOrTooFar) {
  auto before = tripod(10);
  auto after = tripod(8);
  before.insert(before.end(), {{1, 1, 1}, {90, 0, 0}});  // would shorten by 100 % and stretch
  after.insert(after.end(), {{0, 0, 0}, {190, 0, 0}});
  EXPECT_NEAR(linear_local_shortening_percent(before, after, {})[0], 20, 1e-5);
}

TEST(Shortening, CoincidentPointsAreNoNeighboursEvenWithoutALowerLimit) {
  auto points = tripod(10);
  points.push_back(points.front());
  for (const float lls : linear_local_shortening_percent(points, points, {0, 30, 15})) EXPECT_EQ(lls, 0);
}

}  // namespace
}  // namespace viamyo
