// The maps of a study that holds several, to choose one from. One that cannot be opened says why.
#include <imgui.h>

#include <fmt/format.h>

#include "dialogs.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

std::string described(const ListedMap& map) {
  if (!map.note.empty()) return fmt::format("{}: {}", map.name, map.note);
  return fmt::format("{}: {} points", map.name, map.points);
}

}  // namespace

void map_chooser(Ui& ui) {
  const MapChoice choice = ui.state().choice;  // choosing ends it
  second_text(ui, fitted(ui, choice.file, ImGui::GetContentRegionAvail().x, TextSize::kTable));
  gap(ui, 8);
  ImGui::BeginChild("maps");
  for (const ListedMap& map : choice.maps) {
    const float width = ImGui::GetContentRegionAvail().x;
    if (!button(ui, fitted(ui, described(map), width - ui.px(24), TextSize::kTable), ButtonKind::kPlain, width, map.note.empty())) continue;
    ui.run("dialog none");
    ui.run("dismiss");
    ui.app.open(choice.file, map.name);
  }
  ImGui::EndChild();
}

}  // namespace viamyo::viewer
