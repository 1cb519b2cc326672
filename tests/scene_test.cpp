// What is drawn is what was computed: borders, colours, places. Each test draws with OpenGL, without a window; an error of VTK or OpenGL fails it.
#include "viamyo/scene.h"

#include <gtest/gtest.h>

#include <cmath>

#include "scene_maps.h"
#include "viamyo/explain.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

using scenes::class_at;
using scenes::count_pixels;
using scenes::Drawn;
using scenes::off;
using scenes::pixel;

double linear_voltage(const Vec3& p) { return 0.3 * p.x; }     // 0 to 12 mV
double linear_shortening(const Vec3& p) { return 0.5 * p.y; }  // 0 to 20 %

TEST(Scene, TheBordersOnTheScreenAreThoseOfTheNumbers) {
  const Drawn drawn(scenes::sheet(linear_voltage, linear_shortening, 7));
  const Image image = drawn.picture(600);
  const int all = count_pixels(image, [](const Rgb& c) { return class_at(c) >= 0; });
  ASSERT_GT(all, 200 * 200);
  for (const TissueClass tissue :
       {TissueClass::kNormal, TissueClass::kViableIschemic, TissueClass::kInfarcted, TissueClass::kIndeterminate}) {
    const int code = static_cast<int>(tissue);
    const double share = static_cast<double>(count_pixels(image, [&](const Rgb& c) { return class_at(c) == code; })) / all;
    const double area = drawn.analysis->class_area_mm2[static_cast<std::size_t>(code)] / drawn.analysis->area_mm2;
    // A border is at most a pixel off along its length: 0.5 % of the sheet.
    EXPECT_NEAR(share, area, 0.005) << to_string(tissue);
  }
}

TEST(Scene, AMovedThresholdMovesTheBorderBeforeAnyNumberIsThere) {
  Drawn drawn(scenes::sheet(linear_voltage, linear_shortening));
  drawn.state.thresholds.voltage_viable_mV = 9;  // x = 30 mm; the analysis still has 6.9
  const Image image = drawn.picture(600);
  const double normal = count_pixels(image, [](const Rgb& c) { return class_at(c) == 1; });
  const double all = count_pixels(image, [](const Rgb& c) { return class_at(c) >= 0; });
  EXPECT_NEAR(normal / all, 0.25 * 0.4, 0.005);  // 10 of 40 mm, above 24 of 40 mm
}

TEST(Scene, APlateauExactlyAtAThresholdIsAboveIt) {
  for (const float viable : {6.9F, 4.5F, 7.5F, 8.3F, 0.1F}) {
    const Drawn drawn(scenes::sheet([&](const Vec3&) { return viable; }, [](const Vec3&) { return 12; }),
                      {{"voltage_viable", std::to_string(viable)}, {"voltage_infarct", "0.05"}});
    const Image image = drawn.picture(200);
    EXPECT_EQ(count_pixels(image, [](const Rgb& c) { return class_at(c) >= 0 && class_at(c) != 1; }), 0) << viable;
    EXPECT_GT(count_pixels(image, [](const Rgb& c) { return class_at(c) == 1; }), 1000);
  }
}

TEST(Scene, MovingAThresholdDrawsOnceAndMakesNoShader) {
  const Drawn drawn(scenes::sheet(linear_voltage, linear_shortening));
  scenes::context().make_current();
  Scene scene;
  scene.set_map(drawn.map, drawn.analysis);
  SceneState state = drawn.state;
  scene.draw(state, 300, 300, 1);
  const int programs = scene.program_count();
  for (int i = 0; i < 20; ++i) {
    state.thresholds.voltage_viable_mV += 0.1F;
    scene.draw(state, 300, 300, 1);
    scene.draw(state, 300, 300, 1);  // nothing new: not drawn again
  }
  EXPECT_EQ(scene.draw_count(), 21U);
  EXPECT_EQ(scene.program_count(), programs);
}

