// What can be signed now, each on a button with its key, and above them the very words that are signed.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "map/letters.h"
#include "review_parts.h"
#include "viewer/review_signing.h"
#include "viewer/review_walk.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

enum class Step : unsigned char { kUnlock, kLost, kShut, kPseudonym, kPropose, kChoose, kSign };

Step step_of(const Ui& ui) {
  const Document& document = *ui.document();
  if (!ui.state().unlocked) return Step::kUnlock;
  if (misses_log(document)) return Step::kLost;
  if (!why_not_sign(ui.state(), document).empty()) return Step::kShut;
  if (!pseudonym_needed(ui.state(), document).empty()) return Step::kPseudonym;
  if (!is_proposed(document)) return Step::kPropose;
  return document.reviewing.chosen.empty() ? Step::kChoose : Step::kSign;
}

void unlock_step(Ui& ui) {
  paragraph(ui, "To decide, unlock your key with its passphrase.", TextSize::kTable, ui.theme().text);
  if (button(ui, "Unlock... (U)", ButtonKind::kMain)) ui.run("dialog unlock");
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "Next item (N)")) ui.run("item next");
}

//! Nobody signs on the wrong map: whose it is has to be typed, and is not shown here.
void pseudonym_step(Ui& ui) {
  paragraph(ui, "Your first signature on this map: type the subject's pseudonym, as it stands in your own papers.", TextSize::kTable,
            ui.theme().text);
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(98));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  if (std::exchange(ui.memory.pseudonym_begins, false)) ImGui::SetKeyboardFocusHere();
  const bool entered = text_field(ui, "pseudonym", "Pseudonym", ui.memory.pseudonym);
  ImGui::PopStyleVar();
  ImGui::SameLine(0, ui.px(8));
  const bool clicked = button(ui, "This map", ButtonKind::kMain, ui.px(90), !ui.memory.pseudonym.empty());
  if (!(entered || clicked) || ui.memory.pseudonym.empty()) return;
  ui.run("subject " + as_argument(ui.memory.pseudonym));
  ui.memory.pseudonym.clear();
  ui.memory.pseudonym_begins = true;  // it may have been a wrong one
}

//! What was said of the classes of the chosen items, on the button that asks it again.
void basis_button(Ui& ui, const Document& document) {
  std::vector<std::string> words;
  const std::vector<TissueClass> classes = chosen_classes(document);
  for (const TissueClass tissue : classes) {
    const auto chosen = document.reviewing.basis.find(tissue);
    const std::string basis = chosen == document.reviewing.basis.end() ? "not asked yet"
                              : chosen->second.empty()                 ? "not given"
                                                                       : quotation(chosen->second);
    words.push_back(classes.size() == 1 ? fmt::format("of {}: {}", spoken(tissue), basis) : fmt::format("{} {}", spoken(tissue), basis));
  }
  if (button(ui, fmt::format("Imaging (Y) {}", fmt::join(words, ", ")), ButtonKind::kPlain, ImGui::GetContentRegionAvail().x))
    ui.run("dialog basis");
}

void buttons(Ui& ui, std::size_t count) {
  const std::string several = count > 1 ? fmt::format(" {}", count) : "";
  const float third = (ImGui::GetContentRegionAvail().x - ui.px(16)) / 3;
  const auto next = [&] { ImGui::SameLine(0, ui.px(8)); };
  if (button(ui, "Confirm" + several + " (C)", ButtonKind::kMain, third)) ui.run("ask confirm");
  next();
  if (button(ui, "Reject... (R)", ButtonKind::kPlain, third)) ui.run("ask reject");
  next();
  if (button(ui, "Class... (A)", ButtonKind::kPlain, third)) ui.run("ask reclassify");
  if (button(ui, "Comment... (K)", ButtonKind::kQuiet, third)) ui.run("dialog comment");
  next();
  if (button(ui, "Withdraw (W)", ButtonKind::kQuiet, third)) ui.run("ask withdraw");
  next();
  if (button(ui, "Next (N)", ButtonKind::kQuiet, third)) ui.run("item next");
}

