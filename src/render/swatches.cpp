#include "swatches.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "see_through.h"
#include "view_layer.h"

namespace viamyo {
namespace {

Rgb times(const Rgb& colour, float factor) {
  return {std::min(1.0F, colour.r * factor), std::min(1.0F, colour.g * factor), std::min(1.0F, colour.b * factor)};
}
Rgb lighter(const Rgb& c, float share) { return {c.r + share * (1 - c.r), c.g + share * (1 - c.g), c.b + share * (1 - c.b)}; }

//! Diagonals of a square, `rise` from lower left to upper right or the other way, cut off at its sides.
void diagonals(const AnnotationPainter& pen, Point2 corner, double side, bool rise, double spacing, const Paint& paint) {
  const int count = static_cast<int>(std::ceil(2 * side / spacing - 0.5));
  for (int i = 0; i < count; ++i) {
    const double c = (i + 0.5) * spacing;
    const double from = std::max(0.0, c - side);
    const double to = std::min(side, c);
    const Point2 a{corner.x + from, corner.y + c - from};
    const Point2 b{corner.x + to, corner.y + c - to};
    const auto mirrored = [&](Point2 p) { return Point2{2 * corner.x + side - p.x, p.y}; };
    pen.canvas().line(rise ? a : mirrored(a), rise ? b : mirrored(b), pen.px(1.3), paint);
  }
}

void dots(const AnnotationPainter& pen, Point2 corner, double side, double radius, const Paint& paint) {
  for (const auto& [x, y] :
       {std::pair{0.28, 0.28}, std::pair{0.72, 0.28}, std::pair{0.5, 0.5}, std::pair{0.28, 0.72}, std::pair{0.72, 0.72}})
    pen.canvas().fill_circle({corner.x + x * side, corner.y + y * side}, radius, paint);
}

//! The fill and figure that the surface has (shaders/surface_fragment_declarations.glsl).
void draw_class(const AnnotationPainter& pen, Point2 corner, TissueClass tissue) {
  const double side = pen.px(kSwatch);
  const Rgb colour = class_colour(tissue);
  pen.canvas().fill_rect(corner, side, side, 0, {colour});
  if (tissue == TissueClass::kViableIschemic) diagonals(pen, corner, side, false, pen.px(5.6), {times(colour, 0.62F)});
  if (tissue == TissueClass::kInfarcted) {
    for (const bool rise : {false, true}) diagonals(pen, corner, side, rise, pen.px(6.4), {lighter(colour, 0.35F)});
  }
  if (tissue == TissueClass::kIndeterminate) dots(pen, corner, side, pen.px(1.3), {times(colour, 0.62F)});
  if (tissue == TissueClass::kUnmapped) dots(pen, corner, side, pen.px(1.9), {times(colour, 1.75F)});
}

//! As over light fills at the left, as over dark ones at the right.
void draw_band(const AnnotationPainter& pen, Point2 corner) {
  const double side = pen.px(kSwatch);
  const Rgb light = rgb_from_hex("#CDD0DA");
  const Rgb dark = rgb_from_hex("#3E434B");
  pen.canvas().fill_rect(corner, side, side, 0, {light});
  diagonals(pen, corner, side, true, pen.px(5.6), {stripe_colour(light)});
  const Point2 half{corner.x + side / 2, corner.y};
  pen.canvas().fill_rect(half, side / 2, side, 0, {dark});
  for (const double y : {0.1, 0.5, 0.9}) {
    const double rise = std::min(0.25, 1 - y) * side;
    pen.canvas().line({half.x, corner.y + y * side}, {half.x + side / 2, corner.y + y * side - rise * 0.4}, pen.px(1.6),
                      {stripe_colour(dark)});
  }
}

//! The outline alone: what it lies on is any class's business.
void draw_zone(const AnnotationPainter& pen, Point2 corner) {
  const double low = pen.px(3);
  const double high = pen.px(kSwatch - 3);
  const std::array<Point2, 4> corners{{{low, low}, {high, low}, {high, high}, {low, high}}};
  for (const auto& [width, colour] : {std::pair{5.0, pen.theme().border}, std::pair{2.2, Rgb{1, 1, 1}}}) {
    const double reach = pen.px(width) / 2;  // so that the corners are closed
    for (std::size_t i = 0; i < 4; ++i) {
      const Point2 a = corners.at(i);
      const Point2 b = corners.at((i + 1) % 4);
      const double dx = (b.x > a.x ? reach : b.x < a.x ? -reach : 0);
      const double dy = (b.y > a.y ? reach : b.y < a.y ? -reach : 0);
      pen.canvas().line({corner.x + a.x - dx, corner.y + a.y - dy}, {corner.x + b.x + dx, corner.y + b.y + dy}, pen.px(width), {colour});
    }
  }
}

void draw_line(const AnnotationPainter& pen, Point2 corner, bool ghost) {
  const double side = pen.px(kSwatch);
  const double middle = corner.y + side / 2;
  pen.canvas().fill_rect(corner, side, side, 0, {rgb_from_hex("#7C8794")});
  const Paint paint{ghost ? pen.theme().ghost_border : pen.theme().border};
  if (!ghost) return pen.canvas().line({corner.x, middle}, {corner.x + side, middle}, pen.px(1.6), paint);
  for (const double from : {0.0, 0.4, 0.8})
    pen.canvas().line({corner.x + from * side, middle}, {corner.x + std::min(1.0, from + 0.25) * side, middle}, pen.px(1), paint);
}

void draw_dot(const AnnotationPainter& pen, Point2 corner, const std::optional<Rgb>& fill) {
  const Point2 centre{corner.x + pen.px(kSwatch) / 2, corner.y + pen.px(kSwatch) / 2};
  pen.canvas().circle(centre, pen.px(5.2), pen.px(1.4), {pen.theme().border, 0.8});
  if (fill) pen.canvas().fill_circle(centre, pen.px(4.5), {*fill});
  pen.canvas().circle(centre, pen.px(4), pen.px(1.6), {{1, 1, 1}});
}

//! Whether a mark is drawn on the wall itself, and pales with it.
bool is_of_wall(Mark mark) {
  using enum Mark;
  return mark == kClass || mark == kNoPointNear || mark == kBand || mark == kBorder || mark == kGhost;
}

//! Half of it as it is, half as it is seen.
void draw_see_through(const AnnotationPainter& pen, Point2 corner) {
  const double side = pen.px(kSwatch);
  pen.canvas().fill_rect(corner, side, side, 0, {rgb_from_hex("#7C8794")});
  veil(pen, {corner.x + side / 2, corner.y}, side / 2, side);
}

void draw_mark(const AnnotationPainter& pen, Point2 corner, Mark mark, TissueClass tissue) {
  const double side = pen.px(kSwatch);
  switch (mark) {
    case Mark::kClass:
      return draw_class(pen, corner, tissue);
    case Mark::kSeeThrough:
      return draw_see_through(pen, corner);
    case Mark::kNoPointNear:
      pen.canvas().fill_rect(corner, side, side, 0, {rgb_from_hex("#7C8794")});
      return dots(pen, corner, side, pen.px(1.9), {rgb_from_hex("#0F0F0F")});
    case Mark::kRejected:
      return pen.canvas().fill_rect(corner, side, side, 0, {rejected_colour()});
    case Mark::kZone:
      return draw_zone(pen, corner);
    case Mark::kBand:
      return draw_band(pen, corner);
    case Mark::kBorder:
    case Mark::kGhost:
      return draw_line(pen, corner, mark == Mark::kGhost);
    case Mark::kPoint:
      return draw_dot(pen, corner, rgb_from_hex("#7C8794"));
    case Mark::kPointBehind:
      return draw_dot(pen, corner, pen.theme().text);
    case Mark::kExcluded:
      return draw_dot(pen, corner, std::nullopt);
  }
}

}  // namespace

void draw_swatch(const AnnotationPainter& pen, Point2 corner, Mark mark, TissueClass tissue) {
  draw_mark(pen, corner, mark, tissue);
  if (is_of_wall(mark)) veil(pen, corner, pen.px(kSwatch), pen.px(kSwatch));
}

}  // namespace viamyo