TEST(Scene, AColourIsTheOneThatTheBarShowsForItsValue) {
  Drawn drawn(scenes::sheet(linear_voltage, linear_shortening));
  drawn.view().overlay = {OverlayKind::kUnipolar};
  const Image image = drawn.picture(400);
  const double mm_per_pixel = 2 * drawn.view().camera.half_height_mm / 400;
  for (int x = 100; x < 300; ++x) {
    const double at_mm = 20 + (x + 0.5 - 200) * mm_per_pixel;
    const Rgb legend = colour_at(palettes().front(), linear_voltage({at_mm, 0, 0}) / 15);
    EXPECT_LE(off(pixel(image, x, 200), legend), 6) << "at " << linear_voltage({at_mm, 0, 0}) << " mV";
  }
}

TEST(Scene, LightChangesBrightnessByLessThanASixthAndNeverTheHue) {
  Map map;
  map.surface = meshes::icosphere(20, 4);
  meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [](const Vec3&) { return 5; });
  Drawn drawn(std::move(map));
  drawn.view().overlay = {OverlayKind::kUnipolar};
  drawn.state.display.unlit = false;
  const Rgb legend = colour_at(palettes().front(), 5.0 / 15);
  const Rgb ground = theme("dark").ground;
  const Image image = drawn.picture(300);
  int seen = 0;
  for (int y = 60; y < 240; ++y) {
    for (int x = 60; x < 240; ++x) {
      const Rgb c = pixel(image, x, y);
      if (off(c, ground) < 3) continue;
      ++seen;
      const float shade = c.r / legend.r;
      EXPECT_GE(shade, 0.84F);
      EXPECT_LE(shade, 1.01F);
      EXPECT_LE(off(c, {legend.r * shade, legend.g * shade, legend.b * shade}), 3);
    }
  }
  EXPECT_GT(seen, 10'000);
}

TEST(Scene, WhatHasNoValueIsNeverColoured) {
  Map map = scenes::sheet([](const Vec3& p) { return p.x > 20 ? 10.0 : std::nan(""); }, [](const Vec3&) { return 15; }, 20);
  Drawn drawn(std::move(map));
  const double mm_per_pixel = 2 * drawn.view().camera.half_height_mm / 400;
  for (const OverlayKind kind : {OverlayKind::kUnipolar, OverlayKind::kClass, OverlayKind::kAgreement}) {
    drawn.view().overlay = {kind};
    const Image image = drawn.picture(400);
    for (int x = 0; x < 200 + static_cast<int>(1 / mm_per_pixel); ++x) {
      const Rgb c = pixel(image, x, 200);
      EXPECT_LE(std::max({c.r, c.g, c.b}) - std::min({c.r, c.g, c.b}), 0.095F) << "colour where nothing was measured, x " << x;
    }
  }
}

TEST(Scene, AgreementStepsAtThePublishedCutOffs) {
  Drawn drawn(scenes::sheet(linear_voltage, linear_shortening));
  drawn.view().overlay = {OverlayKind::kAgreement};
  const Image image = drawn.picture(400);
  const double mm_per_pixel = 2 * drawn.view().camera.half_height_mm / 400;
  const auto at_mV = [&](double mV) { return pixel(image, static_cast<int>(200 + (mV / 0.3 - 20) / mm_per_pixel), 200); };
  const Palette& cividis = *find_palette("cividis");  // counts are no voltage, and never wear its colours
  EXPECT_LE(off(at_mV(4), colour_at(cividis, 0)), 6);
  EXPECT_LE(off(at_mV(6), colour_at(cividis, 3.0 / 9)), 6);
  EXPECT_LE(off(at_mV(9), colour_at(cividis, 1)), 6);
}

TEST(Scene, APickedPlaceIsTheOneUnderThePixel) {
  const Map phantom = make_phantom("normal");
  Drawn drawn(phantom);
  drawn.view().camera = fit_camera(drawn.map->surface, view_direction("lao45", *drawn.map, *drawn.analysis), 1);
  scenes::context().make_current();
  Scene scene;
  scene.set_map(drawn.map, drawn.analysis);
  scene.draw(drawn.state, 400, 400, 1, 2);
  int picked = 0;
  for (int y = 10; y < 400; y += 20) {
    for (int x = 10; x < 400; x += 20) {
      const std::optional<SurfacePoint> place = scene.pick(0, x, y);
      if (!place) continue;
      ++picked;
      const ScreenPlace back = scene.project(0, place->position);
      EXPECT_NEAR(back.x, x, 0.01);
      EXPECT_NEAR(back.y, y, 0.01);
      EXPECT_TRUE(back.visible);
      // Nothing of the far wall: the place lies in front of the middle or is seen through the open base.
      EXPECT_NEAR(place->barycentric[0] + place->barycentric[1] + place->barycentric[2], 1, 1e-12);
    }
  }
  EXPECT_GT(picked, 60);
  EXPECT_FALSE(scene.pick(0, 2, 2));
}

