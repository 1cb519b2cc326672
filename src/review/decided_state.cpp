// From log, team and analysis to the state of every item and of the map: the one place where it is decided what is confirmed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <unordered_map>

#include "items.h"
#include "standing.h"
#include "viamyo/review_log.h"

namespace viamyo {
namespace {

constexpr double kSameArea_mm2 = 0.1;
constexpr double kSamePlace_mm = 0.1;

std::string_view shown_digest(const std::string& digest) { return std::string_view(digest).substr(0, 12); }

//! Of a first line that names another map or team; empty when it names these.
std::string fault_of_binding(const LogBinding& binding, const ReviewedMap& map, const Team* team) {
  if (binding.content != map.content) return "it is the log of another map";
  if (binding.subject_id != map.subject_id) return "it is the log of another subject";
  if (team == nullptr) return binding.team_digest.empty() ? "" : fmt::format("it is for team {}, and no team was given", binding.team_name);
  if (binding.team_digest.empty()) return "it was begun without a team";
  const std::string digest = team_digest(*team);
  if (binding.team_digest == digest) return {};
  return fmt::format("it is for team {} ({}), not for {} ({})", binding.team_name, shown_digest(binding.team_digest), team->name,
                     shown_digest(digest));
}

//! An older file of the team, put back, would bring back who was removed. Whoever has left has no say in it.
std::string fault_of_old_team(const ReviewLog& log, const Team& team) {
  if (!team.outdated.empty()) return team.outdated;
  for (const LogLine& line : log.lines) {
    const TeamMember* const signer = member_of_key(team, line.key);
    const bool current = signer != nullptr && !signer->retired_in && signer->name == line.member;
    if (current && line.team_serial > team.serial)
      return fmt::format("the team's file is at change {}, and line {} was signed under change {}", team.serial, line.number,
                         line.team_serial);
  }
  return {};
}

class Decider {
 public:
  Decider(const Analysis& analysis, const ReviewedMap& map, const ReviewLog& log, const Team* team)
      : analysis_(analysis), map_(map), log_(log), team_(team), state_(review_state(analysis)) {
    state_.log_file = log.lines.empty() && log.broken.empty() ? "" : log.file;
    state_.log_head = log.head;
    if (team == nullptr) return;
    state_.team_name = team->name;
    state_.team_digest = team_digest(*team);
    state_.required_confirmations = team->required_confirmations;
    state_.members = counting_members(*team);
  }

  ReviewState run(const std::string& missing) {
    state_.log_verified = log_.broken.empty() && missing.empty();
    std::string fault = fault_of_log(log_, map_, team_, missing);
    state_.log_fault = fault;
    if (fault.empty() && team_ == nullptr && !log_.lines.empty()) fault = "nothing of the log counts: it was begun without a team";
    if (!fault.empty()) {
      state_.reasons.push_back({log_.broken_line, fault});
      return std::move(state_);
    }
    if (log_.lines.empty()) return std::move(state_);
    look_for_other_proposal();
    collect_votes();
    for (ReviewItem& item : state_.item_list) settle(item);
    let_zones_follow();
    spread();
    conclude();
    return std::move(state_);
  }

 private:
  void look_for_other_proposal() {
    const LogLine* const latest = latest_proposal(log_, team_);
    if (latest == nullptr) return;
    const auto& proposal = std::get<Proposal>(latest->content);
    if (proposal.fingerprint == analysis_.fingerprint) return;
    state_.other_proposal = {
        latest->number, fmt::format("{} proposed other settings on {} ({}); `viamyo review MAP status` shows how far their review has come",
                                    latest->member, latest->time.substr(0, 10), changed_settings(proposal, analysis_.settings))};
  }

  void collect_votes() {
    const Standing standing(log_, *team_);
    for (std::size_t i = 0; i < state_.item_list.size(); ++i) index_.emplace(state_.item_list[i].id, i);
    votes_.resize(state_.item_list.size());
    for (const LogLine& line : log_.lines) {
      const auto* const decision = std::get_if<Decision>(&line.content);
      if (decision == nullptr || decision->fingerprint != analysis_.fingerprint) continue;
      if (decision->action == ReviewAction::kComment) {
        if (fault_of_item(*decision).empty() && standing.fault_of_author(line).empty()) keep_comment(line, *decision);
        continue;
      }
      std::string fault = fault_of_item(*decision);
      if (fault.empty()) fault = standing.fault_of_signer(line);
      if (fault.empty())
        take(line, *decision);
      else
        state_.reasons.push_back({line.number, fmt::format("the decision on {} does not count: {}", decision->item.id, fault)});
    }
    for (ReviewItem& item : state_.item_list) std::reverse(item.comments.begin(), item.comments.end());
    for (std::size_t i = 0; i < votes_.size(); ++i) {
      for (auto& [member, vote] : votes_[i]) state_.item_list[i].votes.push_back(std::move(vote));
    }
  }

  [[nodiscard]] std::string fault_of_item(const Decision& decision) const {
    const auto found = index_.find(decision.item.id);
    if (found == index_.end()) return "there is no such item";
    const ReviewItem& item = state_.item_list[found->second];
    const bool same = item.tissue == decision.item.tissue && std::abs(item.area_mm2 - decision.item.area_mm2) <= kSameArea_mm2 &&
                      distance(item.centroid_mm, decision.item.centroid_mm) <= kSamePlace_mm;
    if (!same) return "the item is another than the one that was decided on";
    if (decision.action != ReviewAction::kReclassify) return {};
    if (item.zone) return "a candidate zone has no class to change";
    if (!decision.to_class || *decision.to_class == TissueClass::kUnmapped) return "it does not say to which class";
    return decision.reason.empty() ? "it gives no reason" : "";
  }

