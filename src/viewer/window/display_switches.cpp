// What is drawn beside the overlay.
#include <fmt/format.h>

#include "panels.h"
#include "widgets.h"

namespace viamyo::viewer {
void display_switches(Ui& ui) {
  ui.panel = "show";
  const Document& document = *ui.document();
  const Display& display = document.scene.display;
  heading(ui, "SHOW");
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(3)});
  const float left = ImGui::GetCursorPosX();
  const float half = ImGui::GetContentRegionAvail().x / 2;
  int column = 0;
  const auto place = [&] {
    if (column++ % 2 == 1) ImGui::SameLine(left + half);
  };
  for (const DisplaySwitch& each : kDisplaySwitches) {
    if (each.label.empty()) continue;
    place();
    if (toggle(ui, each.label, display.*each.on)) ui.run(fmt::format("show {} {}", each.command, display.*each.on ? "off" : "on"));
  }
  if (has_values(find_field(document.map->surface.fields, field_name::kEndSystolicDisplacement))) {
    place();
    if (toggle(ui, "Beating", ui.state().beating)) ui.run(ui.state().beating ? "beat off" : "beat on");
  }
  place();
  if (toggle(ui, "Turn together", document.cameras_linked)) ui.run(document.cameras_linked ? "link off" : "link on");
  place();
  if (toggle(ui, "Hide classes", display.classes_hidden)) ui.run(display.classes_hidden ? "hide_classes off" : "hide_classes on");
  ImGui::PopStyleVar();
}

}  // namespace viamyo::viewer
