// A threshold's slider: name, value that can be typed, track, and a tick where the threshold stood as proposed.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! As short as it can be said: 4.5, 12, 7.25.
std::string shortest(double value) { return fmt::format("{}", static_cast<float>(value)); }

std::optional<double> parsed(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');  // as many keyboards write it
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

//! The box with the number. While it is typed in, the text belongs to ImGui.
std::optional<double> entry(Ui& ui, const Slider& slider, float left, float width) {
  const std::string id = fmt::format("##{} {}", ui.panel, slider.label);
  std::string shown = shortest(slider.value);
  ImGui::SetCursorPosX(left);
  ImGui::SetNextItemWidth(width);
  ImGui::PushFont(ui.style.font(TextSize::kTable, FontWeight::kSemiBold));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(7), ui.px(4)});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  const bool confirmed = ImGui::InputText(id.c_str(), &shown, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  const bool being_typed = ImGui::IsItemActive();
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  ui.record(fmt::format("{} value", slider.label));
  if (!being_typed && !slider.unit.empty()) {
    const ImVec2 high = ImGui::GetItemRectMax();
    ImFont* const font = ui.style.font(TextSize::kTable);
    const float x = high.x - ui.px(7) - text_width(ui, slider.unit, TextSize::kTable);
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {std::floor(x), ImGui::GetItemRectMin().y + ui.px(4)},
                                        colour(ui.theme().second_text), slider.unit.data(), slider.unit.data() + slider.unit.size());
  }
  return confirmed ? parsed(shown) : std::nullopt;
}

void draw_track(Ui& ui, const Slider& slider, const ImVec2& low, float width, float middle, bool hot) {
  const Theme& t = ui.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float knob = ui.px(7);
  const auto x_of = [&](double value) {
    const double share = (value - slider.low) / (slider.high - slider.low);
    return low.x + knob + static_cast<float>(std::clamp(share, 0.0, 1.0)) * (width - 2 * knob);
  };
  const double alpha = slider.enabled ? 1 : 0.4;
  list.AddRectFilled({low.x, middle - ui.px(2)}, {low.x + width, middle + ui.px(2)}, colour(t.field_border), ui.px(2));
  if (slider.mark) {
    const float x = std::round(x_of(*slider.mark));
    list.AddLine({x, middle - ui.px(6)}, {x, middle + ui.px(6)}, colour(t.second_text, alpha), ui.px(2));
  }
  const ImVec2 centre{x_of(slider.value), middle};
  if (hot) list.AddCircleFilled(centre, knob + ui.px(4), colour(t.accent, 0.2));
  list.AddCircleFilled(centre, knob, colour(t.accent, alpha));
}

}  // namespace

SliderEvents slider(Ui& ui, const Slider& slider) {
  SliderEvents events;
  ImGui::BeginDisabled(!slider.enabled);
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const float box = ui.px(84);
  ImGui::AlignTextToFramePadding();
  text(ui, slider.label);
  ImGui::SameLine();
  events.entered = entry(ui, slider, left + width - box, box);
  const float height = ui.px(16);
  ImGui::SetCursorPos({left, ImGui::GetCursorPosY() - ui.px(3)});
  ImGui::InvisibleButton(fmt::format("{}/{}", ui.panel, slider.label).c_str(), {width, height});
  ImGui::EndDisabled();
  ui.record(slider.label);
  const ImVec2 low = ImGui::GetItemRectMin();
  events.begins = ImGui::IsItemActivated();
  events.ends = ImGui::IsItemDeactivated();
  if (ImGui::IsItemActive()) {
    const float knob = ui.px(7);
    const double share = std::clamp((ImGui::GetIO().MousePos.x - low.x - knob) / (width - 2 * knob), 0.0F, 1.0F);
    const double value = std::round((slider.low + share * (slider.high - slider.low)) / slider.step) * slider.step;
    if (std::abs(value - slider.value) > slider.step / 4) events.dragged = value;
  }
  draw_track(ui, slider, low, width, low.y + height / 2, ImGui::IsItemHovered() || ImGui::IsItemActive());
  return events;
}

}  // namespace viamyo::viewer
