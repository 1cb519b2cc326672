// Regions and candidate zones, with what the team has said of each.
#include <fmt/format.h>

#include "panels.h"
#include "render/annotations.h"
#include "table.h"
#include "viamyo/palette.h"
#include "viewer/review_texts.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

std::string agreement(const std::optional<Agreement>& a) { return a ? fmt::format("{}/{}", a->viable, a->of) : "–"; }

SortKey sort_key(const Analysis& analysis, int row, int column) {
  const Region& r = analysis.regions[static_cast<std::size_t>(row)];
  switch (column) {
    case 1:
      return {r.area_mm2};
    case 2:
      return {r.mean_voltage_mV};
    case 3:
      return {r.mean_shortening_percent};
    case 4:
      return {r.preset_agreement ? static_cast<double>(r.preset_agreement->viable) : kNoValue};
    default:
      return {static_cast<double>(row)};
  }
}

//! On a small screen the agreement of the presets gives way to the name; `why` tells it.
bool is_wide(const Ui& ui) { return ui.layout.right.width >= ui.px(400); }

template <typename Item>
void numbers(Table& table, const Item& item, bool with_agreement) {
  table.cell(number(item.area_mm2 / 100, 1));
  table.cell(number(item.mean_voltage_mV, 1));
  table.cell(number(item.mean_shortening_percent, 1));
  if (with_agreement) table.cell(agreement(item.preset_agreement));
}

void region_rows(Ui& ui, Table& table, const Document& document, const ReviewState& seen) {
  const Analysis& analysis = *document.analysis;
  for (const int row : table.order(static_cast<int>(analysis.regions.size()), [&](int r, int c) { return sort_key(analysis, r, c); })) {
    const Region& region = analysis.regions[static_cast<std::size_t>(row)];
    if (table.row(region.label, document.scene.selection.region == row, region.small, region.label)) ui.run("select region " + region.id);
    const Rgb rgb = class_colour(region.tissue);
    table.name_cell(region.label, &rgb);
    numbers(table, region, is_wide(ui));
    table.cell(region_words(seen, region));
  }
}

void zone_rows(Ui& ui, Table& table, const Document& document, const ReviewState& seen) {
  const Analysis& analysis = *document.analysis;
  for (std::size_t i = 0; i < analysis.candidate_zones.size(); ++i) {
    const CandidateZone& zone = analysis.candidate_zones[i];
    const std::string label = fmt::format("{} in {}, review only", zone.id, zone.region);
    if (table.row(label, document.scene.selection.zone == static_cast<int>(i))) ui.run("select zone " + zone.id);
    table.name_cell("    " + label);
    numbers(table, zone, is_wide(ui));
    table.cell(zone_words(seen, zone));
  }
}

//! What of the map each class takes, in the words of the legend.
void class_totals(Ui& ui, const Document& document) {
  const Analysis& analysis = *document.analysis;
  const bool current = numbers_match_picture(document);
  second_text(ui, "Area, and share of what is mapped");
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(2)});
  for (int code = 0; code < kTissueClassCount; ++code) {
    const auto tissue = static_cast<TissueClass>((code + 1) % kTissueClassCount);  // what is unmapped last
    const bool mechanics = analysis.thresholds.criteria == Criteria::kElectromechanical;
    if (mechanics ? tissue == TissueClass::kViable : tissue == TissueClass::kNormal || tissue == TissueClass::kViableIschemic) continue;
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    swatch(*ImGui::GetWindowDrawList(), {at.x, at.y + ui.px(3)}, ui.px(10), class_colour(tissue));
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(16));
    text(ui, spoken(tissue), TextSize::kTable, FontWeight::kRegular, ui.theme().text);
    const std::string total = class_total_text(analysis, tissue, current);
    ImGui::SameLine(right - text_width(ui, total, TextSize::kTable));
    text(ui, total, TextSize::kTable, FontWeight::kRegular, ui.theme().text);
    ui.record(fmt::format("total {}", to_string(tissue)));
  }
  ImGui::PopStyleVar();
  gap(ui, 6);
}

}  // namespace

void regions_table(Ui& ui) {
  ui.panel = "regions";
  const Document& document = *ui.document();
  if (document.scene.display.classes_hidden) {
    paragraph(ui, "Classes are hidden: guess first. Regions and zones come back with Show, Hide classes.", TextSize::kTable,
              ui.theme().second_text);
    return;
  }
  if (document.analysis->regions.empty()) {
    paragraph(ui, "No region: this map has no voltage that could be classified.", TextSize::kTable, ui.theme().second_text);
    return;
  }
  class_totals(ui, document);
  std::vector<Column> columns{{"Item", 0, false}, {"cm²", 30}, {"mV", 28}, {"LLS %", 37}};
  if (is_wide(ui)) columns.push_back({"Agree", 38});
  columns.push_back({"Review", 74, false});
  Table table(ui, "regions", columns, 0);
  if (!table.is_open()) return;
  const ReviewState seen = numbers_match_picture(document) ? seen_review(ui.state(), document) : review_state(*document.analysis);
  region_rows(ui, table, document, seen);
  zone_rows(ui, table, document, seen);
}

}  // namespace viamyo::viewer
