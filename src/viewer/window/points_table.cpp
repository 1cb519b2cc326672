// The mapping points: sorted, filtered, flown to, excluded and taken back.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <cmath>

#include "panels.h"
#include "table.h"
#include "viewer/hover.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

float value(const std::vector<float>& values, int row) {
  return static_cast<std::size_t>(row) < values.size() ? values[static_cast<std::size_t>(row)] : NAN;
}

bool is_excluded(const Document& document, int row) {
  const std::vector<int>& rows = document.wanted.excluded_points;
  return !is_accepted(document.map->points, static_cast<std::size_t>(row)) || std::find(rows.begin(), rows.end(), row) != rows.end();
}

bool contains(std::string_view text, std::string_view part) {
  const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

void filter_field(Ui& ui) {
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  ImGui::InputTextWithHint("##filter", "Filter by name, or the word excluded", &ui.memory.point_filter);
  ImGui::PopStyleVar();
  ui.record("filter");
}

void actions(Ui& ui, const Document& document) {
  const int chosen = document.scene.selection.point;
  const bool any = chosen >= 0;
  const float width = (ImGui::GetContentRegionAvail().x - ui.px(8)) / 2;
  if (button(ui, "Fly there", ButtonKind::kPlain, width, any)) ui.run(fmt::format("select point {}", chosen));
  ImGui::SameLine(0, ui.px(8));
  const bool by_map = any && !is_accepted(document.map->points, static_cast<std::size_t>(chosen));
  const bool excluded = any && is_excluded(document, chosen);
  const char* const label = by_map ? "Excluded by the map" : excluded ? "Include" : "Exclude";
  if (button(ui, label, ButtonKind::kPlain, width, any && !by_map)) ui.run(fmt::format("{} {}", excluded ? "include" : "exclude", chosen));
}

SortKey sort_key(const Document& document, const std::vector<float>& voltage, int row, int column) {
  switch (column) {
    case 1:
      return {value(voltage, row)};
    case 2:
      return {value(document.analysis->values.point_shortening_percent, row)};
    case 3:
      return {is_excluded(document, row) ? 1.0 : 0.0};
    default:
      return {static_cast<double>(row)};
  }
}

}  // namespace

void points_table(Ui& ui) {
  ui.panel = "points";
  const Document& document = *ui.document();
  const ValuesInUse& values = document.analysis->values;
  const std::vector<float>& voltage =
      document.analysis->settings.voltage == VoltageKind::kBipolar ? values.point_bipolar_mV : values.point_unipolar_mV;
  filter_field(ui);
  const float foot = ui.px(28) + ImGui::GetStyle().ItemSpacing.y;
  constexpr double kMinTable = 110;
  point_quality_section(ui, ImGui::GetContentRegionAvail().y - foot - ui.px(kMinTable));
  ui.panel = "points";
  {
    Table table(ui, "points", {{"Point", 0, false}, {"mV", 54}, {"LLS %", 58}, {"State", 84, false}},
                ImGui::GetContentRegionAvail().y - foot);
    if (table.is_open()) {
      const int count = static_cast<int>(document.map->points.positions.size());
      for (const int row : table.order(count, [&](int r, int c) { return sort_key(document, voltage, r, c); })) {
        const std::string name = point_name(*document.map, row);
        const bool excluded = is_excluded(document, row);
        const std::string_view state = excluded ? "excluded" : "accepted";
        if (!contains(fmt::format("{} {}", name, state), ui.memory.point_filter)) continue;
        if (table.row(name, document.scene.selection.point == row, excluded)) ui.run(fmt::format("select point {}", row));
        table.name_cell(name);
        table.cell(number(value(voltage, row), 1));
        table.cell(number(value(values.point_shortening_percent, row), 1));
        table.cell(state);
      }
    }
  }
  actions(ui, document);
}

}  // namespace viamyo::viewer
