// What must be readable of a picture however it is made or cut: the band to its last word, the watermark in any cut-out, and that it can be drawn again.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>

#include "../src/render/annotation_painter.h"
#include "../src/render/cairo_canvas.h"
#include "../src/render/sheet.h"
#include "scene_maps.h"
#include "viamyo/errors.h"
#include "viamyo/phantom.h"
#include "viamyo/picture_options.h"
#include "viamyo/untold.h"

namespace viamyo {

double bullseye_half_height(const ViewRect& rect, double scale);  // of src/render/view_layer.h, which needs VTK

namespace {

PictureRequest request_of(Layout layout, int width, int height) {
  static const scenes::Drawn drawn(make_phantom("anterior-lad-infarct"));
  PictureRequest request;
  request.map = drawn.map;
  request.analysis = drawn.analysis;
  request.review = review_state(*drawn.analysis);
  request.state.layout = layout;
  request.state.thresholds = drawn.analysis->thresholds;
  request.state.views = default_views(layout, *drawn.map, *drawn.analysis, 1.5);
  request.width = width;
  request.height = height;
  return request;
}

Image picture_of(const PictureRequest& request) {
  scenes::context().make_current();
  return render_picture(request);
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string name_of(std::mt19937& random, std::size_t letters, bool blanks) {
  constexpr std::array<std::string_view, 6> kLetters{"W", "i", "\u00C4", "\u0416", "\u5FC3", "m"};
  std::string name;
  for (std::size_t i = 0; i < letters; ++i) name += blanks && i % 7 == 6 ? " " : std::string(kLetters.at(random() % kLetters.size()));
  return name;
}

TEST(PictureWords, TheBandIsNeverCutAtAnySizeScaleOrLengthOfNames) {
  std::mt19937 random(7);
  int drawn = 0;
  for (int i = 0; i < 250; ++i) {
    PictureRequest request = request_of(i % 3 == 0 ? Layout::kQuad : Layout::kSingle, 480 + static_cast<int>(random() % 1500),
                                        360 + static_cast<int>(random() % 900));
    request.scale = i % 2 == 0 ? 0 : 1 + static_cast<double>(random() % 25) / 10;
    request.review.team_name = name_of(random, 1 + random() % 200, i % 5 != 0);
    request.review.team_digest = std::string(64, 'a');
    request.review.required_confirmations = 2;
    try {
      const Sheet sheet = lay_out(request);
      const std::string sentence =
          band_text(shown_review(request), request.map->study.synthetic) + untold_sentence(*request.map, request.analysis->support);
      ASSERT_EQ(without_blanks(joined(sheet.band_lines)), without_blanks(sentence));
      const CairoCanvas canvas(1, 1, {});
      for (const std::string& line : sheet.band_lines) {
        EXPECT_LE(canvas.text_width(line, kSmallSize * sheet.scale, FontWeight::kSemiBold), request.width - 28 * sheet.scale + 1e-6)
            << line;
      }
      ASSERT_EQ(request.height, sheet.head + sheet.band + sheet.views + sheet.legend + sheet.foot);
      ASSERT_GT(sheet.views, 0);
      ++drawn;
    } catch (const UsageError&) {  // no room for its texts: refused, and not cut
    }
  }
  EXPECT_GT(drawn, 80);
}

// Of whatever size and layout: the legend stands below the views or beside them, and the names of the walls have room within theirs.
TEST(PictureWords, TheLegendLiesOnNoView) {
  std::mt19937 random(3);
  const CairoCanvas canvas(1, 1, {});
  int below = 0;
  int beside = 0;
  for (int i = 0; i < 600; ++i) {
    const auto layout = std::array{Layout::kSingle, Layout::kPair, Layout::kQuad, Layout::kBullseye}.at(random() % 4);
    PictureRequest request = request_of(layout, 480 + static_cast<int>(random() % 800), 360 + static_cast<int>(random() % 500));
    request.scale = i % 2 == 0 ? 0 : 1 + static_cast<double>(random() % 4) / 4;
    for (View& view : request.state.views) view.overlay = {OverlayKind::kClass};
    Sheet sheet;
    try {
      sheet = lay_out(request);
    } catch (const UsageError&) {
      continue;
    }
    ASSERT_NE(sheet.legend > 0, sheet.legend_column > 0) << request.width << "x" << request.height;
    below += sheet.legend > 0 ? 1 : 0;
    beside += sheet.legend_column > 0 ? 1 : 0;
    for (const ViewRect& rect : view_rects(request, sheet)) {
      EXPECT_LE(rect.x + rect.width, request.width - sheet.legend_column);
      EXPECT_LE(rect.y + rect.height, request.height - sheet.foot - sheet.legend);
      const double radius = rect.height / (2 * bullseye_half_height(rect, sheet.scale));
      EXPECT_LE(1.06 * radius + canvas.text_width("lateral", kCaptionSize * sheet.scale, FontWeight::kMedium), rect.width / 2.0);
    }
  }
  EXPECT_GT(below, 30);
  EXPECT_GT(beside, 20);
}

std::string refusal_of(const PictureRequest& request) {
  try {
    static_cast<void>(lay_out(request));
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

// Who is refused is told what has room, and it has.
TEST(PictureWords, WhatHasNoRoomIsToldASizeALayoutOrAScaleThatHas) {
  std::mt19937 random(5);
  int refused = 0;
  for (int i = 0; i < 150; ++i) {
    const auto layout = std::array{Layout::kSingle, Layout::kPair, Layout::kQuad, Layout::kBullseye}.at(random() % 4);
    PictureRequest request = request_of(layout, 480 + static_cast<int>(random() % 900), 360 + static_cast<int>(random() % 600));
    request.scale = i % 2 == 0 ? 0 : 1 + static_cast<double>(random() % 13) / 4;
    const std::string told = refusal_of(request);
    if (told.empty()) continue;
    ++refused;
    PictureRequest larger = request;
    const std::size_t at = told.find("a size of ");
    ASSERT_NE(at, std::string::npos) << told;
    ASSERT_EQ(std::sscanf(told.c_str() + at, "a size of %dx%d", &larger.width, &larger.height), 2) << told;
    EXPECT_EQ(refusal_of(larger), "") << told;
    EXPECT_NEAR(static_cast<double>(larger.width) / larger.height, static_cast<double>(request.width) / request.height, 0.05) << told;
    if (told.find("layout single") != std::string::npos && layout != Layout::kSingle) {
      PictureRequest single = request;
      single.state.layout = Layout::kSingle;
      EXPECT_EQ(refusal_of(single), "") << told;
    }
    if (told.find("or scale 1 has") != std::string::npos) {
      PictureRequest smaller = request;
      smaller.scale = 1;
      EXPECT_EQ(refusal_of(smaller), "") << told;
    }
  }
  EXPECT_GT(refused, 30);
  EXPECT_NE(refusal_of(request_of(Layout::kQuad, 800, 600)).find("layout single has"), std::string::npos);
}

TEST(PictureWords, NoScaleMakesTextsSmallerThanTwelvePixels) {
  for (const double scale : {0.5, 0.01, 0.99}) {
    PictureRequest request = request_of(Layout::kSingle, 1280, 800);
    request.scale = scale;
    EXPECT_NE(refusal_of(request).find("smaller than 12 pixels"), std::string::npos) << scale;
  }
}

// The analysis that a picture was drawn from is named at every size, and nothing is written over it.
TEST(PictureWords, EveryPictureCarriesItsFingerprint) {
  std::mt19937 random(11);
  const CairoCanvas canvas(1, 1, {});
  int below = 0;
  for (int i = 0; i < 200; ++i) {
    const auto layout = std::array{Layout::kSingle, Layout::kPair, Layout::kQuad, Layout::kBullseye}.at(random() % 4);
    const PictureRequest request = request_of(layout, 480 + static_cast<int>(random() % 900), 360 + static_cast<int>(random() % 600));
    if (!refusal_of(request).empty()) continue;
    const Sheet sheet = lay_out(request);
    EXPECT_NE(sheet.made.find(request.analysis->fingerprint.substr(0, 12)), std::string::npos);
    const auto width = [&](const std::string& text, double size, FontWeight weight) {
      return canvas.text_width(text, size * sheet.scale, weight);
    };
    const double beside = sheet.made_is_below ? width(sheet.source_lines.back(), kCaptionSize, FontWeight::kRegular)
                                              : width(sheet.threshold_lines.front(), kSmallSize, FontWeight::kMedium);
    EXPECT_LE(beside + width(sheet.made, kCaptionSize, FontWeight::kRegular), request.width - 28 * sheet.scale);
    below += sheet.made_is_below ? 1 : 0;
  }
  EXPECT_GT(below, 10);
}

// The watermark runs over the whole view, and under no words of a bar, no wall's name and no letter of the axes.
TEST(PictureWords, TheWatermarkRunsUnderNoWordsOfBarsWallsAndDirections) {
  const PictureRequest request = request_of(Layout::kQuad, 1024, 768);
  const ReviewState review = shown_review(request);
  const Rgb ground = theme("dark").ground;
  AnnotationContext context;
  context.map = request.map.get();
  context.analysis = request.analysis.get();
  context.review = &review;
  context.state = &request.state;
  context.theme = &theme("dark");
  const ViewRect rect{0, 0, 408, 320};
  const double disc = rect.height / (2 * bullseye_half_height(rect, 1));
  for (std::size_t v = 0; v < request.state.views.size(); ++v) {
    const bool polar = request.state.views[v].kind == ViewKind::kBullseye;
    if (!polar && request.state.views[v].overlay.kind == OverlayKind::kClass) continue;
    const auto drawn = [&](bool marked, bool worded) {
      CairoCanvas canvas(rect.width, rect.height, {ground});
      const AnnotationPainter pen(canvas, context, static_cast<int>(v), rect);
      if (marked) draw_watermark(pen);
      if (worded) (polar ? draw_bullseye_texts : draw_colour_bar)(pen);
      if (worded) draw_orientation_marker(pen);  // of a surface
      return canvas.finish();
    };
    const Image both = drawn(true, true);
    const Image words = drawn(false, true);
    const Image mark = drawn(true, false);
    int under = 0;
    int compared = 0;
    for (int y = 0; y < rect.height; ++y) {
      for (int x = 0; x < rect.width; ++x) {
        if (polar && std::hypot(x - rect.width / 2.0, y - rect.height / 2.0) < 1.02 * disc) continue;  // numbers of segments
        if (scenes::off(scenes::pixel(words, x, y), ground) < 1) continue;
        ++compared;
        under += scenes::off(scenes::pixel(mark, x, y), ground) > 1 ? 1 : 0;
        ASSERT_LE(scenes::off(scenes::pixel(both, x, y), scenes::pixel(words, x, y)), 1) << v << ": " << x << "," << y;
      }
    }
    EXPECT_GT(compared, 100) << v;
    EXPECT_GT(under, 5) << "the watermark runs where words stand, of view " << v;
  }
}

TEST(PictureWords, ALongNameMakesTheViewsSmallerAndNothingElse) {
  PictureRequest request = request_of(Layout::kSingle, 480, 360);
  const Sheet usual = lay_out(request);
  request.review.team_name = std::string(60, 'W');
  request.review.team_digest = std::string(64, 'a');
  const Sheet longer = lay_out(request);
  EXPECT_GT(longer.band, usual.band);
  EXPECT_LT(longer.views, usual.views);
}

//! Where the image holds the pattern, every pixel of it that differs from the ground.
std::vector<std::pair<int, int>> places_of(const Image& pattern, const Image& image, const Rgb& ground) {
  std::vector<std::pair<int, int>> ink;
  for (int y = 0; y < pattern.height; ++y) {
    for (int x = 0; x < pattern.width; ++x) {
      if (scenes::off(scenes::pixel(pattern, x, y), ground) > 1) ink.emplace_back(x, y);
    }
  }
  std::vector<std::pair<int, int>> found;
  for (int y = 0; y + pattern.height <= image.height; ++y) {
    for (int x = 0; x + pattern.width <= image.width; ++x) {
      if (std::all_of(ink.begin(), ink.end(), [&](const auto& at) {
            return scenes::off(scenes::pixel(image, x + at.first, y + at.second), scenes::pixel(pattern, at.first, at.second)) < 2;
          }))
        found.emplace_back(x, y);
    }
  }
  return found;
}

//! A canvas with the watermark alone, and the part of it in which its first small texts stand.
struct Marked {
  Image whole, first;
};
Marked marked(const PictureRequest& request, int width, int height, const Rgb& ground) {
  CairoCanvas canvas(width, height, {ground});
  const ReviewState review = shown_review(request);
  AnnotationContext context;
  context.map = request.map.get();
  context.analysis = request.analysis.get();
  context.review = &review;
  context.state = &request.state;
  context.theme = &theme("dark");
  const ViewRect rect{0, 0, width, height};
  draw_watermark(AnnotationPainter(canvas, context, 0, rect));
  Image image = canvas.finish();
  constexpr int kLeft = 9;
  constexpr int kTop = 34;
  const int right = kLeft + static_cast<int>(canvas.text_width("FOR REVIEW ONLY", 12, FontWeight::kSemiBold)) + 1;
  Image first{right - kLeft + 2, 32, {}};
  for (int y = 0; y < first.height; ++y) {
    const auto from = image.rgba.begin() + 4 * ((y + kTop - 1) * width + kLeft - 1);
    first.rgba.insert(first.rgba.end(), from, from + static_cast<std::ptrdiff_t>(4) * first.width);
  }
  return {std::move(image), std::move(first)};
}

TEST(PictureWords, AnyCutOutOf200PixelsHoldsTheWholeWatermark) {
  const PictureRequest request = request_of(Layout::kSingle, 640, 480);
  const Rgb ground = rgb_from_hex("#268C80");
  const Marked mark = marked(request, 700, 900, ground);
  const std::vector<std::pair<int, int>> places = places_of(mark.first, mark.whole, ground);
  ASSERT_GT(places.size(), 12U);
  for (int top = 0; top + 200 <= mark.whole.height - 34; top += 3) {
    for (int left = 0; left + 200 <= mark.whole.width; left += 3) {
      const bool holds = std::any_of(places.begin(), places.end(), [&](const auto& place) {
        return place.first >= left && place.second >= top && place.first + mark.first.width <= left + 200 &&
               place.second + mark.first.height <= top + 200;
      });
      ASSERT_TRUE(holds) << left << "," << top;
    }
  }
}

TEST(PictureWords, TheWatermarkStandsOutOnEveryColour) {
  const PictureRequest request = request_of(Layout::kSingle, 640, 480);
  for (int code = 0; code < kTissueClassCount; ++code) {
    const Rgb ground = class_colour(static_cast<TissueClass>(code));
    const Marked mark = marked(request, 240, 240, ground);
    int most = 0;
    for (int y = 0; y < mark.first.height; ++y) {
      for (int x = 0; x < mark.first.width; ++x)
        most = std::max(most, static_cast<int>(scenes::off(scenes::pixel(mark.first, x, y), ground)));
    }
    EXPECT_GT(most, 60) << code;
  }
}

TEST(PictureWords, APictureIsDrawnAgainFromItsOwnOptions) {
  for (const Layout layout : {Layout::kSingle, Layout::kPair, Layout::kQuad, Layout::kBullseye}) {
    PictureRequest request = request_of(layout, 1280, 900);
    request.state.display.band = request.state.display.segments = true;
    request.state.ranges["unipolar"] = {1, 20};
    request.state.selection.region = 1;
    request.state.ghost = Thresholds{};
    request.state.ghost_kind = static_cast<GhostKind>(static_cast<int>(layout) % 3);
    request.state.path = {{0, 0, 0}, {3, 4, 0}};
    request.state.path_label = "5.0 mm";
    request.theme = "light";
    PictureRequest bare;
    bare.map = request.map;
    bare.analysis = request.analysis;
    bare.review = request.review;
    const PictureRequest again = with_picture_options(bare, picture_options(request));
    EXPECT_EQ(again.state, request.state);
    const Image image = picture_of(request);
    EXPECT_EQ(picture_difference(from_png(to_png(image, picture_texts(request))), picture_of(again)), "");
    EXPECT_EQ(picture_options(again), picture_options(request));
  }
}

TEST(PictureWords, OptionsThatNoPictureHasAreRefused) {
  const PictureRequest request = request_of(Layout::kSingle, 640, 480);
  const std::string options = picture_options(request);
  const auto refused = [&](const std::string& before, const std::string& after) {
    std::string edited = options;
    const std::size_t at = edited.find(before);
    ASSERT_NE(at, std::string::npos) << before;
    edited.replace(at, before.size(), after);
    EXPECT_THROW(static_cast<void>(with_picture_options(request, edited)), InputError) << after;
  };
  refused("{\"layout\"", "{\"approved\":true,\"layout\"");
  refused("\"width\":640", "\"width\":640,\"width\":640");
  refused("\"path_label\":\"\"", "\"path_label\":\"CONFIRMED\"");
  refused("\"path_label\":\"\"", "\"path_label\":\"5.0 mm\"");
  refused("\"theme\":\"dark\"", "\"theme\":\"approved\"");
  refused("\"title\":\"", "\"title\":\"Confirmed ");
  refused("\"palette\":\"electromechanical\"", "\"palette\":\"confirmed\"");
  refused("\"layout\":\"single\"", "\"layout\":\"quad\"");
  EXPECT_THROW(static_cast<void>(with_picture_options(request, "")), InputError);
  EXPECT_THROW(static_cast<void>(with_picture_options(request, options + " ")), InputError);
}

TEST(PictureWords, ALetterThatWasPaintedIsFoundAndANoisyEdgeIsNot) {
  const PictureRequest request = request_of(Layout::kSingle, 640, 480);
  const Image is = picture_of(request);
  EXPECT_EQ(picture_difference(is, is), "");
  Image painted = is;
  for (int y = 46; y < 56; ++y) {
    for (int x = 20; x < 24; ++x) {
      for (int c = 0; c < 3; ++c) painted.rgba[static_cast<std::size_t>(4 * (y * 640 + x) + c)] ^= 0xFFU;
    }
  }
  EXPECT_NE(picture_difference(painted, is), "");
  // Faint, and as wide as a large letter's stroke: every pixel a little lighter.
  Image tinted = is;
  for (int y = 200; y < 230; ++y) {
    for (int x = 301; x < 309; ++x) tinted.rgba[static_cast<std::size_t>(4 * (y * 640 + x) + 1)] ^= 0x10U;
  }
  EXPECT_NE(picture_difference(tinted, is).find("another tint"), std::string::npos);
  Image noisy = is;
  for (std::size_t i = 0; i < noisy.rgba.size(); i += 4)
    noisy.rgba[i] = static_cast<std::uint8_t>(noisy.rgba[i] + (noisy.rgba[i] < 200 ? i % 9 : 0));
  EXPECT_EQ(picture_difference(noisy, is), "");
}

TEST(PictureWords, AThinLetterOnFlatGroundIsFoundAndAMovedEdgeIsNot) {
  const PictureRequest request = request_of(Layout::kSingle, 640, 480);
  const Image is = picture_of(request);
  // As another driver might: every edge of the heart a tenth of a pixel elsewhere.
  for (const double pixels : {-0.1, 0.1}) {
    PictureRequest moved = request;
    Camera& camera = moved.state.views.front().camera;
    camera.focal_point = camera.focal_point + camera.up * (pixels * 2 * camera.half_height_mm / request.height);
    const Image other = picture_of(moved);
    EXPECT_NE(other.rgba, is.rgba);
    EXPECT_EQ(picture_difference(other, is), "");
  }
  // An I of 24 pixels, one pixel wide, on the ground; and one that was there taken away.
  Image painted = is;
  for (int y = 240; y < 264; ++y) {
    for (std::size_t c = 0; c < 3; ++c) painted.rgba[4 * (static_cast<std::size_t>(y) * 640 + 12) + c] ^= 0x20U;
  }
  EXPECT_NE(picture_difference(painted, is).find("24 pixels that look otherwise where no edge is near, the first at 12,240"),
            std::string::npos);
  EXPECT_NE(picture_difference(is, painted).find("where no edge is near"), std::string::npos);
}

}  // namespace
}  // namespace viamyo
