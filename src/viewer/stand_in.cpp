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

const WordsOfPerson& words_or_refuse(const std::vector<WordsOfPerson>& all, const std::string& member, const std::string& why_none) {
  const WordsOfPerson* const words = words_of(all, member);
  if (words == nullptr) throw UsageError(why_none);
  return *words;
}

}  // namespace

StandIn stand_in(const AppState& state, const Document& document) {
  const Reviewing& r = document.reviewing;
  if (!state.unlocked || !r.team || !r.log || !r.trouble.empty() || !document.review.log_fault.empty()) return {};
  if (!why_not_standing_in(*r.team, *state.unlocked).empty()) return {};
  return {words_to_uphold(*r.log, *r.team, document.review, state.unlocked->name),
          words_to_set_aside(*r.log, *r.team, document.review, state.unlocked->name)};
}

std::string uphold_sentence(const KeyFacts& signer, const WordsOfPerson& words) {
  return fmt::format("{}, uphold {}, after reading them", signer_text(signer), counted(words));
}

std::string set_aside_sentence(const KeyFacts& signer, const WordsOfPerson& words) {
  return fmt::format("{}, set aside {}, after reading them: they no longer stand, for the reason below", signer_text(signer),
                     counted(words));
}

void uphold(App& app, const std::string& member, int count, const std::string& reason) {
  Document& document = document_to_sign(app);
  const Team& team = team_of(document);
  if (const std::string fault = why_not_upheld(team, member); !fault.empty()) throw UsageError(fault);
  check_stands_in(team, *app.state().unlocked);
  const StandIn found = stand_in(app.state(), document);
  const WordsOfPerson& words = words_or_refuse(found.uphold, member, fmt::format("nothing of {} is there to uphold", quotation(member)));
  check_read(words, count, "uphold");
  sign(app, document, {Uphold{words.digests, reason}});
}

void set_aside(App& app, const std::string& member, int count, const std::string& reason) {
  if (reason.empty()) throw UsageError("needs a reason: why these words no longer stand");
  Document& document = document_to_sign(app);
  const Team& team = team_of(document);
  check_known(team, member);
  check_stands_in(team, *app.state().unlocked);
  const StandIn found = stand_in(app.state(), document);
  const WordsOfPerson& words =
      words_or_refuse(found.set_aside, member, why_not_set_aside(*document.reviewing.log, team, document.review, member));
  check_read(words, count, "set aside");
  sign(app, document, {SetAside{words.digests, reason}});
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
