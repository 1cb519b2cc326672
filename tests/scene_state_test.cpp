// Layouts: which views there are and where they stand.
#include "viamyo/scene_state.h"

#include <gtest/gtest.h>

#include "viamyo/phantom.h"

namespace viamyo {
namespace {

TEST(SceneState, OnlyVoltageAndShorteningWearTheColoursOfTheVoltage) {
  SceneState state;
  for (const OverlayKind kind : {OverlayKind::kUnipolar, OverlayKind::kBipolar, OverlayKind::kShortening})
    EXPECT_EQ(palette_of(state, {kind}).name, "electromechanical");
  for (const Overlay& overlay :
       {Overlay{OverlayKind::kActivation}, Overlay{OverlayKind::kAgreement}, Overlay{OverlayKind::kField, "Impedance"}})
    EXPECT_EQ(palette_of(state, overlay).name, "cividis");
  for (const Palette& palette : palettes()) {
    state.display.palette = palette.name;
    EXPECT_EQ(palette_of(state, {OverlayKind::kUnipolar}).name, palette.name);
    EXPECT_EQ(&palette_of(state, {OverlayKind::kCoverage}), &distance_palette()) << "whatever is chosen";
    EXPECT_EQ(palette_of(state, {OverlayKind::kActivation}).read_by, kEveryone);
  }
}

TEST(SceneState, ViewsTileTheirAreaWithGapsAndNoOverlap) {
  for (const Layout layout : {Layout::kSingle, Layout::kPair, Layout::kQuad, Layout::kBullseye}) {
    const std::vector<ViewRect> rects = view_rects(layout, 1001, 701, 2);
    long covered = 0;
    for (const ViewRect& rect : rects) covered += static_cast<long>(rect.width) * rect.height;
    const long gaps = layout == Layout::kQuad ? 2L * 701 + 2L * 1001 - 4 : (layout == Layout::kPair ? 2L * 701 : 0);
    EXPECT_EQ(covered + gaps, 1001L * 701) << to_string(layout);
    EXPECT_EQ(rects.back().x + rects.back().width, 1001);
    EXPECT_EQ(rects.back().y + rects.back().height, 701);
  }
}

TEST(SceneState, FourViewsShowVoltageShorteningClassAndBullseye) {
  const Map map = make_phantom("anterior-lad-infarct");
  const Analysis analysis = analyze(map, make_settings("", {}), "test");
  const std::vector<View> views = default_views(Layout::kQuad, map, analysis, 1.2);
  ASSERT_EQ(views.size(), 4U);
  EXPECT_EQ(views[0].overlay.kind, OverlayKind::kUnipolar);
  EXPECT_EQ(views[1].overlay.kind, OverlayKind::kShortening);
  EXPECT_EQ(views[2].overlay.kind, OverlayKind::kClass);
  EXPECT_EQ(views[3].kind, ViewKind::kBullseye);
  EXPECT_EQ(views[0].camera, views[2].camera);  // linked
  EXPECT_EQ(views[0].title, "LAO 45");
}

TEST(SceneState, WithoutRotationThereIsNoBullseyeAndWithoutFrameNoLao) {
  Map map = make_phantom("anterior-lad-infarct");
  map.landmarks.anterior_rv_insertion.reset();
  map.study.coordinate_frame.clear();
  const Analysis analysis = analyze(map, make_settings("", {}), "test");
  for (const View& view : default_views(Layout::kQuad, map, analysis, 1.2)) {
    EXPECT_EQ(view.kind, ViewKind::kSurface);
    EXPECT_EQ(view.title, "along the axis, from the apex");
  }
}

TEST(SceneState, RangesAreFixedPerQuantityAndTheUsersOwnWins) {
  const Map map = make_phantom("normal");
  SceneState state;
  EXPECT_EQ(range_of(state, {OverlayKind::kUnipolar}, map), (DisplayRange{0, 15}));
  EXPECT_EQ(range_of(state, {OverlayKind::kShortening}, map), (DisplayRange{-2, 18}));
  state.ranges["unipolar"] = {2, 20};
  EXPECT_EQ(range_of(state, {OverlayKind::kUnipolar}, map), (DisplayRange{2, 20}));
}

TEST(SceneState, LayoutsHaveNames) {
  for (const char* name : {"single", "pair", "quad", "bullseye"}) EXPECT_EQ(to_string(*layout_from_string(name)), name);
  EXPECT_FALSE(layout_from_string("triple"));
}

}  // namespace
}  // namespace viamyo
