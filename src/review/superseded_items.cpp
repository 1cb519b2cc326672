#include "viamyo/superseded_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "../map/letters.h"
#include "items.h"
#include "overlap.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

constexpr std::size_t kMaxFormer = 8;
constexpr double kMinShare = 0.1;

//! Proposals under other fingerprints that have decisions, the latest first.
std::vector<const Proposal*> former_proposals(const ReviewLog& log, const Team& team, const std::string& today) {
  std::set<std::string_view> decided;
  std::set<std::string_view> taken{today};
  for (const LogLine& line : log.lines) {
    if (const auto* const decision = std::get_if<Decision>(&line.content)) decided.insert(decision->fingerprint);
  }
  std::vector<const Proposal*> proposals;
  for (auto line = log.lines.rbegin(); line != log.lines.rend() && proposals.size() < kMaxFormer; ++line) {
    const auto* const proposal = std::get_if<Proposal>(&line->content);
    const TeamMember* const signer = member_of_key(team, line->key);
    if (proposal == nullptr || signer == nullptr || person_of(signer->name) != person_of(line->member) ||
        !decided.contains(proposal->fingerprint))
      continue;
    if (taken.insert(proposal->fingerprint).second) proposals.push_back(proposal);
  }
  return proposals;
}

std::string sentence_of(const SupersededItem& former, const std::string& state) {
  std::string said;
  for (const ReviewVote& vote : former.votes) {
    said += fmt::format("{}{} said {}{}{}", said.empty() ? "" : "; ", quotation(vote.member), to_string(vote.action),
                        vote.to_class ? fmt::format(" to {}", to_string(*vote.to_class)) : "",
                        vote.reason.empty() ? "" : ", " + labelled("reason", vote.reason, kLongQuote));
  }
  return fmt::format("{:.0f} % of former {} (superseded, then {}): {}", 100 * former.share, former.former, state, said);
}

void add_former(const Map& map, const Analysis& before, const ReviewState& then, const Analysis& today, std::vector<SupersededItem>& all) {
  const Overlap shared = overlap(map, before, today);
  const std::vector<ReviewItem> items = review_items(today);
  for (std::size_t i = 0; i < then.item_list.size(); ++i) {
    const ReviewItem& item = then.item_list[i];
    if (item.votes.empty()) continue;
    for (std::size_t j = 0; j < items.size(); ++j) {
      const double share = shared.shared[i][j] / shared.whole[i];
      if (!(share >= kMinShare)) continue;  // also where nothing of the former item was met
      SupersededItem former{items[j].id, item.label, share, item.state, item.votes, {}};
      former.sentence = sentence_of(former, state_words(item, then.required_confirmations));
      all.push_back(std::move(former));
    }
  }
}

}  // namespace

std::vector<SupersededItem> superseded_items(const Map& map, const ReviewedMap& reviewed, const ReviewLog& log, const Team& team,
                                             const Analysis& today) {
  std::vector<SupersededItem> all;
  for (const Proposal* const proposal : former_proposals(log, team, today.fingerprint)) {
    try {
      const Analysis before = analyze(map, settings_of(*proposal), reviewed.content);
      if (before.fingerprint == proposal->fingerprint) add_former(map, before, review_state(before, reviewed, log, &team), today, all);
    } catch (const UsageError&) {
      continue;  // settings that this version does not know, or that ask for what the map does not have
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const SupersededItem& a, const SupersededItem& b) { return a.item != b.item ? a.item < b.item : a.share > b.share; });
  return all;
}

}  // namespace viamyo
