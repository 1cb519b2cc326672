#include "viamyo/vec3.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace viamyo {
namespace {

class RandomVectors : public ::testing::Test {
 protected:
  Vec3 next() { return {of_(random_), of_(random_), of_(random_)}; }

 private:
  std::mt19937 random_{11};
  std::uniform_real_distribution<double> of_{-100, 100};
};

TEST_F(RandomVectors, TheCrossProductStandsOnBothAndIsAsLongAsTheirParallelogramIsLarge) {
  for (int i = 0; i < 1000; ++i) {
    const Vec3 a = next();
    const Vec3 b = next();
    const Vec3 c = cross(a, b);
    EXPECT_NEAR(dot(c, a), 0, 1e-8);
    EXPECT_NEAR(dot(c, b), 0, 1e-8);
    EXPECT_NEAR(dot(c, c), dot(a, a) * dot(b, b) - dot(a, b) * dot(a, b), 1e-6 * dot(a, a) * dot(b, b));
    EXPECT_EQ(cross(b, a), -c);
  }
}

TEST_F(RandomVectors, ADirectionHasLengthOneAndPointsTheSameWay) {
  for (int i = 0; i < 1000; ++i) {
    const Vec3 a = next();
    EXPECT_NEAR(length(normalized(a)), 1, 1e-12);
    EXPECT_NEAR(distance(length(a) * normalized(a), a), 0, 1e-10);
  }
}

TEST_F(RandomVectors, OperatorsWorkOnEachAxisAlike) {
  for (int i = 0; i < 1000; ++i) {
    const Vec3 a = next();
    const Vec3 b = next();
    EXPECT_EQ(a - b, a + -b);
    EXPECT_EQ(2 * a, a + a);
    EXPECT_EQ(a / 2, a * 0.5);
    Vec3 sum = a;
    EXPECT_EQ(sum += b, a + b);
    EXPECT_DOUBLE_EQ(distance(a, b), distance(b, a));
    EXPECT_DOUBLE_EQ(dot(a, b), dot(b, a));
  }
}

TEST(Vec3, RightHanded) {
  static_assert(cross({1, 0, 0}, {0, 1, 0}) == Vec3{0, 0, 1});
  static_assert(dot({1, 2, 3}, {4, -5, 6}) == 12);
  EXPECT_DOUBLE_EQ(length({2, 3, 6}), 7);
}

TEST(Vec3, OneCoordinateThatIsNoNumberIsNowhere) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(is_finite({1e308, -1e308, 0}));
  for (const double odd : {kNan, kInfinity, -kInfinity}) {
    for (const Vec3& nowhere : {Vec3{odd, 0, 0}, Vec3{0, odd, 0}, Vec3{0, 0, odd}}) EXPECT_FALSE(is_finite(nowhere));
  }
}

}  // namespace
}  // namespace viamyo
