// Pictures without a window: the band that cannot be switched off, what it says when, and what goes into the file.
#include "viamyo/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "scene_maps.h"
#include "viamyo/errors.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

using scenes::off;
using scenes::pixel;

PictureRequest request_of(const std::string& phantom, Layout layout = Layout::kSingle) {
  static const scenes::Drawn infarct(make_phantom("anterior-lad-infarct"));
  static const scenes::Drawn angina(make_phantom("refractory-angina"));
  const scenes::Drawn& drawn = phantom == "refractory-angina" ? angina : infarct;
  PictureRequest request;
  request.map = drawn.map;
  request.analysis = drawn.analysis;
  request.review = review_state(*drawn.analysis);
  request.state.layout = layout;
  request.state.thresholds = drawn.analysis->thresholds;
  request.width = 640;
  request.height = 480;
  request.state.views = default_views(layout, *drawn.map, *drawn.analysis, 1.5);
  return request;
}

PictureRequest settled(PictureRequest request) {
  request.review.status = MapStatus::kConfirmedSynthetic;
  request.review.settled = request.review.items;
  request.review.agreeing = request.review.members = request.review.required_confirmations = 2;
  request.review.team_name = "Heart team";
  request.review.team_digest = std::string(64, 'a');
  request.review.log_head = std::string(64, 'b');
  request.review.settled_on = "2026-01-02";
  return request;
}

//! Rows whose left and right ends have that colour.
int rows_of(const Image& image, const Rgb& colour) {
  int rows = 0;
  for (int y = 0; y < image.height; ++y)
    rows += off(pixel(image, 1, y), colour) < 1 && off(pixel(image, image.width - 2, y), colour) < 1 ? 1 : 0;
  return rows;
}

std::string text_of(const PictureRequest& request, const std::string& key) {
  for (const auto& [name, text] : picture_texts(request)) {
    if (name == key) return text;
  }
  return "none";
}

Image picture_of(const PictureRequest& request) {
  scenes::context().make_current();
  return render_picture(request);
}

TEST(Picture, OnlyASettledMapHasTheBandOfASettledOne) {
  const Theme& colours = theme("dark");
  const Image open = picture_of(request_of("anterior-lad-infarct"));
  EXPECT_GE(rows_of(open, colours.band_open), 28);
  EXPECT_EQ(rows_of(open, colours.band_settled), 0);
  const Image closed = picture_of(settled(request_of("anterior-lad-infarct")));
  EXPECT_GE(rows_of(closed, colours.band_settled), 28);
  EXPECT_EQ(rows_of(closed, colours.band_open), 0);
  for (const MapStatus status : {MapStatus::kPartlyConfirmed, MapStatus::kUnconfirmed}) {
    PictureRequest request = settled(request_of("anterior-lad-infarct"));
    request.review.status = status;
    EXPECT_EQ(rows_of(picture_of(request), colours.band_settled), 0) << to_string(status);
  }
}

TEST(Picture, AReviewedMapIsNeverGreen) {
  PictureRequest request = settled(request_of("anterior-lad-infarct"));
  for (const MapStatus status : {MapStatus::kReviewed, MapStatus::kReviewedSynthetic}) {
    request.review.status = status;
    const Image image = picture_of(request);
    EXPECT_EQ(rows_of(image, theme("dark").band_settled), 0);
    EXPECT_GE(rows_of(image, theme("dark").band_open), 28);
  }
}

TEST(Picture, WhatTheTeamRejectedIsNotShownAsAClassUnderASettledBand) {
  PictureRequest request = settled(request_of("refractory-angina"));
  request.state.views.front().overlay = {OverlayKind::kClass};
  request.state.display.points = false;
  const auto ischemic = [&] {
    return scenes::count_pixels(picture_of(request), [](const Rgb& c) { return off(c, class_colour(TissueClass::kViableIschemic)) < 12; });
  };
  const int before = ischemic();
  ASSERT_GT(before, 300);
  for (std::size_t r = 0; r < request.review.regions.size(); ++r) {
    if (request.analysis->regions[r].tissue == TissueClass::kViableIschemic) request.review.regions[r] = ItemState::kRejected;
  }
  EXPECT_LT(ischemic(), before / 4);  // the legend's swatch stays
}

