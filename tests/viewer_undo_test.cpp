// Everything that changes numbers can be taken back, a drag as one step.
#include <gtest/gtest.h>

#include <set>
#include "viamyo/errors.h"
#include "viamyo/point_quality.h"

#include "viewer_session.h"

namespace viamyo::viewer {
namespace {

class ViewerUndo : public testing::Test {
 protected:
  ViewerUndo() { open(app, sample("refractory-angina")); }
  App app;
};

TEST_F(ViewerUndo, BringsBackSettingsAndNumbers) {
  const double before = area(app, TissueClass::kViableIschemic);
  const std::string fingerprint = front(app).analysis->fingerprint;
  run(app, "set voltage_viable 9");
  const double changed = area(app, TissueClass::kViableIschemic);
  EXPECT_LT(changed, before);
  run(app, "undo");
  EXPECT_EQ(area(app, TissueClass::kViableIschemic), before);
  EXPECT_EQ(front(app).analysis->fingerprint, fingerprint);
  run(app, "redo");
  EXPECT_EQ(area(app, TissueClass::kViableIschemic), changed);
}

TEST_F(ViewerUndo, ADragIsOneStep) {
  app.begin_drag();
  for (int i = 0; i < 30; ++i) app.drag_setting("voltage_viable", 7 + 0.1 * i);
  app.end_drag();
  app.wait();
  ASSERT_EQ(front(app).undo.size(), 1U);
  EXPECT_FLOAT_EQ(front(app).analysis->thresholds.voltage_viable_mV, 9.9F);
  run(app, "undo");
  EXPECT_FLOAT_EQ(front(app).wanted.voltage_viable, 6.9F);
  EXPECT_TRUE(front(app).undo.empty());
}

TEST_F(ViewerUndo, ADragThatComesBackIsNoStep) {
  app.begin_drag();
  app.drag_setting("voltage_viable", 8);
  app.drag_setting("voltage_viable", front(app).opened.voltage_viable);
  app.end_drag();
  app.wait();
  EXPECT_TRUE(front(app).undo.empty());
  EXPECT_EQ(front(app).wanted, front(app).opened);
  EXPECT_TRUE(is_current(front(app)));
}

TEST_F(ViewerUndo, ADraggedThresholdTakesTheOtherAlongAndNeverLeavesItsRange) {
  app.begin_drag();
  app.drag_setting("voltage_viable", 3);
  EXPECT_FLOAT_EQ(front(app).wanted.voltage_infarct, 3);
  app.drag_setting("voltage_infarct", 5);
  EXPECT_FLOAT_EQ(front(app).wanted.voltage_viable, 5);
  app.drag_setting("voltage_infarct", -7);
  EXPECT_FLOAT_EQ(front(app).wanted.voltage_infarct, 0);
  app.drag_setting("shortening_ischemic", 1e9);
  EXPECT_FLOAT_EQ(front(app).wanted.shortening_ischemic_percent, 100);
  app.end_drag();
}

TEST_F(ViewerUndo, BordersFollowTheHandAndAGhostStaysBehind) {
  EXPECT_FALSE(front(app).scene.ghost);
  app.execute("set voltage_viable 8");
  app.wait();
  app.begin_drag();
  EXPECT_TRUE(front(app).scene.ghost.has_value());
  app.drag_setting("voltage_viable", 9);
  EXPECT_FLOAT_EQ(front(app).scene.thresholds.voltage_viable_mV, 9) << "before any number is there";
  ASSERT_TRUE(front(app).scene.ghost);
  EXPECT_FLOAT_EQ(front(app).scene.ghost->voltage_viable_mV, 8) << "the drag's start";
  EXPECT_EQ(front(app).scene.ghost_kind, GhostKind::kBeforeDrag);
  app.end_drag();
  ASSERT_TRUE(front(app).scene.ghost);
  EXPECT_FLOAT_EQ(front(app).scene.ghost->voltage_viable_mV, 6.9F) << "as opened";
  EXPECT_EQ(front(app).scene.ghost_kind, GhostKind::kProposed);
  app.execute("compare on");
  EXPECT_FLOAT_EQ(front(app).scene.thresholds.voltage_viable_mV, 6.9F);
  EXPECT_FLOAT_EQ(front(app).wanted.voltage_viable, 9);
  for (const bool numbers_are_there : {false, true}) {
    ASSERT_TRUE(front(app).scene.ghost) << numbers_are_there;
    EXPECT_FLOAT_EQ(front(app).scene.ghost->voltage_viable_mV, 9) << numbers_are_there;
    EXPECT_EQ(front(app).scene.ghost_kind, GhostKind::kTried) << numbers_are_there;
    app.wait();
  }
  app.execute("compare off");
  EXPECT_EQ(front(app).scene.ghost_kind, GhostKind::kProposed);
  run(app, "reset");
  EXPECT_FALSE(front(app).scene.ghost);
}

TEST_F(ViewerUndo, ExcludedPointsAndLandmarksComeBackToo) {
  const Settings opened = front(app).wanted;
  run(app, "exclude 0 3");
  EXPECT_EQ(front(app).wanted.excluded_points, (std::vector<int>{0, 3}));
  run(app, "include 3");
  EXPECT_EQ(front(app).wanted.excluded_points, (std::vector<int>{0}));
  run(app, "landmark apex 0,0,0");
  EXPECT_TRUE(front(app).wanted.landmarks.apex.has_value());
  for (int i = 0; i < 3; ++i) run(app, "undo");
  EXPECT_EQ(front(app).wanted, opened);
  EXPECT_THROW(app.execute("undo"), UsageError);
}

TEST_F(ViewerUndo, BringsBackHowTheMapWasShown) {
  const DisplaySnapshot opened = take_snapshot(front(app));
  const Settings settings = front(app).wanted;
  const std::vector<std::string> lines{"overlay 1 bipolar", "layout single",   "show segments on", "range unipolar 0 20",
                                       "palette viridis",   "hide_classes on", "link off"};
  std::vector<DisplaySnapshot> looks{opened};
  for (const std::string& line : lines) {
    run(app, line);
    EXPECT_NE(take_snapshot(front(app)), looks.back()) << line;
    looks.push_back(take_snapshot(front(app)));
  }
  for (std::size_t i = lines.size(); i-- > 0;) {
    run(app, "undo");
    EXPECT_EQ(take_snapshot(front(app)), looks[i]) << lines[i];
  }
  EXPECT_EQ(app.state().preferences.palette, opened.display.palette);
  EXPECT_TRUE(front(app).undo.empty());
  for (std::size_t i = 0; i < lines.size(); ++i) run(app, "redo");
  EXPECT_EQ(take_snapshot(front(app)), looks.back());
  EXPECT_EQ(front(app).wanted, settings);
  EXPECT_TRUE(is_current(front(app)));
}

TEST_F(ViewerUndo, ViewsThatComeBackLookFromWhereOneLooksNow) {
  run(app, "layout single");
  run(app, "turn 1 40 10");
  const Camera turned = front(app).scene.views[0].camera;
  run(app, "undo");
  ASSERT_EQ(front(app).scene.views.size(), 4U);
  for (const View& view : front(app).scene.views) EXPECT_EQ(view.camera, turned);
}

TEST_F(ViewerUndo, TurningChoosingAndBeatingAreNoSteps) {
  for (const char* const line : {"turn 1 40 10", "view ap", "zoom 1 1.5", "select segment 3", "beat 0.5", "side points", "print status"})
    run(app, line);
  EXPECT_TRUE(front(app).undo.empty());
}

TEST_F(ViewerUndo, PointsAboveALimitAreOneStep) {
  const Settings opened = front(app).wanted;
  const std::vector<int> rows = points_left_out(*front(app).map, {PointMeasure::kLocationStability, 2});
  ASSERT_FALSE(rows.empty());
  run(app, "exclude location_stability>2");
  EXPECT_EQ(front(app).wanted.excluded_points, rows);
  EXPECT_EQ(front(app).analysed->excluded_points, rows);
  EXPECT_EQ(app.state().message->text.find("location_stability above 2 mm leaves out " + std::to_string(rows.size()) + " of "), 0);
  EXPECT_EQ(front(app).undo.size(), 1U);
  run(app, "undo");
  EXPECT_EQ(front(app).wanted, opened);
  EXPECT_TRUE(front(app).filters.empty());
  run(app, "redo");
  EXPECT_EQ(front(app).wanted.excluded_points, rows);
  ASSERT_EQ(front(app).filters.size(), 1U);
  EXPECT_EQ(front(app).filters[0].rule, (PointRule{PointMeasure::kLocationStability, 2}));
  EXPECT_THROW(app.execute("exclude pressure>4"), UsageError);
}

TEST_F(ViewerUndo, ALimitOfPointsIsMovedAndTakenAwayAndLeavesTheRestAlone) {
  const std::vector<int> by_location = points_left_out(*front(app).map, {PointMeasure::kLocationStability, 2});
  const std::vector<int> by_loop = points_left_out(*front(app).map, {PointMeasure::kLoopStability, 3});
  ASSERT_GT(by_location.size(), 1U);
  const int by_hand = by_location.front();  // that the limit would leave out as well
  run(app, "exclude " + std::to_string(by_hand));
  run(app, "exclude location_stability>1");
  run(app, "exclude location_stability>2");
  EXPECT_EQ(front(app).wanted.excluded_points, by_location) << "the limit was moved, not a second one set";
  run(app, "exclude loop_stability>3");
  std::set<int> both(by_location.begin(), by_location.end());
  both.insert(by_loop.begin(), by_loop.end());
  EXPECT_EQ(front(app).wanted.excluded_points, std::vector<int>(both.begin(), both.end()));
  run(app, "include location_stability");
  std::set<int> rest(by_loop.begin(), by_loop.end());
  rest.insert(by_hand);
  EXPECT_EQ(front(app).wanted.excluded_points, std::vector<int>(rest.begin(), rest.end())) << "what was left out by hand stays so";
  EXPECT_EQ(front(app).undo.size(), 5U);
  run(app, "undo");
  EXPECT_EQ(front(app).wanted.excluded_points, std::vector<int>(both.begin(), both.end()));
  EXPECT_EQ(front(app).filters.size(), 2U);
  run(app, "reset");
  EXPECT_TRUE(front(app).filters.empty());
  EXPECT_THROW(app.execute("include sum_of_all"), UsageError);
}

TEST_F(ViewerUndo, ALimitThatLeavesNothingOutIsAStepAsWell) {
  run(app, "exclude location_stability>1000");
  EXPECT_TRUE(front(app).wanted.excluded_points.empty());
  EXPECT_EQ(front(app).filters.size(), 1U);
  EXPECT_EQ(front(app).undo.size(), 1U);
  run(app, "undo");
  EXPECT_TRUE(front(app).filters.empty());
}

TEST_F(ViewerUndo, ANewChangeEndsRedo) {
  run(app, "set voltage_viable 8");
  run(app, "undo");
  run(app, "set voltage_viable 7.5");
  EXPECT_THROW(app.execute("redo"), UsageError);
}

TEST_F(ViewerUndo, SettingsThatCannotBeUsedChangeNothing) {
  const Settings before = front(app).wanted;
  EXPECT_THROW(app.execute("set voltage_infarct 8"), UsageError);
  EXPECT_THROW(app.execute("set voltage_viable nonsense"), UsageError);
  EXPECT_THROW(app.execute("set voltage bipolar"), UsageError);
  EXPECT_THROW(app.execute("exclude 100000"), UsageError);
  EXPECT_THROW(app.execute("preset nobody"), UsageError);
  EXPECT_EQ(front(app).wanted, before);
  EXPECT_TRUE(front(app).undo.empty());
}

}  // namespace
}  // namespace viamyo::viewer
