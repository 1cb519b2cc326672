// Without a review nothing is confirmed, whatever was analysed.
#include "viamyo/review_state.h"

#include <gtest/gtest.h>

namespace viamyo {
namespace {

Analysis with_items() {
  Analysis a;
  Region large;
  large.tissue = TissueClass::kNormal;
  Region small = large;
  small.small = true;
  Region small_infarct = small;
  small_infarct.tissue = TissueClass::kInfarcted;
  a.regions = {large, small, small, small_infarct};
  a.candidate_zones.resize(2);
  return a;
}

TEST(ReviewState, ItemsAreRegionsZonesAndEachClassesSmallRegionsAsOne) {
  EXPECT_EQ(review_state(with_items()).items, 1 + 2 + 2);
  EXPECT_EQ(review_state(Analysis{}).items, 0);
}

TEST(ReviewState, EverythingIsUnconfirmed) {
  const ReviewState state = review_state(with_items());
  EXPECT_EQ(state.status, "unconfirmed");
  EXPECT_EQ(state.settled, 0);
  EXPECT_EQ(state.regions, std::vector<std::string>(4, "unconfirmed"));
  EXPECT_EQ(state.zones, std::vector<std::string>(2, "unconfirmed"));
  EXPECT_EQ(review_state(Analysis{}).status, "unconfirmed");  // nothing to confirm is not confirmed
}

}  // namespace
}  // namespace viamyo
