// Words: labels, paragraphs, heads of panels, facts.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets.h"

namespace viamyo::viewer {

void text(Ui& ui, std::string_view words, TextSize size, FontWeight weight, const Rgb& ink) {
  ImGui::PushFont(ui.style.font(size, weight));
  ImGui::PushStyleColor(ImGuiCol_Text, colour(ink));
  ImGui::TextUnformatted(words.data(), words.data() + words.size());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void text(Ui& ui, std::string_view words) { text(ui, words, TextSize::kTable, FontWeight::kRegular, ui.theme().text); }
void second_text(Ui& ui, std::string_view words) { text(ui, words, TextSize::kTable, FontWeight::kRegular, ui.theme().second_text); }

void paragraph(Ui& ui, std::string_view words, TextSize size, const Rgb& ink, float width) {
  ImGui::PushTextWrapPos(width > 0 ? ImGui::GetCursorPosX() + width : 0);
  text(ui, words, size, FontWeight::kRegular, ink);
  ImGui::PopTextWrapPos();
}

float text_width(const Ui& ui, std::string_view words, TextSize size, FontWeight weight) {
  const ImFont* const font = ui.style.font(size, weight);
  return font->CalcTextSizeA(font->FontSize, std::numeric_limits<float>::max(), 0, words.data(), words.data() + words.size()).x;
}

std::string fitted(const Ui& ui, std::string_view words, float width, TextSize size, FontWeight weight) {
  if (text_width(ui, words, size, weight) <= width) return std::string(words);
  std::string shorter(words);
  while (!shorter.empty() && text_width(ui, shorter + "…", size, weight) > width) {
    do shorter.pop_back();
    while (!shorter.empty() && (static_cast<unsigned char>(shorter.back()) & 0xC0U) == 0x80U);  // never half a letter
    if (!shorter.empty() && (static_cast<unsigned char>(shorter.back()) & 0xC0U) == 0xC0U) shorter.pop_back();
  }
  return shorter + "…";
}

std::string lines_that_fit(const Ui& ui, std::string_view words, float width, float height) {
  const ImFont* const font = ui.style.font(TextSize::kTable);
  const auto fits = [&](const std::string& some) {
    return font->CalcTextSizeA(font->FontSize, std::numeric_limits<float>::max(), width, some.c_str()).y <= height;
  };
  std::string some(words);
  if (fits(some)) return some;
  while (!some.empty() && !fits(some + "…")) some.erase(some.find_last_of(' ') == std::string::npos ? 0 : some.find_last_of(' '));
  return some + "…";
}

void gap(Ui& ui, double height) { ImGui::Dummy({1, std::max(ui.px(height) - ImGui::GetStyle().ItemSpacing.y, 0.0F)}); }

void heading(Ui& ui, std::string_view words) {
  text(ui, words, TextSize::kCaption, FontWeight::kSemiBold, ui.theme().second_text);
  gap(ui, 8);
}

void fact(Ui& ui, std::string_view name, std::string_view value) {
  const float left = ImGui::GetCursorPosX();
  second_text(ui, name);
  ImGui::SameLine(left + ui.px(76));
  ImGui::PushTextWrapPos(0);
  text(ui, value);
  ImGui::PopTextWrapPos();
}

std::string number(double value, int decimals) { return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : "–"; }

}  // namespace viamyo::viewer
