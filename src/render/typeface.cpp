#include "typeface.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include "fonts.h"

namespace viamyo {
namespace {

struct Library {
  Library() {
    if (FT_Init_FreeType(&library) != 0) throw std::runtime_error("FreeType does not start");
  }
  FT_Library library = nullptr;
};

FT_Library free_type() {
  static const Library made;  // faces live as long as the program
  return made.library;
}

//! The next code point of UTF-8, 0 at the end; bytes that begin none are skipped.
std::uint32_t next_code_point(std::string_view& text) {
  while (!text.empty()) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : (first >> 5 == 6 ? 2 : (first >> 4 == 14 ? 3 : (first >> 3 == 30 ? 4 : 0)));
    if (length == 0 || length > text.size()) {
      text.remove_prefix(1);
      continue;
    }
    constexpr std::array<std::uint32_t, 5> kMask{0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t code = first & kMask.at(length);
    for (std::size_t i = 1; i < length; ++i) code = code << 6 | (byte(i) & 0x3FU);
    text.remove_prefix(length);
    return code;
  }
  return 0;
}

bool is_digit(std::uint32_t code) { return code >= '0' && code <= '9'; }

}  // namespace

struct Typeface::Parts {
  explicit Parts(FontWeight weight) {
    const std::span<const std::byte> bytes = font_bytes(weight);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): FreeType's bytes
    const auto* const data = reinterpret_cast<const FT_Byte*>(bytes.data());
    if (FT_New_Memory_Face(free_type(), data, static_cast<FT_Long>(bytes.size()), 0, &face) != 0)
      throw std::runtime_error("the font cannot be read");
    cairo_face = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    for (std::uint32_t digit = '0'; digit <= '9'; ++digit) digit_advance = std::max(digit_advance, own_advance(digit));
  }
  ~Parts() { cairo_font_face_destroy(cairo_face); }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  //! In parts of the size.
  [[nodiscard]] double own_advance(std::uint32_t code) const {
    FT_Fixed advance = 0;
    if (FT_Get_Advance(face, FT_Get_Char_Index(face, code), FT_LOAD_NO_SCALE, &advance) != 0) return 0;
    return static_cast<double>(advance) / face->units_per_EM;
  }
  [[nodiscard]] double advance(std::uint32_t code) const { return is_digit(code) ? digit_advance : own_advance(code); }

  FT_Face face = nullptr;
  cairo_font_face_t* cairo_face = nullptr;
  double digit_advance = 0;
};

Typeface::Typeface(FontWeight weight) : parts_(std::make_unique<Parts>(weight)) {}
Typeface::~Typeface() = default;

std::vector<cairo_glyph_t> Typeface::glyphs(std::string_view text, double size, double x, double y) const {
  std::vector<cairo_glyph_t> result;
  for (std::uint32_t code = next_code_point(text); code != 0; code = next_code_point(text)) {
    const double advance = parts_->advance(code);
    const double indent = (advance - parts_->own_advance(code)) / 2;  // a narrow digit stands in the middle of its place
    result.push_back({FT_Get_Char_Index(parts_->face, code), x + indent * size, y});
    x += advance * size;
  }
  return result;
}

double Typeface::width(std::string_view text, double size) const {
  double sum = 0;
  for (std::uint32_t code = next_code_point(text); code != 0; code = next_code_point(text)) sum += parts_->advance(code);
  return sum * size;
}

double Typeface::ascent(double size) const { return size * parts_->face->ascender / parts_->face->units_per_EM; }

cairo_font_face_t* Typeface::face() const { return parts_->cairo_face; }

const Typeface& Typeface::of(FontWeight weight) {
  static const Typeface regular(FontWeight::kRegular);
  static const Typeface medium(FontWeight::kMedium);
  static const Typeface semi_bold(FontWeight::kSemiBold);
  switch (weight) {
    case FontWeight::kMedium:
      return medium;
    case FontWeight::kSemiBold:
      return semi_bold;
    case FontWeight::kRegular:
      break;
  }
  return regular;
}

}  // namespace viamyo
