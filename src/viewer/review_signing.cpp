#include "review_signing.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "imaging_basis.h"
#include "map/letters.h"
#include "review_walk.h"
#include "viamyo/analysed_map.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

ReviewedMap map_of(const Document& document) { return reviewed_map(*document.loaded); }

//! As the command line refuses. The state is that of the latest answer, the log may be another by now.
void check_log(const AppState& state, const Document& document, LogToSign log) {
  const Reviewing& r = document.reviewing;
  if (!r.trouble.empty()) throw UsageError(r.trouble);
  if (!r.log) throw UsageError("the log was not read yet");
  const bool whole = log == LogToSign::kWhole;
  std::string fault = fault_of_log(*r.log, map_of(document), r.team.get(), whole ? r.missing : std::string());
  if (fault.empty() && whole) fault = why_not_sign(state, document);
  if (!fault.empty()) throw UsageError(fmt::format("{}: {}; nothing is added to it", r.log_file, fault));
}

//! "3 decisions withdrawn"
std::string done_text(const Decision& decision, std::size_t count) {
  switch (decision.action) {
    case ReviewAction::kConfirm:
      return fmt::format("{} items confirmed", count);
    case ReviewAction::kReject:
      return fmt::format("{} items rejected", count);
    case ReviewAction::kReclassify:
      return fmt::format("{} items reclassified to {}", count, spoken(decision.to_class.value_or(TissueClass::kUnmapped)));
    case ReviewAction::kComment:
      return fmt::format("{} remarks", count);
    case ReviewAction::kWithdraw:
      return fmt::format("{} decisions withdrawn", count);
  }
  return {};
}

std::string listed(const std::vector<std::string>& ids) { return fmt::format("{}", fmt::join(ids, ", ")); }

//! "; basis: PET match", or each class with its own where they differ; empty = none was given.
std::string basis_text(const std::vector<LogEntry>& entries) {
  std::map<TissueClass, std::string> bases;
  for (const LogEntry& entry : entries) bases[std::get<Decision>(entry).item.tissue] = std::get<Decision>(entry).basis;
  const std::string& first = bases.begin()->second;
  if (std::all_of(bases.begin(), bases.end(), [&](const auto& each) { return each.second == first; }))
    return first.empty() ? "" : "; " + labelled("basis", first, kLongQuote);
  std::vector<std::string> words;
  words.reserve(bases.size());
  for (const auto& [tissue, basis] : bases)
    words.push_back(fmt::format("{} {}", spoken(tissue), basis.empty() ? "not given" : quotation(basis, kLongQuote)));
  return "; basis: " + listed(words);
}

//! "3 lines of «B. Best»"
std::string named_text(const ReviewLog& log, const std::vector<std::string>& digests) {
  const auto named = std::find_if(log.lines.begin(), log.lines.end(), [&](const LogLine& line) { return line.digest == digests.front(); });
  const std::string whose = named == log.lines.end() ? "" : " of " + quotation(named->member);
  return fmt::format("{} line{}{}", digests.size(), digests.size() == 1 ? "" : "s", whose);
}

//! Of what is no decision.
std::string recorded_text(const ReviewLog& log, const LogEntry& entry) {
  if (std::holds_alternative<Proposal>(entry)) return "Proposed: these settings are up for review.";
  if (const auto* const uphold = std::get_if<Uphold>(&entry)) return fmt::format("Upheld: {}.", named_text(log, uphold->lines));
  if (const auto* const aside = std::get_if<SetAside>(&entry)) return fmt::format("Set aside: {}.", named_text(log, aside->lines));
  if (const auto* const back = std::get_if<TakeBack>(&entry))
    return fmt::format("Taken back: {} you uphold no longer.", named_text(log, back->lines));
  return "Begun again where a log was lost; what it held is signed anew.";
}

//! What the new lines changed, and what of them does not count.
std::string recorded_text(const Document& document, const std::vector<LogEntry>& entries, std::size_t lines_before) {
  std::string text;
  if (const auto* const first = std::get_if<Decision>(&entries.front()); first == nullptr) {
    text = recorded_text(*document.reviewing.log, entries.front());
  } else {
    std::vector<std::string> ids;
    ids.reserve(entries.size());
    for (const LogEntry& entry : entries) ids.push_back(std::get<Decision>(entry).item.id);
    text = entries.size() == 1 ? fmt::format("Recorded: {}{}.", first->sentence, basis_text(entries))
                               : fmt::format("Recorded: {} ({}){}.", done_text(*first, entries.size()), listed(ids), basis_text(entries));
  }
  for (const ReviewReason& reason : document.review.reasons) {
    if (reason.line == 0 || reason.line > lines_before) text += fmt::format(" But {}.", reason.text);
  }
  return text;
}

