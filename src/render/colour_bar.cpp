// Colour bars: the palette of a view, its range and unit, and where thresholds lie on it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "annotation_painter.h"

namespace viamyo {
namespace {

constexpr double kBarWidth = 12;
constexpr double kRoom = 60;  // of bar and numbers
constexpr int kSteps = 64;

struct Bar {
  double x, top, height;  // pixels in the view
  DisplayRange range;

  [[nodiscard]] double y_of(double value) const { return top + height * (1 - (value - range.low) / (range.high - range.low)); }
};

Bar place_bar(const AnnotationPainter& pen) {
  const ViewRect& rect = pen.rect();
  // Above stand the title in one line or two and the high end's number, below the low end's and the scale bar.
  const double head = pen.px(66);
  const double foot = pen.px(62);
  const double height = std::min({0.66 * rect.height, pen.px(420), rect.height - head - foot});
  const double top = std::clamp((rect.height - height) / 2, head, std::max(head, rect.height - foot - height));
  return {rect.width - pen.px(kMargin + kBarWidth), top, height, range_of(*pen.context().state, pen.view().overlay, *pen.context().map)};
}

void draw_colours(const AnnotationPainter& pen, const Bar& bar) {
  const Palette& palette = palette_of(*pen.context().state, pen.view().overlay);
  // Agreement comes in whole numbers: as many steps as there are.
  const bool whole = pen.view().overlay.kind == OverlayKind::kAgreement;
  const int steps = whole ? static_cast<int>(bar.range.high - bar.range.low) + 1 : kSteps;
  for (int i = 0; i < steps; ++i) {
    const double low = static_cast<double>(i) / steps;
    const double high = static_cast<double>(i + 1) / steps;
    const Rgb bottom = colour_at(palette, whole ? static_cast<double>(i) / (steps - 1) : low);
    const Rgb top = whole ? bottom : colour_at(palette, high);
    // Whole pixels, so that no seam is seen between steps.
    const double from = std::round(bar.top + bar.height * (1 - high));
    const double to = std::round(bar.top + bar.height * (1 - low));
    pen.canvas().fill_gradient(pen.at(bar.x, from), pen.px(kBarWidth), to - from, {bottom}, {top});
  }
  const double top = std::round(bar.top);
  veil(pen, pen.at(bar.x, top), pen.px(kBarWidth), std::round(bar.top + bar.height) - top);
}

struct Mark {
  double value;
  bool is_threshold;
};

//! Thresholds first, then round numbers where there is room between them.
std::vector<Mark> marks_of(const AnnotationPainter& pen, const Bar& bar) {
  const SceneState& state = *pen.context().state;
  std::vector<Mark> marks;
  const OverlayKind kind = pen.view().overlay.kind;
  const bool bipolar = pen.context().analysis->settings.voltage == VoltageKind::kBipolar;
  if (!state.display.classes_hidden && kind == (bipolar ? OverlayKind::kBipolar : OverlayKind::kUnipolar)) {
    marks.push_back({static_cast<double>(state.thresholds.voltage_viable_mV), true});
    marks.push_back({static_cast<double>(state.thresholds.voltage_infarct_mV), true});
  }
  if (!state.display.classes_hidden && kind == OverlayKind::kShortening && state.thresholds.criteria == Criteria::kElectromechanical)
    marks.push_back({static_cast<double>(state.thresholds.shortening_ischemic_percent), true});
  const double span = bar.range.high - bar.range.low;
  const double power = std::pow(10, std::floor(std::log10(span / 4)));
  const double step = span / power > 20 ? 5 * power : (span / power > 10 ? 2 * power : power);
  const double first = std::ceil(bar.range.low / step);
  constexpr int kMaxMarks = 40;  // a step takes at least a twentieth of the span
  for (int i = 0; i < kMaxMarks && (first + i) * step < bar.range.high; ++i) marks.push_back({(first + i) * step, false});
  return marks;
}

//! What an end of the bar means, on a ground as wide as its words.
void write_end(const AnnotationPainter& pen, const Bar& bar, double top, const std::string& words) {
  const double width = pen.canvas().text_width(words, pen.px(kCaptionSize), FontWeight::kRegular);
  const double right = bar.x + pen.px(kBarWidth);
  pen.ground({std::min(right - width, pen.rect().width - pen.px(kRoom)) - pen.px(4), top - pen.px(3)},
             std::max(width + pen.px(kMargin), pen.px(kRoom)), pen.px(kCaptionSize * 1.25 + 6), pen.px(4));
  pen.write({right, top}, words, kCaptionSize, FontWeight::kRegular, {pen.theme().text}, Align::kRight);
}

}  // namespace

void draw_colour_bar(const AnnotationPainter& pen) {
  const Bar bar = place_bar(pen);
  if (!(bar.range.high > bar.range.low)) return;
  const double line = pen.px(kCaptionSize * 1.25);
  const double left = pen.rect().width - pen.px(kRoom);
  pen.ground({left, bar.top - pen.px(4)}, pen.px(kRoom - 4), bar.height + pen.px(8), pen.px(4));
  draw_colours(pen, bar);
  const OverlayTexts texts = texts_of(pen.view().overlay, *pen.context().map);
  const Theme& theme = pen.theme();
  const double right = bar.x - pen.px(6);
  write_end(pen, bar, bar.top - line - pen.px(2), fmt::format("{} {} {}", short_number(bar.range.high), texts.unit, texts.high_word));
  write_end(pen, bar, bar.top + bar.height + pen.px(3), fmt::format("{} {}", short_number(bar.range.low), texts.low_word));
  std::vector<double> taken;
  for (const Mark& mark : marks_of(pen, bar)) {
    const double y = bar.y_of(mark.value);
    if (y < bar.top - 1 || y > bar.top + bar.height + 1) continue;
    const bool free = std::none_of(taken.begin(), taken.end(), [&](double other) { return std::abs(other - y) < line; });
    const bool at_end = y - bar.top < line * 0.6 || bar.top + bar.height - y < line * 0.6;
    if (!mark.is_threshold && (!free || at_end)) continue;
    const Paint paint{mark.is_threshold ? theme.text : theme.second_text};
    if (mark.is_threshold) {
      pen.canvas().line(pen.at(bar.x - pen.px(4), y), pen.at(bar.x + pen.px(kBarWidth + 2), y), pen.px(4), {theme.ground});
      pen.canvas().line(pen.at(bar.x - pen.px(4), y), pen.at(bar.x + pen.px(kBarWidth + 2), y), pen.px(2), paint);
    }
    if (!free) continue;  // two thresholds close together: both are marked, one is named
    taken.push_back(y);
    pen.write({right, y - line / 2}, short_number(mark.value), kCaptionSize,
              mark.is_threshold ? FontWeight::kSemiBold : FontWeight::kRegular, paint, Align::kRight);
  }
}

}  // namespace viamyo
