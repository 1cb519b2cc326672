// A canvas on one of ImGui's draw lists: what pictures draw with Cairo, the window draws here.
#pragma once

#include <imgui.h>

#include "render/canvas.h"
#include "style.h"

namespace viamyo::viewer {

class ImguiCanvas final : public Canvas {
 public:
  ImguiCanvas(ImDrawList& list, const Style& style) : list_(list), style_(style) {}

  double text(Point2 at, std::string_view text, double size, FontWeight weight, const Paint& paint) override;
  [[nodiscard]] double text_width(std::string_view text, double size, FontWeight weight) const override;
  void fill_rect(Point2 at, double width, double height, double corner, const Paint& paint) override;
  void fill_gradient(Point2 at, double width, double height, const Paint& bottom, const Paint& top) override;
  void fill_polygon(std::span<const Point2> corners, const Paint& paint) override;
  void fill_circle(Point2 centre, double radius, const Paint& paint) override;
  void line(Point2 from, Point2 to, double width, const Paint& paint) override;
  void circle(Point2 centre, double radius, double width, const Paint& paint) override;

 private:
  ImDrawList& list_;
  const Style& style_;
};

}  // namespace viamyo::viewer
