// The right side: tables and plots in tabs, why the clicked place has its class, and, where there is room, voltage against shortening.
#include <algorithm>
#include <array>
#include <cmath>

#include "panels.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

struct TabOf {
  const char* label;
  const char* command;
  SideTab tab;
  void (*draw)(Ui&);
};

constexpr std::array kTabs{
    TabOf{"Segments", "segments", SideTab::kSegments, segments_table},
    TabOf{"Review", "review", SideTab::kReview, review_tab},
    TabOf{"Regions", "regions", SideTab::kRegions, regions_table},
    TabOf{"Points", "points", SideTab::kPoints, points_table},
    TabOf{"Signals", "electrograms", SideTab::kElectrograms, electrogram_plot},
    TabOf{"Plot", "plot", SideTab::kPlot, scatter_plot},
};

void tab_row(Ui& ui, bool plot_has_its_place) {
  ui.panel = "tabs";
  float x = 0;
  const float height = ui.px(34);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  float words = 0;
  for (const TabOf& t : kTabs) words += text_width(ui, t.label, TextSize::kTable, FontWeight::kMedium);
  const float beside = std::min(ui.px(22), (ImGui::GetContentRegionAvail().x - words) / static_cast<float>(kTabs.size()));
  for (const TabOf& t : kTabs) {
    if (plot_has_its_place && t.tab == SideTab::kPlot) continue;
    const bool chosen = ui.state().side_tab == t.tab;
    const float width = text_width(ui, t.label, TextSize::kTable, FontWeight::kMedium) + beside;
    ImGui::SetCursorScreenPos({origin.x + x, origin.y});
    if (ImGui::InvisibleButton(t.label, {width, height})) ui.run(std::string("side ") + t.command);
    ui.record(t.label);
    const Rgb ink = chosen || ImGui::IsItemHovered() ? ui.theme().text : ui.theme().second_text;
    ImFont* const font = ui.style.font(TextSize::kTable, FontWeight::kMedium);
    list.AddText(font, font->FontSize, {std::floor(origin.x + x + beside / 2), origin.y + ui.px(10)}, colour(ink), t.label);
    if (chosen)
      list.AddRectFilled({origin.x + x + beside / 4, origin.y + height - ui.px(2)}, {origin.x + x + width - beside / 4, origin.y + height},
                         colour(ui.theme().accent));
    x += width;
  }
  list.AddLine({origin.x, origin.y + height}, {origin.x + ui.layout.right.width, origin.y + height}, colour(ui.theme().field_border));
  ImGui::SetCursorScreenPos({origin.x, origin.y + height + ui.px(8)});
}

void child(Ui& ui, const char* name, float height, void (*draw)(Ui&)) {
  ImGui::BeginChild(name, {0, height});
  draw(ui);
  ImGui::EndChild();
}

}  // namespace

void side_panel(Ui& ui) {
  begin_area(ui, "side", ui.layout.right, ui.theme().panel, 12);
  const float all = ui.layout.right.height;
  const bool unfolded = ui.state().side_tab == SideTab::kPoints && ui.memory.quality.open;  // needs the plot's room
  const bool roomy = all >= ui.px(820) && !unfolded;
  if (ui.state().side_tab == SideTab::kReview) {  // it says why itself, and needs the room
    tab_row(ui, roomy);
    child(ui, "tab", 0, review_tab);
    return end_area();
  }
  const bool on_plot = ui.state().side_tab == SideTab::kPlot;
  tab_row(ui, roomy && !on_plot);
  const float why = ui.px(all >= ui.px(820) ? 172 : 148);
  const float plot = roomy && !on_plot ? std::min(ui.px(330), all * 0.34F) : 0;
  const float spacing = ImGui::GetStyle().ItemSpacing.y + ui.px(4);
  const float table = ImGui::GetContentRegionAvail().y - why - spacing - (plot > 0 ? plot + spacing : 0);
  const auto tab = std::find_if(kTabs.begin(), kTabs.end(), [&](const TabOf& t) { return t.tab == ui.state().side_tab; });
  child(ui, "tab", table, tab == kTabs.end() ? segments_table : tab->draw);
  gap(ui, 10);
  child(ui, "why", why, why_card);
  if (plot > 0) {
    gap(ui, 10);
    child(ui, "plot", 0, scatter_plot);
  }
  end_area();
}

}  // namespace viamyo::viewer
