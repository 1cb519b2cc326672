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

bool text_field(Ui& ui, const char* name, const char* hint, std::string& text) {
  const std::string id = std::string("##") + name;
  const bool entered = ImGui::InputTextWithHint(
      id.c_str(), hint, &text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackCharFilter, without_quotes);
  ui.record(name);
  return entered;
}

}  // namespace viamyo::viewer
