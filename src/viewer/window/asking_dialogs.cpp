// Questions before something is lost: unsaved changes, and a map in whose place another one stands now.
#include <fmt/format.h>

#include <sstream>

#include "dialogs.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

void at_the_foot(const Ui& ui) { ImGui::SetCursorPosY(ImGui::GetWindowHeight() - ui.px(18 + 28)); }

}  // namespace

void leave_dialog(Ui& ui) {
  const Leaving leaving = ui.state().leaving;  // leaving ends it
  const bool quits = leaving.line == "quit";
  paragraph(ui, "Changed and not saved:", TextSize::kTable, ui.theme().text, 0, FontWeight::kSemiBold);
  std::istringstream sentences(leaving.question);
  for (std::string one; std::getline(sentences, one);) paragraph(ui, one, TextSize::kTable, ui.theme().text);
  ui.record("question");
  paragraph(ui, "Save map as... keeps them in a new file; what was proposed or decided is in the log already.", TextSize::kTable,
            ui.theme().second_text);
  at_the_foot(ui);
  const bool goes =
      button(ui, quits ? "Quit without saving (Q)" : "Close without saving (Q)", ButtonKind::kPlain, ui.px(190)) || ui.struck == "Q";
  ImGui::SameLine(0, ui.px(8));
  const bool saves = !goes && (button(ui, "Save as... (S)", ButtonKind::kPlain, ui.px(120)) || ui.struck == "S");
  ImGui::SameLine(0, ui.px(8));
  const bool stays = !goes && !saves && (button(ui, "Stay (Esc)", ButtonKind::kMain, ui.px(110)) || ui.struck == "Enter");
  if (!goes && !saves && !stays) return;
  ui.run("dialog none");
  if (saves) ui.run("save_as");
  if (goes) ui.run(leaving.line);
}

void other_map_dialog(Ui& ui) {
  const Document* const document = ui.document();
  if (document == nullptr || !document->other) return ui.run("dialog none");
  paragraph(ui, document->note, TextSize::kTable, ui.theme().band_open_text, 0, FontWeight::kSemiBold);
  ui.record("question");
  paragraph(ui,
            "Keep what is shown, which is in no file under this name any more, or show the map that the file holds now: then everything "
            "that was placed or "
            "excluded by hand is gone.",
            TextSize::kTable, ui.theme().text);
  at_the_foot(ui);
  const bool keeps = button(ui, "Keep what is shown (K)", ButtonKind::kMain, ui.px(180)) || ui.struck == "K" || ui.struck == "Enter";
  ImGui::SameLine(0, ui.px(8));
  const bool takes = !keeps && (button(ui, "Show the other map (O)", ButtonKind::kPlain, ui.px(180)) || ui.struck == "O");
  if (!keeps && !takes) return;
  ui.run("dialog none");
  ui.run(keeps ? "other_map keep" : "other_map take");
}

}  // namespace viamyo::viewer
