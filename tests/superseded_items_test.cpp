// Former items are found where they were, by the area that they share with today's, and count for nothing.
#include "viamyo/superseded_items.h"

#include "analysis_maps.h"
#include "review_team.h"

namespace viamyo {
namespace {

//! A hemisphere whose voltage rises from 0 at the rim (z = 0) to 10 mV at the pole, with shortening lost everywhere.
Map rising_voltage() {
  Map map = hemisphere([](const Vec3& p) { return 10 * p.z / kRadius; }, [](const Vec3&) { return 5; });
  map.study.subject_id = "S-01";
  map.study.synthetic = false;
  add_points(map, 7);
  return map;
}

class FormerItems : public ReviewTest {
 protected:
  FormerItems() {
    shared_log.file = file("log.jsonl").string();
    for (const SigningKey* const key : {&able, &best}) say(*key, earlier, ReviewAction::kReject, "R2");
  }

  void say(const SigningKey& key, const Analysis& analysis, ReviewAction action, const std::string& id) {
    for (const ReviewItem& item : review_state(analysis).item_list) {
      if (item.id != id) continue;
      Decision d;
      d.action = action;
      d.item = {item.id, item.label, item.tissue, item.area_mm2, item.centroid_mm};
      d.fingerprint = analysis.fingerprint;
      d.reason = "no uptake";
      append_to_log(shared_log, {key, shared_identity, &shared_team, {make_proposal(analysis, 3), d}, {}});
      return;
    }
    FAIL() << "no item " << id;
  }

  [[nodiscard]] std::vector<SupersededItem> found(const std::string& voltage_viable) const {
    return superseded_items(shared_map, shared_identity, shared_log, shared_team,
                            analyzed(shared_map, {{"voltage_viable", voltage_viable}}));
  }

  SigningKey owner = owner_key();
  SigningKey able = member_key("A. Able");
  SigningKey best = member_key("B. Best");
  Team shared_team = team_of(owner, {&able, &best});
  Map shared_map = rising_voltage();
  ReviewedMap shared_identity = reviewed_map(shared_map.study, "test");
  Analysis earlier = analyzed(shared_map, {{"voltage_viable", "6"}});  // R1 below 4.5 mV, R2 from 6 mV on, R3 between
  ReviewLog shared_log;
};

TEST_F(FormerItems, SharesAreThoseOfTheAreas) {
  // On a sphere the area of a zone goes with its height: of z from 6 to 10 (in mV) the part from 8 on is half.
  const std::vector<SupersededItem> former = found("8");
  ASSERT_EQ(former.size(), 2U);
  EXPECT_NEAR(former[0].share, 0.5, 0.02);
  EXPECT_NEAR(former[1].share, 0.5, 0.02);
  for (const SupersededItem& item : former) {
    EXPECT_EQ(item.former.substr(0, 2), "R2");
    EXPECT_EQ(to_string(item.state), "rejected");
    EXPECT_EQ(item.votes.size(), 2U);
  }
}

TEST_F(FormerItems, TheSentenceTellsWhatWasSaid) {
  const std::vector<SupersededItem> former = found("6.1");
  ASSERT_EQ(former.size(), 1U);
  EXPECT_GT(former[0].share, 0.95);
  EXPECT_NE(former[0].sentence.find("of former R2"), std::string::npos);
  EXPECT_NE(former[0].sentence.find(" (superseded, then rejected): \u00ABA. Able\u00BB said reject, reason: \u00ABno uptake\u00BB; "
                                    "\u00ABB. Best\u00BB said reject, reason: \u00ABno uptake\u00BB"),
            std::string::npos)
      << former[0].sentence;
}

TEST_F(FormerItems, TodaysOwnDecisionsAreNotFormer) { EXPECT_TRUE(found("6").empty()); }

TEST_F(FormerItems, ZonesAreFoundInZones) {
  ASSERT_FALSE(earlier.candidate_zones.empty());
  say(able, earlier, ReviewAction::kConfirm, "Z1");
  const std::vector<SupersededItem> former = found("6.1");
  const auto zone = std::find_if(former.begin(), former.end(), [](const SupersededItem& item) { return item.item == "Z1"; });
  ASSERT_NE(zone, former.end());
  EXPECT_EQ(zone->former.substr(0, 2), "Z1");
  EXPECT_GT(zone->share, 0.95);
}

TEST_F(FormerItems, WhatStrangersSaidIsNotShown) {
  ReviewLog log;
  log.file = file("strangers.jsonl").string();
  std::swap(log, shared_log);
  const SigningKey stranger = member_key("A. Able");
  say(stranger, earlier, ReviewAction::kReject, "R2");
  EXPECT_TRUE(found("8").empty());
}

}  // namespace
}  // namespace viamyo
