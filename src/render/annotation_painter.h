// What every annotation needs: a canvas, the theme, and sizes that follow the scale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotations.h"
#include "canvas.h"

namespace viamyo {

enum class Align : unsigned char { kLeft, kCentre, kRight };

//! Sizes of texts at scale 1; nothing is ever smaller.
inline constexpr double kTextSize = 14;
inline constexpr double kSmallSize = 13;
inline constexpr double kCaptionSize = 12;
inline constexpr double kMargin = 12;
inline constexpr double kIdentityLine = 15;

//! Draws in one view's rectangle.
class AnnotationPainter {
 public:
  AnnotationPainter(Canvas& canvas, const AnnotationContext& context, int view, const ViewRect& rect)
      : canvas_(canvas), context_(context), view_(view), rect_(rect) {}

  [[nodiscard]] Canvas& canvas() const { return canvas_; }
  [[nodiscard]] const AnnotationContext& context() const { return context_; }
  [[nodiscard]] const View& view() const { return context_.state->views[static_cast<std::size_t>(view_)]; }
  [[nodiscard]] int view_index() const { return view_; }
  [[nodiscard]] const ViewRect& rect() const { return rect_; }
  [[nodiscard]] double px(double at_scale_1) const { return at_scale_1 * context_.scale; }
  [[nodiscard]] const Theme& theme() const { return *context_.theme; }
  //! A place in the view as a place of the canvas.
  [[nodiscard]] Point2 at(double x, double y) const { return {rect_.x + x, rect_.y + y}; }

  //! One line; `place` is its top left, top middle or top right corner in the view. Gives its width.
  double write(Point2 place, std::string_view text, double size, FontWeight weight, const Paint& paint, Align align = Align::kLeft) const;
  //! The text, or as much of it as fits, ending in an ellipsis.
  [[nodiscard]] std::string fitted(std::string_view text, double size, FontWeight weight, double width) const;
  //! The text in lines at most that wide, as many as it takes: broken at spaces, and within a word that is wider than a line. Nothing is cut.
  [[nodiscard]] std::vector<std::string> wrapped(std::string_view text, double size, FontWeight weight, double width) const;
  //! The text in lines at most that wide, broken at spaces; what does not fit in `most` lines ends in an ellipsis.
  [[nodiscard]] std::vector<std::string> wrapped(std::string_view text, double size, FontWeight weight, double width,
                                                 std::size_t most) const;
  //! The ground, almost opaque, under texts: seen only where the heart reaches behind them (from near, from inside).
  void backing(Point2 corner, double width, double height, double round = 0) const;
  //! The same, quite opaque: under words that stand where the watermark runs.
  void ground(Point2 corner, double width, double height, double round) const;
  //! Text on a dark pill, readable on any colour; centred there. Gives the pill's width.
  double label(Point2 centre, std::string_view text, double size, const Rgb& colour) const;

 private:
  [[nodiscard]] std::size_t end_of_line(std::string_view text, double size, FontWeight weight, double width) const;

  Canvas& canvas_;
  const AnnotationContext& context_;
  int view_;
  const ViewRect& rect_;
};

// Each draws one kind of annotation (one file each).
void draw_colour_bar(const AnnotationPainter& pen);
//! The ground over colours of the surface, as much of it as the surface lets through: nothing while that is opaque.
void veil(const AnnotationPainter& pen, Point2 corner, double width, double height);
//! What the dark dots mean over a surface that has values where no point is near; empty where it has none.
std::string far_dots_text(const Map& map, const Analysis& analysis, const Overlay& overlay);
void draw_orientation_marker(const AnnotationPainter& pen);
void draw_bullseye_texts(const AnnotationPainter& pen);
void draw_labels(const AnnotationPainter& pen);
//! Over the whole view, so that no cut-out of it loses what it is.
void draw_watermark(const AnnotationPainter& pen);

//! Whose map a view shows, and from where: at its foot, in two lines where one is too short.
std::vector<std::string> identity_lines(const AnnotationPainter& pen);

}  // namespace viamyo
