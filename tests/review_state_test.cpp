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
  EXPECT_EQ(to_string(state.status), "unconfirmed");
  EXPECT_EQ(state.settled, 0);
  EXPECT_EQ(state.regions, std::vector<ItemState>(4, ItemState::kUnconfirmed));
  EXPECT_EQ(state.zones, std::vector<ItemState>(2, ItemState::kUnconfirmed));
  EXPECT_EQ(to_string(review_state(Analysis{}).status), "unconfirmed");  // nothing to confirm is not confirmed
}

TEST(ReviewState, EachItemIsListedOnceWithItsClass) {
  const ReviewState state = review_state(with_items());
  ASSERT_EQ(state.item_list.size(), 5U);
  EXPECT_EQ(state.item_list[1].id, "small:normal");
  EXPECT_EQ(state.item_list[1].label, "2 small regions, preserved at rest");
  EXPECT_EQ(state.item_list[2].id, "small:infarcted");
  EXPECT_TRUE(state.item_list[3].zone);
  for (const ReviewItem& item : state.item_list) EXPECT_EQ(to_string(item.state), "unconfirmed");
  EXPECT_FALSE(reviewed_areas(with_items(), state));
}

TEST(ReviewState, TheBandSaysUnconfirmedUntilTheMapIsSettled) {
  ReviewState state = review_state(with_items());
  EXPECT_EQ(band_text(state, false), "UNCONFIRMED - FOR REVIEW ONLY. 0 of 5 items settled, no team. Not a medical device.");
  state.team_name = "Heart team";
  state.team_digest = "0123456789abcdef";
  state.required_confirmations = 2;
  state.members = 3;
  state.settled = 5;
  for (const MapStatus status : {MapStatus::kUnconfirmed, MapStatus::kPartlyConfirmed}) {
    state.status = status;
    EXPECT_FALSE(is_settled(state)) << to_string(status);
    EXPECT_EQ(band_text(state, std::nullopt),
              "UNCONFIRMED - FOR REVIEW ONLY. 5 of 5 items settled, 2 members needed for each, team: \u00ABHeart team\u00BB "
              "(0123456789ab). Not a "
              "medical "
              "device. Unknown whether synthetic.");
  }
}

TEST(ReviewState, TheBandOfASettledMapNamesTeamDateAndLog) {
  ReviewState state = review_state(with_items());
  state.status = MapStatus::kConfirmedSynthetic;
  state.team_name = "Heart team";
  state.team_digest = "0123456789abcdef";
  state.agreeing = 3;
  state.required_confirmations = 2;
  state.members = 1;  // two have left since; what they said still counts
  state.settled_on = "2026-11-25";
  state.log_head = "fedcba9876543210";
  EXPECT_TRUE(is_settled(state));
  EXPECT_EQ(band_text(state, true),
            "FOR REVIEW ONLY - CONFIRMED by 2 of 2, team: \u00ABHeart team\u00BB (0123456789ab), 2026-11-25, log head fedcba987654. Not a "
            "medical "
            "device. SYNTHETIC MAP.");
  state.agreeing = 1;  // whatever the status says
  EXPECT_FALSE(is_settled(state));
  EXPECT_EQ(band_text(state, true).rfind("UNCONFIRMED", 0), 0U);
}

TEST(ReviewState, ARejectionNeverReadsAsAConfirmation) {
  ReviewItem item;
  item.state = ItemState::kPartlyConfirmed;
  item.agreeing = 1;
  item.votes = {{"A. Able", "cardiac surgeon", ReviewAction::kConfirm, {}, "", "", "", 3}};
  EXPECT_EQ(state_words(item, 2), "1 of 2 confirm");
  item.votes.front().action = ReviewAction::kReject;
  EXPECT_EQ(state_words(item, 2), "1 of 2 reject");
  item.votes.front() = {"A. Able", "cardiac surgeon", ReviewAction::kReclassify, TissueClass::kViableIschemic, "", "", "", 3};
  EXPECT_EQ(state_words(item, 2), "1 of 2 say viable-ischaemic");
  item.votes.front() = {"A. Able", "cardiac surgeon", ReviewAction::kConfirm, {}, "", "", "", 3};
  item.agreeing = 2;  // a zone of a region that is not confirmed
  EXPECT_EQ(state_words(item, 2), "2 of 2 confirm, region open");
  item.state = ItemState::kDisputed;
  EXPECT_EQ(state_words(item, 2), "disputed");
}

