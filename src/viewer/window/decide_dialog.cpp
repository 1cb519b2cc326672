// Rejecting, giving another class, remarking: the words that are signed, and the reason for them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "dialogs.h"
#include "review_parts.h"
#include "viewer/review_signing.h"
#include "viewer/review_walk.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

constexpr std::array kClasses{TissueClass::kNormal, TissueClass::kViableIschemic, TissueClass::kInfarcted, TissueClass::kIndeterminate,
                              TissueClass::kViable};

//! All that is signed: the items by their names first, then each one's sentence.
void signed_sentences(Ui& ui, const std::vector<ReviewItem>& items, const Verdict& verdict) {
  std::vector<std::string> ids;
  ids.reserve(items.size());
  for (const ReviewItem& item : items) ids.push_back(item.id);
  if (ids.size() > 1)
    paragraph(ui, fmt::format("{} items: {}.", ids.size(), fmt::join(ids, ", ")), TextSize::kTable, ui.theme().text, 0,
              FontWeight::kSemiBold);
  for (const ReviewItem& item : items)
    paragraph(ui, "You sign: " + sentence_to_sign(ui.state(), *ui.document(), item, verdict) + ".", TextSize::kTable, ui.theme().text);
}

void sentences(Ui& ui, const Verdict& verdict) {
  const Document& document = *ui.document();
  ImGui::BeginChild("sentences", {0, ImGui::GetContentRegionAvail().y - ui.px(44)});  // many items: it scrolls
  const Objection objection = verdict.action == ReviewAction::kComment ? Objection() : objection_to(ui.state(), document, verdict);
  if (!objection.text.empty()) {
    paragraph(ui, objection.text + " Sign this all the same?", TextSize::kTable, ui.theme().band_open_text, 0, FontWeight::kSemiBold);
    ui.record("objection");
  }
  signed_sentences(ui, chosen_items(document), verdict);
  ImGui::EndChild();
}

//! Whether the field of the reason was confirmed.
bool reason_row(Ui& ui, const char* hint, const char* action, bool enabled) {
  ImGui::SetCursorPosY(ImGui::GetWindowHeight() - ui.px(18 + 32));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(148));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  if (std::exchange(ui.memory.reason_begins, false)) ImGui::SetKeyboardFocusHere();
  const bool entered = text_field(ui, "reason", hint, ui.memory.reason);
  ImGui::PopStyleVar();
  ImGui::SameLine(0, ui.px(8));
  const bool clicked = button(ui, action, ButtonKind::kMain, ui.px(140), enabled);
  return (entered || clicked) && enabled;
}

//! The dialog closes first, so that the message of what was recorded, or refused, is seen.
void sign_line(Ui& ui, const std::string& line) {
  ui.run("dialog none");
  ui.run(line);
  ui.memory.reason.clear();
}

std::string with_reason(const std::string& line, const std::string& reason) {
  return reason.empty() ? line : line + " " + as_argument(reason);
}

bool is_ready(Ui& ui) {
  const bool ready = ui.document() != nullptr && ui.state().unlocked && !ui.document()->reviewing.chosen.empty();
  const std::string why_not = ready ? why_not_sign(ui.state(), *ui.document()) : "First unlock your key, and go to an item";
  if (!why_not.empty()) paragraph(ui, why_not + ".", TextSize::kTable, ui.theme().text);
  return why_not.empty();
}

//! Whether all chosen items are of it already.
bool is_present_class(const Document& document, TissueClass tissue) {
  const std::vector<ReviewItem> items = chosen_items(document);
  return std::all_of(items.begin(), items.end(), [&](const ReviewItem& item) { return item.tissue == tissue; });
}

}  // namespace

void reject_dialog(Ui& ui) {
  if (!is_ready(ui)) return;
  sentences(ui, {ReviewAction::kReject, {}, {}, {}});
  if (reason_row(ui, "Reason: poor contact, a fold ... (may be left empty)", "Sign rejection", true))
    sign_line(ui, with_reason("reject", ui.memory.reason));
}

void reclassify_dialog(Ui& ui) {
  if (!is_ready(ui)) return;
  std::vector<TissueClass> others;
  for (const TissueClass tissue : kClasses) {
    if (!is_present_class(*ui.document(), tissue)) others.push_back(tissue);
  }
  std::optional<TissueClass>& to = ui.memory.to_class;
  if (const int step = arrow_step(); step != 0) {
    const auto last = static_cast<int>(others.size()) - 1;
    const int now = to ? static_cast<int>(std::find(others.begin(), others.end(), *to) - others.begin()) : (step > 0 ? -1 : last + 1);
    to = others.at(static_cast<std::size_t>(std::clamp(now + step, 0, last)));
  }
  const float width = (ImGui::GetContentRegionAvail().x - ui.px(24)) / static_cast<float>(others.size());
  for (const TissueClass tissue : others) {
    if (tissue != others.front()) ImGui::SameLine(0, ui.px(6));
    if (button(ui, std::string(spoken(tissue)), to == tissue ? ButtonKind::kChosen : ButtonKind::kPlain, width)) to = tissue;
  }
  gap(ui, 8);
  if (to) sentences(ui, {ReviewAction::kReclassify, to, {}, {}});
  const bool ready = to && !ui.memory.reason.empty();
  if (reason_row(ui, "Reason, needed", "Sign class", ready))
    sign_line(ui, with_reason(fmt::format("reclassify {}", to_string(*to)), ui.memory.reason));
}

void overturn_dialog(Ui& ui) {
  if (!is_ready(ui)) return;
  const Overturn& overturn = ui.state().overturn;
  const bool confirms = overturn.line == "confirm";
  const Verdict verdict{confirms ? ReviewAction::kConfirm : ReviewAction::kWithdraw, {}, {}, {}};
  ImGui::BeginChild("overturn", {0, ImGui::GetContentRegionAvail().y - ui.px(44)});  // many items: it scrolls
  const std::string question = confirms ? "Sign that you confirm all the same?" : "Sign that you take that back?";
  paragraph(ui, overturn.question + " " + question, TextSize::kTable, ui.theme().band_open_text, 0, FontWeight::kSemiBold);
  ui.record("question");
  signed_sentences(ui, items_to_sign(ui.state(), *ui.document(), verdict), verdict);
  ImGui::EndChild();
  ImGui::SetCursorPosY(ImGui::GetWindowHeight() - ui.px(18 + 32));
  if (button(ui, confirms ? "Sign (C)" : "Sign (W)", ButtonKind::kMain, ui.px(120))) {
    const std::string line = overturn.line;
    ui.run("dialog none");
    ui.run(line);
    return;
  }
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "Leave it (Esc)", ButtonKind::kPlain, ui.px(130))) ui.run("dialog none");
}

void comment_dialog(Ui& ui) {
  if (!is_ready(ui)) return;
  paragraph(ui, "A remark decides nothing and changes no decision.", TextSize::kTable, ui.theme().second_text);
  sentences(ui, {ReviewAction::kComment, {}, {}, {}});
  if (reason_row(ui, "Remark", "Sign remark", !ui.memory.reason.empty())) sign_line(ui, with_reason("comment", ui.memory.reason));
}

}  // namespace viamyo::viewer
