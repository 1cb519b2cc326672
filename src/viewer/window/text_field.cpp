#include <imgui.h>
#include <imgui_stdlib.h>

#include "widgets.h"

namespace viamyo::viewer {
namespace {

int without_quotes(ImGuiInputTextCallbackData* data) {
  constexpr ImWchar kTypographic = 0x201D;
  if (data->EventChar == '"') data->EventChar = kTypographic;
  return 0;
}

}  // namespace

int arrow_step() {
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false); };
  return (pressed(ImGuiKey_DownArrow) ? 1 : 0) - (pressed(ImGuiKey_UpArrow) ? 1 : 0);
}

bool text_field(Ui& ui, const char* name, const char* hint, std::string& text) {
  const std::string id = std::string("##") + name;
  const bool entered = ImGui::InputTextWithHint(
      id.c_str(), hint, &text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackCharFilter, without_quotes);
  ui.record(name);
  return entered;
}

}  // namespace viamyo::viewer
