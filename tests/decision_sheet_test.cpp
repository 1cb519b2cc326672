// The decision sheet: one page that loads nothing, tells what was decided and by whom, and never looks confirmed before the map is settled.
#include "viamyo/decision_sheet.h"

#include <gtest/gtest.h>

#include "analysis_maps.h"
#include "put_together.h"
#include "viamyo/review_counts.h"
#include "viamyo/review_history.h"

namespace viamyo {
namespace {

struct Sheet {
  Map map = hemisphere([](const Vec3& p) { return p.x < 0 ? 9 : 3; }, [](const Vec3&) { return 5; }, 24, 48);
  Analysis analysis = analyzed(map);
  ReviewState review = review_state(analysis);
  [[nodiscard]] std::string page(const SheetPictures& pictures = {}) const {
    return decision_sheet(put_together(map, analysis, review, "a<b>&.h5", "00ff", "aa11"), pictures);
  }
};

bool holds(const std::string& page, std::string_view words) { return page.find(words) != std::string::npos; }

TEST(DecisionSheet, SaysUnconfirmedInLargeLettersUntilTheMapIsSettled) {
  Sheet sheet;
  for (const MapStatus status : {MapStatus::kUnconfirmed, MapStatus::kPartlyConfirmed}) {
    sheet.review.status = status;
    EXPECT_TRUE(holds(sheet.page(), "<p class=\"large\">UNCONFIRMED</p>")) << to_string(status);
    EXPECT_TRUE(holds(sheet.page(), "<title>UNCONFIRMED")) << to_string(status);
  }
  sheet.review.status = MapStatus::kConfirmedSynthetic;
  EXPECT_FALSE(holds(sheet.page(), "UNCONFIRMED"));
  EXPECT_TRUE(holds(sheet.page(), "FOR REVIEW ONLY - CONFIRMED"));
  EXPECT_TRUE(holds(sheet.page(), "SYNTHETIC"));
}

TEST(DecisionSheet, WhatBlindReadingHidesIsHiddenThere) {
  Sheet sheet;
  sheet.review.item_list.at(0).votes.push_back(
      {"A. Able", "role", ReviewAction::kReject, std::nullopt, "a fold", "", "2026-11-25T10:00:00Z", 3});
  Team team;
  team.blind_reading = true;
  EXPECT_TRUE(holds(sheet.page(), "a fold"));
  sheet.review = as_seen_by(sheet.review, &team, "B. Best");
  EXPECT_FALSE(holds(sheet.page(), "a fold"));
  EXPECT_FALSE(holds(sheet.page(), "A. Able"));
  EXPECT_TRUE(holds(sheet.page(), "hidden: the team reads blind"));
}

TEST(DecisionSheet, WhatWasSetAsideStaysOnThePage) {
  Sheet sheet;
  const ReviewVote word{"B. <Best>", "role", ReviewAction::kReject, std::nullopt, "a fold", "", "2026-11-25T10:00:00Z", 3};
  sheet.review.item_list.at(0).set_aside.push_back({word, "A. Able", "surgeon", "the contact was good", "2026-11-26T10:00:00Z", 9});
  EXPECT_TRUE(holds(sheet.page(),
                    "Set aside by «A. Able» («surgeon»), 2026-11-26T10:00:00Z; reason: «the contact was good»: "
                    "«B. &lt;Best&gt;» («role»): reject, 2026-11-25T10:00:00Z; reason: «a fold»"));
  Team team;
  team.blind_reading = true;
  sheet.review = as_seen_by(sheet.review, &team, "C. Clay");
  EXPECT_FALSE(holds(sheet.page(), "a fold"));
}

TEST(DecisionSheet, LoadsNothingAndRunsNothing) {
  const std::string page = Sheet().page();
  for (const char* word : {"<script", "src=", "href=", "http:", "https:", "@import", "url(http", "<iframe", "<link"})
    EXPECT_FALSE(holds(page, word)) << word;
}

TEST(DecisionSheet, TextsFromFilesAreNoMarkUp) {
  Sheet sheet;
  sheet.map.study.subject_id = "<script>alert('x')</script>";
  sheet.map.study.map_id = "a\nb\"c";
  sheet.review.item_list.at(0).votes.push_back(
      {"<b>A</b>", "role", ReviewAction::kConfirm, std::nullopt, "</td><h1>CONFIRMED</h1>", "\x1b[2J", "2026-11-25T10:00:00Z", 3});
  sheet.review.reasons.push_back({4, "<i>why</i>"});
  const std::string page = sheet.page();
  EXPECT_TRUE(holds(page, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
  EXPECT_TRUE(holds(page, "a&lt;b&gt;&amp;.h5"));
  for (const char* word : {"<b>", "<h1>CONFIRMED", "<i>", "\x1b", "a\nb"}) EXPECT_FALSE(holds(page, word)) << word;
}

TEST(DecisionSheet, AReviewedMapIsNotDrawnAsAConfirmedOne) {
  Sheet sheet;
  for (const MapStatus status : {MapStatus::kReviewed, MapStatus::kReviewedSynthetic}) {
    sheet.review.status = status;
    const std::string page = sheet.page();
    EXPECT_TRUE(holds(page, "<p class=\"large\">REVIEWED</p>"));
    EXPECT_TRUE(holds(page, "<p class=\"band open\">"));
    EXPECT_FALSE(holds(page, "<p class=\"band settled\">"));
  }
  EXPECT_TRUE(holds(sheet.page(), counts_text(sheet.review.counts)));
}

TEST(DecisionSheet, HoldsWhatItWasMadeFromAndNoTextEndsThat) {
  Sheet sheet;
  sheet.map.study.map_id = "</template><b>";
  const std::string page = sheet.page();
  const std::size_t begin = page.find(kSheetDataBegin) + kSheetDataBegin.size();
  const std::size_t end = page.find(kSheetDataEnd, begin);
  ASSERT_NE(end, std::string::npos);
  const std::string data = page.substr(begin, end - begin);
  EXPECT_EQ(data.find('<'), std::string::npos);
  EXPECT_TRUE(holds(data, "\"schema\":\"viamyo.sheet/1\""));
  EXPECT_TRUE(holds(data, "\\u003c/template>\\u003cb>"));
}

TEST(DecisionSheet, TellsItemsDecisionsThresholdsAndWhatWasNotMapped) {
  Sheet sheet;
  sheet.review.item_list.at(0).votes.push_back({"A. Able", "cardiac surgeon", ReviewAction::kReclassify, TissueClass::kInfarcted,
                                                "scar in the MRI", "LGE 75 %", "2026-11-25T10:00:00Z", 3});
  const std::string page = sheet.page();
  EXPECT_TRUE(holds(page,
                    "\u00ABA. Able\u00BB (\u00ABcardiac surgeon\u00BB): reclassify to infarcted, 2026-11-25T10:00:00Z; "
                    "reason: \u00ABscar in the MRI\u00BB; basis: \u00ABLGE 75 %\u00BB"));
  for (const ReviewItem& item : sheet.review.item_list) EXPECT_TRUE(holds(page, item.label)) << item.label;
  EXPECT_TRUE(holds(page, "6.9 mV"));
  EXPECT_TRUE(holds(page, "J Nucl Med 2004;45:1611"));  // the thresholds' source
  EXPECT_TRUE(holds(page, "What was not mapped"));
  EXPECT_TRUE(holds(page, sheet.analysis.fingerprint));
}

TEST(DecisionSheet, TellsCommentsAndWhoSaysWhatOfAnOpenItem) {
  Sheet sheet;
  ReviewItem& item = sheet.review.item_list.at(0);
  item.votes.push_back({"A. Able", "cardiac surgeon", ReviewAction::kReject, std::nullopt, "", "", "2026-11-25T10:00:00Z", 3});
  item.comments.push_back({"B. Best", "nurse", "poor <contact>", "2026-11-26T10:00:00Z", 4});
  item.state = ItemState::kPartlyConfirmed;
  item.agreeing = 1;
  sheet.review.required_confirmations = 2;
  sheet.review.other_proposal = {5, "A. Able proposed other settings on 2026-11-26 (voltage_viable 7.5)"};
  const std::string page = sheet.page();
  EXPECT_TRUE(holds(page, "1 of 2 reject"));
  EXPECT_FALSE(holds(page, "partly_confirmed"));
  EXPECT_TRUE(holds(page, "Comment by \u00ABB. Best\u00BB (\u00ABnurse\u00BB), 2026-11-26T10:00:00Z: \u00ABpoor &lt;contact&gt;\u00BB"));
  EXPECT_TRUE(holds(page, "Note: A. Able proposed other settings on 2026-11-26 (voltage_viable 7.5)."));
}

TEST(DecisionSheet, TheBullsEyeHas17SegmentsWithAnteriorUpAndSeptumLeft) {
  const Sheet sheet;
  const std::string page = sheet.page();
  std::size_t titles = 0;
  for (std::size_t at = page.find("<title>"); at != std::string::npos; at = page.find("<title>", at + 1)) ++titles;
  EXPECT_EQ(titles, 1U + 17U);
  for (const char* word : {">anterior</text>", ">septal</text>", ">inferior</text>", ">lateral</text>", ">100 %</text>"})
    EXPECT_TRUE(holds(page, word)) << word;
  // Basal anterior (1) runs from 60 to 120 degrees: its outer arc begins right of the middle, above it.
  EXPECT_TRUE(holds(page, "<path d=\"M 235.00 30.10 A 150 150 0 0 0 85.00 30.10"));
  // The septum faces -x in this map, and the half with x < 0 is viable-ischaemic: segment 14, on the left.
  const std::size_t septal = page.find("14 apical septal");
  ASSERT_NE(septal, std::string::npos);
  EXPECT_NE(page.substr(septal - 120, 120).find("url(#c2)"), std::string::npos);
  const std::size_t lateral = page.find("16 apical lateral");
  EXPECT_NE(page.substr(lateral - 120, 120).find("url(#c3)"), std::string::npos);
}

TEST(DecisionSheet, PicturesStandInThePageItself) {
  const Sheet sheet;
  const std::string page = sheet.page({{{"Class, <septal>", "\x89PNG"}}, {}});
  EXPECT_TRUE(holds(page, "<img alt=\"Class, &lt;septal&gt;\" src=\"data:image/png;base64,iVBORw==\">"));
  EXPECT_FALSE(holds(page, "There are no pictures"));
}

TEST(DecisionSheet, WithoutPicturesItSaysWhy) {
  const Sheet sheet;
  const std::string page = sheet.page({{}, "there is no OpenGL"});
  EXPECT_TRUE(holds(page, "There are no pictures: there is no OpenGL."));
}

TEST(DecisionSheet, WithoutSegmentsItSaysSo) {
  Sheet sheet;
  sheet.analysis.segments.clear();
  EXPECT_TRUE(holds(sheet.page(), "There are no segments"));
}

}  // namespace
}  // namespace viamyo
