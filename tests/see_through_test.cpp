// A wall that is seen through: what its colours are, and that the legend and the bar have the same ones.
#include "../src/render/see_through.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "../src/render/sheet.h"
#include "scene_maps.h"
#include "viamyo/phantom.h"
#include "viamyo/picture.h"

namespace viamyo {

Rgb rejected_colour();  // of src/render/view_layer.h, which needs VTK

namespace {

using scenes::Drawn;
using scenes::off;
using scenes::pixel;

constexpr std::array<double, 4> kOpacities{0.1, 0.3, 0.5, 0.9};

//! A picture as a user saves one, of one view without shading or points.
PictureRequest request_of(const Drawn& drawn, const std::string& theme, double opacity) {
  PictureRequest request;
  request.map = drawn.map;
  request.analysis = drawn.analysis;
  request.review = review_state(*drawn.analysis);
  request.state = drawn.state;
  request.state.display.opacity = opacity;
  request.width = 800;
  request.height = 600;
  request.theme = theme;
  return request;
}

Image picture_of(const PictureRequest& request) {
  scenes::context().make_current();
  return render_picture(request);
}

int count_in(const Image& image, const ViewRect& part, const Rgb& colour, double tolerance) {
  int count = 0;
  for (int y = part.y; y < part.y + part.height; ++y) {
    for (int x = part.x; x < part.x + part.width; ++x) count += off(pixel(image, x, y), colour) <= tolerance ? 1 : 0;
  }
  return count;
}

//! Where three by three pixels have the colour: of a swatch, and of no letter.
int count_flat(const Image& image, const ViewRect& part, const Rgb& colour) {
  int count = 0;
  for (int y = part.y; y + 3 <= part.y + part.height; ++y) {
    for (int x = part.x; x + 3 <= part.x + part.width; ++x) count += count_in(image, {x, y, 3, 3}, colour, 3) == 9 ? 1 : 0;
  }
  return count;
}

//! Of the legend's, whose ground is as pale.
TissueClass nearest_swatch(const Rgb& colour, const std::string& theme_name, double opacity) {
  const auto distance = [&](TissueClass tissue) { return off(colour, paled(class_colour(tissue), theme(theme_name).ground, opacity)); };
  constexpr std::array kAll{TissueClass::kNormal, TissueClass::kViableIschemic, TissueClass::kInfarcted, TissueClass::kIndeterminate,
                            TissueClass::kUnmapped};
  return *std::min_element(kAll.begin(), kAll.end(), [&](TissueClass a, TissueClass b) { return distance(a) < distance(b); });
}

TEST(SeeThrough, WhatLiesBehindTheFrontBringsNoColour) {
  for (const double opacity : kOpacities) {
    for (const double behind : {1.0, 5.0, 12.0}) {
      Map map;  // a ball in a ball: behind the front lie a wall that faces the viewer as it does, and two that do not
      map.surface = meshes::joined(meshes::icosphere(20, 3), meshes::icosphere(12, 3));
      meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [&](const Vec3& p) { return p.z > 13 ? 12 : behind; });
      Drawn drawn(std::move(map));
      drawn.view().overlay = {OverlayKind::kUnipolar};
      const Rgb opaque = pixel(drawn.picture(200), 100, 100);
      drawn.state.display.opacity = opacity;
      EXPECT_LE(off(pixel(drawn.picture(200), 100, 100), paled(opaque, theme("dark").ground, opacity)), 1.5) << opacity << ", " << behind;
    }
  }
}

//! A ball with one mapping point, in front or behind, of that voltage; and whether that one was left out.
Drawn ball_with_point(bool in_front, float value, bool accepted) {
  Map map;
  map.surface = meshes::icosphere(20, 3);
  meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [](const Vec3&) { return 9; });
  map.points.positions = {{0, 0, in_front ? 20.0 : -20.0}};
  map.points.accepted = {static_cast<std::uint8_t>(accepted ? 1 : 0)};
  Field own;
  own.name = field_name::kUnipolarVoltage;
  own.unit = "mV";
  own.values = {value};
  map.points.fields = {own};
  Drawn drawn(std::move(map));
  drawn.view().overlay = {OverlayKind::kUnipolar};
  drawn.state.display.points = true;
  return drawn;
}

