// Standing in for others: the words are read, line by line, before somebody signs for or against them; and a lost log is begun again.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "dialogs.h"
#include "map/letters.h"
#include "review_parts.h"
#include "viamyo/errors.h"
#include "viewer/review_signing.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

const std::vector<WordsOfPerson>& people_of(const StandIn& found, Dialog dialog) {
  return dialog == Dialog::kUphold ? found.uphold : found.set_aside;
}

//! Whose words are shown: the first person's, or another's by a click or an arrow.
const WordsOfPerson& chosen_person(Ui& ui, const std::vector<WordsOfPerson>& people) {
  std::string& chosen = ui.memory.standing.member;
  auto at = std::find_if(people.begin(), people.end(), [&](const WordsOfPerson& words) { return words.member == chosen; });
  if (at == people.end()) at = people.begin();
  const auto last = static_cast<int>(people.size()) - 1;
  at = people.begin() + std::clamp(static_cast<int>(at - people.begin()) + arrow_step(), 0, last);
  for (auto person = people.begin(); person != people.end() && people.size() > 1; ++person) {
    const std::string label = fmt::format("{}, {} lines", quotation(person->member), person->digests.size());
    if (button(ui, label, person == at ? ButtonKind::kChosen : ButtonKind::kPlain)) at = person;
  }
  if (chosen != at->member) ui.memory.standing.count.clear();  // it is said of each anew
  chosen = at->member;
  return *at;
}

//! Broken into lines once: there may be thousands.
void lines_to_read(Ui& ui, const WordsOfPerson& words, float height) {
  StandingMemory& memory = ui.memory.standing;
  ImGui::BeginChild("to read", {0, height}, true);
  const float width = ImGui::GetContentRegionAvail().x;
  if (memory.broken_for != words.member || memory.broken_width != width || memory.broken_of != words.texts) {
    memory.broken.clear();
    for (const std::string& one : words.texts) {
      const std::vector<std::string> lines = lines_of(ui, one, width, TextSize::kTable);
      memory.broken.insert(memory.broken.end(), lines.begin(), lines.end());
    }
    memory.broken_for = words.member;
    memory.broken_width = width;
    memory.broken_of = words.texts;
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(memory.broken.size()));
  while (clipper.Step()) {
    for (int line = clipper.DisplayStart; line < clipper.DisplayEnd; ++line) text(ui, memory.broken.at(static_cast<std::size_t>(line)));
  }
  ImGui::EndChild();
  ui.record("lines");
}

int typed_count(const std::string& typed) {
  int count = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), count);
  return error == std::errc() && end == typed.data() + typed.size() ? count : -1;
}

//! Whether what was typed was confirmed.
bool foot(Ui& ui, const WordsOfPerson& words, bool needs_reason) {
  StandingMemory& memory = ui.memory.standing;
  ImGui::SetCursorPosY(ImGui::GetWindowHeight() - ui.px(18 + 32));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  ImGui::SetNextItemWidth(ui.px(130));
  if (std::exchange(ui.memory.reason_begins, false)) ImGui::SetKeyboardFocusHere();
  const bool entered_count = text_field(ui, "count", "How many lines?", memory.count);
  ImGui::SameLine(0, ui.px(8));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(118));
  const bool entered = text_field(ui, "reason", needs_reason ? "Reason, needed" : "Reason (may be left empty)", ui.memory.reason);
  ImGui::PopStyleVar();
  const bool ready = !words.hidden && !memory.count.empty() && !(needs_reason && ui.memory.reason.empty());
  ImGui::SameLine(0, ui.px(8));
  const bool clicked = button(ui, "Sign", ButtonKind::kMain, ui.px(110), ready);
  return (entered || entered_count || clicked) && ready;
}

//! Stays open where their number is wrong: the lines are there to be counted.
void sign_for(Ui& ui, const WordsOfPerson& words, bool upholds) {
  StandingMemory& memory = ui.memory.standing;
  const char* const verb = upholds ? "uphold" : "set aside";
  try {
    check_read(words, typed_count(memory.count), verb);
  } catch (const UsageError& error) {
    memory.trouble = error.what();
    memory.count.clear();
    ui.memory.reason_begins = true;  // to be typed once more
    return;
  }
  const std::string line = fmt::format("{} {} {} {}", upholds ? "uphold" : "set_aside", as_argument(words.member), words.digests.size(),
                                       ui.memory.reason.empty() ? "" : as_argument(ui.memory.reason));
  ui.run("dialog none");  // first, so that the message of what was recorded, or refused, is seen
  ui.run(line);
}

