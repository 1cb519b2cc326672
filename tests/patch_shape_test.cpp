// The drawn shape of regions and zones: the same cuts as the measured areas, and outlines that close.
#include "viamyo/patch_shape.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "viamyo/measures.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

double area_mm2(const PatchShape& shape, const Surface& surface) {
  double area = 0;
  for (const auto& polygon : shape.polygons) {
    for (std::size_t i = 2; i < polygon.size(); ++i)
      area += triangle_area_mm2(position_of(polygon[0], surface), position_of(polygon[i - 1], surface), position_of(polygon[i], surface));
  }
  return area;
}

using Corner = std::tuple<long, long, long>;
Corner corner_of(const Vec3& p) { return {std::lround(p.x * 1e6), std::lround(p.y * 1e6), std::lround(p.z * 1e6)}; }

class PatchShapes : public testing::TestWithParam<const char*> {
 protected:
  PatchShapes() : map_(make_phantom(GetParam())), analysis_(analyze(map_, make_settings("", {}), "test")) {}
  Map map_;
  Analysis analysis_;
};

TEST_P(PatchShapes, RegionsHaveTheAreaThatIsReported) {
  for (std::size_t r = 0; r < analysis_.regions.size(); ++r) {
    const double drawn = area_mm2(region_shape(map_, analysis_, static_cast<int>(r)), map_.surface);
    EXPECT_NEAR(drawn, analysis_.regions[r].area_mm2, 1e-6 + 1e-9 * drawn) << analysis_.regions[r].id;
  }
}

TEST_P(PatchShapes, ZonesHaveTheAreaThatIsReported) {
  for (std::size_t z = 0; z < analysis_.candidate_zones.size(); ++z) {
    const double drawn = area_mm2(zone_shape(map_, analysis_, static_cast<int>(z)), map_.surface);
    EXPECT_NEAR(drawn, analysis_.candidate_zones[z].area_mm2, 1e-6 + 1e-9 * drawn) << analysis_.candidate_zones[z].id;
  }
}

TEST_P(PatchShapes, OutlinesClose) {
  for (std::size_t r = 0; r < analysis_.regions.size(); ++r) {
    std::map<Corner, int> ends;
    for (const auto& piece : region_shape(map_, analysis_, static_cast<int>(r)).outline) {
      if (corner_of(position_of(piece[0], map_.surface)) == corner_of(position_of(piece[1], map_.surface))) continue;
      for (const BarycentricPoint& end : piece) ++ends[corner_of(position_of(end, map_.surface))];
    }
    for (const auto& [place, count] : ends) EXPECT_EQ(count % 2, 0) << analysis_.regions[r].id << " is open somewhere";
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, PatchShapes,
                         testing::Values("anterior-lad-infarct", "refractory-angina", "microvascular-disease", "sparse-map"));

}  // namespace
}  // namespace viamyo
