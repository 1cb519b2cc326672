// What is compared, told, kept and lost in the desktop program, without its window: nothing is mixed up, nothing goes in silence.
#include "../src/analysis/split_line.h"
#include "comparing.h"

#include <gtest/gtest.h>

#include <chrono>

#include "analysis/setting_rules.h"
#include "commands.h"
#include "thresholds.h"
#include "viamyo/analysis.h"
#include "viamyo/errors.h"
#include "viewer_session.h"

namespace viamyo::viewer {
namespace {

TEST(ViewerComparing, TheThresholdsAsProposedAreComparedWithTheirOwnNumbers) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  const std::string proposed = front(app).analysis->fingerprint;
  run(app, "set voltage_viable 9");
  run(app, "select region 2");
  const std::string tried = front(app).analysis->fingerprint;
  app.execute("compare on");  // no waiting: they were kept
  EXPECT_EQ(front(app).analysis->fingerprint, proposed);
  EXPECT_TRUE(numbers_match_picture(front(app))) << "nothing is being updated";
  EXPECT_FLOAT_EQ(front(app).scene.thresholds.voltage_viable_mV, 6.9F);
  EXPECT_EQ(front(app).scene.selection.region, -1) << "R2 may be another one";
  EXPECT_EQ(to_string(front(app).review.status), "unconfirmed");
  app.execute("compare off");
  EXPECT_EQ(front(app).analysis->fingerprint, tried);
  EXPECT_EQ(front(app).scene.selection.region, 1);
  // With other points left out the proposed thresholds have other numbers: they are made once, and kept.
  run(app, "exclude 3");
  app.execute("compare on");
  EXPECT_FALSE(numbers_match_picture(front(app)));
  app.wait();
  EXPECT_TRUE(numbers_match_picture(front(app)));
  const Analysis fresh = analyze(*front(app).map, changed_settings(front(app).wanted, {{"preset", "published-human-range"}}),
                                 front(app).loaded->analysis_digest);
  EXPECT_EQ(front(app).analysis->class_area_mm2, fresh.class_area_mm2);
  run(app, "compare off");
  EXPECT_TRUE(numbers_match_picture(front(app)));
}

//! Whatever is done meanwhile: numbers that pass for those of the picture are those of the settings that it is drawn with, and what was tried comes back.
TEST(ViewerComparing, AComparisonNeverMixesNumbers) {
  App app;
  open(app, sample("sparse-map"));
  std::uint32_t seed = 20260131;
  const auto draw = [&](std::uint32_t below) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8U) % below;
  };
  const std::vector<std::string> lines{
      "compare on", "compare off", "set voltage_viable 8", "set voltage_infarct 3", "exclude 1", "include 1", "undo", "redo", "reset"};
  for (int step = 0; step < 60; ++step) {
    app.try_execute(lines.at(draw(static_cast<std::uint32_t>(lines.size()))));
    if (draw(2) == 0) app.wait();
    const Document& document = front(app);
    if (!numbers_match_picture(document)) continue;
    const Settings& shown = document.tried ? *document.proposed : document.wanted;
    EXPECT_EQ(document.analysis->fingerprint, analyze(*document.map, shown, document.loaded->analysis_digest).fingerprint) << step;
  }
  run(app, "compare off");
  EXPECT_EQ(front(app).analysis->fingerprint, analyze(*front(app).map, front(app).wanted, front(app).loaded->analysis_digest).fingerprint);
}

