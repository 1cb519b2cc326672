// What opens over the window: files, keys, help, about.
#include "dialogs.h"

#include <imgui_internal.h>

#include <fmt/format.h>
#include <array>

#include "panels.h"
#include "viamyo/overlay.h"
#include "viamyo/version.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

struct Dialogue {
  Dialog dialog;
  const char* title;
  double width;
  double height;
  void (*draw)(Ui&);
};

void about(Ui& ui) {
  paragraph(ui, fmt::format("Viamyo {}", kVersion), TextSize::kText, ui.theme().text);
  gap(ui, 8);
  paragraph(ui,
            "Views and analyses left-ventricular electromechanical maps. Viamyo proposes; the treating team decides. Nothing is confirmed "
            "that the treating team did not "
            "confirm, and candidate zones are for review only, always. It is research and education software, not a medical device.",
            TextSize::kTable, ui.theme().text);
  gap(ui, 8);
  paragraph(ui, "Apache License 2.0. Type: Inter, SIL Open Font License. Drawn with VTK, Dear ImGui and GLFW.", TextSize::kTable,
            ui.theme().second_text);
}

constexpr std::array kDialogs{
    Dialogue{Dialog::kOpen, "Open a map", 720, 540, open_dialog},
    Dialogue{Dialog::kChooseMap, "Which map?", 520, 420, map_chooser},
    Dialogue{Dialog::kSaveAs, "Save map as a new file", 720, 540, save_dialog},
    Dialogue{Dialog::kScreenshot, "Screenshot", 720, 540, screenshot_dialog},
    Dialogue{Dialog::kKeys, "Keys and commands", 860, 620, keys_sheet},
    Dialogue{Dialog::kHelp, "What am I looking at?", 720, 560, help_pages},
    Dialogue{Dialog::kAbout, "About", 520, 260, about},
    Dialogue{Dialog::kTeam, "Choose the treating team's file", 720, 540, team_dialog},
    Dialogue{Dialog::kUnlock, "Unlock a member's key", 520, 380, unlock_dialog},
    Dialogue{Dialog::kReject, "Reject", 620, 300, reject_dialog},
    Dialogue{Dialog::kReclassify, "Another class", 820, 340, reclassify_dialog},
    Dialogue{Dialog::kComment, "Comment", 620, 240, comment_dialog},
    Dialogue{Dialog::kOverturn, "This overturns what was signed", 620, 280, overturn_dialog},
    Dialogue{Dialog::kBasis, "What does other imaging show?", 520, 470, basis_dialog},
    Dialogue{Dialog::kInfo, "About this map", 820, 600, info_dialog},
    Dialogue{Dialog::kMessages, "Messages", 820, 520, messages_dialog},
    Dialogue{Dialog::kOpenWith, "Open with what you know of it", 720, 470, open_with_dialog},
    Dialogue{Dialog::kLeave, "Before you leave", 560, 260, leave_dialog},
    Dialogue{Dialog::kOtherMap, "The file holds another map now", 600, 280, other_map_dialog},
    Dialogue{Dialog::kSheet, "Write the decision sheet", 720, 540, sheet_dialog},
    Dialogue{Dialog::kUphold, "Uphold what others signed", 760, 520, uphold_dialog},
    Dialogue{Dialog::kSetAside, "Set words aside", 760, 520, set_aside_dialog},
    Dialogue{Dialog::kTakeBack, "Take back what you uphold", 760, 520, take_back_dialog},
    Dialogue{Dialog::kRestart, "Begin a lost log again", 620, 320, restart_dialog},
    Dialogue{Dialog::kHistory, "History of the review", 980, 620, history_dialog},
};

void show(Ui& ui, const Dialogue& dialogue) {
  ui.panel = "dialog";
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(ui.px(dialogue.width), screen.x - ui.px(32));
  const float height = std::min(ui.px(dialogue.height), screen.y - ui.px(32));
  const Rect shade{0, 0, screen.x, screen.y};
  ImGui::SetNextWindowBgAlpha(0.6F);
  begin_area(ui, "shade", shade, ui.theme().ground, 0);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  end_area();
  const Rect box{std::floor((screen.x - width) / 2), std::floor((screen.y - height) / 2), width, height};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(6));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  begin_area(ui, "dialog", box, ui.theme().panel, 18);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  const std::string& objection = ui.state().overturn.title;
  const std::string title = dialogue.dialog == Dialog::kOverturn && !objection.empty() ? objection : dialogue.title;
  text(ui, title, TextSize::kText, FontWeight::kSemiBold, ui.theme().text);
  ImGui::SameLine(width - ui.px(18 + 72));
  if (button(ui, "Close", ButtonKind::kPlain, ui.px(72))) ui.run("dialog none");
  gap(ui, 12);
  dialogue.draw(ui);
  end_area();
  ImGui::PopStyleVar(2);
}

//! What was typed into a dialog goes with it, a passphrase above all.
void begin_and_end(Ui& ui, Dialog dialog) {
  if (dialog == ui.memory.dialog) return;
  if (ui.memory.dialog == Dialog::kUnlock) {
    forget_passphrase(ui.memory.unlock);
    ui.memory.unlock = {};
  }
  ui.memory.reason.clear();
  ui.memory.to_class.reset();
  ui.memory.reason_begins = true;
  for (std::string* const typed :
       {&ui.memory.standing.member, &ui.memory.standing.items, &ui.memory.standing.count, &ui.memory.standing.trouble})
    typed->clear();
  ui.memory.files.begins = true;
  ui.memory.files.row = -1;
  ui.memory.files.listing.reset();
  if (dialog != Dialog::kOpenWith) ui.memory.source = {};
  if (dialog == Dialog::kOpen || dialog == Dialog::kTeam) ui.memory.files.name.clear();
  ui.memory.map_row = 0;
  if (dialog == Dialog::kSheet) propose_sheet_name(ui);
  if (dialog == Dialog::kBasis) begin_basis(ui);
  if (dialog == Dialog::kOpenWith) begin_open_with(ui);
  ui.memory.dialog = dialog;
}

}  // namespace

void dialogs(Ui& ui) {
  const Dialog dialog = ui.state().dialog;
  begin_and_end(ui, dialog);
  for (const Dialogue& d : kDialogs) {
    if (d.dialog == dialog) show(ui, d);
  }
}

}  // namespace viamyo::viewer
