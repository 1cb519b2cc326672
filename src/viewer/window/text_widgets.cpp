// Words: labels, paragraphs, heads of panels, facts.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets.h"

namespace viamyo::viewer {
namespace {

constexpr double kLineSpacing = 2;

//! A word that is wider than a line goes on in the next, never within a letter.
void break_last_line(const Ui& ui, std::vector<std::string>& lines, float width, TextSize size, FontWeight weight) {
  constexpr double kMinWidth = 40;  // in less nothing can be read
  while (width >= ui.px(kMinWidth) && text_width(ui, lines.back(), size, weight) > width) {
    const std::string whole = lines.back();
    std::size_t end = whole.size();
    std::size_t shortest = 1;
    while (shortest < whole.size() && (static_cast<unsigned char>(whole[shortest]) & 0xC0U) == 0x80U) ++shortest;
    do --end;
    while (end > shortest &&
           ((static_cast<unsigned char>(whole[end]) & 0xC0U) == 0x80U || text_width(ui, whole.substr(0, end), size, weight) > width));
    end = std::max(end, shortest);
    if (end >= whole.size()) return;  // one letter
    lines.back() = whole.substr(0, end);
    lines.push_back(whole.substr(end));
  }
}

}  // namespace

void text(Ui& ui, std::string_view words, TextSize size, FontWeight weight, const Rgb& ink) {
  ImGui::PushFont(ui.style.font(size, weight));
  ImGui::PushStyleColor(ImGuiCol_Text, colour(ink));
  ImGui::TextUnformatted(words.data(), words.data() + words.size());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void text(Ui& ui, std::string_view words) { text(ui, words, TextSize::kTable, FontWeight::kRegular, ui.theme().text); }
void second_text(Ui& ui, std::string_view words) { text(ui, words, TextSize::kTable, FontWeight::kRegular, ui.theme().second_text); }

std::vector<std::string> lines_of(const Ui& ui, std::string_view words, float width, TextSize size, FontWeight weight) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string word(words.substr(at, end - at));
    const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
    if (lines.back().empty() || text_width(ui, longer, size, weight) <= width) {
      lines.back() = longer;
    } else {
      lines.push_back(word);
    }
    break_last_line(ui, lines, width, size, weight);
    at = end + 1;
  }
  return lines;
}

void paragraph(Ui& ui, std::string_view words, TextSize size, const Rgb& ink, float width, FontWeight weight) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ImGui::GetStyle().ItemSpacing.x, ui.px(kLineSpacing)});
  ImGui::BeginGroup();
  for (const std::string& line : lines_of(ui, words, width > 0 ? width : ImGui::GetContentRegionAvail().x, size, weight))
    text(ui, line, size, weight, ink);
  ImGui::EndGroup();
  ImGui::PopStyleVar();
  // The group's last spacing was its own; what follows keeps the usual distance.
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ImGui::GetStyle().ItemSpacing.y - ui.px(kLineSpacing));
}

float text_width(const Ui& ui, std::string_view words, TextSize size, FontWeight weight) {
  if (words.empty()) return 0;  // ImGui takes no end for a text that runs to its NUL
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
  const float line = ui.style.font(TextSize::kTable)->FontSize + ui.px(kLineSpacing);
  const auto fits = [&](const std::string& some) {
    return line * static_cast<float>(lines_of(ui, some, width, TextSize::kTable, FontWeight::kRegular).size()) <= height;
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
  paragraph(ui, value, TextSize::kTable, ui.theme().text);
}

std::string number(double value, int decimals) { return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : "–"; }

}  // namespace viamyo::viewer