TEST(SeeThrough, APointBehindTellsWhereItIsAndNoValue) {
  for (const double opacity : kOpacities) {
    std::vector<Image> behind;
    for (const float value : {1.0F, 5.0F, 14.0F}) {
      Drawn drawn = ball_with_point(false, value, true);
      EXPECT_GT(off(pixel(drawn.picture(200), 100, 100), pixel(ball_with_point(true, value, true).picture(200), 100, 100)), 20)
          << "hidden while the wall is opaque";
      drawn.state.display.opacity = opacity;
      behind.push_back(drawn.picture(200));
      EXPECT_EQ(behind.back().rgba, behind.front().rgba) << "of whatever value";
      const Rgb wall = pixel(behind.back(), 130, 100);
      const Rgb dot = pixel(behind.back(), 100, 100);
      if (opacity <= 0.5) {
        EXPECT_GT(off(dot, wall), 40) << opacity;
      }
      Drawn front = ball_with_point(true, value, true);
      const Rgb opaque = pixel(front.picture(200), 100, 100);
      front.state.display.opacity = opacity;
      EXPECT_LE(off(pixel(front.picture(200), 100, 100), paled(opaque, theme("dark").ground, opacity)), 1.5) << opacity << ", " << value;
    }
    // One that was left out is a ring behind as it is in front.
    Drawn out = ball_with_point(false, 5, false);
    out.state.display.opacity = opacity;
    const Image image = out.picture(200);
    EXPECT_LE(off(pixel(image, 100, 100), pixel(image, 130, 100)), 1.5) << opacity;
  }
}

TEST(SeeThrough, EachPatchIsNearestToItsOwnSwatch) {
  for (const std::string& theme_name : {std::string("dark"), std::string("light")}) {
    for (const double opacity : {0.1, 0.3}) {
      for (const TissueClass tissue : {TissueClass::kNormal, TissueClass::kViableIschemic, TissueClass::kInfarcted,
                                       TissueClass::kIndeterminate, TissueClass::kUnmapped}) {
        const bool weak = tissue == TissueClass::kInfarcted || tissue == TissueClass::kViableIschemic;
        const double voltage = tissue == TissueClass::kInfarcted ? 2 : tissue == TissueClass::kIndeterminate ? 5.5 : 12;
        Map map;
        map.surface = meshes::icosphere(20, 3);
        const double none = std::nan("");
        const auto front = [&](const Vec3& p, double value) { return p.z > 0 ? (tissue == TissueClass::kUnmapped ? none : value) : 3; };
        meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [&](const Vec3& p) { return front(p, voltage); });
        meshes::add_field(map.surface, field_name::kLinearLocalShortening, "%", [&](const Vec3& p) { return front(p, weak ? 5 : 18); });
        const Drawn drawn(std::move(map));
        const PictureRequest request = request_of(drawn, theme_name, opacity);
        const Image image = picture_of(request);
        const Sheet sheet = lay_out(request);
        const ViewRect middle{request.width / 2 - 40, sheet.views_top() + sheet.views / 2 - 40, 80, 80};
        std::map<TissueClass, int> votes;
        for (int y = middle.y; y < middle.y + middle.height; ++y) {
          for (int x = middle.x; x < middle.x + middle.width; ++x) ++votes[nearest_swatch(pixel(image, x, y), theme_name, opacity)];
        }
        EXPECT_GT(votes[tissue], 80 * 80 / 2) << theme_name << ", " << opacity << ", " << to_string(tissue);
      }
    }
  }
}

TEST(SeeThrough, ABullsEyePalesLikeTheWall) {
  Drawn drawn(make_phantom("anterior-lad-infarct"));
  drawn.state.layout = Layout::kBullseye;
  drawn.state.views = default_views(Layout::kBullseye, *drawn.map, *drawn.analysis, 1);
  const Image opaque = drawn.picture(300);
  drawn.state.display.opacity = 0.3;
  const Image through = drawn.picture(300);
  for (const auto& [x, y] : {std::pair{150, 150}, {120, 150}, {180, 140}, {150, 200}})
    EXPECT_LE(off(pixel(through, x, y), paled(pixel(opaque, x, y), theme("dark").ground, 0.3)), 2) << x << "," << y;
}