TEST(ViewerComparing, WhatWouldBeLostIsSaidBeforeTheProgramEnds) {
  const Folder folder;
  App app;
  open(app, sample("normal"));
  run(app, "show points off");
  app.execute("ask quit");
  EXPECT_TRUE(app.state().quit) << "how it looks is no change of the map";
  app.state().quit = false;
  run(app, "set voltage_viable 8");
  run(app, "exclude 1 2");
  app.execute("ask quit");
  EXPECT_FALSE(app.state().quit);
  EXPECT_EQ(app.state().dialog, Dialog::kLeave);
  EXPECT_EQ(app.state().leaving.question, "normal.h5: thresholds, 2 points left out.");
  app.state().dialog = Dialog::kNone;
  app.execute("ask close");
  EXPECT_EQ(app.state().documents.size(), 1U);
  EXPECT_EQ(app.state().leaving.line, "close 1");
  app.state().dialog = Dialog::kNone;
  run(app, "save_as \"" + (folder / "kept.h5") + "\"");
  app.execute("ask quit");
  EXPECT_TRUE(app.state().quit) << "they are in a file";
}

TEST(ViewerComparing, WhatIsSaidIsFoundAgainAndNoticesLeaveByThemselves) {
  App app;
  say(app.state(), "a notice");
  app.state().message->since -= std::chrono::seconds(4);
  app.tick();
  EXPECT_TRUE(app.state().message);
  app.state().message->since -= std::chrono::seconds(2);
  app.tick();
  EXPECT_FALSE(app.state().message);
  say(app.state(), "an error", true);
  app.state().message->since -= std::chrono::hours(1);
  app.tick();
  EXPECT_TRUE(app.state().message) << "until it is dismissed";
  ASSERT_EQ(app.state().said.size(), 2U);
  EXPECT_EQ(app.state().said.front().text, "a notice");
}

TEST(ViewerComparing, QuotesCarryAnyPath) {
  EXPECT_EQ(split_line(R"(open "a b/\"c\".h5" d)"), (std::vector<std::string>{"open", "a b/\"c\".h5", "d"}));
  EXPECT_EQ(split_line(R"("C:\maps\\x" y\z)"), (std::vector<std::string>{R"(C:\maps\x)", R"(y\z)"}));
  EXPECT_THROW(split_line(R"("open\")"), UsageError);
}

//! The limits are those of `--set`: what one accepts the other does not refuse.
TEST(ViewerComparing, ADragKeepsToTheLimitsOfTheSettings) {
  App app;
  open(app, sample("normal"));
  for (const char* const key : {"voltage_infarct", "voltage_viable", "shortening_ischemic"}) {
    for (const double far : {-1e6, 1e6}) {
      app.begin_drag();
      app.drag_setting(key, far);
      app.end_drag();
      const Settings& wanted = front(app).wanted;
      const float value = std::string(key) == "shortening_ischemic" ? wanted.shortening_ischemic_percent
                          : std::string(key) == "voltage_viable"    ? wanted.voltage_viable
                                                                    : wanted.voltage_infarct;
      const SettingRange& range = std::string(key) == "shortening_ischemic" ? kShorteningRange : kVoltageRange;
      EXPECT_EQ(value, far < 0 ? range.low : range.high) << key;
      EXPECT_NO_THROW(static_cast<void>(changed_settings(wanted, {{key, std::to_string(value)}}))) << key;
    }
  }
  app.wait();
}

TEST(ViewerComparing, PercentBecomeMillivoltsOnce) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  run(app, "set threshold_unit percent reference_segments 5,6,11,12 voltage_infarct 33.3 voltage_viable 66.7");
  const Document& document = front(app);
  EXPECT_EQ(thresholds_of(document.wanted, *document.analysis), document.analysis->thresholds)
      << "before and after the analysis, to the last bit";
}

TEST(ViewerComparing, TheDirectionKeepsItsNameThroughTheBullsEye) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  run(app, "view lao45");
  run(app, "layout bullseye");
  run(app, "layout quad");
  EXPECT_EQ(front(app).scene.views.front().title, "LAO 45");
  run(app, "turn 1 10 0");
  run(app, "layout bullseye");
  run(app, "layout quad");
  EXPECT_EQ(front(app).scene.views.front().title, "");
}

}  // namespace
}  // namespace viamyo::viewer
