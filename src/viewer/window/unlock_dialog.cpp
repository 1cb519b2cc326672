// Whose key is unlocked: chosen from those on this computer, opened by its passphrase, which no command line, log or undo ever holds.
#include <imgui_internal.h>
#include <strings.h>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "dialogs.h"
#include "map/letters.h"
#include "review/names.h"
#include "viamyo/errors.h"
#include "viamyo/member_key.h"
#include "viamyo/team.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! What ImGui kept of a field while it was edited: the letters, wide and narrow, those at its start, and its steps of undo.
void wipe_edited_text() {
  ImGuiInputTextState& state = GImGui->InputTextState;
  if (state.TextW.Data == nullptr) return;  // no field was edited yet
  for (ImVector<char>* const letters : {&state.TextA, &state.InitialTextA})
    ::explicit_bzero(letters->Data, static_cast<std::size_t>(letters->Capacity));
  ::explicit_bzero(state.TextW.Data, static_cast<std::size_t>(state.TextW.Capacity) * sizeof(ImWchar));
  ::explicit_bzero(&state.Stb.undostate, sizeof state.Stb.undostate);
  state.ClearText();
  ImGui::ClearActiveID();
}

std::vector<KeyFacts> keys_here(std::string& trouble) {
  std::vector<KeyFacts> keys;
  try {
    for (KeyFacts& key : stored_keys()) {
      if (key.kind == KeyKind::kMember) keys.push_back(std::move(key));
    }
  } catch (const Error& error) {
    trouble = error.what();
  }
  std::stable_sort(keys.begin(), keys.end(), [](const KeyFacts& a, const KeyFacts& b) { return a.name < b.name; });
  return keys;
}

constexpr const char* kCounts = "decisions count";

//! That, or why this key's decisions would not.
std::string standing(const KeyFacts& key, const Team* team) {
  if (team == nullptr) return "no team was given: nothing becomes confirmed";
  const TeamMember* const member = member_of_key(*team, key.public_key);
  if (member == nullptr || !same_person(member->name, key.name)) return "not in the team";
  if (member->retired_in) return "no longer in the team";
  return role_counts(*team, member->role) ? kCounts : "decisions of this role do not count";
}

const Team* team_of(const Ui& ui) { return ui.document() == nullptr ? nullptr : ui.document()->reviewing.team.get(); }

void key_rows(Ui& ui, UnlockMemory& memory) {
  const Team* const team = team_of(ui);
  if (memory.keys.empty() && memory.trouble.empty())
    paragraph(ui, "There is no member's key on this computer. `viamyo team enroll` makes one.", TextSize::kTable, ui.theme().text);
  for (const KeyFacts& key : memory.keys) {
    const bool chosen = key.public_key == memory.chosen;
    const std::string label = fmt::format("{}, {}", quotation(key.name), quotation(key.role));
    if (ImGui::Selectable(fmt::format("##{}", key.public_key).c_str(), chosen, 0, {0, ui.px(38)})) {
      memory.chosen = key.public_key;
      memory.focus = true;
    }
    ui.record(key.name);
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({low.x + ui.px(8), low.y + ui.px(3)});
    text(ui, label, TextSize::kTable, FontWeight::kMedium, ui.theme().text);
    ImGui::SetCursorScreenPos({low.x + ui.px(8), low.y + ui.px(20)});
    text(ui, standing(key, team), TextSize::kCaption, FontWeight::kRegular, ui.theme().second_text);
    ImGui::SetCursorScreenPos(after);
  }
}

void begin(Ui& ui, UnlockMemory& memory) {
  memory.begun = true;
  memory.trouble.clear();
  memory.keys = keys_here(memory.trouble);
  const std::string& wanted = ui.state().unlock_name;
  for (const KeyFacts& key : memory.keys) {
    if (key.name == wanted) memory.chosen = key.public_key;
  }
  for (const KeyFacts& key : memory.keys) {  // the first whose decisions count; the arrows go to others
    if (memory.chosen.empty() && standing(key, team_of(ui)) == kCounts) memory.chosen = key.public_key;
  }
  if (memory.chosen.empty() && memory.keys.size() == 1) memory.chosen = memory.keys.front().public_key;
}

//! Up and down, while the passphrase has the keyboard: a hand need not leave it.
void arrows(UnlockMemory& memory) {
  const int step = arrow_step();
  const auto count = static_cast<int>(memory.keys.size());
  if (step == 0 || count == 0) return;
  const auto at =
      std::find_if(memory.keys.begin(), memory.keys.end(), [&](const KeyFacts& key) { return key.public_key == memory.chosen; });
  const int now = at == memory.keys.end() ? (step > 0 ? -1 : count) : static_cast<int>(at - memory.keys.begin());
  memory.chosen = memory.keys[static_cast<std::size_t>(std::clamp(now + step, 0, count - 1))].public_key;
}

void try_unlock(Ui& ui, UnlockMemory& memory) {
  std::string name;
  for (const KeyFacts& key : memory.keys) {
    if (key.public_key == memory.chosen) name = key.name;
  }
  const Passphrase passphrase(memory.passphrase.data());
  forget_passphrase(memory);
  try {
    ui.app.unlock(name, passphrase);
    memory.trouble.clear();
    ui.run("dialog none");
    if (ui.document() != nullptr) ui.run("side review");  // what a key is unlocked for
  } catch (const Error& error) {
    memory.trouble = error.what();
    memory.focus = true;  // to type it once more
  }
}

}  // namespace

void forget_passphrase(UnlockMemory& memory) {
  ::explicit_bzero(memory.passphrase.data(), memory.passphrase.size());
  wipe_edited_text();
}

void unlock_dialog(Ui& ui) {
  UnlockMemory& memory = ui.memory.unlock;
  if (!memory.begun) begin(ui, memory);
  arrows(memory);
  ImGui::BeginChild("keys", {0, ImGui::GetContentRegionAvail().y - ui.px(94)});
  key_rows(ui, memory);
  ImGui::EndChild();
  if (!memory.trouble.empty()) paragraph(ui, memory.trouble, TextSize::kTable, ui.theme().band_open_text);
  ImGui::SetCursorPosY(ImGui::GetWindowHeight() - ui.px(18 + 56));
  paragraph(ui, fmt::format("It locks by itself after {} minutes without work.", ui.app.session().idle_limit().count() / 60),
            TextSize::kCaption, ui.theme().second_text);
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(118));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  if (std::exchange(memory.focus, false)) ImGui::SetKeyboardFocusHere();
  constexpr ImGuiInputTextFlags kSecret =
      ImGuiInputTextFlags_Password | ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_NoUndoRedo;
  const bool entered = ImGui::InputTextWithHint("##passphrase", "Passphrase", memory.passphrase.data(), memory.passphrase.size(), kSecret);
  ImGui::PopStyleVar();
  ui.record("passphrase");
  ImGui::SameLine(0, ui.px(8));
  const bool ready = !memory.chosen.empty() && memory.passphrase.front() != '\0';
  const bool clicked = button(ui, "Unlock", ButtonKind::kMain, ui.px(110), ready);
  if ((entered || clicked) && ready) try_unlock(ui, memory);
}

}  // namespace viamyo::viewer