//! What stands above the buttons: all of it, however long names are. Several items are named one by one.
std::string words_above(const Ui& ui, Step step) {
  const Document& document = *ui.document();
  if (step == Step::kShut || step == Step::kLost) return fmt::format("Nothing can be signed: {}.", why_not_sign(ui.state(), document));
  const std::vector<ReviewItem> items = chosen_items(document);
  if (step != Step::kSign || items.empty()) return {};
  const Verdict confirm{ReviewAction::kConfirm, {}, {}, {}};
  if (items_to_sign(ui.state(), document, confirm).empty())
    return fmt::format("You have confirmed {} already: confirming again signs nothing.", chosen_ids(document));
  std::string words = "Confirming signs: " + sentence_to_sign(ui.state(), document, items.front(), confirm) + ".";
  if (items.size() > 1) words += fmt::format(" And the like for each of the {} items {}.", items.size(), chosen_ids(document));
  for (const ReviewItem& item : items) {
    const std::string against = contradiction_of(document, item, confirm);
    if (!against.empty()) words += " But " + against;
  }
  return words;
}

float words_height(const Ui& ui, Step step) {
  const std::size_t lines = lines_of(ui, words_above(ui, step), ImGui::GetContentRegionAvail().x, TextSize::kCaption).size();
  const float wanted = static_cast<float>(lines) * (ui.style.font(TextSize::kCaption)->FontSize + ui.px(2)) + ui.px(4);
  return std::min(wanted, ui.px(220));  // more than that scrolls
}

void shown_words(Ui& ui, Step step) {
  ImGui::BeginChild("words", {0, words_height(ui, step)});
  paragraph(ui, words_above(ui, step), TextSize::kCaption, ui.theme().text);
  ui.record("sentence");
  ImGui::EndChild();
}

//! Nothing counts until the log is back, or another stands in its place.
void lost_step(Ui& ui) {
  shown_words(ui, Step::kLost);
  if (!pseudonym_needed(ui.state(), *ui.document()).empty()) return pseudonym_step(ui);
  if (button(ui, "Begin again...")) ui.run("dialog restart");
}

void sign_step(Ui& ui) {
  const Document& document = *ui.document();
  const std::size_t items = chosen_items(document).size();
  if (items == 0) return;
  shown_words(ui, Step::kSign);
  basis_button(ui, document);
  gap(ui, 8);
  buttons(ui, items);
}

}  // namespace

float review_actions_height(const Ui& ui) {
  const Step step = step_of(ui);
  switch (step) {
    case Step::kUnlock:
      return ui.px(66);
    case Step::kShut:
      return ui.px(24) + words_height(ui, step);
    case Step::kLost:
      return ui.px(108) + words_height(ui, step);
    case Step::kPseudonym:
      return ui.px(84);
    case Step::kPropose:
    case Step::kChoose:
      return ui.px(66);
    case Step::kSign:
      return ui.px(120) + words_height(ui, step);
  }
  return 0;
}

void review_actions(Ui& ui, float height) {
  ui.panel = "decide";
  ImGui::BeginChild("decide", {0, height}, false, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddLine(at, {at.x + ImGui::GetContentRegionAvail().x, at.y}, colour(ui.theme().field_border));
  gap(ui, 10);
  const Step step = step_of(ui);
  if (step == Step::kUnlock) ui.memory.pseudonym_begins = true;
  switch (step) {
    case Step::kUnlock:
      unlock_step(ui);
      break;
    case Step::kShut:
      shown_words(ui, step);
      break;
    case Step::kLost:
      lost_step(ui);
      break;
    case Step::kPseudonym:
      pseudonym_step(ui);
      break;
    case Step::kPropose:
      paragraph(ui, "Decisions are on settings that somebody has proposed: propose these, or go back to those that were.", TextSize::kTable,
                ui.theme().text);
      break;
    case Step::kChoose:
      if (button(ui, "First item (N)", ButtonKind::kMain)) ui.run("item next");
      break;
    case Step::kSign:
      sign_step(ui);
      break;
  }
  ImGui::EndChild();
}

}  // namespace viamyo::viewer
