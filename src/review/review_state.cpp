#include "viamyo/review_state.h"

#include <fmt/format.h>

#include <algorithm>

#include "items.h"

namespace viamyo {
namespace {

constexpr std::size_t kShownDigits = 12;  // of a digest: enough to compare by eye

std::string_view head_of(const std::string& digest) { return std::string_view(digest).substr(0, kShownDigits); }

std::string team_text(const ReviewState& review) {
  return review.team_name.empty() ? "no team" : fmt::format("team {} ({})", review.team_name, head_of(review.team_digest));
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

//! n of m: confirmations that count, of those that the team's policy needs. Whoever left the team since is still among them where their word counts.
std::string settled_text(const ReviewState& review) {
  const std::string overruled = overruled_text(review);
  const std::string but = overruled.empty() ? "" : fmt::format(" ({})", overruled);
  return fmt::format("FOR REVIEW ONLY - CONFIRMED{} by {} of {}, {}, {}, log head {}.", but,
                     std::min(review.agreeing, review.required_confirmations), review.required_confirmations, team_text(review),
                     review.settled_on, head_of(review.log_head));
}

}  // namespace

ReviewState review_state(const Analysis& analysis) {
  ReviewState state;
  state.item_list = review_items(analysis);
  state.items = static_cast<int>(state.item_list.size());
  state.regions.assign(analysis.regions.size(), "unconfirmed");
  state.zones.assign(analysis.candidate_zones.size(), "unconfirmed");
  state.reviewed_classes.resize(analysis.regions.size());
  return state;
}

bool is_settled_state(std::string_view state) { return state == "confirmed" || state == "rejected" || state == "reclassified"; }

std::string state_words(const ReviewItem& item, int required) {
  if (item.state != "partly_confirmed" || item.votes.empty()) return item.state;
  const std::string count = fmt::format("{} of {}", item.agreeing, required);
  const ReviewVote& vote = item.votes.front();  // they agree
  if (vote.action == "reject") return count + " reject";
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

int items_in_state(const ReviewState& review, std::string_view state) {
  return static_cast<int>(
      std::count_if(review.item_list.begin(), review.item_list.end(), [&](const ReviewItem& item) { return item.state == state; }));
}

std::string overruled_text(const ReviewState& review) {
  const int rejected = items_in_state(review, "rejected");
  const int reclassified = items_in_state(review, "reclassified");
  if (rejected == 0 && reclassified == 0) return {};
  if (rejected == 0) return fmt::format("{} of {} items reclassified", reclassified, review.items);
  const std::string more = reclassified == 0 ? "" : fmt::format(", {} reclassified", reclassified);
  return fmt::format("{} of {} items rejected{}", rejected, review.items, more);
}

bool is_settled(const ReviewState& review) {
  const bool said = review.status == "confirmed" || review.status == "confirmed_synthetic";
  return said && review.agreeing >= review.required_confirmations;
}

std::string band_text(const ReviewState& review, const std::optional<bool>& synthetic) {
  return fmt::format("{} Not a medical device.{}", is_settled(review) ? settled_text(review) : open_text(review),
                     synthetic_text(synthetic));
}

std::optional<ReviewedAreas> reviewed_areas(const Analysis& analysis, const ReviewState& review) {
  ReviewedAreas areas;
  bool any = false;
  for (std::size_t i = 0; i < analysis.regions.size(); ++i) {
    const double area = analysis.regions[i].area_mm2;
    const std::optional<TissueClass>& tissue = review.reviewed_classes.at(i);
    const bool rejected = review.regions.at(i) == "rejected";
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
