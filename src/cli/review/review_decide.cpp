// Signing: proposals and decisions.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "../console.h"
#include "../program.h"
#include "keys.h"
#include "review_command.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

constexpr std::size_t kLongestWords = 4000;

void check_words(std::string_view option, const std::string& text) {
  if (text.size() > kLongestWords) throw UsageError(fmt::format("{}: must not be longer than {} bytes", option, kLongestWords));
  const bool control = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) throw UsageError(fmt::format("{}: must not hold control characters", option));
}

bool has_signed(const ReviewLog& log, const std::string& key) {
  return std::any_of(log.lines.begin(), log.lines.end(), [&](const LogLine& line) { return line.key == key; });
}

//! Whoever signs on a map for the first time types whose it is.
void check_subject(const ReviewCommandOptions& options, const ReviewCase& c, const std::string& key) {
  const std::string& subject = c.map.subject_id.empty() ? c.map.map_id : c.map.subject_id;
  if (subject.empty() || has_signed(c.log, key)) return;
  std::optional<std::string> typed = options.subject;
  if (typed->empty()) typed = ask_line("Your first signature on this map. Type the subject's pseudonym: ");
  if (!typed) throw UsageError("--subject: the first signature on a map needs the subject's pseudonym");
  if (*typed != subject) throw UsageError(fmt::format("--subject {}: this map is of another subject", *typed));
}

std::string chosen_word(const std::string& text, std::size_t& at) {
  const std::size_t end = std::min(text.find(',', at), text.size());
  std::string word = text.substr(at, end - at);
  at = end + 1;
  return word;
}

std::vector<ReviewItem> all_items(const ReviewCommandOptions& options, const std::vector<ReviewItem>& items) {
  if (!options.count) throw UsageError(fmt::format("--item all: say with --count how many items you mean; there are {}", items.size()));
  if (*options.count != static_cast<int>(items.size()))
    throw UsageError(fmt::format("--count {}: there are {} items", *options.count, items.size()));
  return items;
}

std::vector<ReviewItem> chosen_items(const ReviewCommandOptions& options, const std::vector<ReviewItem>& items) {
  if (options.items.empty()) throw UsageError("--item: name the items, such as R1,Z1,small:infarcted, or all");
  if (options.items == "all") return all_items(options, items);
  std::vector<ReviewItem> chosen;
  for (std::size_t at = 0; at <= options.items.size();) {
    const std::string word = chosen_word(options.items, at);
    const auto found = std::find_if(items.begin(), items.end(), [&](const ReviewItem& item) { return item.id == word; });
    if (found == items.end())
      throw UsageError(fmt::format("--item {}: there is no such item; `viamyo review MAP status` lists them", word));
    const bool twice = std::any_of(chosen.begin(), chosen.end(), [&](const ReviewItem& item) { return item.id == word; });
    if (!twice) chosen.push_back(*found);
  }
  return chosen;
}

std::optional<TissueClass> target_class(const ReviewCommandOptions& options, ReviewAction action) {
  if (action != ReviewAction::kReclassify) {
    if (!options.to.empty()) throw UsageError("--to: goes with reclassify alone");
    return std::nullopt;
  }
  const std::optional<TissueClass> tissue = tissue_class_from_string(options.to);
  if (!tissue || *tissue == TissueClass::kUnmapped)
    throw UsageError(fmt::format("--to {}: must be normal, viable_ischemic, infarcted, indeterminate or viable", options.to));
  return tissue;
}

void check_decision(const ReviewCommandOptions& options, ReviewAction action, const std::vector<ReviewItem>& items) {
  const bool needs_reason = action == ReviewAction::kReclassify || action == ReviewAction::kComment;
  if (needs_reason && options.reason.empty()) throw UsageError(fmt::format("--reason: {} needs one", to_string(action)));
  for (const ReviewItem& item : items) {
    if (action != ReviewAction::kReclassify) continue;
    if (item.zone) throw UsageError(fmt::format("--item {}: a candidate zone has no class to change", item.id));
    if (options.to == to_string(item.tissue)) throw UsageError(fmt::format("--item {}: is {} already; confirm it", item.id, options.to));
  }
}

Decision decision_on(const ReviewItem& item, ReviewAction action, const std::optional<TissueClass>& to_class,
                     const ReviewCommandOptions& options, const std::string& fingerprint) {
  Decision decision;
  decision.action = action;
  decision.item = {item.id, item.label, item.tissue, item.area_mm2, item.centroid_mm};
  decision.to_class = to_class;
  decision.reason = options.reason;
  decision.basis = options.basis;
  decision.fingerprint = fingerprint;
  return decision;
}

//! Signs, appends, and says what became of it.
void sign(const ReviewCommandOptions& options, ReviewCase& c, std::vector<LogEntry> entries) {
  if (!c.missing.empty()) throw UsageError(fmt::format("{}: {}; nothing is added to it", c.log.file, c.missing));
  const KeyFacts facts = key_of_member(options.as, c.source.team());
  check_subject(options, c, facts.public_key);
  const SigningKey key = unlock_key(facts.public_key, ask_passphrase(options.passphrase, facts.name));
  for (LogEntry& entry : entries) {
    if (auto* const decision = std::get_if<Decision>(&entry))
      decision->sentence = decision_sentence(key.facts(), *decision, c.map, c.analysis.thresholds);
  }
  const std::string warning = lock_warning(c.log.file);
  if (!warning.empty()) write_error_line("warning: " + warning);
  const std::size_t before = c.log.lines.size();
  append_to_log(c.log, {key, c.map, c.source.team(), entries, {}});
  note_head(c.log);
  for (const LogEntry& entry : entries) {
    if (const auto* const decision = std::get_if<Decision>(&entry)) write_stdout("Recorded: " + decision->sentence + ".\n");
  }
  const ReviewState state = c.state();
  for (const ReviewReason& reason : state.reasons) {
    if (reason.line == 0 || reason.line > before) write_error_line("warning: " + shown(reason));
  }
  write_stdout(band_text(state, c.map.synthetic) + "\n");
}

void check_common(const ReviewCommandOptions& options) {
  if (options.as.empty()) throw UsageError("--as: say who signs");
  check_words("--reason", options.reason);
  check_words("--basis", options.basis);
}

}  // namespace

int propose(const ReviewCommandOptions& options) {
  check_common(options);
  ReviewCase c = open_case(options);
  const Proposal proposal = make_proposal(c.analysis, c.state().items);
  sign(options, c, {proposal});
  write_stdout(fmt::format("Proposed: {} items, settings {}.\n", proposal.items, std::string_view(proposal.fingerprint).substr(0, 12)));
  return kDone;
}

int decide(const ReviewCommandOptions& options, ReviewAction action) {
  check_common(options);
  const std::optional<TissueClass> to_class = target_class(options, action);
  ReviewCase c = open_case(options);
  if (latest_proposal(c.log, c.source.team(), c.analysis.fingerprint) == nullptr)
    throw UsageError(
        fmt::format("{}: nobody has proposed these settings for review; `viamyo review {} propose` does", options.file, options.file));
  const std::vector<ReviewItem> items = chosen_items(options, c.state().item_list);
  check_decision(options, action, items);
  std::vector<LogEntry> entries;
  entries.reserve(items.size());
  for (const ReviewItem& item : items) entries.emplace_back(decision_on(item, action, to_class, options, c.analysis.fingerprint));
  sign(options, c, std::move(entries));
  return kDone;
}

}  // namespace viamyo::cli