//! Of a verdict on an item, with the imaging basis that was chosen for items of its class.
Verdict with_basis(const Verdict& verdict, const Document& document, const ReviewItem& item) {
  Verdict whole = verdict;
  const bool decides = verdict.action != ReviewAction::kWithdraw && verdict.action != ReviewAction::kComment;
  const auto chosen = document.reviewing.basis.find(item.tissue);
  if (whole.basis.empty() && decides && chosen != document.reviewing.basis.end()) whole.basis = chosen->second;
  return whole;
}

//! Of the member who is unlocked.
const LogLine* own_decision(const AppState& state, const Document& document, const ReviewItem& item) {
  const Reviewing& r = document.reviewing;
  if (!state.unlocked || !r.log) return nullptr;
  return own_decision(*r.log, r.team.get(), *state.unlocked, document.analysis->fingerprint, item.id);
}

//! Walked through: the item alone, where the reader stands and sees it.
SignedHow how_signed(const Document& document, bool on_screen) {
  const std::size_t chosen = document.reviewing.chosen.size();
  if (chosen > 1 && chosen == document.review.item_list.size()) return SignedHow::kAll;
  return chosen == 1 && on_screen ? SignedHow::kWalked : SignedHow::kChosen;
}

std::string given(const std::string& basis) { return basis.empty() ? "no basis" : "the basis " + quotation(basis, kLongQuote); }

}  // namespace

std::vector<ReviewItem> items_to_sign(const AppState& state, const Document& document, const Verdict& verdict) {
  std::vector<ReviewItem> items = chosen_items(document);
  if (verdict.action == ReviewAction::kComment) return items;
  std::erase_if(items, [&](const ReviewItem& item) {
    const Verdict whole = with_basis(verdict, document, item);
    const LogLine* const own = own_decision(state, document, item);
    if (verdict.action == ReviewAction::kWithdraw) return own == nullptr;
    if (own == nullptr) return false;
    const auto& said = std::get<Decision>(own->content);
    // What was signed with a former key may count no longer, and can be signed anew.
    const bool counts = std::any_of(item.votes.begin(), item.votes.end(), [&](const ReviewVote& vote) { return vote.line == own->number; });
    const bool stands = counts || own->key == state.unlocked->public_key;
    return stands && says_the_same(said, whole) && said.basis == whole.basis && said.reason == whole.reason;
  });
  return items;
}

std::string chosen_ids(const Document& document) {
  std::vector<std::string> ids;
  for (const ReviewItem& item : chosen_items(document)) ids.push_back(item.id);
  return listed(ids);
}

Objection objection_to(const AppState& state, const Document& document, const Verdict& verdict) {
  std::vector<std::string> overturns;
  std::vector<std::string> contradicts;
  std::vector<std::string> repeats;
  for (const ReviewItem& item : items_to_sign(state, document, verdict)) {
    const Verdict whole = with_basis(verdict, document, item);
    const LogLine* const own = own_decision(state, document, item);
    for (const std::string& sentence : overturned(verdict, item, own)) overturns.push_back(sentence);
    if (own != nullptr && says_the_same(std::get<Decision>(own->content), verdict)) {
      const std::string& basis = std::get<Decision>(own->content).basis;
      if (basis != whole.basis)
        repeats.push_back(fmt::format("{} with {}, and sign it again with {}.", own_words(*own), given(basis), given(whole.basis)));
    }
    if (const std::string sentence = contradiction(whole, item); !sentence.empty()) contradicts.push_back(sentence);
  }
  Objection objection;
  objection.title = !overturns.empty()     ? "This overturns what was signed"
                    : !contradicts.empty() ? "This contradicts the imaging basis"
                    : !repeats.empty()     ? "You sign this again"
                                           : "";
  for (const auto* const sentences : {&overturns, &contradicts, &repeats}) {
    for (const std::string& sentence : *sentences) objection.text += (objection.text.empty() ? "" : " ") + sentence;
  }
  return objection;
}

std::string contradiction_of(const Document& document, const ReviewItem& item, const Verdict& verdict) {
  return contradiction(with_basis(verdict, document, item), item);
}

std::vector<TissueClass> classes_without_basis(const Document& document) {
  std::vector<TissueClass> classes = chosen_classes(document);
  std::erase_if(classes, [&](TissueClass tissue) { return document.reviewing.basis.contains(tissue); });
  return classes;
}

std::vector<TissueClass> chosen_classes(const Document& document) {
  std::vector<TissueClass> classes;
  for (const ReviewItem& item : chosen_items(document)) {
    if (std::find(classes.begin(), classes.end(), item.tissue) == classes.end()) classes.push_back(item.tissue);
  }
  return classes;
}

std::string why_not_sign(const AppState& state, const Document& document) {
  const Reviewing& r = document.reviewing;
  if (!r.trouble.empty()) return r.trouble;
  if (!document.review.log_fault.empty()) return document.review.log_fault;
  if (!state.unlocked || !r.team) return {};
  const TeamMember* const member = member_of_key(*r.team, state.unlocked->public_key);
  if (member == nullptr || !member->retired_in) return {};
  return fmt::format("the key of {} was taken out of {}: what it signs does not count", quotation(state.unlocked->name),
                     labelled("team", r.team->name));
}

