// Boxes for text and numbers: steps by arrow keys, and the way from one to the next by Tab.
#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "widgets.h"

namespace viamyo::viewer {
namespace {

struct Stepping {
  NumberSteps steps;
  bool stepped = false;
};

//! Up and down in a line of text: the number a step larger or smaller, on the grid of the steps.
int step_number(ImGuiInputTextCallbackData* data) {
  auto& stepping = *static_cast<Stepping*>(data->UserData);
  const NumberSteps& steps = stepping.steps;
  const std::optional<double> number = typed_number(std::string(data->Buf, static_cast<std::size_t>(data->BufTextLen)));
  if (!number) return 0;
  const double wanted = std::round(*number / steps.step) + (data->EventKey == ImGuiKey_UpArrow ? 1 : -1);
  const std::string text = fmt::format("{}", static_cast<float>(std::clamp(wanted * steps.step, steps.low, steps.high)));
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, text.c_str());
  data->SelectAll();
  stepping.stepped = true;
  return 0;
}

//! The panels leave navigation by keys to the program, and with it what Tab does in a box: here it leads to the next, with Shift to the one before, and from
//! the last to the first. Called in front of each.
void lead_tab(ImGuiID box) {
  if ((ImGui::GetCurrentWindow()->Flags & ImGuiWindowFlags_NoNavInputs) == 0) return;
  ImGuiStorage& kept = *ImGui::GetStateStorage();
  const ImGuiID to_next = ImGui::GetID("tab to the next box");
  const ImGuiID target = ImGui::GetID("tab to this box");
  const ImGuiID before = ImGui::GetID("box before");
  if (kept.GetBool(to_next) || kept.GetInt(target) == static_cast<int>(box)) {
    kept.SetBool(to_next, false);
    kept.SetInt(target, 0);
    ImGui::SetKeyboardFocusHere();
  }
  const bool leaves =
      ImGui::GetActiveID() == box && !ImGui::GetIO().KeyCtrl && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Tab), false);
  if (leaves && ImGui::GetIO().KeyShift) kept.SetInt(target, kept.GetInt(before));
  if (leaves && !ImGui::GetIO().KeyShift) kept.SetBool(to_next, true);
  kept.SetInt(before, static_cast<int>(box));
}

}  // namespace

int arrow_step() {
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false); };
  return (pressed(ImGuiKey_DownArrow) ? 1 : 0) - (pressed(ImGuiKey_UpArrow) ? 1 : 0);
}

bool enter_pressed() { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false); }

bool text_field(Ui& ui, const char* name, const char* hint, std::string& text) {
  const std::string id = std::string("##") + name;
  const bool entered = ImGui::InputTextWithHint(id.c_str(), hint, &text, ImGuiInputTextFlags_EnterReturnsTrue);
  ui.record(name);
  return entered;
}

NumberField number_field(Ui& ui, const std::string& name, std::string shown, const char* hint, std::string_view unit, float width,
                         const std::optional<NumberSteps>& steps) {
  NumberField field{std::move(shown)};
  Stepping stepping{steps.value_or(NumberSteps{})};
  const std::string id = fmt::format("##{} {}", ui.panel, name);
  ImGui::SetNextItemWidth(width);
  ImGui::PushFont(ui.style.font(TextSize::kTable, FontWeight::kSemiBold));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(7), ui.px(4)});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  constexpr ImGuiInputTextFlags kAlways = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll;
  lead_tab(ImGui::GetID(id.c_str()));
  field.confirmed =
      steps ? ImGui::InputTextWithHint(id.c_str(), hint, &field.text, kAlways | ImGuiInputTextFlags_CallbackHistory, step_number, &stepping)
            : ImGui::InputTextWithHint(id.c_str(), hint, &field.text, kAlways);
  field.active = ImGui::IsItemActive();
  field.stepped = stepping.stepped;
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  ui.record(name);
  if (!field.active && !unit.empty()) {
    const ImVec2 high = ImGui::GetItemRectMax();
    ImFont* const font = ui.style.font(TextSize::kTable);
    const float x = high.x - ui.px(7) - text_width(ui, unit, TextSize::kTable);
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {std::floor(x), ImGui::GetItemRectMin().y + ui.px(4)},
                                        colour(ui.theme().second_text), unit.data(), unit.data() + unit.size());
  }
  return field;
}

std::optional<double> typed_number(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace viamyo::viewer
