// What a picture says of itself over all of its drawing: light with a dark edge, so that it is seen on every ground, and small, so that the colours between
// still match their bar.
#include <algorithm>
#include <array>
#include <cmath>

#include "annotation_painter.h"

namespace viamyo {
namespace {

//! In pixels whatever the scale: a cut-out of kCutOut pixels each way holds a whole one wherever it is taken.
constexpr double kCutOut = 200;
constexpr double kLetters = 12;
constexpr double kGap = 18;
constexpr double kLineGap = 8;
constexpr double kTitleHeight = 34;
constexpr double kNear = 24;  // pixels from the heart

// Opacities of letters and of their edge.
constexpr double kLight = 0.6;
constexpr double kDark = 0.35;

void write_faint(Canvas& canvas, Point2 place, std::string_view text, double size) {
  const double edge = std::max(0.5, size * 0.035);
  for (const auto& [dx, dy] : {std::pair{-1, 0}, std::pair{1, 0}, std::pair{0, -1}, std::pair{0, 1}})
    canvas.text({place.x + dx * edge, place.y + dy * edge}, text, size, FontWeight::kSemiBold, {rgb_from_hex("#000000"), kDark});
  canvas.text(place, text, size, FontWeight::kSemiBold, {rgb_from_hex("#FFFFFF"), kLight});
}

//! Whether there is heart under a text or near it, so that a cut-out of the heart's edge has one as well. Without a scene it may be anywhere.
bool is_near_heart(const AnnotationPainter& pen, double left, double top, double width, double height) {
  const Scene* const scene = pen.context().scene;
  if (scene == nullptr) return true;
  constexpr int kSteps = 4;
  for (int i = 0; i <= kSteps; ++i) {
    for (int j = 0; j <= kSteps; ++j) {
      const double x = left - kNear + (width + 2 * kNear) * i / kSteps;
      const double y = top - kNear + (height + 2 * kNear) * j / kSteps;
      if (scene->pick(pen.view_index(), x, y).has_value()) return true;
    }
  }
  return false;
}

//! In rows, each of which begins half a step beside the one above; title and identity keep theirs. A window of kCutOut pixels each way holds two whole rows,
//! also where it begins at the title, and of one of the two a whole text: a step is at most twice what the window leaves beside a text.
void draw_rows(const AnnotationPainter& pen, const std::vector<std::string_view>& lines) {
  Canvas& canvas = pen.canvas();
  double width = 0;
  for (const std::string_view line : lines) width = std::max(width, canvas.text_width(line, kLetters, FontWeight::kSemiBold));
  const double line_height = kLetters * 1.2;
  const double height = line_height * static_cast<double>(lines.size());
  const double step = 2 * std::floor(std::min(width + kGap, 2 * (kCutOut - width)) / 2);  // whole pixels: all of them look the same
  const double margin = std::ceil(pen.px(kTitleHeight));
  const double row = std::floor(std::max(height + kLineGap, (kCutOut - height - margin) / 2));
  for (int r = 0; margin + r * row + height <= pen.rect().height - margin; ++r) {
    const double y = margin + r * row;
    const double first = (r % 2 == 0 ? 0 : step / 2) + kGap / 2;
    for (int c = 0; first + c * step + width <= pen.rect().width; ++c) {
      const double x = first + c * step;
      if (!is_near_heart(pen, x, y, width, height)) continue;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const double indent = (width - canvas.text_width(lines[i], kLetters, FontWeight::kSemiBold)) / 2;
        write_faint(canvas, pen.at(x + indent, y + line_height * static_cast<double>(i)), lines[i], kLetters);
      }
    }
  }
}

}  // namespace

void draw_watermark(const AnnotationPainter& pen) {
  const bool settled = is_settled(*pen.context().review);
  draw_rows(pen,
            settled ? std::vector<std::string_view>{"FOR REVIEW ONLY"} : std::vector<std::string_view>{"UNCONFIRMED", "FOR REVIEW ONLY"});
}

}  // namespace viamyo
