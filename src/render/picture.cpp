#include "viamyo/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "annotations.h"
#include "cairo_canvas.h"
#include "pen.h"
#include "viamyo/errors.h"
#include "viamyo/presets.h"
#include "viamyo/version.h"

namespace viamyo {
namespace {

constexpr int kLargestSide = 8192;
constexpr double kHead = 34;  // heights at scale 1
constexpr double kBand = 28;
constexpr double kFoot = 62;
constexpr int kOversampling = 2;
constexpr std::string_view kNoMedicalDevice = "Research and education software, not a medical device";

//! Where everything of a picture stands.
struct Sheet {
  double scale;
  int head, band, foot, views_top, views_height;
};

Sheet lay_out(const PictureRequest& request) {
  if (request.width < kLeastPictureWidth || request.height < kLeastPictureHeight)
    throw UsageError(fmt::format("a picture of {}x{} is too small for a legible band; at least {}x{}", request.width, request.height,
                                 kLeastPictureWidth, kLeastPictureHeight));
  if (request.width > kLargestSide || request.height > kLargestSide)
    throw UsageError(fmt::format("a picture of {}x{} is too large; at most {} each way", request.width, request.height, kLargestSide));
  const double fits = std::min(request.width / 1280.0, request.height / 800.0);
  // Texts never shrink: a small picture has less room for the heart, not a smaller warning.
  const double scale = request.scale > 0 ? request.scale : std::max(1.0, std::round(fits * 4) / 4);
  const auto pixels = [scale](double at_scale_1) { return static_cast<int>(std::lround(at_scale_1 * scale)); };
  Sheet sheet{scale, pixels(kHead), pixels(kBand), pixels(kFoot), 0, 0};
  sheet.views_top = sheet.head + sheet.band;
  sheet.views_height = request.height - sheet.views_top - sheet.foot;
  if (sheet.views_height < 100 * scale || request.width < 360 * scale)
    throw UsageError(fmt::format("a picture of {}x{} has no room for texts at scale {}", request.width, request.height, scale));
  return sheet;
}

Paint solid(const Rgb& colour) { return {colour, 1}; }

void draw_head(const Pen& pen, const PictureRequest& request, const Sheet& sheet) {
  const Theme& theme = pen.theme();
  pen.canvas().fill_rect({0, 0}, request.width, sheet.head, 0, solid(theme.panel));
  const double top = (sheet.head - pen.px(kTextSize) * 1.25) / 2;
  const double name = pen.write({pen.px(14), top}, "Viamyo", kTextSize, FontWeight::kSemiBold, solid(theme.text));
  const double right = pen.write({request.width - pen.px(14), top + pen.px(1)},
                                 pen.fitted(kNoMedicalDevice, kCaptionSize, FontWeight::kRegular, request.width * 0.45), kCaptionSize,
                                 FontWeight::kRegular, solid(theme.second_text), Align::kRight);
  const double room = request.width - name - right - pen.px(14 * 2 + 16 * 2);
  pen.write({pen.px(14 + 16) + name, top + pen.px(0.5)}, pen.fitted(identity_text(*request.map), kSmallSize, FontWeight::kMedium, room),
            kSmallSize, FontWeight::kMedium, solid(theme.text));
}

void draw_band(const Pen& pen, const PictureRequest& request, const Sheet& sheet) {
  const Theme& theme = pen.theme();
  const bool settled = is_settled(request.review);
  pen.canvas().fill_rect({0, static_cast<double>(sheet.head)}, request.width, sheet.band, 0,
                         solid(settled ? theme.band_settled : theme.band_open));
  const std::string text = band_text(request.review, request.map->study.synthetic);
  pen.write({pen.px(14), sheet.head + (sheet.band - pen.px(kSmallSize) * 1.25) / 2},
            pen.fitted(text, kSmallSize, FontWeight::kSemiBold, request.width - pen.px(28)), kSmallSize, FontWeight::kSemiBold,
            solid(settled ? theme.band_settled_text : theme.band_open_text));
}

std::string source_text(const Analysis& analysis) {
  const Preset* const preset = find_preset(analysis.settings.preset);
  return preset != nullptr ? fmt::format("{}: {}", preset->title, preset->citation) : "Thresholds set by the user, no published preset";
}

void draw_foot(const Pen& pen, const PictureRequest& request, const Sheet& sheet) {
  const Theme& theme = pen.theme();
  const double top = request.height - sheet.foot;
  pen.canvas().fill_rect({0, top}, request.width, sheet.foot, 0, solid(theme.panel));
  const Analysis& analysis = *request.analysis;
  const std::string made = fmt::format("viamyo {} \u00B7 {}", kVersion, analysis.fingerprint.substr(0, 12));
  const double made_width = pen.write({request.width - pen.px(14), top + pen.px(6)}, made, kCaptionSize, FontWeight::kRegular,
                                      solid(theme.second_text), Align::kRight);
  const std::string thresholds =
      request.state.display.classes_hidden ? "Classes hidden" : thresholds_text(request.state.thresholds, analysis.settings.voltage);
  pen.write({pen.px(14), top + pen.px(5)}, pen.fitted(thresholds, kSmallSize, FontWeight::kMedium, request.width - made_width - pen.px(44)),
            kSmallSize, FontWeight::kMedium, solid(theme.text));
  double line = top + pen.px(24);
  for (const std::string& part : pen.wrapped(source_text(analysis), kCaptionSize, FontWeight::kRegular, request.width - pen.px(28), 2)) {
    pen.write({pen.px(14), line}, part, kCaptionSize, FontWeight::kRegular, solid(theme.second_text));
    line += pen.px(17);
  }
}

void draw_views(CairoCanvas& canvas, const PictureRequest& request, const Sheet& sheet) {
  Scene scene;
  scene.set_theme(theme(request.theme), request.transparent ? 0 : 1);
  scene.set_map(request.map, request.analysis);
  scene.draw(request.state, request.width, sheet.views_height, sheet.scale, kOversampling);
  canvas.image({0, static_cast<double>(sheet.views_top)}, scene.pixels(), request.transparent);
  const bool current = request.state.thresholds == request.analysis->thresholds;
  AnnotationContext context{request.map.get(),
                            request.analysis.get(),
                            &request.review,
                            &request.state,
                            &theme(request.theme),
                            &scene,
                            sheet.scale,
                            current,
                            true};
  std::vector<ViewRect> rects = view_rects(request.state.layout, request.width, sheet.views_height, gap_between_views(sheet.scale));
  for (std::size_t i = 0; i < rects.size(); ++i) {
    rects[i].y += sheet.views_top;
    annotate_view(canvas, context, static_cast<int>(i), rects[i]);
  }
}

}  // namespace

double picture_aspect(const PictureRequest& request) {
  const Sheet sheet = lay_out(request);
  const ViewRect first = view_rects(request.state.layout, request.width, sheet.views_height, gap_between_views(sheet.scale)).front();
  return static_cast<double>(first.width) / first.height;
}

Image render_picture(const PictureRequest& request) {
  const Sheet sheet = lay_out(request);
  const Theme& colours = theme(request.theme);
  CairoCanvas canvas(request.width, request.height, {colours.ground, request.transparent ? 0.0 : 1.0});
  draw_views(canvas, request, sheet);
  const AnnotationContext context{request.map.get(), request.analysis.get(), &request.review, &request.state, &colours, nullptr,
                                  sheet.scale};
  const ViewRect whole{0, 0, request.width, request.height};
  const Pen pen(canvas, context, 0, whole);
  draw_head(pen, request, sheet);
  draw_band(pen, request, sheet);
  draw_foot(pen, request, sheet);
  return canvas.finish();
}

std::vector<std::pair<std::string, std::string>> picture_texts(const PictureRequest& request) {
  const Study& study = request.map->study;
  return {{"viamyo:notice", std::string(kNotice)},
          {"viamyo:version", std::string(kVersion)},
          {"viamyo:map_id", study.map_id},
          {"viamyo:subject_id", study.subject_id},
          {"viamyo:synthetic", study.synthetic ? (*study.synthetic ? "yes" : "no") : "unknown"},
          {"viamyo:fingerprint", request.analysis->fingerprint},
          {"viamyo:review_status", request.state.thresholds == request.analysis->thresholds ? request.review.status : "unconfirmed"},
          {"viamyo:log_head", request.review.log_head},
          {"viamyo:thresholds", thresholds_text(request.state.thresholds, request.analysis->settings.voltage)}};
}

}  // namespace viamyo