TEST(Scene, TheFarWallIsHidden) {
  Map map;
  map.surface = meshes::icosphere(20, 3);
  meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [](const Vec3& p) { return p.z > 0 ? 12 : 1; });
  const Drawn drawn(std::move(map));
  scenes::context().make_current();
  Scene scene;
  scene.set_map(drawn.map, drawn.analysis);
  scene.draw(drawn.state, 200, 200, 1);
  EXPECT_TRUE(scene.project(0, {0, 0, 20}).visible);
  EXPECT_FALSE(scene.project(0, {0, 0, -20}).visible);
  EXPECT_NEAR(scene.pick(0, 100, 100).value().position.z, 20, 0.5);
}

TEST(Scene, AnteriorIsUpAndTheSeptumOnTheLeftInABullseye) {
  Map map = make_phantom("normal");
  const Drawn first(map);
  const LongAxis& axis = *first.analysis->axis.axis;
  // A field that is high in the anterior quarter, and one that is high in the septal one.
  for (const double centre : {90.0, 180.0}) {
    Field field;
    field.name = "Quarter";
    for (const Vec3& v : map.surface.vertices) {
      const double away = std::abs(std::remainder(axis.angle_degrees(v) - centre, 360));
      field.values.push_back(away < 45 ? 1 : 0);
    }
    Map marked = map;
    marked.surface.fields.push_back(field);
    Drawn drawn(std::move(marked));
    drawn.view().kind = ViewKind::kBullseye;
    drawn.view().overlay = {OverlayKind::kField, "Quarter"};
    const Image image = drawn.picture(400);
    const Rgb high = colour_at(*find_palette("cividis"), 1);
    const auto is_high = [&](int x, int y) { return off(pixel(image, x, y), high) < 20; };
    EXPECT_EQ(is_high(210, 120), centre == 90) << centre;
    EXPECT_EQ(is_high(120, 190), centre == 180) << centre;
    EXPECT_FALSE(is_high(280, 210)) << centre;
    EXPECT_FALSE(is_high(190, 280)) << centre;
  }
}

TEST(Scene, CandidateZonesAreDrawnOnlyWhileTheyBelongToTheBorders) {
  Drawn drawn(make_phantom("refractory-angina"));
  ASSERT_FALSE(drawn.analysis->candidate_zones.empty());
  drawn.view().camera = fit_camera(drawn.map->surface, view_direction("anterior", *drawn.map, *drawn.analysis), 1);
  drawn.state.display.zones = true;
  const auto is_white = [](const Rgb& c) { return std::min({c.r, c.g, c.b}) > 0.97F; };
  EXPECT_GT(count_pixels(drawn.picture(), is_white), 300);
  drawn.state.thresholds.voltage_viable_mV += 0.1F;
  EXPECT_EQ(count_pixels(drawn.picture(), is_white), 0);
  drawn.state.thresholds = drawn.analysis->thresholds;
  drawn.state.display.classes_hidden = true;
  EXPECT_EQ(count_pixels(drawn.picture(), is_white), 0);
}