TEST(ReviewState, OnlyWhatIsConfirmedThroughoutReadsAsConfirmed) {
  ReviewState state = review_state(with_items());
  state.agreeing = state.required_confirmations = 2;
  state.team_name = "Heart team";
  state.team_digest = "0123456789abcdef";
  state.settled_on = "2026-11-25";
  state.log_head = "fedcba9876543210";
  const auto band = [&](std::initializer_list<ItemState> states) {
    std::size_t i = 0;
    for (const ItemState word : states) state.item_list.at(i++).state = word;
    state.counts = counts_of(state.item_list);
    state.status = state.counts.confirmed == state.items ? MapStatus::kConfirmed : MapStatus::kReviewed;
    const std::string text = band_text(state, false);
    EXPECT_EQ(is_confirmed(state), text.find("CONFIRMED") != std::string::npos);
    return text.substr(0, text.find(", 2026"));
  };
  constexpr ItemState kYes = ItemState::kConfirmed;
  constexpr ItemState kNo = ItemState::kRejected;
  constexpr ItemState kOther = ItemState::kReclassified;
  EXPECT_EQ(band({kYes, kYes, kYes, kYes, kYes}), "FOR REVIEW ONLY - CONFIRMED by 2 of 2, team: \u00ABHeart team\u00BB (0123456789ab)");
  EXPECT_EQ(band({kNo, kNo, kYes}),
            "FOR REVIEW ONLY - REVIEWED by 2 of 2, team: \u00ABHeart team\u00BB (0123456789ab): 3 confirmed, 2 rejected");
  EXPECT_EQ(band({kNo, kNo, kOther}),
            "FOR REVIEW ONLY - REVIEWED by 2 of 2, team: \u00ABHeart team\u00BB (0123456789ab): 2 confirmed, 2 rejected, 1 reclassified");
  EXPECT_EQ(band({kOther, kOther, kOther, kOther, kOther}),
            "FOR REVIEW ONLY - REVIEWED by 2 of 2, team: \u00ABHeart team\u00BB (0123456789ab): 5 reclassified");
  EXPECT_EQ(band({kNo, kNo, kNo, kNo, kNo}),
            "FOR REVIEW ONLY - REVIEWED: everything was rejected by 2 of 2, team: \u00ABHeart team\u00BB (0123456789ab)");
}

TEST(ReviewState, TheBandTellsWhatMakesTheWordLessSure) {
  ReviewState state = review_state(with_items());
  EXPECT_EQ(band_text(state, false).find("date"), std::string::npos);
  for (ReviewItem& item : state.item_list) item.state = ItemState::kConfirmed;
  state.counts = counts_of(state.item_list);
  state.status = MapStatus::kConfirmed;
  state.settled_on = "2031-01-01";
  state.date_uncertain = "line 4: a clock was wrong";
  state.proposed_preset = "perin-mri";
  state.restarted = {3, "A. Able put this log in the place of one that was lost"};
  state.item_list.front().without_view = true;
  const std::string text = band_text(state, false);
  for (const char* const words :
       {"2031-01-01 (date uncertain)", " As proposed: «perin-mri».", " An earlier log was lost.", " Signed without a view: 1 of 5 items."})
    EXPECT_NE(text.find(words), std::string::npos) << words << ": " << text;
  for (ReviewItem& item : state.item_list) item.without_view = true;
  EXPECT_NE(band_text(state, false).find(" Signed without a view. "), std::string::npos);
}

TEST(ReviewState, WordsAreReadBack) {
  for (int i = 0; i < 7; ++i) EXPECT_EQ(item_state_from_string(to_string(static_cast<ItemState>(i))), static_cast<ItemState>(i));
  for (int i = 0; i < 6; ++i) EXPECT_EQ(map_status_from_string(to_string(static_cast<MapStatus>(i))), static_cast<MapStatus>(i));
  for (const char* const none : {"", "CONFIRMED", "confirmed ", "settled"}) {
    EXPECT_FALSE(item_state_from_string(none)) << none;
    EXPECT_FALSE(map_status_from_string(none)) << none;
  }
}

}  // namespace
}  // namespace viamyo
