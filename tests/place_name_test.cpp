// The name of a region claims no more than is true: one segment's where that holds more than half, else all that it spans.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "../src/analysis/place_name.h"
#include "viamyo/segments.h"

namespace viamyo {
namespace {

//! Segments 1 to 17 that hold equal shares.
std::string name_of(const std::vector<int>& segments) {
  std::vector<double> area(kSegmentCount);
  std::vector<int> named;
  for (const int s : segments) {
    area.at(static_cast<std::size_t>(s - 1)) = 1;
    named.push_back(s - 1);
  }
  return place_name(area, named);
}

TEST(PlaceName, OneSegmentThatHoldsMoreThanHalfGivesItsName) {
  std::vector<double> area(kSegmentCount);
  area[6] = 51;
  area[7] = 49;
  EXPECT_EQ(place_name(area, {6, 7}), "mid anterior");
  area[6] = 50;
  area[7] = 50;
  EXPECT_EQ(place_name(area, {6, 7}), "mid, anterior and anteroseptal; 2 segments");
  EXPECT_EQ(name_of({17}), "apex");
}

TEST(PlaceName, OtherwiseItNamesRingsAndWallsThatAreSpanned) {
  EXPECT_EQ(name_of({2, 3, 4, 8, 9, 10}), "basal and mid, septal to inferior; 6 segments");
  EXPECT_EQ(name_of({2, 3}), "basal, septal; 2 segments");
  EXPECT_EQ(name_of({13, 14, 17}), "apical and apex, anterior to septal; 3 segments");
  EXPECT_EQ(name_of({1, 7, 13}), "basal to apical, anterior; 3 segments");
  EXPECT_EQ(name_of({3, 4, 5}), "basal, inferoseptal to inferolateral; 3 segments");
  EXPECT_EQ(name_of({6, 1, 2}), "basal, anterolateral to anteroseptal; 3 segments");
  EXPECT_EQ(name_of({1, 2, 3, 4, 5, 6}), "basal, all walls; 6 segments");
  EXPECT_EQ(name_of({1, 2, 3, 4, 5}), "basal, all walls but anterolateral; 5 segments");
  EXPECT_EQ(name_of({7, 10}), "mid, anterior and inferior; 2 segments");
  EXPECT_EQ(name_of({1, 3, 5}), "basal, anterior, inferoseptal and inferolateral; 3 segments");
  EXPECT_EQ(name_of({1, 14}), "basal and apical, anterior to septal; 2 segments");
}

// "anterior to inferior" could be either side of the heart.
TEST(PlaceName, NoNameCanMeanTheOtherSideOfTheHeart) {
  EXPECT_EQ(name_of({1, 2, 3, 4}), "basal, anterior, septal and inferior; 4 segments");
  EXPECT_EQ(name_of({4, 5, 6, 1}), "basal, inferior, lateral and anterior; 4 segments");
  // All sets of walls have names of their own.
  std::set<std::string> names;
  for (int walls = 1; walls < 64; ++walls) {
    std::vector<int> segments;
    for (int i = 0; i < 6; ++i) {
      if ((walls >> i) % 2 == 1) segments.push_back(1 + i);
    }
    if (segments.size() < 2) continue;
    const std::string name = name_of(segments);
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

TEST(PlaceName, WithoutRotationTheRingsAreNamed) {
  EXPECT_EQ(place_name({1, 3, 0, 0}, {0, 1}), "mid");
  EXPECT_EQ(place_name({1, 1, 0, 0}, {0, 1}), "basal and mid");
  EXPECT_EQ(place_name({1, 1, 1, 0}, {0, 1, 2}), "basal to apical");
  EXPECT_EQ(place_name({1, 0, 1, 0}, {0, 2}), "basal and apical");
  EXPECT_EQ(place_name({1}, {0}), "");
}

TEST(PlaceName, NeverNamesOneSegmentForARegionThatHasHalfOfItElsewhere) {
  std::mt19937 random(7);
  for (int turn = 0; turn < 3000; ++turn) {
    std::vector<double> area(kSegmentCount);
    for (double& a : area) a = random() % 3 == 0 ? static_cast<double>(random() % 1000) : 0;
    const double sum = std::accumulate(area.begin(), area.end(), 0.0);
    if (sum == 0) continue;
    std::vector<int> named;
    int most = 0;
    for (int i = 0; i < kSegmentCount; ++i) {
      if (area.at(static_cast<std::size_t>(i)) >= 0.05 * sum) named.push_back(i);
      if (area.at(static_cast<std::size_t>(i)) > area.at(static_cast<std::size_t>(most))) most = i;
    }
    const std::string name = place_name(area, named);
    const bool more_than_half = 2 * area.at(static_cast<std::size_t>(most)) > sum;
    EXPECT_EQ(name == segment_name(most + 1), more_than_half) << name;
    EXPECT_EQ(name.ends_with(fmt::format("; {} segments", named.size())), !more_than_half) << name;
  }
}

}  // namespace
}  // namespace viamyo
