// What is known of a map, and what was said since the program began.
#include <fmt/format.h>

#include "dialogs.h"
#include "io/value.h"
#include "viewer/map_info.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! A name, and beside it what it says, as long as it is.
void line(Ui& ui, const std::string& name, const std::string& words, const Rgb& ink, double indent) {
  const float left = ImGui::GetCursorPosX();
  second_text(ui, name);
  ImGui::SameLine();
  ImGui::SetCursorPosX(left + ui.px(indent));
  paragraph(ui, words, TextSize::kTable, ink);
}

}  // namespace

void info_dialog(Ui& ui) {
  const Document* const document = ui.document();
  if (document == nullptr || !document->analysis) return;
  if (!document->loaded->native) {
    if (button(ui, "Open again with what you know of it...")) return ui.run("open_with");
    gap(ui, 10);
  }
  ImGui::BeginChild("info");
  std::string before;
  for (const InfoLine& each : map_info(*document)) {
    line(ui, each.name == before ? " " : each.name, each.text, each.important ? ui.theme().band_open_text : ui.theme().text, 110);
    ui.record(each.name);
    before = each.name;
  }
  ImGui::EndChild();
}

void messages_dialog(Ui& ui) {
  const auto& said = ui.state().said;
  if (said.empty()) return paragraph(ui, "Nothing was said yet.", TextSize::kTable, ui.theme().second_text);
  ImGui::BeginChild("messages");
  for (auto message = said.rbegin(); message != said.rend(); ++message) {
    line(ui, message->time, printable(message->text), message->is_error ? ui.theme().band_open_text : ui.theme().text, 76);
    ui.record(fmt::format("message {}", message - said.rbegin() + 1));
  }
  ImGui::EndChild();
}

}  // namespace viamyo::viewer
