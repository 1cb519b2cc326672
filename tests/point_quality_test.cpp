#include "viamyo/point_quality.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "meshes.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

constexpr float kNoValue = std::numeric_limits<float>::quiet_NaN();

// Five points above the pole of a hemisphere of 25 mm, 0 to 4 mm off it; the last is excluded by the map itself.
Map map_with_points() {
  Map map;
  map.surface = meshes::uv_hemisphere(25, 8, 16);
  for (int p = 0; p < 5; ++p) map.points.positions.push_back({0, 0, 25.0 + p});
  map.points.accepted = {1, 1, 1, 1, 0};
  map.points.fields = {{"CycleLength", "ms", 1, Origin::kMappingSystem, "", {800, 800, 880, kNoValue, 2000}},
                       {"LocationStability", "mm", 1, Origin::kMappingSystem, "", {1, 4, 4.5, kNoValue, 9}}};
  return map;
}

TEST(PointQuality, CycleLengthDeviatesFromTheMedianOfAcceptedPoints) {
  const std::vector<double> values = point_values(map_with_points(), PointMeasure::kCycleLengthDeviation);
  EXPECT_EQ(values[0], 0);
  EXPECT_DOUBLE_EQ(values[2], 10);
  EXPECT_TRUE(std::isnan(values[3]));
  EXPECT_DOUBLE_EQ(values[4], 150);
}

TEST(PointQuality, DistanceIsFromTheSurface) {
  const std::vector<double> values = point_values(map_with_points(), PointMeasure::kSurfaceDistance);
  for (std::size_t p = 0; p < 5; ++p) EXPECT_NEAR(values[p], static_cast<double>(p), 1e-9);
}

TEST(PointQuality, ARuleLeavesOutWhatLiesAboveItsLimitAndNothingUnknown) {
  const Map map = map_with_points();
  EXPECT_EQ(points_left_out(map, {PointMeasure::kLocationStability, 4}), std::vector<int>{2});
  EXPECT_EQ(points_left_out(map, {PointMeasure::kCycleLengthDeviation, 9.5}), std::vector<int>{2});
  EXPECT_EQ(points_left_out(map, {PointMeasure::kSurfaceDistance, 1.5}), (std::vector<int>{2, 3}));
  EXPECT_TRUE(points_left_out(map, {PointMeasure::kLoopStability, 0}).empty());  // the map has no such values
}

TEST(PointQuality, RowsLeftOutAreCountedOnceAndOnlyWhereTheMapAcceptsThem) {
  EXPECT_EQ(left_out_count(map_with_points().points, {1, 1, 3, 4, 99}), 2);
}

TEST(PointQuality, EachRuleAccountsForWhatItLeavesOut) {
  const std::vector<PointExclusion> all =
      point_exclusions(map_with_points(), {1, 4}, {{PointMeasure::kLocationStability, 3}, {PointMeasure::kSurfaceDistance, 1.5}});
  ASSERT_EQ(all.size(), 3);
  const auto expect = [&](std::size_t i, const char* rule, std::size_t points, std::size_t left_out, std::size_t unknown) {
    EXPECT_EQ(all[i].rule, rule);
    EXPECT_EQ(all[i].points, points) << rule;
    EXPECT_EQ(all[i].left_out, left_out) << rule;
    EXPECT_EQ(all[i].unknown, unknown) << rule;
  };
  expect(0, "excluded_points", 1, 1, 0);  // the map itself excludes row 4
  expect(1, "location_stability>3", 2, 1, 1);
  expect(2, "surface_distance>1.5", 2, 1, 0);
  EXPECT_TRUE(point_exclusions(map_with_points(), {}).empty());
}

TEST(PointQuality, WhatRulesLeaveOutAddsUpWhateverTheyAre) {
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  for (int round = 0; round < 200; ++round) {
    Map map = map_with_points();
    for (float& value : map.points.fields[1].values) value = below(4) == 0 ? kNoValue : static_cast<float>(below(10));
    for (auto& accepted : map.points.accepted) accepted = below(3) != 0;
    std::vector<int> rows;
    for (int i = below(4); i > 0; --i) rows.push_back(below(7));
    std::vector<PointRule> rules;
    for (int i = below(4); i > 0; --i)
      rules.push_back({below(2) == 0 ? PointMeasure::kLocationStability : PointMeasure::kSurfaceDistance, static_cast<double>(below(8))});
    std::vector<int> every = rows;
    for (const PointRule& rule : rules) {
      const std::vector<int> out = points_left_out(map, rule);
      every.insert(every.end(), out.begin(), out.end());
    }
    std::size_t sum = 0;
    for (const PointExclusion& e : point_exclusions(map, rows, rules)) {
      EXPECT_LE(e.left_out, e.points);
      EXPECT_LE(e.points + e.unknown, accepted_count(map.points));
      sum += e.left_out;
    }
    EXPECT_EQ(sum, left_out_count(map.points, every));
  }
}

TEST(PointQuality, SpreadIsOverAcceptedPointsThatHaveTheValue) {
  const std::vector<MeasureSpread> all = point_quality(map_with_points());
  ASSERT_EQ(all.size(), 3);  // no loop stability
  EXPECT_EQ(all[1].measure, PointMeasure::kLocationStability);
  EXPECT_EQ(all[1].n, 3);
  EXPECT_EQ(all[1].min, 1);
  EXPECT_EQ(all[1].lower_quartile, 2.5);  // halfway from 1 to 4
  EXPECT_EQ(all[1].median, 4);
  EXPECT_EQ(all[1].upper_quartile, 4.25);
  EXPECT_EQ(all[1].max, 4.5);
  EXPECT_EQ(all[2].n, 4);  // the fifth point is excluded by the map
  EXPECT_NEAR(all[2].max, 3, 1e-9);
}

TEST(PointQuality, RulesAreReadAsTheyAreWritten) {
  const PointRule rule = parse_point_rule("loop_stability>6.5");
  EXPECT_EQ(rule.measure, PointMeasure::kLoopStability);
  EXPECT_EQ(rule.above, 6.5);
  for (const char* const text :
       {"", "loop_stability", "loop_stability>", "loop_stability>-1", "loop_stability>nan", "pressure>4", "loop_stability<4"})
    EXPECT_THROW(parse_point_rule(text), UsageError) << text;
}

}  // namespace
}  // namespace viamyo
