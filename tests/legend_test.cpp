// The legend names every class and every mark that the views draw, and nothing that they do not.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "../src/render/annotations.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

//! Notes what is written, and that nothing is drawn outside the width that was given.
class NotingCanvas final : public Canvas {
 public:
  std::vector<std::string> texts;
  double right = 0, bottom = 0, top = 1e9;

  double text(Point2 at, std::string_view words, double size, FontWeight weight, const Paint& /*paint*/) override {
    texts.emplace_back(words);
    right = std::max(right, at.x + text_width(words, size, weight));
    bottom = std::max(bottom, at.y + size);
    top = std::min(top, at.y);
    return text_width(words, size, weight);
  }
  [[nodiscard]] double text_width(std::string_view words, double size, FontWeight /*weight*/) const override {
    return 0.55 * size * static_cast<double>(words.size());
  }
  void fill_rect(Point2 /*at*/, double /*width*/, double /*height*/, double /*corner*/, const Paint& /*paint*/) override {}
  void fill_gradient(Point2 /*at*/, double /*width*/, double /*height*/, const Paint& /*bottom*/, const Paint& /*top*/) override {}
  void fill_polygon(std::span<const Point2> /*corners*/, const Paint& /*paint*/) override {}
  void fill_circle(Point2 /*centre*/, double /*radius*/, const Paint& /*paint*/) override {}
  void line(Point2 /*from*/, Point2 /*to*/, double /*width*/, const Paint& /*paint*/) override {}
  void circle(Point2 /*centre*/, double /*radius*/, double /*width*/, const Paint& /*paint*/) override {}

  [[nodiscard]] bool says(std::string_view words) const { return std::find(texts.begin(), texts.end(), words) != texts.end(); }
};

struct Views {
  Map map = make_phantom("refractory-angina");
  Analysis analysis = analyze(map, make_settings("", {}), "test");
  ReviewState review = review_state(analysis);
  SceneState state;

  Views() {
    state.thresholds = analysis.thresholds;
    state.views = default_views(Layout::kQuad, map, analysis, 1);
  }

  [[nodiscard]] AnnotationContext context() const {
    AnnotationContext context;
    context.map = &map;
    context.analysis = &analysis;
    context.review = &review;
    context.state = &state;
    context.theme = &theme("dark");
    context.current = state.thresholds == analysis.thresholds;
    return context;
  }

  [[nodiscard]] NotingCanvas legend(int width = 1200) const {
    NotingCanvas canvas;
    annotate_legend(canvas, context(), {0, 0, width, static_cast<int>(legend_height(canvas, context(), width))});
    return canvas;
  }
};

TEST(Legend, ClassesStandWithTheirAreaAndShare) {
  const Views views;
  const NotingCanvas legend = views.legend();
  for (const char* const name : {"preserved at rest", "viable-ischaemic", "infarcted", "indeterminate", "no data"})
    EXPECT_TRUE(legend.says(name)) << name;
  const double mapped = views.analysis.mapped_area_mm2;
  for (const int code : {1, 2, 3, 4}) {
    const double area = views.analysis.class_area_mm2.at(static_cast<std::size_t>(code));
    EXPECT_TRUE(legend.says(fmt::format("{:.1f} cm² · {:.0f} %", area / 100, 100 * area / mapped))) << code;
  }
}

TEST(Legend, EveryMarkIsNamedWhileItIsDrawn) {
  Views views;
  ASSERT_FALSE(views.analysis.candidate_zones.empty());
  struct Mark {
    const char* text;
    bool Display::*shown;
  };
  for (const Mark& mark : {Mark{"candidate zone, review only", &Display::zones}, Mark{"±10 % of a threshold flips it", &Display::band},
                           Mark{"at a threshold", &Display::borders}, Mark{"mapping point", &Display::points}}) {
    for (const bool on : {true, false}) {
      views.state.display.*mark.shown = on;
      EXPECT_EQ(views.legend().says(mark.text), on) << mark.text;
    }
    views.state.display.*mark.shown = true;
  }
  const std::array<std::pair<GhostKind, const char*>, 3> lines{{{GhostKind::kProposed, "threshold as proposed"},
                                                                {GhostKind::kBeforeDrag, "threshold before the change"},
                                                                {GhostKind::kTried, "threshold that is tried"}}};
  for (const auto& [kind, words] : lines) {
    views.state.ghost.reset();
    views.state.ghost_kind = kind;
    EXPECT_FALSE(views.legend().says(words));
    views.state.ghost = views.state.thresholds;
    for (const auto& [other, text] : lines) EXPECT_EQ(views.legend().says(text), other == kind) << text;
  }
  // Zones belong to one set of thresholds: with others none is drawn, and no area is right.
  views.state.thresholds.voltage_viable_mV += 0.5F;
  EXPECT_FALSE(views.legend().says("candidate zone, review only"));
  EXPECT_TRUE(views.legend().says("being updated"));
}