TEST(Scene, ARejectedRegionLosesItsFillAndItsZones) {
  Drawn drawn(make_phantom("refractory-angina"));
  drawn.view().camera = fit_camera(drawn.map->surface, view_direction("anterior", *drawn.map, *drawn.analysis), 1);
  drawn.state.display.zones = true;
  const auto count_class = [&](int code) { return count_pixels(drawn.picture(), [&](const Rgb& c) { return class_at(c) == code; }); };
  const auto count_white = [&] { return count_pixels(drawn.picture(), [](const Rgb& c) { return std::min({c.r, c.g, c.b}) > 0.97F; }); };
  const int ischemic = count_class(2);
  ASSERT_GT(ischemic, 3000);
  ASSERT_GT(count_white(), 300);
  ReviewState review = review_state(*drawn.analysis);
  for (std::size_t r = 0; r < drawn.analysis->regions.size(); ++r) {
    if (drawn.analysis->regions[r].tissue == TissueClass::kViableIschemic) review.regions[r] = ItemState::kRejected;
  }
  for (ItemState& zone : review.zones) zone = ItemState::kRejected;
  drawn.state.rejected = rejected_of(review);
  EXPECT_LT(count_class(2), ischemic / 50);
  EXPECT_EQ(count_white(), 0);
  // Another quantity keeps its colours: only the class was rejected.
  drawn.view().overlay = {OverlayKind::kUnipolar};
  drawn.state.display.zones = false;
  const Image with = drawn.picture();
  drawn.state.rejected = {};
  EXPECT_EQ(with.rgba, drawn.picture().rgba);
}

TEST(Scene, HiddenClassesAreNotThere) {
  Drawn drawn(scenes::sheet(linear_voltage, linear_shortening));
  drawn.state.display.classes_hidden = true;
  drawn.state.display.borders = drawn.state.display.band = true;
  const Image image = drawn.picture(300);
  // One grey everywhere: nothing tells one class from another.
  const Rgb grey = pixel(image, 150, 150);
  EXPECT_LE(std::max({grey.r, grey.g, grey.b}) - std::min({grey.r, grey.g, grey.b}), 0.06F);
  EXPECT_EQ(count_pixels(image, [&](const Rgb& c) { return off(c, grey) > 2 && off(c, theme("dark").ground) > 2; }), 0);
}

TEST(Scene, AClippedHeartShowsItsInside) {
  Map map;
  map.surface = meshes::icosphere(20, 3);
  meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [](const Vec3& p) { return p.z > 0 ? 12 : 1; });
  Drawn drawn(std::move(map));
  drawn.state.display.clip = true;
  scenes::context().make_current();
  Scene scene;
  scene.set_map(drawn.map, drawn.analysis);
  scene.draw(drawn.state, 200, 200, 1);
  EXPECT_NEAR(scene.pick(0, 100, 100).value().position.z, -20, 0.5);
  EXPECT_EQ(class_at(pixel(scene.pixels(), 100, 100)), 3);
  EXPECT_FALSE(scene.project(0, {0, 0, 20}).visible);  // cut away, and what names it with it
  EXPECT_TRUE(scene.project(0, {0, 0, -20}).visible);
}

// Beside it stands "review only": a zone that is seen without it might pass for a decision. Where it stands, and as far as its room reaches, is all zone.
TEST(Scene, AZoneThatIsSeenHasAPlaceForItsLabelInsideIt) {
  Drawn drawn(make_phantom("refractory-angina"));
  ASSERT_FALSE(drawn.analysis->candidate_zones.empty());
  scenes::context().make_current();
  Scene scene;
  scene.set_map(drawn.map, drawn.analysis);
  int with_room = 0;
  for (int turn = 0; turn < 16; ++turn) {
    drawn.view().camera = fit_camera(drawn.map->surface, view_direction("ap", *drawn.map, *drawn.analysis), 1);
    drawn.view().camera = turned(drawn.view().camera, 22.5 * turn, 0);
    scene.draw(drawn.state, 200, 200, 1);
    const auto is_zone = [&](double x, double y) {
      const auto at = scene.pick(0, x, y);
      return at && drawn.analysis->zone_of_triangle[static_cast<std::size_t>(at->triangle)] == 0;
    };
    int seen = 0;
    for (int y = 0; y < 200; y += 5) {
      for (int x = 0; x < 200; x += 5) seen += is_zone(x, y) ? 1 : 0;
    }
    const ScreenPlace place = scene.zone_place(0, 0);
    EXPECT_TRUE(place.visible || seen <= 20) << turn;
    if (!place.visible) continue;
    EXPECT_TRUE(is_zone(place.x, place.y)) << turn;
    if (place.room < 4) continue;
    ++with_room;
    int outside = 0;
    for (int i = -4; i <= 4; ++i) {
      for (const double y : {-1.0, 0.0, 1.0})
        outside += is_zone(place.x + 0.9 * kLabelShape * place.room * i / 4, place.y + 0.9 * place.room * y) ? 0 : 1;
    }
    EXPECT_EQ(outside, 0) << "room " << place.room << ", turn " << turn;
  }
  EXPECT_GT(with_room, 3);
}

