// Standing in for others: the words are read, line by line, before somebody signs for or against them; and a lost log is begun again.
#include <fmt/format.h>

#include <algorithm>
#include <array>
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

//! What the dialogs differ in.
struct Act {
  Dialog dialog;
  std::vector<WordsOfPerson> StandIn::*people;
  const char* verb;
  const char* command;
  bool needs_reason;
  const char* nothing;
  const char* explanation;
  std::string (*sentence)(const KeyFacts&, const WordsOfPerson&);
  LogEntry (*entry)(const WordsOfPerson&);
};

constexpr std::array kActs{
    Act{Dialog::kUphold, &StandIn::uphold, "uphold", "uphold", false,
        "Nothing that somebody who has left, or a former key, signed waits to be upheld by you.",
        "Read what they signed. By upholding it you vouch that it is theirs and still holds: it counts again as their word, as long as "
        "yours "
        "counts.",
        uphold_sentence,
        [](const WordsOfPerson& words) {
          return LogEntry(Uphold{words.digests, {}});
        }},
    Act{Dialog::kSetAside, &StandIn::set_aside, "set aside", "set_aside", true,
        "No word of anybody who has left stands against the team's, for you to set aside.",
        "Read what they said. By setting it aside you sign why it no longer stands against the team's word.", set_aside_sentence,
        [](const WordsOfPerson& words) {
          return LogEntry(SetAside{words.digests, "why"});
        }},
    Act{Dialog::kTakeBack, &StandIn::take_back, "take back", "take_back", true, "You uphold nothing of anybody.",
        "You upheld this. By taking that back you vouch for it no longer: it stands, or was set aside, as if you had never upheld it.",
        take_back_sentence,
        [](const WordsOfPerson& words) {
          return LogEntry(TakeBack{words.digests, "why"});
        }},
};

const Act& act_of(Dialog dialog) {
  return *std::find_if(kActs.begin(), kActs.end(), [&](const Act& act) { return act.dialog == dialog; });
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
bool foot(Ui& ui, const Act& act, bool possible) {
  StandingMemory& memory = ui.memory.standing;
  ImGui::SetCursorPosY(ImGui::GetWindowHeight() - ui.px(18 + 32));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  ImGui::SetNextItemWidth(ui.px(150));
  const bool entered_items = text_field(ui, "items", "Items (empty: all)", memory.items);
  ImGui::SameLine(0, ui.px(8));
  ImGui::SetNextItemWidth(ui.px(130));
  if (std::exchange(ui.memory.reason_begins, false)) ImGui::SetKeyboardFocusHere();
  const bool entered_count = text_field(ui, "count", "How many lines?", memory.count);
  ImGui::SameLine(0, ui.px(8));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(118));
  const bool entered = text_field(ui, "reason", act.needs_reason ? "Reason, needed" : "Reason (may be left empty)", ui.memory.reason);
  ImGui::PopStyleVar();
  const bool ready = possible && !memory.count.empty() && !(act.needs_reason && ui.memory.reason.empty());
  ImGui::SameLine(0, ui.px(8));
  const bool clicked = button(ui, "Sign", ButtonKind::kMain, ui.px(110), ready);
  return (entered || entered_count || entered_items || clicked) && ready;
}

//! Stays open where their number is wrong: the lines are there to be counted.
void sign_for(Ui& ui, const WordsOfPerson& words, const Act& act) {
  StandingMemory& memory = ui.memory.standing;
  try {
    check_read(words, typed_count(memory.count), act.verb);
  } catch (const UsageError& error) {
    memory.trouble = error.what();
    memory.count.clear();
    ui.memory.reason_begins = true;  // to be typed once more
    return;
  }
  // Always with the items, so that no reason is taken for them.
  const std::string line = fmt::format("{} {} {} {} {}", act.command, as_argument(words.member), words.digests.size(),
                                       as_argument("items=" + memory.items), ui.memory.reason.empty() ? "" : as_argument(ui.memory.reason));
  ui.run("dialog none");  // first, so that the message of what was recorded, or refused, is seen
  ui.run(line);
}

//! Those on the items that are typed; all where they are none, which is told.
WordsOfPerson typed_words(Ui& ui, const WordsOfPerson& all, std::string& fault) {
  try {
    return words_on(all, ui.memory.standing.items, ui.document()->review);
  } catch (const UsageError& error) {
    fault = error.what();
    return all;
  }
}

//! Made once for the words that are shown: a log may be long.
const std::string& warning_of(Ui& ui, const WordsOfPerson& words, const Act& act) {
  StandingMemory& memory = ui.memory.standing;
  if (memory.warning_of != words.digests || memory.warning_in != act.dialog) {
    memory.warning = words.digests.empty() ? "" : unsettled_text(ui.state(), *ui.document(), act.entry(words));
    memory.warning_of = words.digests;
    memory.warning_in = act.dialog;
  }
  return memory.warning;
}

float height_of(Ui& ui, const std::string& text) {
  if (text.empty()) return 0;
  return static_cast<float>(lines_of(ui, text, ImGui::GetContentRegionAvail().x, TextSize::kTable).size()) *
         ImGui::GetTextLineHeightWithSpacing();
}

void standing_dialog(Ui& ui, Dialog dialog) {
  const Act& act = act_of(dialog);
  const std::vector<WordsOfPerson>& people = stand_in_of(ui).*act.people;
  if (people.empty() || !ui.state().unlocked)
    return paragraph(ui, !ui.state().unlocked ? "First unlock your key." : act.nothing, TextSize::kTable, ui.theme().text);
  std::string trouble;
  const WordsOfPerson words = typed_words(ui, chosen_person(ui, people), trouble);
  const bool possible = trouble.empty();
  if (possible) trouble = ui.memory.standing.trouble;
  const std::string sentence = "You sign: " + act.sentence(*ui.state().unlocked, words) + ".";
  const std::string& warning = warning_of(ui, words, act);
  paragraph(ui, act.explanation, TextSize::kTable, ui.theme().second_text);
  const float below = height_of(ui, sentence) + height_of(ui, warning) + height_of(ui, trouble) + ui.px(62);
  lines_to_read(ui, words, ImGui::GetContentRegionAvail().y - below);
  paragraph(ui, sentence, TextSize::kTable, ui.theme().text);
  ui.record("sentence");
  if (!warning.empty()) {
    paragraph(ui, warning, TextSize::kTable, ui.theme().band_open_text);
    ui.record("warning");
  }
  if (!trouble.empty()) paragraph(ui, trouble, TextSize::kTable, ui.theme().band_open_text);
  if (foot(ui, act, possible)) sign_for(ui, words, act);
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
    memory.warning_in = Dialog::kNone;
  }
  return memory.found;
}

void uphold_dialog(Ui& ui) { standing_dialog(ui, Dialog::kUphold); }

void set_aside_dialog(Ui& ui) { standing_dialog(ui, Dialog::kSetAside); }

void take_back_dialog(Ui& ui) { standing_dialog(ui, Dialog::kTakeBack); }

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
