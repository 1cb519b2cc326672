// One map from its file to what the team said of it, by one function, and the steps of it for those who take them one by one.
#include "viamyo/analysed_map.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "viamyo/errors.h"
#include "viamyo/load_map.h"
#include "viamyo/report.h"

namespace viamyo {
namespace {

const std::string kSample = std::string(VIAMYO_SOURCE_DIR) + "/sample_maps/anterior-lad-infarct.h5";

//! A log that is not there: nobody has said anything.
const ReviewRequest kNoLog{nullptr, testing::TempDir() + "viamyo-no-such-log.jsonl"};

TEST(AnalysedMap, IsWhatItsStepsMakeOfTheFile) {
  const AnalysedMap whole = open_map(kSample, {}, kNoLog);
  const LoadedMap loaded = load_map(kSample);
  const Analysis alone = analyze(loaded.map, make_settings({}, {}), loaded.analysis_digest);
  EXPECT_EQ(whole.file, kSample);
  EXPECT_EQ(whole.loaded->sha256, loaded.sha256);
  EXPECT_EQ(whole.analysis->fingerprint, alone.fingerprint);
  EXPECT_EQ(whole.analysis->class_area_mm2, alone.class_area_mm2);
  EXPECT_EQ(whole.reviewed.content, loaded.analysis_digest);
  EXPECT_EQ(whole.review.status, MapStatus::kUnconfirmed);
}

TEST(AnalysedMap, OfTwoChangesOfOneKeyTheLaterCounts) {
  const AnalysedMap map = open_map(kSample, {{{"fill_distance", "12"}, {"fill_distance", "9"}}, {}, {}}, kNoLog);
  EXPECT_EQ(map.analysis->settings.fill_distance_mm, 9);
}

TEST(AnalysedMap, RulesLeaveOutPointsBesideThoseThatWereNamed) {
  const AnalysisRequest request{{{"excluded_points", "0,1"}}, {parse_point_rule("surface_distance>0")}, {}};
  const AnalysedMap map = open_map(kSample, request, kNoLog);
  const std::vector<PointExclusion> told = exclusions_of(map);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].rule, "excluded_points");
  EXPECT_EQ(told[0].left_out, 2U);
  EXPECT_EQ(told[1].rule, "surface_distance>0");
  EXPECT_EQ(told[0].left_out + told[1].left_out, left_out_count(map.map().points, map.analysis->settings.excluded_points));
}

TEST(AnalysedMap, WhatATableSaysOtherwiseIsTakenAndTold) {
  AnalysisRequest request;
  request.told = {"S-9", "after", "treated"};
  const AnalysedMap map = open_map(kSample, request, kNoLog);
  EXPECT_EQ(map.map().study.subject_id, "S-9");
  EXPECT_EQ(map.map().study.visit, "after");
  EXPECT_NE(map.reviewed.relabelled.find("the manifest gives the map subject"), std::string::npos) << map.reviewed.relabelled;
  EXPECT_EQ(open_map(kSample, {}, kNoLog).reviewed.relabelled, "");
  const Study& own = load_map(kSample).map.study;
  EXPECT_EQ(relabelled_by({own.subject_id, own.visit, ""}, own), "") << "the same words are no other ones";
  EXPECT_NE(relabelled_by({"", "", "treated"}, own), "") << "no map has a group of its own";
}

TEST(AnalysedMap, CopiesShareMapAndAnalysis) {
  const AnalysedMap map = open_map(kSample, {}, kNoLog);
  AnalysedMap copy = map;
  copy.review.status = MapStatus::kPartlyConfirmed;
  EXPECT_EQ(&copy.map(), &map.map());
  EXPECT_EQ(copy.analysis, map.analysis);
  EXPECT_EQ(map.review.status, MapStatus::kUnconfirmed);
}

TEST(AnalysedMap, AStopEndsItAndErrorsNameTheFile) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(analysed(load_map(kSample), {}, {stop.get_token()}), Stopped);
  try {
    open_map("/nowhere/at/all.h5");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/at/all.h5"), std::string::npos);
  }
  EXPECT_THROW(open_map(kSample, {{{"no_such_key", "1"}}, {}, {}}, kNoLog), UsageError);
}

//! What was seen could not be remembered: whoever opened the map should know that a shorter log would not be noticed.
TEST(AnalysedMap, TellsWhyTheHeadOfItsLogWasNotKept) {
  const std::filesystem::path folder = testing::TempDir() + "viamyo-analysed-map-notes";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  ::setenv("XDG_DATA_HOME", (folder / "data").c_str(), 1);
  const auto key = [](KeyKind kind, const char* name) {
    return make_key(kind, name, "cardiac surgeon", Passphrase("correct horse"), kMinSealCost);
  };
  const SigningKey owner = key(KeyKind::kOwner, "Heart team");
  const SigningKey able = key(KeyKind::kMember, "A. Able");
  Team team;
  team.name = "Heart team";
  team.counting_roles = default_counting_roles();
  team.owner_key = owner.facts().public_key;
  team = with_member(team, {able.facts().name, able.facts().role, able.facts().public_key}, false);
  const AnalysedMap map = open_map(kSample, {}, kNoLog);
  ReviewLog log;
  log.file = (folder / "map.jsonl").string();
  append_to_log(log, {able, map.reviewed, &team, {make_proposal(*map.analysis, map.review.items)}, {}});
  EXPECT_TRUE(open_map(kSample, {}, {&team, log.file}).notes.empty());
  std::filesystem::remove_all(folder / "data");
  std::ofstream(folder / "data") << "a file where the folder should be";
  const AnalysedMap told = open_map(kSample, {}, {&team, log.file});
  ASSERT_EQ(told.notes.size(), 1U);
  EXPECT_NE(told.notes[0].find("the head of the log could not be kept on this computer"), std::string::npos) << told.notes[0];
  EXPECT_EQ(to_json(told), to_json(open_map(kSample, {}, {&team, log.file}))) << "a note is no part of a report";
  std::filesystem::remove_all(folder);
}

TEST(AnalysedMap, IsReportedTheSameWhoeverPutItTogether) {
  const AnalysedMap whole = open_map(kSample, {}, kNoLog);
  AnalysedMap steps = analysed(load_map(kSample));
  look_up_review(steps, kNoLog);
  EXPECT_TRUE(steps.notes.empty());
  EXPECT_EQ(to_json(whole), to_json(steps));
}

}  // namespace
}  // namespace viamyo
