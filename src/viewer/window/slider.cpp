// A threshold's slider: name, value that can be typed, track, and a tick where the threshold stood as proposed.
#include <imgui.h>

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! As short as it can be said: 4.5, 12, 7.25.
std::string shortest(double value) { return fmt::format("{}", static_cast<float>(value)); }

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
  ImGui::SetCursorPosX(left + width - box);
  const NumberField field = number_field(ui, fmt::format("{} value", slider.label), shortest(slider.value), "", slider.unit, box,
                                         NumberSteps{slider.step, slider.low, slider.high});
  if (field.confirmed || field.stepped) (field.confirmed ? events.entered : events.stepped) = typed_number(field.text);
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
