// A flat surface to draw on beside the scene: texts, bars, lines. One for pictures, one for the window, so that both look alike.
#pragma once

#include <span>
#include <string_view>

#include "viamyo/palette.h"

namespace viamyo {

struct Point2 {
  double x = 0;  //!< pixels from the left
  double y = 0;  //!< pixels from the top
};

struct Paint {
  Rgb colour;
  double alpha = 1;
};

enum class FontWeight : unsigned char { kRegular, kMedium, kSemiBold };

//! Positions and sizes are pixels of the target; callers multiply by their scale.
class Canvas {
 public:
  virtual ~Canvas() = default;

  //! Draws one line of UTF-8 text with its top left corner there; gives its width.
  virtual double text(Point2 at, std::string_view text, double size, FontWeight weight, const Paint& paint) = 0;
  [[nodiscard]] virtual double text_width(std::string_view text, double size, FontWeight weight) const = 0;
  virtual void fill_rect(Point2 at, double width, double height, double corner, const Paint& paint) = 0;
  //! A rectangle that runs from one colour at the bottom to another at the top (a step of a colour bar).
  virtual void fill_gradient(Point2 at, double width, double height, const Paint& bottom, const Paint& top) = 0;
  virtual void fill_polygon(std::span<const Point2> corners, const Paint& paint) = 0;  //!< convex
  virtual void fill_circle(Point2 centre, double radius, const Paint& paint) = 0;
  virtual void line(Point2 from, Point2 to, double width, const Paint& paint) = 0;
  virtual void circle(Point2 centre, double radius, double width, const Paint& paint) = 0;
};

}  // namespace viamyo
