#include "sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cairo_canvas.h"
#include "pen.h"
#include "viamyo/errors.h"
#include "viamyo/presets.h"
#include "viamyo/untold.h"

namespace viamyo {
namespace {

constexpr int kLargestSide = 8192;
constexpr double kHead = 34;  // heights at scale 1
constexpr double kBand = 10;  // and its lines
constexpr double kBandLine = 18;
constexpr double kFoot = 10;
constexpr double kThresholdLine = 18;
constexpr double kFootLine = 17;
constexpr std::size_t kMostThresholdLines = 3;
constexpr std::size_t kMostSourceLines = 3;
constexpr double kLeastViewWidth = 360;
constexpr double kLeastWidthBesideLegend = 270;
constexpr double kLeastViewHeight = 180;
constexpr double kLeastShrunkHeight = 90;  // beside a long band; below it a view has no room for its texts
constexpr double kLeastShrunkBullseye = 200;
constexpr std::size_t kUsualBandLines = 2;
constexpr double kLeastBullseyeHeight = 295;

double scale_of(const PictureRequest& request) {
  if (request.width < kLeastPictureWidth || request.height < kLeastPictureHeight)
    throw UsageError(fmt::format("a picture of {}x{} is too small for a legible band; at least {}x{}", request.width, request.height,
                                 kLeastPictureWidth, kLeastPictureHeight));
  if (request.width > kLargestSide || request.height > kLargestSide)
    throw UsageError(fmt::format("a picture of {}x{} is too large; at most {} each way", request.width, request.height, kLargestSide));
  if (request.scale > 0) return request.scale;
  // Texts never shrink: a small picture has less room for the heart, not a smaller warning.
  const double fits = std::min(request.width / 1280.0, request.height / 800.0);
  return std::max(1.0, std::round(fits * 4) / 4);
}

std::string source_text(const Analysis& analysis) {
  const Preset* const preset = find_preset(analysis.settings.preset);
  return preset != nullptr ? fmt::format("{}: {}", preset->title, preset->citation) : "Thresholds set by the user, no published preset";
}

std::string shown_thresholds(const PictureRequest& request) {
  if (!request.analysis->criteria) return "No voltage in this map: nothing is classified";
  if (request.state.display.classes_hidden) return "Classes hidden";
  return thresholds_text(request.state.thresholds, request.analysis->settings.voltage);
}

//! With the views in what the other parts leave.
bool has_room(const PictureRequest& request, Sheet& sheet) {
  const auto pixels = [&](double at_scale_1) { return at_scale_1 * sheet.scale; };
  sheet.views = request.height - sheet.head - sheet.band - sheet.legend - sheet.foot;
  const bool polar = request.state.layout == Layout::kQuad || request.state.layout == Layout::kBullseye;
  const double least_width = pixels(sheet.legend_column > 0 ? kLeastWidthBesideLegend : kLeastViewWidth);
  // A long band makes the views smaller before a picture is refused for it.
  const bool long_band = sheet.band_lines.size() > kUsualBandLines;
  const double least_height =
      pixels(long_band ? (polar ? kLeastShrunkBullseye : kLeastShrunkHeight) : (polar ? kLeastBullseyeHeight : kLeastViewHeight));
  return sheet.views > 0 && std::ranges::all_of(view_rects(request, sheet), [&](const ViewRect& rect) {
           return rect.width >= least_width && rect.height >= least_height;
         });
}

void size_legend(Canvas& canvas, const PictureRequest& request, Sheet& sheet) {
  SceneState state = request.state;
  state.rejected = rejected_of(shown_review(request));
  AnnotationContext context;
  context.map = request.map.get();
  context.analysis = request.analysis.get();
  context.state = &state;
  context.scale = sheet.scale;
  context.current = state.thresholds == request.analysis->thresholds;
  const auto whole = [](double pixels) { return static_cast<int>(std::ceil(pixels)); };
  sheet.legend = whole(legend_height(canvas, context, request.width));
  if (has_room(request, sheet)) return;
  sheet.legend = 0;
  sheet.legend_column = whole(legend_column_width(canvas, context));
}

}  // namespace

ReviewState shown_review(const PictureRequest& request) {
  return request.state.thresholds == request.analysis->thresholds ? request.review : review_state(*request.analysis);
}

Sheet lay_out(const PictureRequest& request) {
  Sheet sheet;
  sheet.scale = scale_of(request);
  CairoCanvas measure(1, 1, {});
  AnnotationContext context;
  context.scale = sheet.scale;
  const ViewRect whole{0, 0, request.width, request.height};
  const Pen pen(measure, context, 0, whole);
  const double room = request.width - pen.px(28);
  const auto pixels = [&](double at_scale_1) { return static_cast<int>(std::lround(pen.px(at_scale_1))); };
  // The band is never cut short: it gets as many lines as it takes.
  sheet.band_lines =
      pen.wrapped(band_text(shown_review(request), request.map->study.synthetic) + untold_sentence(*request.map, request.analysis->support),
                  kSmallSize, FontWeight::kSemiBold, room);
  sheet.threshold_lines = pen.wrapped(shown_thresholds(request), kSmallSize, FontWeight::kMedium, room, kMostThresholdLines);
  sheet.source_lines = pen.wrapped(source_text(*request.analysis), kCaptionSize, FontWeight::kRegular, room, kMostSourceLines);
  sheet.head = pixels(kHead);
  sheet.band = pixels(kBand + kBandLine * static_cast<double>(sheet.band_lines.size()));
  sheet.foot = pixels(kFoot + kThresholdLine * static_cast<double>(sheet.threshold_lines.size()) +
                      kFootLine * static_cast<double>(sheet.source_lines.size()));
  size_legend(measure, request, sheet);
  if (has_room(request, sheet)) return sheet;
  throw UsageError(
      fmt::format("a picture of {}x{} has no room for the texts of layout {} at scale {:.4g}; a larger size, another layout "
                  "or a smaller scale has",
                  request.width, request.height, to_string(request.state.layout), sheet.scale));
}

std::vector<ViewRect> view_rects(const PictureRequest& request, const Sheet& sheet) {
  std::vector<ViewRect> rects =
      view_rects(request.state.layout, request.width - sheet.legend_column, sheet.views, gap_between_views(sheet.scale));
  for (ViewRect& rect : rects) rect.y += sheet.views_top();
  return rects;
}

}  // namespace viamyo
