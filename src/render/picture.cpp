#include "viamyo/picture.h"

#include <fmt/format.h>

#include <algorithm>

#include "annotation_painter.h"
#include "annotations.h"
#include "cairo_canvas.h"
#include "sheet.h"
#include "viamyo/picture_options.h"
#include "viamyo/review_counts.h"
#include "viamyo/version.h"

namespace viamyo {
namespace {

constexpr int kOversampling = 2;
constexpr std::string_view kNoMedicalDevice = "Research and education software, not a medical device";

Paint solid(const Rgb& colour) { return {colour, 1}; }

void draw_head(const AnnotationPainter& pen, const PictureRequest& request, const Sheet& sheet) {
  const Theme& theme = pen.theme();
  pen.canvas().fill_rect({0, 0}, request.width, sheet.head, 0, solid(theme.panel));
  const double top = (sheet.head - pen.px(kTextSize) * 1.25) / 2;
  const double name = pen.write({pen.px(14), top}, "Viamyo", kTextSize, FontWeight::kSemiBold, solid(theme.text));
  const std::string identity = identity_text(*request.map, request.analysis->support);
  double room = request.width - name - pen.px(14 * 2 + 16);
  // Where there is no room for both, the band alone says what this is not: whose map it is goes first.
  const double notice = pen.canvas().text_width(kNoMedicalDevice, pen.px(kCaptionSize), FontWeight::kRegular) + pen.px(16);
  if (pen.canvas().text_width(identity, pen.px(kSmallSize), FontWeight::kMedium) + notice <= room) {
    pen.write({request.width - pen.px(14), top + pen.px(1)}, kNoMedicalDevice, kCaptionSize, FontWeight::kRegular, solid(theme.second_text),
              Align::kRight);
    room -= notice;
  }
  pen.write({pen.px(14 + 16) + name, top + pen.px(0.5)}, pen.fitted(identity, kSmallSize, FontWeight::kMedium, room), kSmallSize,
            FontWeight::kMedium, solid(theme.text));
}

//! Lines of text one below the other, in the middle of the height.
void write_lines(const AnnotationPainter& pen, const std::vector<std::string>& lines, double top, double height, double step, double size,
                 FontWeight weight, const Paint& paint) {
  double y = top + (height - step * static_cast<double>(lines.size())) / 2 + (step - pen.px(size) * 1.25) / 2;
  for (const std::string& line : lines) {
    pen.write({pen.px(14), y}, line, size, weight, paint);
    y += step;
  }
}

void draw_band(const AnnotationPainter& pen, const PictureRequest& request, const Sheet& sheet) {
  const Theme& theme = pen.theme();
  const bool settled = is_confirmed(*pen.context().review);  // reviewed is not confirmed, and never looks so
  pen.canvas().fill_rect({0, static_cast<double>(sheet.head)}, request.width, sheet.band, 0,
                         solid(settled ? theme.band_settled : theme.band_open));
  write_lines(pen, sheet.band_lines, sheet.head, sheet.band, pen.px(18), kSmallSize, FontWeight::kSemiBold,
              solid(settled ? theme.band_settled_text : theme.band_open_text));
}

void draw_foot(const AnnotationPainter& pen, const PictureRequest& request, const Sheet& sheet) {
  const Theme& theme = pen.theme();
  const double top = request.height - sheet.foot;
  pen.canvas().fill_rect({0, top}, request.width, sheet.foot, 0, solid(theme.panel));
  const double thresholds = pen.px(18) * static_cast<double>(sheet.threshold_lines.size());
  write_lines(pen, sheet.threshold_lines, top + pen.px(4), thresholds, pen.px(18), kSmallSize, FontWeight::kMedium, solid(theme.text));
  const double source = pen.px(17) * static_cast<double>(sheet.source_lines.size());
  write_lines(pen, sheet.source_lines, top + pen.px(5) + thresholds, source, pen.px(17), kCaptionSize, FontWeight::kRegular,
              solid(theme.second_text));
  const double made = sheet.made_is_below ? 5 + (17 - 1.25 * kCaptionSize) / 2 - 17 : 6;
  pen.write({request.width - pen.px(14), top + pen.px(made) + (sheet.made_is_below ? thresholds + source : 0)}, sheet.made, kCaptionSize,
            FontWeight::kRegular, solid(theme.second_text), Align::kRight);
}

void draw_views(CairoCanvas& canvas, const PictureRequest& request, const Sheet& sheet, const AnnotationContext& around) {
  Scene scene;
  scene.set_theme(*around.theme, request.transparent ? 0 : 1);
  scene.set_map(request.map, request.analysis);
  scene.draw(*around.state, request.width - sheet.legend_column, sheet.views, sheet.scale, kOversampling);
  canvas.image({0, static_cast<double>(sheet.views_top())}, scene.pixels(), request.transparent);
  AnnotationContext context = around;
  context.scene = &scene;
  const std::vector<ViewRect> rects = view_rects(request, sheet);
  for (std::size_t i = 0; i < rects.size(); ++i) annotate_view(canvas, context, static_cast<int>(i), rects[i]);
  if (sheet.legend_column > 0) {
    const ViewRect column{request.width - sheet.legend_column, sheet.views_top(), sheet.legend_column, sheet.views};
    canvas.fill_rect({static_cast<double>(column.x), static_cast<double>(column.y)}, column.width, column.height, 0,
                     solid(around.theme->panel));
    annotate_legend_column(canvas, context, column);
  }
  if (sheet.legend == 0) return;
  const ViewRect legend{0, sheet.views_top() + sheet.views, request.width, sheet.legend};
  canvas.fill_rect({0, static_cast<double>(legend.y)}, legend.width, legend.height, 0, solid(around.theme->panel));
  annotate_legend(canvas, context, legend);
}

}  // namespace

double picture_aspect(const PictureRequest& request) {
  const ViewRect first = view_rects(request, lay_out(request)).front();
  return static_cast<double>(first.width) / first.height;
}

double picture_zoom(const PictureRequest& request) {
  const Sheet sheet = lay_out(request);
  // fit_camera leaves a tenth of the height free above and below; the title and the identity take this much.
  constexpr double kTitle = 32;
  const double free = 1 - 2 * kTitle * sheet.scale / view_rects(request, sheet).front().height;
  return std::min(1.0, free / 0.8);
}

Image render_picture(const PictureRequest& request) {
  const Sheet sheet = lay_out(request);
  const ReviewState review = shown_review(request);
  SceneState state = request.state;
  state.rejected = rejected_of(review);  // never the caller's choice
  AnnotationContext context;
  context.map = request.map.get();
  context.analysis = request.analysis.get();
  context.review = &review;
  context.state = &state;
  context.theme = &theme(request.theme);
  context.scale = sheet.scale;
  context.current = request.state.thresholds == request.analysis->thresholds;
  context.watermark = true;
  CairoCanvas canvas(request.width, request.height, {context.theme->ground, request.transparent ? 0.0 : 1.0});
  draw_views(canvas, request, sheet, context);
  const ViewRect whole{0, 0, request.width, request.height};
  const AnnotationPainter pen(canvas, context, 0, whole);
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
          {"viamyo:support", std::string(to_string(request.analysis->support))},
          {"viamyo:chamber", study.chamber.empty() ? "not told" : study.chamber},
          {"viamyo:fingerprint", request.analysis->fingerprint},
          {"viamyo:review_status", std::string(to_string(shown_review(request).status))},
          {"viamyo:review_items", counts_text(shown_review(request).counts)},
          {"viamyo:log_head", request.review.log_head},
          {"viamyo:preset", request.analysis->settings.preset},
          {"viamyo:thresholds", thresholds_text(request.state.thresholds, request.analysis->settings.voltage)},
          {"viamyo:options", picture_options(request)}};
}

}  // namespace viamyo