// A region of half the heart has its centroid in the cavity, near any wall: its label stands in it all the same.
TEST(Scene, ARegionsLabelStandsInTheRegionInEveryView) {
  Drawn drawn(make_phantom("anterior-lad-infarct"));
  scenes::context().make_current();
  Scene scene;
  scene.set_map(drawn.map, drawn.analysis);
  for (const ViewKind kind : {ViewKind::kSurface, ViewKind::kBullseye}) {
    drawn.view().kind = kind;
    for (int turn = 0; turn < (kind == ViewKind::kSurface ? 8 : 1); ++turn) {
      drawn.view().camera = fit_camera(drawn.map->surface, view_direction("ap", *drawn.map, *drawn.analysis), 1);
      drawn.view().camera = turned(drawn.view().camera, 45.0 * turn, 0);
      scene.draw(drawn.state, 300, 300, 1);
      for (int region = 0; region < 5; ++region) {
        const ScreenPlace place = scene.region_place(0, region);
        if (!place.visible) continue;
        const auto under = scene.pick(0, place.x, place.y);
        ASSERT_TRUE(under) << region << ", turn " << turn;
        EXPECT_EQ(explain_place(*drawn.map, *drawn.analysis, *under).region, drawn.analysis->regions[static_cast<std::size_t>(region)].id)
            << "turn " << turn;
      }
    }
  }
}

TEST(Scene, ACandidateZoneLeavesTheFigureOfItsClassAlone) {
  Drawn drawn(make_phantom("refractory-angina"));
  ASSERT_FALSE(drawn.analysis->candidate_zones.empty());
  drawn.view().camera = fit_camera(drawn.map->surface, view_direction("anterior", *drawn.map, *drawn.analysis), 1);
  scenes::context().make_current();
  Scene scene;
  scene.set_map(drawn.map, drawn.analysis);
  scene.draw(drawn.state, 400, 400, 1);
  const Image without = scene.pixels();
  drawn.state.display.zones = true;
  scene.draw(drawn.state, 400, 400, 1);
  const Image with = scene.pixels();
  const ScreenPlace place = scene.zone_place(0, 0);
  ASSERT_GT(place.room, 4);
  // Inside its outline nothing is drawn.
  const int high = static_cast<int>(place.room) - 2;
  for (int y = -high; y <= high; ++y) {
    for (int x = -4 * high; x <= 4 * high; ++x) {
      const auto at = [&](const Image& image) { return pixel(image, static_cast<int>(place.x) + x, static_cast<int>(place.y) + y); };
      EXPECT_EQ(off(at(with), at(without)), 0);
    }
  }
  EXPECT_GT(count_pixels(with, [](const Rgb& c) { return std::min({c.r, c.g, c.b}) > 0.97F; }), 300);
}

double luminance(const Rgb& c) {
  const auto linear = [](float v) { return v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F); };
  return static_cast<double>(0.2126F * linear(c.r) + 0.7152F * linear(c.g) + 0.0722F * linear(c.b));
}

