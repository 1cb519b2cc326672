#include "stand_in.h"

#include <fmt/format.h>

#include "map/letters.h"
#include "review_signing.h"
#include "viamyo/analysed_map.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

const Team& team_of(const Document& document) {
  const Reviewing& r = document.reviewing;
  if (!r.team) throw UsageError("no team was given: `team FILE` first");
  return *r.team;
}

std::string counted(const WordsOfPerson& words) {
  return fmt::format("{} line{} of {}", words.digests.size(), words.digests.size() == 1 ? "" : "s", quotation(words.member));
}

std::string signer_text(const KeyFacts& signer) { return fmt::format("I, {}, {}", signer.name, signer.role); }

//! Those that the member has read, of one person.
WordsOfPerson words_that_were_read(const std::vector<WordsOfPerson>& all, const WordsRead& read, const ReviewState& state,
                                   std::string_view verb, const std::string& why_none) {
  const WordsOfPerson* const found = words_of(all, read.member);
  if (found == nullptr) throw UsageError(why_none);
  WordsOfPerson words = words_on(*found, read.items, state);
  check_read(words, read.count, verb);
  return words;
}

}  // namespace

StandIn stand_in(const AppState& state, const Document& document) {
  const Reviewing& r = document.reviewing;
  if (!state.unlocked || !r.team || !r.log || !r.trouble.empty() || !document.review.log_fault.empty()) return {};
  if (!why_not_standing_in(*r.team, *state.unlocked).empty()) return {};
  const std::string& reader = state.unlocked->name;
  return {words_to_uphold(*r.log, *r.team, document.review, reader), words_to_set_aside(*r.log, *r.team, document.review, reader),
          words_to_take_back(*r.log, *r.team, document.review, reader)};
}

std::string uphold_sentence(const KeyFacts& signer, const WordsOfPerson& words) {
  return fmt::format("{}, uphold {}, after reading them", signer_text(signer), counted(words));
}

std::string set_aside_sentence(const KeyFacts& signer, const WordsOfPerson& words) {
  return fmt::format("{}, set aside {}, after reading them: they no longer stand, for the reason below", signer_text(signer),
                     counted(words));
}

std::string take_back_sentence(const KeyFacts& signer, const WordsOfPerson& words) {
  return fmt::format("{}, take back that I upheld {}, for the reason below", signer_text(signer), counted(words));
}

std::string unsettled_text(const AppState& state, const Document& document, const LogEntry& entry) {
  const Reviewing& r = document.reviewing;
  if (!state.unlocked || !r.team || !r.log) return {};
  std::string text;
  for (const std::string& sentence :
       unsettled_by(*document.analysis, reviewed_map(*document.loaded), *r.log, *r.team, *state.unlocked, entry))
    text += (text.empty() ? "Take care: " : "; ") + sentence;
  return text.empty() ? text : text + ".";
}

void uphold(App& app, const WordsRead& read, const std::string& reason) {
  Document& document = document_to_sign(app);
  const Team& team = team_of(document);
  if (const std::string fault = why_not_upheld(team, read.member); !fault.empty()) throw UsageError(fault);
  check_stands_in(team, *app.state().unlocked);
  const std::vector<WordsOfPerson> found = stand_in(app.state(), document).uphold;
  const WordsOfPerson words = words_that_were_read(found, read, document.review, "uphold", nothing_to_uphold(team, read.member));
  sign(app, document, {Uphold{words.digests, reason}});
}

void set_aside(App& app, const WordsRead& read, const std::string& reason) {
  if (reason.empty()) throw UsageError("needs a reason: why these words no longer stand");
  Document& document = document_to_sign(app);
  const Team& team = team_of(document);
  check_known(team, read.member);
  check_stands_in(team, *app.state().unlocked);
  const std::vector<WordsOfPerson> found = stand_in(app.state(), document).set_aside;
  const std::string why_none = why_not_set_aside(*document.reviewing.log, team, document.review, read.member, app.state().unlocked->name);
  const WordsOfPerson words = words_that_were_read(found, read, document.review, "set aside", why_none);
  sign(app, document, {SetAside{words.digests, reason}});
}

void take_back(App& app, const WordsRead& read, const std::string& reason) {
  if (reason.empty()) throw UsageError("needs a reason: why you no longer uphold it");
  Document& document = document_to_sign(app);
  const Team& team = team_of(document);
  check_known(team, read.member);
  const std::vector<WordsOfPerson> found = words_to_take_back(*document.reviewing.log, team, document.review, app.state().unlocked->name);
  const WordsOfPerson words = words_that_were_read(found, read, document.review, "take back", nothing_to_take_back(team, read.member));
  sign(app, document, {TakeBack{words.digests, reason}});
}

bool misses_log(const Document& document) {
  const Reviewing& r = document.reviewing;
  return r.team && r.log && r.trouble.empty() && !r.missing.empty();
}

void restart(App& app, const std::string& reason) {
  if (reason.empty()) throw UsageError("needs a reason: what became of the log that was lost");
  Document& document = document_to_sign(app, LogToSign::kInPlaceOfLost);
  check_stands_in(team_of(document), *app.state().unlocked);
  const Reviewing& r = document.reviewing;
  const std::optional<LostLog> lost = lost_log(*r.log, reviewed_map(*document.loaded), r.team.get());
  if (!lost) throw UsageError("no log that was seen on this computer is missing; there is nothing to begin again");
  sign(app, document, {Restart{lost->head, reason}});
}

}  // namespace viamyo::viewer