  void keep_comment(const LogLine& line, const Decision& decision) {
    state_.item_list.at(index_.at(decision.item.id)).comments.push_back({line.member, line.role, decision.reason, line.time, line.number});
  }

  void take(const LogLine& line, const Decision& decision) {
    auto& of_item = votes_[index_.at(decision.item.id)];
    if (decision.action == ReviewAction::kWithdraw) {
      of_item.erase(line.member);
      return;
    }
    of_item[line.member] = {line.member,       line.role,       decision.action,
                            decision.to_class, decision.reason, decision.basis,
                            line.time,         line.number};
  }

  //! The class that a vote gives the item; `kUnmapped` for a rejection.
  static TissueClass verdict(const ReviewItem& item, const ReviewVote& vote) {
    if (vote.action == ReviewAction::kReject) return TissueClass::kUnmapped;
    return vote.to_class.value_or(item.tissue);
  }

  void settle(ReviewItem& item) const {
    if (item.votes.empty()) return;
    const TissueClass first = verdict(item, item.votes.front());
    const bool agreed =
        std::all_of(item.votes.begin(), item.votes.end(), [&](const ReviewVote& vote) { return verdict(item, vote) == first; });
    if (!agreed) {
      item.state = ItemState::kDisputed;
      return;
    }
    item.agreeing = static_cast<int>(item.votes.size());
    if (item.agreeing < team_->required_confirmations) {
      item.state = ItemState::kPartlyConfirmed;
    } else if (first == TissueClass::kUnmapped) {
      item.state = ItemState::kRejected;
    } else {
      item.state = first == item.tissue ? ItemState::kConfirmed : ItemState::kReclassified;
      item.reviewed_class = first;
    }
  }

  [[nodiscard]] const ReviewItem& item_of_region(const std::string& id) const {
    const auto region = std::find_if(analysis_.regions.begin(), analysis_.regions.end(), [&](const Region& r) { return r.id == id; });
    const bool small = region != analysis_.regions.end() && region->small;
    return state_.item_list.at(index_.at(small ? small_item_id(region->tissue) : id));
  }

  //! A zone stands and falls with its region.
  void let_zones_follow() {
    for (const CandidateZone& zone : analysis_.candidate_zones) {
      ReviewItem& item = state_.item_list.at(index_.at(zone.id));
      const ReviewItem& region = item_of_region(zone.region);
      if (region.state == ItemState::kRejected || region.state == ItemState::kReclassified) {
        item.state = ItemState::kRejected;
        item.agreeing = region.agreeing;
        item.reviewed_class.reset();
      } else if (item.state == ItemState::kConfirmed && region.state != ItemState::kConfirmed) {
        item.state = ItemState::kPartlyConfirmed;
        item.reviewed_class.reset();
      }
    }
  }

  void spread() {
    for (std::size_t i = 0; i < analysis_.regions.size(); ++i) {
      const ReviewItem& item = item_of_region(analysis_.regions[i].id);
      state_.regions[i] = item.state;
      state_.reviewed_classes[i] = item.reviewed_class;
    }
    for (std::size_t i = 0; i < analysis_.candidate_zones.size(); ++i)
      state_.zones[i] = state_.item_list.at(index_.at(analysis_.candidate_zones[i].id)).state;
  }

  void conclude() {
    bool begun = false;
    std::size_t last_line = 0;
    int fewest = std::numeric_limits<int>::max();  // more than the members of today, where some have left
    for (const ReviewItem& item : state_.item_list) {
      const bool settled = is_settled_state(item.state);
      begun = begun || settled || item.state == ItemState::kPartlyConfirmed;
      if (!settled) continue;
      ++state_.settled;
      fewest = std::min(fewest, item.agreeing);
      for (const ReviewVote& vote : item.votes) last_line = std::max(last_line, vote.line);
    }
    if (begun) state_.status = MapStatus::kPartlyConfirmed;
    if (state_.members < state_.required_confirmations)
      state_.reasons.push_back(
          {0, fmt::format("{} members are needed, and the team has {} whose role counts", state_.required_confirmations, state_.members)});
    if (state_.items == 0 || state_.settled < state_.items) return;
    if (map_.subject_id.empty()) {
      state_.reasons.push_back({0, "the map has no subject_id: nobody can tell whose it is, so that it stays partly confirmed"});
      return;
    }
    state_.status = map_.synthetic.value_or(false) ? MapStatus::kConfirmedSynthetic : MapStatus::kConfirmed;
    state_.agreeing = fewest;
    state_.settled_on = log_.lines.at(last_line - 1).time.substr(0, 10);
  }

  const Analysis& analysis_;
  const ReviewedMap& map_;
  const ReviewLog& log_;
  const Team* team_;
  ReviewState state_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::vector<std::map<std::string, ReviewVote>> votes_;  //!< per item, by member
};

}  // namespace

std::string fault_of_log(const ReviewLog& log, const ReviewedMap& map, const Team* team, const std::string& missing) {
  if (!log.broken.empty())
    return fmt::format("the log does not verify, so that nothing of it counts: line {} {}", log.broken_line, log.broken);
  const LogBinding* const binding = binding_of(log);
  std::string fault = missing.empty() ? "" : "it " + missing;
  if (fault.empty() && binding != nullptr) fault = fault_of_binding(*binding, map, team);
  if (fault.empty() && binding != nullptr && team != nullptr) fault = fault_of_old_team(log, *team);
  return fault.empty() ? "" : "nothing of the log counts: " + fault;
}

ReviewState review_state(const Analysis& analysis, const ReviewedMap& map, const ReviewLog& log, const Team* team,
                         const std::string& missing) {
  return Decider(analysis, map, log, team).run(missing);
}

}  // namespace viamyo
