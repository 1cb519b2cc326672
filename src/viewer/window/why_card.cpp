// Why the place that was clicked has its class, and what would change it.
#include <fmt/format.h>

#include <string>

#include "panels.h"
#include "viamyo/palette.h"
#include "viewer/typeset.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

void title(Ui& ui, const Document& document, const Explanation& why) {
  const bool hidden = document.scene.display.classes_hidden;
  const std::string place = !why.zone.empty() ? why.zone + " in " + why.region : !why.region.empty() ? why.region : "This place";
  const std::string words = hidden ? "Classes are hidden: guess first"
                                   : fmt::format("{}: {}", place, shown_as(why.tissue, document.analysis->thresholds.criteria));
  if (!hidden) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    swatch(*ImGui::GetWindowDrawList(), {at.x, at.y + ui.px(2)}, ui.px(12), class_colour(why.tissue));
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(20));
  }
  paragraph(ui, words, TextSize::kTable, ui.theme().text, 0, FontWeight::kSemiBold);
}

}  // namespace

void why_card(Ui& ui) {
  ui.panel = "why";
  const Document& document = *ui.document();
  ImGui::PushStyleColor(ImGuiCol_ChildBg, colour(ui.theme().field));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, ui.px(5));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 1);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(10)});
  ImGui::BeginChild("why", {0, 0}, true);
  if (!document.why) {
    paragraph(ui, "Click a place, a region or a zone to read why it has its class, and what would change it.", TextSize::kTable,
              ui.theme().second_text);
  } else {
    title(ui, document, *document.why);
    if (!document.scene.display.classes_hidden) paragraph(ui, typeset(document.why->sentence), TextSize::kTable, ui.theme().text);
    if (!numbers_match_picture(document)) paragraph(ui, "Being updated.", TextSize::kTable, ui.theme().band_open_text);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor();
  ui.record("card");
}

}  // namespace viamyo::viewer