// Every class is striped near its thresholds, and the stripes are seen: at least 3 to 1 (WCAG 2) to what they lie on.
TEST(Scene, TheStripesOfTheTenPercentBandStandOutOnEveryClass) {
  struct Case {
    TissueClass tissue;
    double voltage, shortening;
    std::vector<SettingChange> changes;
  };
  const std::vector<Case> cases{{TissueClass::kNormal, 7.2, 12.5, {}},
                                {TissueClass::kViableIschemic, 7.2, 11.5, {}},
                                {TissueClass::kInfarcted, 4.3, 11.5, {}},
                                {TissueClass::kIndeterminate, 6.6, 11.5, {}},
                                {TissueClass::kViable, 7.2, 0, {{"criteria", "voltage"}}}};
  for (const Case& c : cases) {
    Drawn drawn(scenes::sheet([&](const Vec3&) { return c.voltage; }, [&](const Vec3&) { return c.shortening; }), c.changes);
    const Image without = drawn.picture(300);
    ASSERT_EQ(class_at(pixel(without, 150, 150)), static_cast<int>(c.tissue));
    drawn.state.display.band = true;
    const Image with = drawn.picture(300);
    int changed = 0;
    int clear = 0;
    for (int y = 100; y < 200; ++y) {
      for (int x = 100; x < 200; ++x) {
        const Rgb a = pixel(without, x, y);
        const Rgb b = pixel(with, x, y);
        if (off(a, b) < 4) continue;
        ++changed;
        const double ratio = (std::max(luminance(a), luminance(b)) + 0.05) / (std::min(luminance(a), luminance(b)) + 0.05);
        clear += ratio >= 3 ? 1 : 0;
      }
    }
    EXPECT_GT(changed, 1200) << to_string(c.tissue);
    EXPECT_GT(clear, 800) << to_string(c.tissue) << ": the rest is the soft edge of a stripe";
  }
}

TEST(Scene, ValuesThatCameWithTheMapAreDottedWhereNoPointIsNear) {
  for (const Origin origin : {Origin::kMappingSystem, Origin::kInterpolated}) {
    Map map = scenes::sheet([](const Vec3&) { return 12; }, [](const Vec3&) { return 20; });
    for (Field& field : map.surface.fields) field.origin = origin;
    map.points.positions = {{0, 0, 0}};
    Drawn drawn(std::move(map), {{"fill_distance", "5"}, {"beyond_fill", "keep"}});
    drawn.view().overlay = {OverlayKind::kUnipolar};
    const auto dark = [](const Rgb& c) { return c.r + c.g + c.b < 0.5F && c.r - c.b < 0.05F && off(c, theme("dark").ground) > 8; };
    EXPECT_GT(count_pixels(drawn.picture(400), dark), 200) << to_string(origin);
    drawn.view().overlay = {OverlayKind::kCoverage};
    EXPECT_LT(count_pixels(drawn.picture(400), dark), 50) << to_string(origin);
  }
}

TEST(Scene, TheHeartBeats) {
  Drawn drawn(make_phantom("normal"));
  drawn.view().camera = fit_camera(drawn.map->surface, view_direction("lao45", *drawn.map, *drawn.analysis), 1);
  const auto covered = [&] { return count_pixels(drawn.picture(200), [](const Rgb& c) { return off(c, theme("dark").ground) > 8; }); };
  const int diastole = covered();
  drawn.state.display.beat = 1;
  EXPECT_LT(covered(), 0.95 * diastole);
}

TEST(Scene, PointsAreColouredByTheirOwnValueAndExcludedOnesAreHollow) {
  Map map = scenes::sheet([](const Vec3&) { return 2; }, [](const Vec3&) { return 5; });
  map.points.positions = {{20, 20, 3}, {30, 20, 3}};
  map.points.accepted = {1, 0};
  Field own;
  own.name = field_name::kUnipolarVoltage;
  own.unit = "mV";
  own.values = {14, 14};
  map.points.fields = {own};
  Drawn drawn(std::move(map));
  drawn.view().overlay = {OverlayKind::kUnipolar};
  drawn.state.display.points = true;
  const Image image = drawn.picture(401);
  const double mm_per_pixel = 2 * drawn.view().camera.half_height_mm / 401;
  const int excluded_x = 200 + static_cast<int>(10 / mm_per_pixel);
  EXPECT_LE(off(pixel(image, 200, 200), colour_at(palettes().front(), 14.0 / 15)), 8);
  EXPECT_LE(off(pixel(image, excluded_x, 200), colour_at(palettes().front(), 2.0 / 15)), 8);  // the surface shows through
}

TEST(Scene, TheSameStateGivesTheSamePixels) {
  Drawn drawn(make_phantom("anterior-lad-infarct"));
  drawn.state.layout = Layout::kQuad;
  drawn.state.views = default_views(Layout::kQuad, *drawn.map, *drawn.analysis, 1);
  drawn.state.display = Display();
  EXPECT_EQ(drawn.picture(300, 2).rgba, drawn.picture(300, 2).rgba);
}

}  // namespace
}  // namespace viamyo
