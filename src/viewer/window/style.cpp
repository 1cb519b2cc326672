#include "style.h"

#include <imgui_freetype.h>

#include <algorithm>
#include <cmath>

#include "render/fonts.h"

namespace viamyo::viewer {
namespace {

constexpr std::array kSizes{12.0, 13.0, 14.0, 22.0};
constexpr std::array kWeights{FontWeight::kRegular, FontWeight::kMedium, FontWeight::kSemiBold};

//! Latin, Greek, Cyrillic, dashes and quotes, arrows, and the signs that numbers are written with: what Inter has of letters in names. ImGui shows
//! others as question marks. Each costs time at every start.
constexpr std::array<ImWchar, 21> kLetters{0x20,   0x17F,  0x386,  0x3CE,  0x400,  0x45F,  0x490,  0x491,  0x1EA0, 0x1EF9, 0x2010,
                                           0x2027, 0x2030, 0x203A, 0x2190, 0x2193, 0x2212, 0x2212, 0x2264, 0x2265, 0};
//! No names are set as headings.
constexpr std::array<ImWchar, 3> kHeadingLetters{0x20, 0x17F, 0};
constexpr double kHeadingSize = 20;

//! Inter's digits have widths of their own; in tables all must be as wide as the widest.
void even_out_digits(ImFont& font) {
  float widest = 0;
  for (ImWchar c = '0'; c <= '9'; ++c) widest = std::max(widest, font.FindGlyph(c)->AdvanceX);
  for (ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint < '0' || glyph.Codepoint > '9') continue;
    const float shift = std::floor((widest - glyph.AdvanceX) / 2);
    glyph.X0 += shift;
    glyph.X1 += shift;
    glyph.AdvanceX = widest;
  }
  font.BuildLookupTable();
}

}  // namespace

ImU32 colour(const Rgb& rgb, double alpha) { return ImGui::ColorConvertFloat4ToU32(colour4(rgb, alpha)); }

ImVec4 colour4(const Rgb& rgb, double alpha) { return {rgb.r, rgb.g, rgb.b, static_cast<float>(alpha)}; }

Rgb mixed(const Rgb& from, const Rgb& to, double share) {
  const auto s = static_cast<float>(share);
  return {from.r + s * (to.r - from.r), from.g + s * (to.g - from.g), from.b + s * (to.b - from.b)};
}

Style::Style(const Theme& theme, double scale) : theme_(&theme), scale_(static_cast<float>(scale)) {
  load_fonts();
  apply();
}

void Style::set_theme(const Theme& theme) {
  theme_ = &theme;
  apply();
}

float Style::px(double length) const { return std::round(static_cast<float>(length) * scale_); }

ImFont* Style::font(TextSize size, FontWeight weight) const {
  return fonts_.at(static_cast<std::size_t>(weight)).at(static_cast<std::size_t>(size));
}

ImFont* Style::nearest_font(double pixels, FontWeight weight) const {
  const auto& row = fonts_.at(static_cast<std::size_t>(weight));
  return *std::min_element(row.begin(), row.end(), [&](const ImFont* a, const ImFont* b) {
    return std::abs(a->FontSize - pixels) < std::abs(b->FontSize - pixels);
  });
}

void Style::load_fonts() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  for (std::size_t w = 0; w < kWeights.size(); ++w) {
    const auto bytes = font_bytes(kWeights.at(w));
    for (std::size_t s = 0; s < kSizes.size(); ++s) {
      ImFontConfig config;
      config.FontDataOwnedByAtlas = false;
      config.OversampleH = config.OversampleV = 1;
      // ImGui does not write to it.
      auto* const data = const_cast<std::byte*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
      fonts_.at(w).at(s) =
          atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), std::round(static_cast<float>(kSizes.at(s)) * scale_), &config,
                                     kSizes.at(s) > kHeadingSize ? kHeadingLetters.data() : kLetters.data());
    }
  }
  atlas.Build();
  for (const auto& weight : fonts_) {
    for (ImFont* const font : weight) even_out_digits(*font);
  }
  ImGui::GetIO().FontDefault = font(TextSize::kText);
}

void Style::apply() const {
  ImGuiStyle s;
  s.WindowPadding = {0, 0};
  s.WindowRounding = s.ChildRounding = 0;
  s.WindowBorderSize = s.ChildBorderSize = 0;
  s.WindowMinSize = {1, 1};
  s.FramePadding = {px(8), px(5)};
  s.FrameRounding = s.GrabRounding = px(4);
  s.PopupRounding = px(6);
  s.PopupBorderSize = 1;
  s.ItemSpacing = {px(8), px(6)};
  s.ItemInnerSpacing = {px(6), px(4)};
  s.ScrollbarSize = px(8);
  s.ScrollbarRounding = px(4);
  s.DisplaySafeAreaPadding = {0, 0};
  const Theme& t = *theme_;
  const Rgb hovered = mixed(t.field_border, t.accent, 0.12);
  const Rgb popup = mixed(t.panel, t.field_border, 0.35);
  for (ImVec4& c : s.Colors) c = colour4(t.accent);
  const auto set = [&](ImGuiCol slot, const Rgb& rgb, double alpha = 1) { s.Colors[slot] = colour4(rgb, alpha); };
  set(ImGuiCol_Text, t.text);
  set(ImGuiCol_TextDisabled, t.second_text);
  set(ImGuiCol_WindowBg, t.panel);
  set(ImGuiCol_ChildBg, t.panel, 0);
  set(ImGuiCol_PopupBg, popup);
  set(ImGuiCol_Border, t.field_border);
  set(ImGuiCol_BorderShadow, t.panel, 0);
  for (const ImGuiCol slot : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive}) set(slot, t.field);
  set(ImGuiCol_MenuBarBg, t.panel);
  set(ImGuiCol_ScrollbarBg, t.panel, 0);
  set(ImGuiCol_ScrollbarGrab, t.field_border);
  set(ImGuiCol_ScrollbarGrabHovered, hovered);
  set(ImGuiCol_ScrollbarGrabActive, hovered);
  set(ImGuiCol_Button, t.field_border);
  set(ImGuiCol_ButtonHovered, hovered);
  set(ImGuiCol_ButtonActive, t.accent_dark);
  set(ImGuiCol_Header, t.accent, 0.26);
  set(ImGuiCol_HeaderHovered, t.accent, 0.10);  // pointed at is not chosen
  set(ImGuiCol_HeaderActive, t.accent, 0.28);
  set(ImGuiCol_Separator, t.field_border);
  set(ImGuiCol_TextSelectedBg, t.accent, 0.35);
  set(ImGuiCol_NavHighlight, t.accent);
  set(ImGuiCol_ModalWindowDimBg, t.ground, 0.7);
  ImGui::GetStyle() = s;
}

}  // namespace viamyo::viewer
