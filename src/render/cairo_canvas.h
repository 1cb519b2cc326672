// A canvas on a picture in memory, drawn by Cairo: the same bytes on every run.
#pragma once

#include <cairo.h>

#include "canvas.h"
#include "viamyo/scene.h"

namespace viamyo {

class CairoCanvas : public Canvas {
 public:
  CairoCanvas(int width, int height, const Paint& ground);
  ~CairoCanvas() override;
  CairoCanvas(const CairoCanvas&) = delete;
  CairoCanvas& operator=(const CairoCanvas&) = delete;

  double text(Point2 at, std::string_view text, double size, FontWeight weight, const Paint& paint) override;
  [[nodiscard]] double text_width(std::string_view text, double size, FontWeight weight) const override;
  void fill_rect(Point2 at, double width, double height, double corner, const Paint& paint) override;
  void fill_gradient(Point2 at, double width, double height, const Paint& bottom, const Paint& top) override;
  void fill_polygon(std::span<const Point2> corners, const Paint& paint) override;
  void fill_circle(Point2 centre, double radius, const Paint& paint) override;
  void line(Point2 from, Point2 to, double width, const Paint& paint) override;
  void circle(Point2 centre, double radius, double width, const Paint& paint) override;

  //! Puts an image there, over or instead of the ground (`replace`: its alpha too).
  void image(Point2 at, const Image& image, bool replace);
  [[nodiscard]] Image finish() const;

 private:
  void set(const Paint& paint);

  cairo_surface_t* surface_;
  cairo_t* cairo_;
};

}  // namespace viamyo
