// Signing: proposals and decisions.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../console.h"
#include "../program.h"
#include "review_command.h"
#include "viamyo/deciding.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

//! Whoever signs on a map for the first time types whose it is.
void check_subject(const ReviewCommandOptions& options, const ReviewCase& c, const std::string& key) {
  const std::string subject = pseudonym_to_type(c.reviewed, c.log, key);
  if (subject.empty()) return;
  std::optional<std::string> typed = options.subject;
  if (typed->empty()) typed = ask_line("Your first signature on this map. Type the subject's pseudonym: ");
  if (!typed) throw UsageError("--subject: the first signature on a map needs the subject's pseudonym");
  if (*typed != subject) throw UsageError(fmt::format("--subject {}: this map is of another subject", *typed));
}

std::vector<ReviewItem> items_of(const ReviewCommandOptions& options, const std::vector<ReviewItem>& items) {
  if (options.items.empty())
    throw UsageError("--item: name the items, such as R1,Z1,small:infarcted, or all; `viamyo review MAP status` lists them");
  if (options.items == "all" && !options.count)
    throw UsageError(fmt::format("--item all: say with --count how many items you mean; there are {}", items.size()));
  return chosen_items(options.items, options.count, items);
}

Verdict verdict_of(const ReviewCommandOptions& options, ReviewAction action) {
  const bool reclassifies = action == ReviewAction::kReclassify;
  if (reclassifies && options.to.empty()) throw UsageError("--to: say to which class");
  if (!reclassifies && !options.to.empty()) throw UsageError("--to: goes with reclassify alone");
  if ((reclassifies || action == ReviewAction::kComment) && options.reason.empty())
    throw UsageError(fmt::format("--reason: {} needs one", to_string(action)));
  return {action, reclassifies ? std::optional(class_to_give(options.to)) : std::nullopt, options.reason, options.basis};
}

//! A confirmation over one's own other word, or over what is settled otherwise, is no slip: it is asked for, or said with --overturn.
void check_overturning(const ReviewCommandOptions& options, const ReviewCase& c, const Verdict& verdict,
                       const std::vector<ReviewItem>& items) {
  if (verdict.action != ReviewAction::kConfirm || options.overturn) return;
  const KeyFacts signer = key_of_member(options.as, c.source.team());
  std::string text;
  for (const ReviewItem& item : items) {
    const LogLine* const own = own_decision(c.log, c.source.team(), signer, c.analysis->fingerprint, item.id);
    for (const std::string& sentence : overturned(verdict, item, own)) text += sentence + " ";
  }
  if (text.empty()) return;
  const std::optional<std::string> answer = ask_line(text + "Sign that you confirm all the same? Type yes: ");
  if (!answer) throw UsageError(fmt::format("--overturn: {}To sign that you confirm all the same, say --overturn", text));
  if (*answer != "yes") throw UsageError("nothing was signed");
}

//! Where there is nothing of theirs to take back a withdrawal would say nothing. Of all items those that have something are meant, as in the window.
void check_withdrawing(const ReviewCommandOptions& options, const ReviewCase& c, std::vector<ReviewItem>& items) {
  const KeyFacts signer = key_of_member(options.as, c.source.team());
  const auto has_none = [&](const ReviewItem& item) {
    return own_decision(c.log, c.source.team(), signer, c.analysis->fingerprint, item.id) == nullptr;
  };
  std::vector<std::string> none;
  for (const ReviewItem& item : items) {
    if (has_none(item)) none.push_back(item.id);
  }
  if (none.empty()) return;
  if (options.items != "all" || none.size() == items.size())
    throw UsageError(fmt::format("--item: {}: you have no decision there to take back; nothing was signed",
                                 none.size() == c.review.item_list.size() ? "all" : fmt::format("{}", fmt::join(none, ", "))));
  std::erase_if(items, has_none);
}

void check_signer(const ReviewCommandOptions& options) {
  if (options.as.empty()) throw UsageError("--as: say who signs");
}

}  // namespace

