// How everything in the window looks: fonts, colours and sizes at a scale. Data comes from viamyo/theme.h; ImGui's own defaults show nowhere.
#pragma once

#include <imgui.h>

#include <array>

#include "render/canvas.h"
#include "viamyo/theme.h"

namespace viamyo::viewer {

ImU32 colour(const Rgb& rgb, double alpha = 1);
ImVec4 colour4(const Rgb& rgb, double alpha = 1);
//! `share` of the way from one colour to another.
Rgb mixed(const Rgb& from, const Rgb& to, double share);

//! Sizes of type at scale 1; nothing is smaller than a caption.
enum class TextSize : unsigned char { kCaption, kTable, kText, kTitle };

//! Made once per scale and theme.
class Style {
 public:
  //! Fills the fonts of the current ImGui context (whoever draws uploads them) and its style.
  Style(const Theme& theme, double scale);

  [[nodiscard]] const Theme& theme() const { return *theme_; }
  [[nodiscard]] float scale() const { return scale_; }
  //! A length given at scale 1, in whole pixels.
  [[nodiscard]] float px(double length) const;
  [[nodiscard]] ImFont* font(TextSize size, FontWeight weight = FontWeight::kRegular) const;
  //! The font of that weight whose own size is nearest.
  [[nodiscard]] ImFont* nearest_font(double pixels, FontWeight weight) const;

  //! Other colours, same fonts.
  void set_theme(const Theme& theme);

 private:
  void load_fonts();
  void apply() const;

  const Theme* theme_;
  float scale_;
  std::array<std::array<ImFont*, 4>, 3> fonts_{};  // weight, size
};

}  // namespace viamyo::viewer
