// The maps of a study that holds several, to choose one from. One that cannot be opened says why.
#include <imgui.h>

#include <fmt/format.h>

#include <algorithm>

#include "dialogs.h"
#include "io/value.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

std::string described(const ListedMap& map) {
  if (!map.note.empty()) return fmt::format("{}: {}", map.name, map.note);
  return fmt::format("{}: {} points", map.name, map.points);
}

//! Arrows go from one map that can be opened to the next. Gives the row they stand on.
std::size_t row_of_keys(Ui& ui, const std::vector<ListedMap>& maps) {
  int& row = ui.memory.map_row;
  const auto last = static_cast<int>(maps.size()) - 1;
  const auto can_be_opened = [&](int at) { return at >= 0 && at <= last && maps[static_cast<std::size_t>(at)].note.empty(); };
  row = std::clamp(row, 0, std::max(last, 0));
  const int step = can_be_opened(row) ? arrow_step() : 1;
  for (int at = row + step; step != 0 && at >= 0 && at <= last; at += step) {
    if (!can_be_opened(at)) continue;
    row = at;
    break;
  }
  return static_cast<std::size_t>(row);
}

}  // namespace

void map_chooser(Ui& ui) {
  const MapChoice choice = ui.state().choice;  // choosing ends it
  second_text(ui, fitted(ui, printable(choice.file), ImGui::GetContentRegionAvail().x, TextSize::kTable));
  gap(ui, 8);
  const std::size_t row = row_of_keys(ui, choice.maps);
  ImGui::BeginChild("maps");
  for (std::size_t i = 0; i < choice.maps.size(); ++i) {
    const ListedMap& map = choice.maps[i];
    const float width = ImGui::GetContentRegionAvail().x;
    const ButtonKind kind = i == row ? ButtonKind::kChosen : ButtonKind::kPlain;
    const bool clicked = button(ui, fitted(ui, described(map), width - ui.px(24), TextSize::kTable), kind, width, map.note.empty());
    if (!clicked && !(i == row && map.note.empty() && enter_pressed())) continue;
    ui.memory.map_row = 0;
    ui.run("dialog none");
    ui.run("dismiss");
    ui.app.open(choice.file, map.name);
  }
  ImGui::EndChild();
}

}  // namespace viamyo::viewer
