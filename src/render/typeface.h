// A typeface for pictures: glyphs laid side by side, digits all of one width so that numbers stand in columns.
#pragma once

#include <cairo.h>

#include <memory>
#include <string_view>
#include <vector>

#include "canvas.h"

namespace viamyo {

class Typeface {
 public:
  explicit Typeface(FontWeight weight);
  ~Typeface();
  Typeface(const Typeface&) = delete;
  Typeface& operator=(const Typeface&) = delete;

  //! Glyphs of a line of UTF-8 that starts at x on the baseline y; what is no UTF-8 is left out.
  [[nodiscard]] std::vector<cairo_glyph_t> glyphs(std::string_view text, double size, double x, double y) const;
  [[nodiscard]] double width(std::string_view text, double size) const;
  [[nodiscard]] double ascent(double size) const;  //!< from the top of a line to its baseline
  [[nodiscard]] cairo_font_face_t* face() const;

  static const Typeface& of(FontWeight weight);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace viamyo
