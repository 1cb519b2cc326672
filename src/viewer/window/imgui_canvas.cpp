#include "imgui_canvas.h"

#include <cmath>
#include <limits>

namespace viamyo::viewer {
namespace {

ImVec2 at(const Point2& p) { return {static_cast<float>(p.x), static_cast<float>(p.y)}; }
ImVec2 whole(const Point2& p) { return {std::round(static_cast<float>(p.x)), std::round(static_cast<float>(p.y))}; }
ImU32 ink(const Paint& paint) { return colour(paint.colour, paint.alpha); }

}  // namespace

double ImguiCanvas::text(Point2 place, std::string_view text, double size, FontWeight weight, const Paint& paint) {
  list_.AddText(style_.nearest_font(size, weight), static_cast<float>(size), whole(place), ink(paint), text.data(),
                text.data() + text.size());
  return text_width(text, size, weight);
}

double ImguiCanvas::text_width(std::string_view text, double size, FontWeight weight) const {
  const ImFont* const font = style_.nearest_font(size, weight);
  return static_cast<double>(
      font->CalcTextSizeA(static_cast<float>(size), std::numeric_limits<float>::max(), 0, text.data(), text.data() + text.size()).x);
}

void ImguiCanvas::fill_rect(Point2 place, double width, double height, double corner, const Paint& paint) {
  list_.AddRectFilled(at(place), at({place.x + width, place.y + height}), ink(paint), static_cast<float>(corner));
}

void ImguiCanvas::fill_gradient(Point2 place, double width, double height, const Paint& bottom, const Paint& top) {
  list_.AddRectFilledMultiColor(at(place), at({place.x + width, place.y + height}), ink(top), ink(top), ink(bottom), ink(bottom));
}

void ImguiCanvas::fill_polygon(std::span<const Point2> corners, const Paint& paint) {
  for (const Point2& corner : corners) list_.PathLineTo(at(corner));
  list_.PathFillConvex(ink(paint));
}

void ImguiCanvas::fill_circle(Point2 centre, double radius, const Paint& paint) {
  list_.AddCircleFilled(at(centre), static_cast<float>(radius), ink(paint));
}

void ImguiCanvas::line(Point2 from, Point2 to, double width, const Paint& paint) {
  list_.AddLine(at(from), at(to), ink(paint), static_cast<float>(width));
}

void ImguiCanvas::circle(Point2 centre, double radius, double width, const Paint& paint) {
  list_.AddCircle(at(centre), static_cast<float>(radius), ink(paint), 0, static_cast<float>(width));
}

}  // namespace viamyo::viewer