void standing_dialog(Ui& ui, Dialog dialog) {
  const bool upholds = dialog == Dialog::kUphold;
  const std::vector<WordsOfPerson>& people = people_of(stand_in_of(ui), dialog);
  if (people.empty() || !ui.state().unlocked)
    return paragraph(ui,
                     !ui.state().unlocked ? "First unlock your key."
                     : upholds            ? "Nothing that somebody who has left, or a former key, signed waits to be upheld by you."
                                          : "No word of anybody who has left stands against the team's, for you to set aside.",
                     TextSize::kTable, ui.theme().text);
  const WordsOfPerson& words = chosen_person(ui, people);
  paragraph(ui,
            upholds ? "Read what they signed. By upholding it you vouch that it is theirs and still holds: it counts again as their word, "
                      "as long as yours counts."
                    : "Read what they said. By setting it aside you sign why it no longer stands against the team's word.",
            TextSize::kTable, ui.theme().second_text);
  lines_to_read(ui, words, ImGui::GetContentRegionAvail().y - ui.px(118));
  const KeyFacts& signer = *ui.state().unlocked;
  const std::string sentence = upholds ? uphold_sentence(signer, words) : set_aside_sentence(signer, words);
  paragraph(ui, "You sign: " + sentence + ".", TextSize::kTable, ui.theme().text);
  ui.record("sentence");
  const std::string trouble =
      words.hidden ? "Some of it is hidden until you have decided on those items yourself." : ui.memory.standing.trouble;
  if (!trouble.empty()) paragraph(ui, trouble, TextSize::kTable, ui.theme().band_open_text);
  if (foot(ui, words, !upholds)) sign_for(ui, words, upholds);
}

}  // namespace

const StandIn& stand_in_of(Ui& ui) {
  static const StandIn nothing;
  StandingMemory& memory = ui.memory.standing;
  const Document* const document = ui.document();
  if (document == nullptr || !document->analysis || !numbers_match_picture(*document)) return nothing;
  const Reviewing& r = document->reviewing;
  const std::string signer = ui.state().unlocked ? ui.state().unlocked->public_key : "";
  const bool same = memory.log == r.log && memory.team == r.team && memory.analysis == document->analysis && memory.signer == signer &&
                    memory.fault == document->review.log_fault;
  if (!same) {
    memory.found = stand_in(ui.state(), *document);
    memory.log = r.log;
    memory.team = r.team;
    memory.analysis = document->analysis;
    memory.signer = signer;
    memory.fault = document->review.log_fault;
  }
  return memory.found;
}

void uphold_dialog(Ui& ui) { standing_dialog(ui, Dialog::kUphold); }

void set_aside_dialog(Ui& ui) { standing_dialog(ui, Dialog::kSetAside); }

void restart_dialog(Ui& ui) {
  const Document* const document = ui.document();
  if (document == nullptr || !misses_log(*document))
    return paragraph(ui, "No log that was seen on this computer is missing.", TextSize::kTable, ui.theme().text);
  std::string why_not;
  if (!ui.state().unlocked) {
    why_not = "First unlock your key.";
  } else if (!pseudonym_needed(ui.state(), *document).empty()) {
    why_not = "First type the subject's pseudonym, in the review tab.";
  }
  if (!why_not.empty()) return paragraph(ui, why_not, TextSize::kTable, ui.theme().text);
  paragraph(ui, fmt::format("The log {} {}.", quotation(document->reviewing.log_file, kLongQuote), document->reviewing.missing),
            TextSize::kTable, ui.theme().band_open_text, 0, FontWeight::kSemiBold);
  ui.record("question");
  paragraph(
      ui,
      "If a backup has it, put that in its place and leave this. Otherwise you sign that the log which is there now stands in the place "
      "of the lost one, and why. What the lost one held, also what was said against the proposal, counts for nothing and is to be signed "
      "anew; that you began again stays in the log under your name, and the band tells it.",
      TextSize::kTable, ui.theme().text);
  ImGui::SetCursorPosY(ImGui::GetWindowHeight() - ui.px(18 + 32));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(148));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  if (std::exchange(ui.memory.reason_begins, false)) ImGui::SetKeyboardFocusHere();
  const bool entered = text_field(ui, "reason", "What became of the lost log, needed", ui.memory.reason);
  ImGui::PopStyleVar();
  ImGui::SameLine(0, ui.px(8));
  const bool ready = !ui.memory.reason.empty();
  const bool clicked = button(ui, "Begin again", ButtonKind::kMain, ui.px(140), ready);
  if (!(entered || clicked) || !ready) return;
  const std::string line = "restart " + as_argument(ui.memory.reason);
  ui.run("dialog none");
  ui.run(line);
}

}  // namespace viamyo::viewer