TEST(SeeThrough, WhatTheTeamRejectedIsCoveredInFrontAndHiddenBehind) {
  for (const double side : {1.0, -1.0}) {
    Map map;
    map.surface = meshes::icosphere(20, 3);
    meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [&](const Vec3& p) { return side * p.z > 0 ? 2 : 12; });
    Drawn drawn(std::move(map));
    drawn.state.display.opacity = 0.3;
    const Rgb before = pixel(drawn.picture(200), 100, 100);
    for (std::size_t r = 0; r < drawn.analysis->regions.size(); ++r) {
      if (drawn.analysis->regions[r].tissue == TissueClass::kInfarcted) drawn.state.rejected.regions.push_back(static_cast<int>(r));
    }
    ASSERT_EQ(drawn.state.rejected.regions.size(), 1U);
    EXPECT_LE(off(pixel(drawn.picture(200), 100, 100), side > 0 ? rejected_colour() : before), 1) << side;
  }
}

TEST(SeeThrough, TheLegendHasTheColoursThatAreSeen) {
  for (const char* const name : {"apical-aneurysm", "sparse-map"}) {
    Drawn drawn(make_phantom(name));
    for (const std::string& theme_name : {std::string("dark"), std::string("light")}) {
      const PictureRequest request = request_of(drawn, theme_name, 0.3);
      const Image image = picture_of(request);
      const Sheet sheet = lay_out(request);
      const ViewRect views{0, sheet.views_top(), request.width, sheet.views};
      const ViewRect legend{0, sheet.views_top() + sheet.views, request.width, sheet.legend};
      for (const TissueClass tissue : {TissueClass::kNormal, TissueClass::kViableIschemic, TissueClass::kInfarcted,
                                       TissueClass::kIndeterminate, TissueClass::kUnmapped}) {
        const Rgb solid = class_colour(tissue);
        const Rgb seen = paled(solid, theme(theme_name).ground, 0.3);
        EXPECT_GE(count_in(image, legend, seen, 3), 20) << name << ", " << theme_name << ", " << to_string(tissue);
        EXPECT_LT(count_flat(image, legend, solid), 5) << name << ", " << theme_name << ", " << to_string(tissue);
      }
      const Rgb unmapped = paled(class_colour(TissueClass::kUnmapped), theme(theme_name).ground, 0.3);
      const Rgb open = paled(class_colour(TissueClass::kIndeterminate), theme(theme_name).ground, 0.3);
      EXPECT_GT(count_in(image, views, unmapped, 3) + count_in(image, views, open, 3), 200) << name << ", " << theme_name;
    }
  }
}

TEST(SeeThrough, TheBarHasTheColourOfTheWallAndOfItsPoints) {
  for (const double opacity : {0.3, 0.7}) {
    for (const std::string& theme_name : {std::string("dark"), std::string("light")}) {
      for (const double value : {3.0, 12.0}) {
        Drawn drawn(scenes::sheet([&](const Vec3&) { return value; }, [](const Vec3&) { return 12; }));
        drawn.view().overlay = {OverlayKind::kUnipolar};
        const PictureRequest request = request_of(drawn, theme_name, opacity);
        const Image image = picture_of(request);
        const Sheet sheet = lay_out(request);
        const DisplayRange range = range_of(request.state, drawn.view().overlay, *drawn.map);
        const Rgb solid = colour_at(palette_of(request.state, drawn.view().overlay), (value - range.low) / (range.high - range.low));
        const Rgb seen = paled(solid, theme(theme_name).ground, opacity);
        const ViewRect middle{request.width / 2 - 60, sheet.views_top() + sheet.views / 2 - 60, 120, 120};
        const ViewRect bar{request.width - 24, sheet.views_top(), 24, sheet.views};
        EXPECT_GT(count_in(image, middle, seen, 2), 1000) << opacity << ", " << theme_name << ", " << value;
        EXPECT_GT(count_in(image, bar, seen, 4), 8) << opacity << ", " << theme_name << ", " << value;
      }
    }
  }
}

}  // namespace
}  // namespace viamyo