TEST(Legend, SaysHowMuchOfTheWallIsSeenThrough) {
  Views views;
  for (const auto& [opacity, text] : {std::pair{0.3, "see-through: opacity 30 %"}, {0.1, "see-through: opacity 10 %"}}) {
    EXPECT_FALSE(views.legend().says(text));
    views.state.display.opacity = opacity;
    EXPECT_TRUE(views.legend().says(text));
  }
  // Where there is room for nothing else, and whatever is shown.
  NotingCanvas narrow;
  for (View& view : views.state.views) view.overlay = {OverlayKind::kUnipolar};
  const AnnotationContext context = views.context();
  EXPECT_TRUE(needs_legend(context));
  annotate_legend_column(narrow, context, {0, 0, 200, 300});
  EXPECT_TRUE(narrow.says("see-through: opacity 10 %"));
}

// With every mark at once, in the least room that the window gives it.
TEST(Legend, LeavesTheWindowsRoomToNoLine) {
  Views views;
  views.state.display.band = true;
  views.state.display.opacity = 0.3;
  views.state.ghost = Thresholds{};
  NotingCanvas canvas;
  annotate_legend(canvas, views.context(), {0, 0, 640, 88});
  EXPECT_LE(canvas.bottom, 88);
  EXPECT_GE(canvas.top, 0);
}

TEST(Legend, BesideTheViewsGivesWayOnlyWhereItHasNoRoom) {
  const Views views;
  const auto column = [&](int height) {
    NotingCanvas canvas;
    annotate_legend_column(canvas, views.context(), {0, 0, 200, height});
    return canvas;
  };
  const std::string total = class_total_text(views.analysis, TissueClass::kViableIschemic, true);
  const NotingCanvas tall = column(640);
  for (const std::string& word :
       {total, std::string("at a threshold"), std::string("mapping point"), std::string("candidate zone, review only")})
    EXPECT_TRUE(tall.says(word)) << word;
  const NotingCanvas lower = column(220);
  EXPECT_FALSE(lower.says(total));
  EXPECT_TRUE(lower.says("mapping point"));
  const NotingCanvas low = column(150);
  EXPECT_FALSE(low.says("mapping point"));
  for (int height = 130; height < 700; height += 10) {
    const NotingCanvas canvas = column(height);
    for (const char* const name :
         {"preserved at rest", "viable-ischaemic", "infarcted", "indeterminate", "no data", "candidate zone, review only"})
      EXPECT_TRUE(canvas.says(name)) << name << " at " << height;
    EXPECT_LE(canvas.bottom, height);
  }
}

TEST(Legend, NothingOfTheClassesIsToldWhileTheyAreHidden) {
  Views views;
  views.state.display.classes_hidden = true;
  views.state.display.band = true;
  const NotingCanvas legend = views.legend();
  for (const char* const text :
       {"infarcted", "viable-ischaemic", "candidate zone, review only", "at a threshold", "±10 % of a threshold flips it"})
    EXPECT_FALSE(legend.says(text)) << text;
  EXPECT_TRUE(legend.says("mapping point"));
}

// A field of the map's own is shown as it stands in the file, whatever the analysis leaves unmapped.
TEST(Legend, DotsAreNamedWhereverAViewHasThem) {
  Views views;
  ASSERT_EQ(views.analysis.mapped_area_beyond_fill_mm2, 0);
  const std::string dots = "no point near";
  EXPECT_FALSE(views.legend().says(dots));
  Field field{"Thickness of my own", "mm"};
  field.values.assign(views.map.surface.vertices.size(), 8);
  views.map.surface.fields.push_back(field);
  views.state.views.front().overlay = {OverlayKind::kField, field.name};
  const auto farthest = std::max_element(views.analysis.distance_to_point_mm.begin(), views.analysis.distance_to_point_mm.end());
  views.analysis.settings.fill_distance_mm = *farthest / 2;
  EXPECT_TRUE(views.legend().says(dots));
  views.map.surface.fields.back().values.at(static_cast<std::size_t>(farthest - views.analysis.distance_to_point_mm.begin())) = NAN;
  views.analysis.settings.fill_distance_mm = *farthest * (1 - 1e-12);
  EXPECT_FALSE(views.legend().says(dots)) << "the only far place has no value";
  views.analysis.settings.fill_distance_mm = *farthest / 2;
  views.state.views.front().overlay = {OverlayKind::kCoverage};
  EXPECT_FALSE(views.legend().says(dots));
}

TEST(Legend, ItTakesAsManyLinesAsItsWidthAsksForAndStaysInside) {
  Views views;
  views.state.display.band = true;
  views.state.ghost = views.state.thresholds;
  double before = 0;
  for (const int width : {1600, 1000, 700, 540, 480}) {
    NotingCanvas canvas = views.legend(width);
    EXPECT_LE(canvas.right, width) << width;
    EXPECT_GE(canvas.bottom, before) << width;
    before = canvas.bottom;
  }
}

}  // namespace
}  // namespace viamyo
