// What a picture says of itself over all of its drawing: faint enough that a colour still matches its bar, light with a dark edge, so that it is seen on
// every ground.
#include <algorithm>
#include <array>
#include <cmath>

#include "pen.h"

namespace viamyo {
namespace {

//! Of the small texts, in pixels whatever the scale: a cut-out of kCutOut pixels each way holds a whole one wherever it is taken.
constexpr double kCutOut = 200;
constexpr double kSmallLetters = 12;
constexpr double kGap = 18;
constexpr double kLineGap = 8;
constexpr double kTitleHeight = 26;

struct Inks {
  double dark, light;  //!< opacities
};

void write_faint(Canvas& canvas, Point2 place, std::string_view text, double size, const Inks& inks) {
  const double edge = std::max(0.5, size * 0.035);
  for (const auto& [dx, dy] : {std::pair{-1, 0}, std::pair{1, 0}, std::pair{0, -1}, std::pair{0, 1}})
    canvas.text({place.x + dx * edge, place.y + dy * edge}, text, size, FontWeight::kSemiBold, {rgb_from_hex("#000000"), inks.dark});
  canvas.text(place, text, size, FontWeight::kSemiBold, {rgb_from_hex("#FFFFFF"), inks.light});
}

//! Once, large, in the middle: above a legend, beside no bar.
void draw_large(const Pen& pen, std::string_view text) {
  const double size = pen.px(std::clamp(pen.rect().width * 0.038 / pen.context().scale, kTextSize, 40.0));
  const double width = pen.canvas().text_width(text, size, FontWeight::kSemiBold);
  write_faint(pen.canvas(), pen.at((pen.rect().width - width) / 2, pen.rect().height * 0.42), text, size, {0.08, 0.2});
}

//! In rows, each of which begins half a step beside the one above; title and identity keep theirs. A window of kCutOut pixels each way holds two whole rows,
//! also where it begins at the title, and of one of the two a whole text: a step is at most twice what the window leaves beside a text.
void draw_small(const Pen& pen, const std::vector<std::string_view>& lines) {
  Canvas& canvas = pen.canvas();
  double width = 0;
  for (const std::string_view line : lines) width = std::max(width, canvas.text_width(line, kSmallLetters, FontWeight::kSemiBold));
  const double line_height = kSmallLetters * 1.2;
  const double height = line_height * static_cast<double>(lines.size());
  const double step = 2 * std::floor(std::min(width + kGap, 2 * (kCutOut - width)) / 2);  // whole pixels: all of them look the same
  const double margin = std::ceil(pen.px(kTitleHeight));
  const double row = std::max(height + kLineGap, std::floor((kCutOut - height - margin) / 2));
  int count = 0;
  for (double y = margin; y + height <= pen.rect().height - margin; y += std::floor(row), ++count) {
    for (double x = (count % 2 == 0 ? 0 : -step / 2) + kGap / 2; x < pen.rect().width; x += step) {
      if (x < 0 || x + width > pen.rect().width) continue;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const double indent = (width - canvas.text_width(lines[i], kSmallLetters, FontWeight::kSemiBold)) / 2;
        write_faint(canvas, pen.at(x + indent, y + line_height * static_cast<double>(i)), lines[i], kSmallLetters, {0.35, 0.7});
      }
    }
  }
}

}  // namespace

void draw_watermark(const Pen& pen) {
  const bool settled = is_settled(*pen.context().review);
  draw_large(pen, settled ? "FOR REVIEW ONLY" : "UNCONFIRMED \u2013 FOR REVIEW ONLY");
  draw_small(pen,
             settled ? std::vector<std::string_view>{"FOR REVIEW ONLY"} : std::vector<std::string_view>{"UNCONFIRMED", "FOR REVIEW ONLY"});
}

}  // namespace viamyo
