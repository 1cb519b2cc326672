#include "viamyo/review_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../map/letters.h"
#include "items.h"

namespace viamyo {
namespace {

constexpr std::array<std::string_view, 7> kItemStates{"unconfirmed",  "partly_confirmed", "confirmed",  "rejected",
                                                      "reclassified", "disputed",         "not settled"};
constexpr std::array<std::string_view, 6> kMapStatuses{"unconfirmed", "partly_confirmed",   "reviewed",
                                                       "confirmed",   "reviewed_synthetic", "confirmed_synthetic"};
constexpr std::array<std::string_view, 5> kActions{"confirm", "reject", "reclassify", "comment", "withdraw"};
constexpr std::array<std::string_view, 4> kHow{"unknown", "walked", "chosen", "all"};

template <class Word, std::size_t kCount>
std::optional<Word> word_from(const std::array<std::string_view, kCount>& words, std::string_view text) {
  const auto* const found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Word>(found - words.begin());
}

constexpr std::size_t kShownDigits = 12;  // of a digest: enough to compare by eye

std::string_view head_of(const std::string& digest) { return std::string_view(digest).substr(0, kShownDigits); }

std::string team_text(const ReviewState& review) {
  return review.team_name.empty() ? "no team" : fmt::format("{} ({})", labelled("team", review.team_name), head_of(review.team_digest));
}

std::string_view synthetic_text(const std::optional<bool>& synthetic) {
  if (!synthetic) return " Unknown whether synthetic.";
  return *synthetic ? " SYNTHETIC MAP." : "";
}

std::string open_text(const ReviewState& review) {
  const int needed = review.required_confirmations;
  const std::string rule = review.team_name.empty() ? "" : fmt::format("{} member{} needed for each, ", needed, needed == 1 ? "" : "s");
  return fmt::format("UNCONFIRMED - FOR REVIEW ONLY. {} of {} items settled, {}{}.", review.settled, review.items, rule, team_text(review));
}

//! "7 confirmed, 2 rejected": what there is of each.
std::string counts_text(const ItemCounts& counts) {
  std::string text;
  for (const auto& [count, word] :
       {std::pair{counts.confirmed, "confirmed"}, {counts.rejected, "rejected"}, {counts.reclassified, "reclassified"}}) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
  }
  return text;
}

//! n of m: members whose word counts, of those that the team's policy needs.
std::string settled_text(const ReviewState& review) {
  const int required = review.required_confirmations;
  const std::string by = fmt::format("by {} of {}, {}", std::min(review.agreeing, required), required, team_text(review));
  const std::string since = fmt::format("{}{}, log head {}", review.settled_on, review.date_uncertain.empty() ? "" : " (date uncertain)",
                                        head_of(review.log_head));
  if (is_confirmed(review)) return fmt::format("FOR REVIEW ONLY - CONFIRMED {}, {}.", by, since);
  if (review.counts.rejected == review.items) return fmt::format("FOR REVIEW ONLY - REVIEWED: everything was rejected {}, {}.", by, since);
  return fmt::format("FOR REVIEW ONLY - REVIEWED {}: {}, {}.", by, counts_text(review.counts), since);
}

//! What a reader has to know beside the word.
std::string beside_text(const ReviewState& review) {
  std::string text;
  // Of settled items: that somebody has signed another is for no blind reader's eyes.
  const auto blind = std::count_if(review.item_list.begin(), review.item_list.end(),
                                   [](const ReviewItem& item) { return item.without_view && is_settled_state(item.state); });
  if (blind > 0 && blind == review.items) text += " Signed without a view.";
  if (blind > 0 && blind < review.items) text += fmt::format(" Signed without a view: {} of {} items.", blind, review.items);
  if (!review.proposed_preset.empty()) text += fmt::format(" As proposed: {}.", quotation(review.proposed_preset));
  if (review.restarted) text += " An earlier log was lost.";
  return text;
}

}  // namespace

std::string_view to_string(ItemState state) { return kItemStates.at(static_cast<std::size_t>(state)); }
std::string_view to_string(MapStatus status) { return kMapStatuses.at(static_cast<std::size_t>(status)); }
std::string_view to_string(ReviewAction action) { return kActions.at(static_cast<std::size_t>(action)); }
std::string_view to_string(SignedHow how) { return kHow.at(static_cast<std::size_t>(how)); }

std::optional<ItemState> item_state_from_string(std::string_view text) { return word_from<ItemState>(kItemStates, text); }
std::optional<MapStatus> map_status_from_string(std::string_view text) { return word_from<MapStatus>(kMapStatuses, text); }
std::optional<ReviewAction> review_action_from_string(std::string_view text) { return word_from<ReviewAction>(kActions, text); }
std::optional<SignedHow> signed_how_from_string(std::string_view text) { return word_from<SignedHow>(kHow, text); }

