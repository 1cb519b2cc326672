#include "cairo_canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "typeface.h"

namespace viamyo {
namespace {

constexpr double kFullCircle = 2 * std::numbers::pi;

void round_rect(cairo_t* cairo, Point2 at, double width, double height, double corner) {
  const double r = std::min({corner, width / 2, height / 2});
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, at.x + width - r, at.y + r, r, -kFullCircle / 4, 0);
  cairo_arc(cairo, at.x + width - r, at.y + height - r, r, 0, kFullCircle / 4);
  cairo_arc(cairo, at.x + r, at.y + height - r, r, kFullCircle / 4, kFullCircle / 2);
  cairo_arc(cairo, at.x + r, at.y + r, r, kFullCircle / 2, 3 * kFullCircle / 4);
  cairo_close_path(cairo);
}

double wide(float channel) { return static_cast<double>(channel); }

}  // namespace

CairoCanvas::CairoCanvas(int width, int height, const Paint& ground)
    : surface_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)), cairo_(cairo_create(surface_)) {
  cairo_font_options_t* const options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(cairo_, options);
  cairo_font_options_destroy(options);
  set(ground);
  cairo_set_operator(cairo_, CAIRO_OPERATOR_SOURCE);
  cairo_paint(cairo_);
  cairo_set_operator(cairo_, CAIRO_OPERATOR_OVER);
}

CairoCanvas::~CairoCanvas() {
  cairo_destroy(cairo_);
  cairo_surface_destroy(surface_);
}

void CairoCanvas::set(const Paint& paint) {
  cairo_set_source_rgba(cairo_, wide(paint.colour.r), wide(paint.colour.g), wide(paint.colour.b), paint.alpha);
}

double CairoCanvas::text(Point2 at, std::string_view text, double size, FontWeight weight, const Paint& paint) {
  const Typeface& typeface = Typeface::of(weight);
  const std::vector<cairo_glyph_t> glyphs = typeface.glyphs(text, size, at.x, at.y + typeface.ascent(size));
  set(paint);
  cairo_set_font_face(cairo_, typeface.face());
  cairo_set_font_size(cairo_, size);
  cairo_show_glyphs(cairo_, glyphs.data(), static_cast<int>(glyphs.size()));
  return typeface.width(text, size);
}

double CairoCanvas::text_width(std::string_view text, double size, FontWeight weight) const {
  return Typeface::of(weight).width(text, size);
}

void CairoCanvas::fill_rect(Point2 at, double width, double height, double corner, const Paint& paint) {
  set(paint);
  if (corner > 0)
    round_rect(cairo_, at, width, height, corner);
  else
    cairo_rectangle(cairo_, at.x, at.y, width, height);
  cairo_fill(cairo_);
}

void CairoCanvas::fill_gradient(Point2 at, double width, double height, const Paint& bottom, const Paint& top) {
  cairo_pattern_t* const pattern = cairo_pattern_create_linear(0, at.y + height, 0, at.y);
  cairo_pattern_add_color_stop_rgba(pattern, 0, wide(bottom.colour.r), wide(bottom.colour.g), wide(bottom.colour.b), bottom.alpha);
  cairo_pattern_add_color_stop_rgba(pattern, 1, wide(top.colour.r), wide(top.colour.g), wide(top.colour.b), top.alpha);
  cairo_set_source(cairo_, pattern);
  cairo_rectangle(cairo_, at.x, at.y, width, height);
  cairo_fill(cairo_);
  cairo_pattern_destroy(pattern);
}

void CairoCanvas::fill_polygon(std::span<const Point2> corners, const Paint& paint) {
  set(paint);
  for (const Point2& corner : corners) cairo_line_to(cairo_, corner.x, corner.y);
  cairo_close_path(cairo_);
  cairo_fill(cairo_);
}

void CairoCanvas::fill_circle(Point2 centre, double radius, const Paint& paint) {
  set(paint);
  cairo_arc(cairo_, centre.x, centre.y, radius, 0, kFullCircle);
  cairo_fill(cairo_);
}

void CairoCanvas::line(Point2 from, Point2 to, double width, const Paint& paint) {
  set(paint);
  cairo_set_line_width(cairo_, width);
  cairo_move_to(cairo_, from.x, from.y);
  cairo_line_to(cairo_, to.x, to.y);
  cairo_stroke(cairo_);
}

void CairoCanvas::circle(Point2 centre, double radius, double width, const Paint& paint) {
  set(paint);
  cairo_set_line_width(cairo_, width);
  cairo_new_sub_path(cairo_);
  cairo_arc(cairo_, centre.x, centre.y, radius, 0, kFullCircle);
  cairo_stroke(cairo_);
}

void CairoCanvas::image(Point2 at, const Image& image, bool replace) {
  // Cairo keeps colours multiplied by alpha, as 32-bit words.
  cairo_surface_t* const source = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height);
  unsigned char* const bytes = cairo_image_surface_get_data(source);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(source));
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
    for (std::size_t x = 0; x < static_cast<std::size_t>(image.width); ++x) {
      const std::uint8_t* const from = &image.rgba[4 * (y * static_cast<std::size_t>(image.width) + x)];
      const std::uint32_t alpha = from[3];
      const auto times = [alpha](std::uint32_t channel) { return (channel * alpha + 127) / 255; };
      const std::uint32_t word = alpha << 24 | times(from[0]) << 16 | times(from[1]) << 8 | times(from[2]);
      std::copy_n(reinterpret_cast<const unsigned char*>(&word), 4,
                  bytes + y * stride + 4 * x);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
    }
  }
  cairo_surface_mark_dirty(source);
  cairo_set_source_surface(cairo_, source, at.x, at.y);
  cairo_set_operator(cairo_, replace ? CAIRO_OPERATOR_SOURCE : CAIRO_OPERATOR_OVER);
  cairo_rectangle(cairo_, at.x, at.y, image.width, image.height);
  cairo_fill(cairo_);
  cairo_set_operator(cairo_, CAIRO_OPERATOR_OVER);
  cairo_surface_destroy(source);
}

Image CairoCanvas::finish() const {
  cairo_surface_flush(surface_);
  Image image{cairo_image_surface_get_width(surface_), cairo_image_surface_get_height(surface_), {}};
  image.rgba.resize(std::size_t{4} * static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  const unsigned char* const bytes = cairo_image_surface_get_data(surface_);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface_));
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
    for (std::size_t x = 0; x < static_cast<std::size_t>(image.width); ++x) {
      std::uint32_t word = 0;
      std::copy_n(bytes + y * stride + 4 * x, 4,
                  reinterpret_cast<unsigned char*>(&word));  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
      const std::uint32_t alpha = word >> 24;
      const auto plain = [alpha](std::uint32_t channel) {
        return static_cast<std::uint8_t>(alpha > 0 ? std::min(255U, (channel * 255 + alpha / 2) / alpha) : 0);
      };
      std::uint8_t* const to = &image.rgba[4 * (y * static_cast<std::size_t>(image.width) + x)];
      to[0] = plain(word >> 16 & 0xFFU);
      to[1] = plain(word >> 8 & 0xFFU);
      to[2] = plain(word & 0xFFU);
      to[3] = static_cast<std::uint8_t>(alpha);
    }
  }
  return image;
}

}  // namespace viamyo