void sign(const ReviewCommandOptions& options, ReviewCase& c, std::vector<LogEntry> entries) {
  if (!c.missing.empty() && !std::holds_alternative<Restart>(entries.front()))
    throw UsageError(
        fmt::format("{}: {}; nothing is added to it, unless `viamyo review {} restart` says why", c.log.file, c.missing, options.file));
  const KeyFacts facts = key_of_member(options.as, c.source.team());
  check_subject(options, c, facts.public_key);
  const SigningKey& key = options.key->of(facts);
  for (LogEntry& entry : entries) {
    if (auto* const decision = std::get_if<Decision>(&entry))
      decision->sentence = decision_sentence(key.facts(), *decision, c.reviewed, c.analysis->thresholds, c.analysis->settings.preset);
  }
  const std::string warning = lock_warning(c.log.file);
  if (!warning.empty()) write_error_line("warning: " + warning);
  const std::size_t before = c.log.lines.size();
  append_to_log(c.log, {key, c.reviewed, c.source.team(), entries, {}});
  c.missing = missing_lines(c.log, c.reviewed, c.source.team());  // a restart may have been what was missing
  note_head(c.log, c.source.team());
  for (const LogEntry& entry : entries) {
    if (const auto* const decision = std::get_if<Decision>(&entry)) write_stdout("Recorded: " + decision->sentence + ".\n");
  }
  const ReviewState state = c.state();
  for (const ReviewReason& reason : state.reasons) {
    if (reason.line == 0 || reason.line > before) write_error_line("warning: " + shown(reason));
  }
  write_stdout(band_text(state, c.reviewed.synthetic) + "\n");
}

std::string how_to_go_on(const ReviewCase& c) {
  if (!c.log.broken.empty()) return "; fetch the log from a backup: nothing of it is mended by itself";
  if (c.missing.empty() || c.source.team() == nullptr) return {};
  return fmt::format("; fetch it from a backup, or begin it again with `viamyo review {} restart`", c.loaded->file);
}

//! What is missing is most often the option.
void refuse_log_of_others(const ReviewCase& c) {
  if (c.fault.empty()) return;
  if (const std::string way = how_to_go_on(c); !way.empty()) throw UsageError(fmt::format("{}: {}{}", c.log.file, c.fault, way));
  const bool team_missing = c.source.team() == nullptr && c.log.broken.empty() && c.missing.empty();
  throw UsageError(fmt::format("{}{}: {}{}", team_missing ? "--team: " : "", c.log.file, c.fault,
                               team_missing ? "; name the team's file with --team" : ""));
}

int propose(const ReviewCommandOptions& options) {
  check_signer(options);
  ReviewCase c = open_case(options);
  refuse_log_of_others(c);
  const Proposal proposal = make_proposal(*c.analysis, c.state().items);
  sign(options, c, {proposal});
  write_stdout(fmt::format("Proposed: {} items, settings {}.\n", proposal.items, std::string_view(proposal.fingerprint).substr(0, 12)));
  return kDone;
}

int decide(const ReviewCommandOptions& options, ReviewAction action) {
  check_signer(options);
  const Verdict verdict = verdict_of(options, action);
  ReviewCase c = open_case(options);
  refuse_log_of_others(c);
  if (latest_proposal(c.log, c.source.team(), c.analysis->fingerprint) == nullptr)
    throw UsageError(
        fmt::format("{}: nobody has proposed these settings for review; `viamyo review {} propose` does", options.file, options.file));
  std::vector<ReviewItem> items = items_of(options, c.state().item_list);
  check_verdict(verdict, items);
  check_overturning(options, c, verdict, items);
  if (action == ReviewAction::kWithdraw) check_withdrawing(options, c, items);
  std::vector<LogEntry> entries;
  entries.reserve(items.size());
  for (const ReviewItem& item : items) {
    Decision decision = decision_on(item, verdict, c.analysis->fingerprint);
    decision.how = options.items == "all" ? SignedHow::kAll : SignedHow::kChosen;
    decision.in_one_act = static_cast<int>(items.size());
    entries.emplace_back(std::move(decision));
  }
  sign(options, c, std::move(entries));
  return kDone;
}

}  // namespace viamyo::cli