ReviewState review_state(const Analysis& analysis) {
  ReviewState state;
  state.fingerprint = analysis.fingerprint;
  state.item_list = review_items(analysis);
  state.items = static_cast<int>(state.item_list.size());
  state.counts = counts_of(state.item_list);
  state.regions.assign(analysis.regions.size(), ItemState::kUnconfirmed);
  state.zones.assign(analysis.candidate_zones.size(), ItemState::kUnconfirmed);
  state.reviewed_classes.resize(analysis.regions.size());
  return state;
}

bool is_settled_state(ItemState state) {
  return state == ItemState::kConfirmed || state == ItemState::kRejected || state == ItemState::kReclassified;
}

bool is_confirmed_status(MapStatus status) { return status == MapStatus::kConfirmed || status == MapStatus::kConfirmedSynthetic; }

bool is_settled_status(MapStatus status) {
  return is_confirmed_status(status) || status == MapStatus::kReviewed || status == MapStatus::kReviewedSynthetic;
}

std::string state_words(const ReviewItem& item, int required) {
  if (item.state != ItemState::kPartlyConfirmed || item.votes.empty()) return std::string(to_string(item.state));
  const std::string count = fmt::format("{} of {}", item.agreeing, required);
  const ReviewVote& vote = item.votes.front();  // they agree
  if (vote.action == ReviewAction::kReject) return count + " reject";
  if (vote.to_class) return fmt::format("{} say {}", count, spoken(*vote.to_class));
  return count + (item.agreeing < required ? " confirm" : " confirm, region open");  // a zone stands and falls with its region
}

namespace {

std::string words_of(const ReviewState& review, std::string_view id) {
  const auto found = std::find_if(review.item_list.begin(), review.item_list.end(), [&](const ReviewItem& item) { return item.id == id; });
  return found == review.item_list.end() ? "unconfirmed" : state_words(*found, review.required_confirmations);
}

}  // namespace

std::string region_words(const ReviewState& review, const Region& region) {
  return words_of(review, region.small ? small_item_id(region.tissue) : region.id);
}

std::string zone_words(const ReviewState& review, const CandidateZone& zone) { return words_of(review, zone.id); }

ItemCounts counts_of(const std::vector<ReviewItem>& items) {
  ItemCounts counts;
  for (const ReviewItem& item : items) {
    counts.confirmed += item.state == ItemState::kConfirmed ? 1 : 0;
    counts.rejected += item.state == ItemState::kRejected ? 1 : 0;
    counts.reclassified += item.state == ItemState::kReclassified ? 1 : 0;
    counts.open += is_settled_state(item.state) ? 0 : 1;
  }
  return counts;
}

std::string overruled_text(const ReviewState& review) {
  const int rejected = review.counts.rejected;
  const int reclassified = review.counts.reclassified;
  if (rejected == 0 && reclassified == 0) return {};
  if (rejected == 0) return fmt::format("{} of {} items reclassified", reclassified, review.items);
  const std::string more = reclassified == 0 ? "" : fmt::format(", {} reclassified", reclassified);
  return fmt::format("{} of {} items rejected{}", rejected, review.items, more);
}

bool is_settled(const ReviewState& review) { return is_settled_status(review.status) && review.agreeing >= review.required_confirmations; }

bool is_confirmed(const ReviewState& review) { return is_confirmed_status(review.status) && is_settled(review); }

std::string band_text(const ReviewState& review, const std::optional<bool>& synthetic) {
  return fmt::format("{}{} Not a medical device.{}", is_settled(review) ? settled_text(review) : open_text(review), beside_text(review),
                     synthetic_text(synthetic));
}

std::optional<ReviewedAreas> reviewed_areas(const Analysis& analysis, const ReviewState& review) {
  ReviewedAreas areas;
  bool any = false;
  for (std::size_t i = 0; i < analysis.regions.size(); ++i) {
    const double area = analysis.regions[i].area_mm2;
    const std::optional<TissueClass>& tissue = review.reviewed_classes.at(i);
    const bool rejected = review.regions.at(i) == ItemState::kRejected;
    any = any || tissue || rejected;
    if (tissue)
      areas.class_area_mm2.at(static_cast<std::size_t>(*tissue)) += area;
    else if (rejected)
      areas.rejected_mm2 += area;
    else
      areas.not_settled_mm2 += area;
  }
  return any ? std::optional(areas) : std::nullopt;
}

}  // namespace viamyo