TEST(Picture, OtherThresholdsThanTheSettledOnesAreUnconfirmed) {
  PictureRequest request = settled(request_of("anterior-lad-infarct"));
  EXPECT_EQ(text_of(request, "viamyo:review_status"), "confirmed_synthetic");
  request.state.thresholds.voltage_viable_mV = 7;
  EXPECT_EQ(text_of(request, "viamyo:review_status"), "unconfirmed");
  const Image image = picture_of(request);
  EXPECT_GE(rows_of(image, theme("dark").band_open), 28);
  EXPECT_EQ(rows_of(image, theme("dark").band_settled), 0);
}

TEST(Picture, TheBandGetsAsManyLinesAsItsSentenceTakes) {
  PictureRequest request = request_of("anterior-lad-infarct");
  request.width = 1280;
  request.height = 800;
  request.scale = 1;
  const int one_line = rows_of(picture_of(request), theme("dark").band_open);
  request.width = 480;
  request.height = 480;
  EXPECT_GE(rows_of(picture_of(request), theme("dark").band_open), one_line + 16);
}

TEST(Picture, WhatHasNoRoomForItsTextsIsRefused) {
  PictureRequest request = request_of("anterior-lad-infarct");
  for (const auto& [width, height] : {std::pair{479, 800}, std::pair{800, 359}, std::pair{1, 1}, std::pair{8193, 800}, std::pair{-5, -5}}) {
    request.width = width;
    request.height = height;
    EXPECT_THROW(picture_of(request), UsageError) << width << "x" << height;
    EXPECT_THROW(picture_aspect(request), UsageError) << width << "x" << height;
  }
  request = request_of("anterior-lad-infarct", Layout::kQuad);
  EXPECT_THROW(picture_of(request), UsageError);  // four views in 640 x 480
}

TEST(Picture, TheSameRequestGivesTheSameBytes) {
  const PictureRequest request = request_of("refractory-angina");
  EXPECT_EQ(to_png(picture_of(request), picture_texts(request)), to_png(picture_of(request), picture_texts(request)));
}

TEST(Picture, AMapThatDoesNotSayWhetherItIsSyntheticIsNotCalledReal) {
  PictureRequest request = request_of("anterior-lad-infarct");
  Map map = *request.map;
  map.study.synthetic.reset();
  request.map = std::make_shared<const Map>(map);
  EXPECT_EQ(text_of(request, "viamyo:synthetic"), "unknown");
  map.study.synthetic = false;
  request.map = std::make_shared<const Map>(map);
  EXPECT_EQ(text_of(request, "viamyo:synthetic"), "no");
}

//! Title and status above, identity below: no pixel of the heart may lie there.
TEST(Picture, TheHeartStandsClearOfTheTexts) {
  for (const auto& [width, height] : {std::pair{480, 360}, std::pair{640, 480}, std::pair{1280, 800}, std::pair{1920, 1080}}) {
    PictureRequest request = request_of("anterior-lad-infarct");
    request.width = width;
    request.height = height;
    request.state.display.points = request.state.display.zones = false;
    View& view = request.state.views.front();
    view.camera = zoomed(fit_camera(request.map->surface, view_direction("ap", *request.map, *request.analysis), picture_aspect(request)),
                         picture_zoom(request));
    const Image with = picture_of(request);
    view.camera.focal_point.x += 1e4;  // the same picture without the heart
    const Image without = picture_of(request);
    int top = height;
    int bottom = 0;
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        if (off(pixel(with, x, y), pixel(without, x, y)) < 40) continue;
        top = std::min(top, y);
        bottom = std::max(bottom, y);
      }
    }
    const Rgb ground = theme("dark").panel;
    int foot = height;
    while (foot > 0 && off(pixel(with, 1, foot - 1), ground) < 1) --foot;
    int band_end = 0;
    for (int y = 0; y < height; ++y) band_end = off(pixel(with, 1, y), theme("dark").band_open) < 1 ? y + 1 : band_end;
    EXPECT_LT(top, bottom);
    EXPECT_GE(top - band_end, 26) << width << "x" << height;
    EXPECT_GE(foot - bottom, 26) << width << "x" << height;
  }
}

}  // namespace
}  // namespace viamyo
