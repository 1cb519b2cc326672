#include "review_signing.h"

#include <fmt/format.h>

#include "review_walk.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

ReviewedMap map_of(const Document& document) { return reviewed_map(document.map->study, document.loaded->analysis_digest); }

void check_log(const Reviewing& r) {
  if (!r.trouble.empty()) throw UsageError(r.trouble);
  if (!r.log) throw UsageError("the log was not read yet");
  if (!r.missing.empty()) throw UsageError(fmt::format("{}: {}; nothing is added to it", r.log_file, r.missing));
}

//! What the new lines changed, and what of them does not count.
std::string recorded_text(const Document& document, const std::vector<LogEntry>& entries, std::size_t lines_before) {
  std::string text = entries.size() == 1 ? "Recorded." : fmt::format("Recorded: {} decisions.", entries.size());
  if (const auto* const decision = std::get_if<Decision>(&entries.front()); decision != nullptr && entries.size() == 1)
    text = fmt::format("Recorded: {}.", decision->sentence);
  if (std::holds_alternative<Proposal>(entries.front())) text = "Proposed: these settings are up for review.";
  for (const ReviewReason& reason : document.review.reasons) {
    if (reason.line == 0 || reason.line > lines_before) text += fmt::format(" But {}.", reason.text);
  }
  return text;
}

}  // namespace

Document& document_to_sign(App& app) {
  document_of(app);
  wait_in_front(app);
  Document& document = document_of(app);
  if (!app.state().unlocked || app.session().key() == nullptr) throw UsageError("no key is unlocked: `unlock NAME` first");
  if (!numbers_match_picture(document)) throw UsageError("the numbers do not belong to the picture yet");
  if (document.scene.display.classes_hidden) throw UsageError("classes are hidden: nobody signs what they do not see");
  // A map of another system is read into one of ours; its own file has no content digest that a log could be bound to.
  if (!document.loaded->native) throw UsageError("only a native map can be reviewed; `save_as` makes one of this map");
  check_log(document.reviewing);
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
      decision->sentence = decision_sentence(key.facts(), *decision, map, document.analysis->thresholds);
  }
  ReviewLog log = *r.log;
  const std::size_t before = log.lines.size();
  append_to_log(log, {key, map, r.team.get(), entries, {}});
  document.review = review_state(*document.analysis, map, log, r.team.get());
  r.log = std::make_shared<const ReviewLog>(std::move(log));
  follow_review(document);
  app.state().message = Message{recorded_text(document, entries, before), false};
  app.ask_review(document);  // also keeps the head, and drops answers to what was asked before
  r.warning = lock_warning(r.log_file);
}

void decide(App& app, const Verdict& verdict) {
  Document& document = document_to_sign(app);
  if (!is_proposed(document))
    throw UsageError("nobody has proposed these settings for review; `propose` does, `take_proposal` goes back to the latest");
  const std::vector<ReviewItem> items = chosen_items(document);
  if (items.empty()) throw UsageError("no item is chosen; `item next` goes to the first");
  Verdict whole = verdict;
  if (whole.basis.empty() && verdict.action != ReviewAction::kWithdraw && verdict.action != ReviewAction::kComment)
    whole.basis = document.reviewing.basis;
  check_verdict(whole, items);
  std::vector<LogEntry> entries;
  entries.reserve(items.size());
  const bool window = static_cast<bool>(app.services().window_screenshot);
  for (const ReviewItem& item : items) {
    Decision decision = decision_on(item, whole, document.analysis->fingerprint);
    decision.on_screen = window && is_on_screen(document, item);
    entries.emplace_back(std::move(decision));
  }
  sign(app, document, std::move(entries));
  if (verdict.action == ReviewAction::kComment || verdict.action == ReviewAction::kWithdraw) return;
  const std::string next = next_undecided(document, app.state().unlocked->name);
  if (!next.empty()) stand_at(document, next, app.state().view_aspect);
}

std::string sentence_to_sign(const AppState& state, const Document& document, const ReviewItem& item, const Verdict& verdict) {
  if (!state.unlocked) return {};
  return decision_sentence(*state.unlocked, decision_on(item, verdict, document.analysis->fingerprint), map_of(document),
                           document.analysis->thresholds);
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
