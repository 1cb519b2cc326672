// Every command with its key, from the list that menus, keys and scripts share; and what each overlay means.
#include <fmt/format.h>

#include "dialogs.h"
#include "table.h"
#include "viamyo/overlay.h"
#include "widgets.h"

namespace viamyo::viewer {

//! What hands do first; how scripts say it behind, in words that are quieter.
void keys_sheet(Ui& ui) {
  ui.panel = "keys";
  Table table(ui, "keys", {{"Key", 130, false}, {"What it does", 0, false}, {"In a script", 230, false}}, 0);
  if (!table.is_open()) return;
  table.row("menus", false);
  table.name_cell("F10, Alt+F ...");
  table.cell("the menus: arrows, Enter and Escape in them");
  table.cell("");
  for (const bool with_key : {true, false}) {
    for (const Command& command : commands()) {
      if (command.key.empty() == with_key) continue;
      table.row(command.name, false);
      table.name_cell(command.key.empty() ? " " : command.key);
      ImGui::TableNextColumn();
      paragraph(ui, command.help, TextSize::kTable, ui.theme().text);
      ImGui::TableNextColumn();
      second_text(ui,
                  fitted(ui, fmt::format("{} {}", command.name, command.arguments), ImGui::GetContentRegionAvail().x, TextSize::kTable));
    }
  }
}

void help_pages(Ui& ui) {
  const auto part = [&](std::string_view title, std::string_view words) {
    text(ui, title, TextSize::kTable, FontWeight::kSemiBold, ui.theme().text);
    paragraph(ui, words, TextSize::kTable, ui.theme().second_text);
    gap(ui, 14);
  };
  ImGui::BeginChild("pages", {0, 0});
  part("Unipolar and bipolar voltage",
       "Peak-to-peak voltage, red low to purple high. Low voltage suggests scar, but also poor contact or too few points. The lines on the "
       "surface are the thresholds that the bar marks.");
  part("Linear local shortening",
       "How much the distance between neighbouring points shrinks from end-diastole to end-systole, in percent of the end-diastolic "
       "distance. Negative values move apart.");
  part("Class",
       "Made from voltage and shortening together. Voltage kept and shortening kept: preserved at rest. Voltage kept, shortening reduced: "
       "viable-ischaemic, proposed. Both lost: infarcted, proposed. All else is indeterminate. Every class is a proposal until the "
       "treating team confirms it.");
  part("Candidate zone", "A large enough part of a viable-ischaemic region, away from the annulus. For review only, always.");
  part("Preset agreement",
       "How many of the published human cut-offs would call a place viable. In the middle of the scale the studies disagree.");
  part("Coverage", "The distance to the nearest accepted mapping point. What lies far from every point was filled in, not measured.");
  part("Grey, dotted surface", "No value. It is never coloured.");
  part("Bull's-eye", "The same values with the apex in the middle, anterior wall up, septum on the left.");
  ImGui::EndChild();
}

}  // namespace viamyo::viewer
