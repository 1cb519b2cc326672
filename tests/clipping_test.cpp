// Clipping inside one triangle: parts add up, borders follow >=, nothing hangs on rounding.
#include "viamyo/clipping.h"

#include <gtest/gtest.h>

namespace viamyo {
namespace {

Polygon triangle_with(double a, double b, double c) {
  const std::array<std::array<double, kMaxCutFields>, 3> values{{{a}, {b}, {c}}};
  return whole_triangle(values);
}

TEST(Clipping, AWholeTriangleHasShareOneAndItsCentroidInTheMiddle) {
  const AreaShare share = area_share(triangle_with(1, 2, 3));
  EXPECT_DOUBLE_EQ(share.share, 1);
  EXPECT_DOUBLE_EQ(share.b1, 1.0 / 3);
  EXPECT_DOUBLE_EQ(share.b2, 1.0 / 3);
}

TEST(Clipping, ALineThroughTheMiddlesOfTwoSidesCutsOffAQuarter) {
  Polygon below;
  Polygon above;
  split(triangle_with(0, 0, 10), 0, 5, below, above);
  EXPECT_DOUBLE_EQ(area_share(above).share, 0.25);
  EXPECT_DOUBLE_EQ(area_share(below).share, 0.75);
  EXPECT_EQ(above.corners().size(), 3U);
  EXPECT_EQ(below.corners().size(), 4U);
}

TEST(Clipping, PartsAddUpToTheWholeForAnyThreshold) {
  for (double threshold = -1; threshold <= 11; threshold += 0.37) {
    Polygon below;
    Polygon above;
    split(triangle_with(0.1, 9.7, 4.2), 0, threshold, below, above);
    EXPECT_NEAR(area_share(below).share + area_share(above).share, 1, 1e-14) << threshold;
  }
}

TEST(Clipping, APlateauAtTheThresholdLiesAbove) {
  Polygon below;
  Polygon above;
  split(triangle_with(5, 5, 5), 0, 5, below, above);
  EXPECT_TRUE(below.empty());
  EXPECT_DOUBLE_EQ(area_share(above).share, 1);
}

TEST(Clipping, ATriangleThatOnlyTouchesTheThresholdFromBelowLiesBelow) {
  for (const auto& polygon : {triangle_with(5, 5, 4), triangle_with(5, 4, 4)}) {
    Polygon below;
    Polygon above;
    split(polygon, 0, 5, below, above);
    EXPECT_TRUE(above.empty());
    EXPECT_DOUBLE_EQ(area_share(below).share, 1);
  }
}

TEST(Clipping, ALineThroughACornerMakesTwoTriangles) {
  Polygon below;
  Polygon above;
  split(triangle_with(5, 0, 10), 0, 5, below, above);
  EXPECT_EQ(below.corners().size(), 3U);
  EXPECT_EQ(above.corners().size(), 3U);
  EXPECT_DOUBLE_EQ(area_share(below).share, 0.5);
}

TEST(Clipping, CutCornersCarryTheThresholdExactlyAndTheOtherFieldsLinearly) {
  const std::array<std::array<double, kMaxCutFields>, 3> values{{{0.1, 0}, {0.7, 60}, {0.3, 20}}};
  Polygon below;
  Polygon above;
  split(whole_triangle(values), 0, 0.4, below, above);
  int on_line = 0;
  for (const Corner& corner : above.corners()) {
    if (corner.values[0] == 0.4) ++on_line;
    EXPECT_NEAR(corner.values[1], 100 * (corner.values[0] - 0.1), 1e-12);
  }
  EXPECT_EQ(on_line, 2);
}

TEST(Clipping, RepeatedCutsAtOneThresholdChangeNothing) {
  Polygon below;
  Polygon above;
  split(triangle_with(0, 3, 10), 0, 4, below, above);
  Polygon again_below;
  Polygon again_above;
  split(above, 0, 4, again_below, again_above);
  EXPECT_TRUE(again_below.empty());
  EXPECT_DOUBLE_EQ(area_share(again_above).share, area_share(above).share);
}

}  // namespace
}  // namespace viamyo