Document& document_to_sign(App& app, LogToSign log) {
  document_of(app);
  wait_in_front(app);
  Document& document = document_of(app);
  if (!app.state().unlocked || app.session().key() == nullptr) throw UsageError("no key is unlocked: `unlock NAME` first");
  if (document.compare) throw UsageError("the thresholds as proposed are compared: let the key go first");
  if (!numbers_match_picture(document)) throw UsageError("the numbers do not belong to the picture yet");
  if (document.scene.display.classes_hidden) throw UsageError("classes are hidden: nobody signs what they do not see");
  // A map of another system is read into one of ours; its own file has no content digest that a log could be bound to.
  if (!document.loaded->native) throw UsageError("only a native map can be reviewed; `save_as` makes one of this map");
  check_log(app.state(), document, log);
  check_is_their_key(*app.state().unlocked, document.reviewing.team.get());
  if (!pseudonym_needed(app.state(), document).empty())
    throw UsageError("your first signature on this map: type the subject's pseudonym, `subject PSEUDONYM`");
  return document;
}

void sign(App& app, Document& document, std::vector<LogEntry> entries) {
  const SigningKey& key = *app.session().key();
  Reviewing& r = document.reviewing;
  const ReviewedMap map = map_of(document);
  for (LogEntry& entry : entries) {
    if (auto* const decision = std::get_if<Decision>(&entry))
      decision->sentence =
          decision_sentence(key.facts(), *decision, map, document.analysis->thresholds, document.analysis->settings.preset);
  }
  ReviewLog log = *r.log;
  const std::size_t before = log.lines.size();
  append_to_log(log, {key, map, r.team.get(), entries, {}});
  r.missing = missing_lines(log, map, r.team.get());  // a restart may have been what was missing
  document.review = review_state(*document.analysis, map, log, r.team.get(), r.missing);
  r.log = std::make_shared<const ReviewLog>(std::move(log));
  follow_review(document);
  say(app.state(), recorded_text(document, entries, before));
  app.ask_review(document);  // also keeps the head, and drops answers to what was asked before
  r.warning = lock_warning(r.log_file);
}

void decide(App& app, const Verdict& verdict) {
  Document& document = document_to_sign(app);
  if (!is_proposed(document))
    throw UsageError("nobody has proposed these settings for review; `propose` does, `take_proposal` goes back to the latest");
  if (chosen_items(document).empty()) throw UsageError("no item is chosen; `item next` goes to the first");
  const std::vector<ReviewItem> items = items_to_sign(app.state(), document, verdict);
  if (items.empty()) {
    const char* const why =
        verdict.action == ReviewAction::kWithdraw ? "you have no decision there to take back" : "you have signed just that already";
    say(app.state(), fmt::format("Nothing was signed on {}: {}.", chosen_ids(document), why));
    return;
  }
  for (const ReviewItem& item : items) check_verdict(with_basis(verdict, document, item), {item});
  std::vector<LogEntry> entries;
  entries.reserve(items.size());
  const bool window = static_cast<bool>(app.services().window_screenshot);
  for (const ReviewItem& item : items) {
    Decision decision = decision_on(item, with_basis(verdict, document, item), document.analysis->fingerprint);
    decision.on_screen = window && is_on_screen(document, item);
    decision.how = how_signed(document, decision.on_screen);
    decision.in_one_act = static_cast<int>(items.size());
    entries.emplace_back(std::move(decision));
  }
  sign(app, document, std::move(entries));
  if (verdict.action == ReviewAction::kComment || verdict.action == ReviewAction::kWithdraw) return;
  const std::string next = next_undecided(document, app.state().unlocked->name);
  if (!next.empty()) stand_at(document, next, app.state().view_aspect);
}

std::string sentence_to_sign(const AppState& state, const Document& document, const ReviewItem& item, const Verdict& verdict) {
  if (!state.unlocked) return {};
  const Verdict whole = with_basis(verdict, document, item);
  const std::string sentence = decision_sentence(*state.unlocked, decision_on(item, whole, document.analysis->fingerprint),
                                                 map_of(document), document.analysis->thresholds, document.analysis->settings.preset);
  return whole.basis.empty() ? sentence : sentence + "; " + labelled("basis", whole.basis, kLongQuote);
}

std::string pseudonym_needed(const AppState& state, const Document& document) {
  if (!state.unlocked || !document.reviewing.log || document.reviewing.typed_by == state.unlocked->public_key) return {};
  return pseudonym_to_type(map_of(document), *document.reviewing.log, state.unlocked->public_key);
}

bool is_proposed(const Document& document) {
  const Reviewing& r = document.reviewing;
  return r.log && latest_proposal(*r.log, r.team.get(), document.analysis->fingerprint) != nullptr;
}

}  // namespace viamyo::viewer
