#include "sheet.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "annotation_painter.h"
#include "cairo_canvas.h"
#include "viamyo/errors.h"
#include "viamyo/presets.h"
#include "viamyo/untold.h"
#include "viamyo/version.h"

namespace viamyo {
namespace {

constexpr int kLargestSide = 8192;
constexpr double kHead = 34;  // heights at scale 1
constexpr double kBand = 10;  // and its lines
constexpr double kBandLine = 18;
constexpr double kFoot = 10;
constexpr double kThresholdLine = 18;
constexpr double kFootLine = 17;
constexpr std::size_t kMaxThresholdLines = 3;
constexpr std::size_t kMaxSourceLines = 3;
constexpr double kMinViewWidth = 360;
constexpr double kMinWidthBesideLegend = 270;
constexpr double kMinViewHeight = 180;
constexpr double kMinShrunkHeight = 90;  // beside a long band; below it a view has no room for its texts
constexpr double kMinShrunkBullseye = 200;
constexpr std::size_t kUsualBandLines = 2;
constexpr double kMinBullseyeHeight = 295;

double scale_of(const PictureRequest& request) {
  if (request.width < kMinPictureWidth || request.height < kMinPictureHeight)
    throw UsageError(fmt::format("a picture of {}x{} is too small for a legible band; at least {}x{}", request.width, request.height,
                                 kMinPictureWidth, kMinPictureHeight));
  if (request.width > kLargestSide || request.height > kLargestSide)
    throw UsageError(fmt::format("a picture of {}x{} is too large; at most {} each way", request.width, request.height, kLargestSide));
  if (request.scale > 0 && request.scale < 1)
    throw UsageError(fmt::format("scale {:.4g} makes texts smaller than {} pixels; at least 1", request.scale, kCaptionSize));
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
  const double least_width = pixels(sheet.legend_column > 0 ? kMinWidthBesideLegend : kMinViewWidth);
  // A long band makes the views smaller before a picture is refused for it.
  const bool long_band = sheet.band_lines.size() > kUsualBandLines;
  const double least_height =
      pixels(long_band ? (polar ? kMinShrunkBullseye : kMinShrunkHeight) : (polar ? kMinBullseyeHeight : kMinViewHeight));
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
  const bool without = has_room(request, sheet);  // which tells the height of the views
  sheet.legend_column = whole(legend_column_width(canvas, context, std::max(sheet.views, 0)));
  // Marks alone make no picture impossible.
  if (without && !needs_legend(context) && !has_room(request, sheet)) sheet.legend_column = 0;
}

//! Beside the thresholds, or else beside the last line of their source.
void place_made(const AnnotationPainter& pen, const PictureRequest& request, double room, Sheet& sheet) {
  sheet.made = fmt::format("viamyo {} \u00B7 {}", kVersion, request.analysis->fingerprint.substr(0, 12));
  const auto width = [&](const std::string& text, double size, FontWeight weight) {
    return pen.canvas().text_width(text, pen.px(size), weight);
  };
  const double beside = room - pen.px(16) - width(sheet.made, kCaptionSize, FontWeight::kRegular);
  sheet.made_is_below = width(sheet.threshold_lines.front(), kSmallSize, FontWeight::kMedium) > beside;
  if (!sheet.made_is_below || width(sheet.source_lines.back(), kCaptionSize, FontWeight::kRegular) <= beside) return;
  if (sheet.source_lines.size() < kMaxSourceLines) {
    sheet.source_lines.emplace_back();
  } else {
    sheet.source_lines.back() = pen.fitted(sheet.source_lines.back(), kCaptionSize, FontWeight::kRegular, beside);
  }
}

//! Nothing where there is no room for legible texts.
std::optional<Sheet> sheet_with_room(const PictureRequest& request) {
  Sheet sheet;
  sheet.scale = scale_of(request);
  CairoCanvas measure(1, 1, {});
  AnnotationContext context;
  context.scale = sheet.scale;
  const ViewRect whole{0, 0, request.width, request.height};
  const AnnotationPainter pen(measure, context, 0, whole);
  const double room = request.width - pen.px(28);
  const auto pixels = [&](double at_scale_1) { return static_cast<int>(std::lround(pen.px(at_scale_1))); };
  // The band is never cut short: it gets as many lines as it takes.
  sheet.band_lines =
      pen.wrapped(band_text(shown_review(request), request.map->study.synthetic) + untold_sentence(*request.map, request.analysis->support),
                  kSmallSize, FontWeight::kSemiBold, room);
  sheet.threshold_lines = pen.wrapped(shown_thresholds(request), kSmallSize, FontWeight::kMedium, room, kMaxThresholdLines);
  sheet.source_lines = pen.wrapped(source_text(*request.analysis), kCaptionSize, FontWeight::kRegular, room, kMaxSourceLines);
  place_made(pen, request, room, sheet);
  sheet.head = pixels(kHead);
  sheet.band = pixels(kBand + kBandLine * static_cast<double>(sheet.band_lines.size()));
  sheet.foot = pixels(kFoot + kThresholdLine * static_cast<double>(sheet.threshold_lines.size()) +
                      kFootLine * static_cast<double>(sheet.source_lines.size()));
  size_legend(measure, request, sheet);
  return has_room(request, sheet) ? std::optional(sheet) : std::nullopt;
}

//! The least size of the same shape, in tens of pixels, that has room; empty where none has.
std::string size_with_room(PictureRequest request) {
  const PictureRequest asked = request;
  const auto larger = [](int pixels, int percent) { return (pixels * percent + 999) / 1000 * 10; };
  for (int percent = 102; larger(std::max(asked.width, asked.height), percent) <= kLargestSide; percent += 2) {
    request.width = larger(asked.width, percent);
    request.height = larger(asked.height, percent);
    if (sheet_with_room(request)) return fmt::format("a size of {}x{}", request.width, request.height);
  }
  return {};
}

//! "a size of 980x740 or layout single": each of them drawn with all else as it was asked for.
std::string what_has_room(const PictureRequest& request, double scale) {
  std::vector<std::string> known;
  if (std::string size = size_with_room(request); !size.empty()) known.push_back(std::move(size));
  PictureRequest other = request;
  other.state.layout = Layout::kSingle;
  if (request.state.layout != Layout::kSingle && sheet_with_room(other)) known.emplace_back("layout single");
  other = request;
  other.scale = 1;
  if (scale > 1 && sheet_with_room(other)) known.emplace_back("scale 1");
  return fmt::format("{}", fmt::join(known, " or "));
}

}  // namespace

ReviewState shown_review(const PictureRequest& request) {
  return request.state.thresholds == request.analysis->thresholds ? request.review : review_state(*request.analysis);
}

Sheet lay_out(const PictureRequest& request) {
  if (std::optional<Sheet> sheet = sheet_with_room(request)) return *std::move(sheet);
  const double scale = scale_of(request);
  const std::string others = what_has_room(request, scale);
  throw UsageError(fmt::format("a picture of {}x{} has no room for the texts of layout {} at scale {:.4g}{}", request.width, request.height,
                               to_string(request.state.layout), scale, others.empty() ? "" : "; " + others + " has"));
}

std::vector<ViewRect> view_rects(const PictureRequest& request, const Sheet& sheet) {
  std::vector<ViewRect> rects =
      view_rects(request.state.layout, request.width - sheet.legend_column, sheet.views, gap_between_views(sheet.scale));
  for (ViewRect& rect : rects) rect.y += sheet.views_top();
  return rects;
}

}  // namespace viamyo
