// From log, team and analysis to the state of every item and of the map: the one place where it is decided what is confirmed.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "../map/letters.h"
#include "items.h"
#include "signer_validity.h"
#include "viamyo/presets.h"
#include "viamyo/review_log.h"
#include "words.h"

namespace viamyo {
namespace {

//! A proposal may hold any text where a preset's name belongs: what is no such name is nobody's to put beside the state of a review.
std::string preset_told(const std::string& preset) {
  return find_preset(preset) != nullptr || preset == "custom" ? preset : std::string("a preset that is not known here");
}

std::string_view shown_digest(const std::string& digest) { return std::string_view(digest).substr(0, 12); }

//! Of a first line that names another map or team; empty when it names these.
std::string fault_of_binding(const LogBinding& binding, const ReviewedMap& map, const Team* team) {
  if (binding.content != map.content) return "it is the log of another map";
  if (binding.subject_id != map.subject_id) return "it is the log of another subject";
  if (team == nullptr)
    return binding.team_digest.empty() ? "" : fmt::format("it is for {}, and no team was given", labelled("team", binding.team_name));
  if (binding.team_digest.empty()) return "it was begun without a team";
  const std::string digest = team_digest(*team);
  if (binding.team_digest == digest) return {};
  return fmt::format("it is for {} ({}), not for {} ({})", labelled("team", binding.team_name), shown_digest(binding.team_digest),
                     quotation(team->name), shown_digest(digest));
}

//! An older file of the team, put back, would bring back who was removed; and of two files of one change nobody knows which holds. Lines of people who
//! have left speak, too: whoever is taken out of the team must not take with them what their lines show.
std::string fault_of_old_team(const ReviewLog& log, const Team& team) {
  if (!team.outdated.empty()) return team.outdated;
  std::unordered_set<std::string_view> keys;
  for (const TeamMember& member : team.members) keys.insert(member.public_key);
  for (const LogLine& line : log.lines) {
    if (!keys.contains(line.key)) continue;
    if (line.team_serial > team.serial)
      return fmt::format("the team's file is at change {}, and line {} was signed under change {}", team.serial, line.number,
                         line.team_serial);
    const bool other = line.team_serial == team.serial && !line.team_file.empty() && !team.file_digest.empty();
    if (other && line.team_file != team.file_digest)
      return fmt::format("line {} was signed under another file of change {}: the team's owner has to make a later one", line.number,
                         team.serial);
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

  ReviewState run(const std::string& missing, const std::string& now) {
    state_.log_verified = log_.broken.empty() && missing.empty();
    std::string fault = fault_of_log(log_, map_, team_, missing);
    state_.log_fault = fault;
    if (fault.empty() && team_ == nullptr && !log_.lines.empty()) fault = "nothing of the log counts: it was begun without a team";
    if (!fault.empty()) {
      state_.reasons.push_back({log_.broken_line, fault});
      return std::move(state_);
    }
    if (log_.lines.empty()) return std::move(state_);
    const std::vector<ReviewReason> clocks = clock_anomalies(log_, now.empty() ? utc_now() : now);
    if (!clocks.empty()) state_.date_uncertain = fmt::format("line {}: {}", clocks.front().line, clocks.front().text);
    look_for_proposals();
    collect_words();
    for (ReviewItem& item : state_.item_list) settle(item);
    let_zones_follow();
    spread();
    conclude();
    return std::move(state_);
  }

 private:
  //! What one person has said of one item.
  struct Said {
    const LogLine* line;
    std::string fault;  //!< why it does not count; empty = it does
  };
  struct Word {
    //! What stands against other words: since the person replaced, as a member of today, what they had said before.
    std::vector<Said> against;
    std::vector<Said> set_aside;       //!< what would stand there, had nobody set it aside
    const LogLine* support = nullptr;  //!< the last line, where it counts and says something
  };

  void look_for_proposals() {
    const LogLine* const same = latest_proposal(log_, team_, analysis_.fingerprint);
    if (same != nullptr && std::get<Proposal>(same->content).preset != analysis_.settings.preset)
      state_.proposed_preset = preset_told(std::get<Proposal>(same->content).preset);
    const LogLine* const latest = latest_proposal(log_, team_);
    if (latest == nullptr) return;
    const auto& proposal = std::get<Proposal>(latest->content);
    if (proposal.fingerprint == analysis_.fingerprint) return;
    state_.other_proposal = {
        latest->number, fmt::format("{} proposed other settings on {} ({}); `viamyo review MAP status` shows how far their review has come",
                                    quotation(latest->member), latest->time.substr(0, 10),
                                    quotation(changed_settings(proposal, analysis_.settings), kLongQuote))};
  }

  void collect_words() {
    const SignerValidity standing(log_, *team_);
    for (std::size_t i = 0; i < state_.item_list.size(); ++i) index_.emplace(state_.item_list[i].id, i);
    words_.resize(state_.item_list.size());
    last_line_.resize(state_.item_list.size());
    look_for_restart(standing);
    for (const LogLine& line : log_.lines) {
      const auto* const decision = std::get_if<Decision>(&line.content);
      if (decision != nullptr && decision->fingerprint == analysis_.fingerprint) hear(standing, line, *decision);
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      ReviewItem& item = state_.item_list[i];
      std::reverse(item.comments.begin(), item.comments.end());
      for (const auto& [person, word] : words_[i]) tell(standing, word, item, last_line_[i]);
    }
  }

  void look_for_restart(const SignerValidity& standing) {
    for (const LogLine& line : log_.lines) {
      const auto* const restart = std::get_if<Restart>(&line.content);
      if (restart == nullptr || standing.restart_for(restart->lost_head) == nullptr) continue;
      state_.restarted = {line.number, fmt::format("{} put this log in the place of one that was lost, on {}, {}", quotation(line.member),
                                                   line.time.substr(0, 10), labelled("reason", restart->reason, kLongQuote))};
    }
  }

  void hear(const SignerValidity& standing, const LogLine& line, const Decision& decision) {
    const std::string fault_of_it = fault_of_item(decision);
    if (decision.action == ReviewAction::kComment) {
      if (fault_of_it.empty() && standing.fault_of_author(line).empty()) keep_comment(line, decision);
      return;
    }
    std::string fault = fault_of_it.empty() ? standing.fault_of_word(line) : fault_of_it;
    if (!fault.empty())
      state_.reasons.push_back({line.number, fmt::format("the decision on {} does not count: {}", quotation(decision.item.id, 20), fault)});
    const TeamMember* const signer = standing.signer(line);
    const auto item = index_.find(decision.item.id);
    if (signer == nullptr || item == index_.end()) return;  // who is no member says nothing, and of nothing it is nothing
    Word& word = words_[item->second][standing.person(line)];
    const bool replaces = fault.empty() || (fault_of_it.empty() && standing.fault_of_author(line).empty());
    if (replaces) word = {};
    word.support = nullptr;
    if (decision.action == ReviewAction::kWithdraw) return;
    if (fault.empty()) word.support = &line;
    const LogLine* const aside = standing.set_aside_by(line);
    const bool stands = fault.empty() || aside == nullptr;
    if (!stands) last_line_[item->second] = std::max(last_line_[item->second], standing.set_aside_since(line));
    (stands ? word.against : word.set_aside).push_back({&line, std::move(fault)});
  }

  //! What is heard of one person's words on an item: the last where it counts, else all that stand against others.
  static void tell(const SignerValidity& standing, const Word& word, ReviewItem& item, std::size_t& last_line) {
    for (const auto& [line, fault] : word.against) {
      ReviewVote vote = vote_of(*line, standing.signer(*line)->name);
      vote.fault = fault;
      if (line != word.support && fault.empty()) vote.fault = "a later line of the same person that does not count took its place";
      const LogLine* const upheld = standing.upheld_by(*line);
      if (upheld != nullptr) vote.upheld_by = standing.signer(*upheld)->name;
      if (line == word.support) last_line = std::max({last_line, line->number, upheld == nullptr ? 0 : upheld->number});
      (line == word.support ? item.votes : item.dissents).push_back(std::move(vote));
    }
    for (const auto& [line, fault] : word.set_aside) {
      const LogLine& aside = *standing.set_aside_by(*line);
      ReviewVote vote = vote_of(*line, standing.signer(*line)->name);
      vote.fault = fault;
      item.set_aside.push_back(
          {std::move(vote), standing.signer(aside)->name, aside.role, std::get<SetAside>(aside.content).reason, aside.time, aside.number});
    }
  }

  static ReviewVote vote_of(const LogLine& line, const std::string& member) {
    const auto& decision = std::get<Decision>(line.content);
    ReviewVote vote;
    vote.member = member;
    vote.role = line.role;
    vote.action = decision.action;
    vote.to_class = decision.to_class;
    vote.reason = decision.reason;
    vote.basis = decision.basis;
    vote.time = line.time;
    vote.line = line.number;
    vote.on_screen = decision.on_screen;
    vote.how = decision.how;
    vote.in_one_act = decision.in_one_act;
    vote.line_digest = line.digest;
    return vote;
  }

  [[nodiscard]] std::string fault_of_item(const Decision& decision) const {
    const auto found = index_.find(decision.item.id);
    if (found == index_.end()) return "there is no such item";
    const ReviewItem& item = state_.item_list[found->second];
    if (!is_of_item(decision.item, item)) return "the item is another than the one that was decided on";
    if (decision.action != ReviewAction::kReclassify) return {};
    if (item.zone) return "a candidate zone has no class to change";
    if (!decision.to_class || *decision.to_class == TissueClass::kUnmapped) return "it does not say to which class";
    if (*decision.to_class == item.tissue) return "it is of that class already";
    return decision.reason.empty() ? "it gives no reason" : "";
  }

  void keep_comment(const LogLine& line, const Decision& decision) {
    state_.item_list.at(index_.at(decision.item.id)).comments.push_back({line.member, line.role, decision.reason, line.time, line.number});
  }

  //! The class that a word gives the item; `kUnmapped` for a rejection.
  static TissueClass verdict(const ReviewItem& item, const ReviewVote& vote) {
    if (vote.action == ReviewAction::kReject) return TissueClass::kUnmapped;
    return vote.action == ReviewAction::kConfirm ? item.tissue : vote.to_class.value_or(TissueClass::kUnmapped);
  }

  void settle(ReviewItem& item) const {
    item.without_view =
        !item.votes.empty() && std::none_of(item.votes.begin(), item.votes.end(), [](const ReviewVote& v) { return v.on_screen; });
    std::set<TissueClass> said;
    for (const std::vector<ReviewVote>* const words : {&item.votes, &item.dissents}) {
      for (const ReviewVote& vote : *words) said.insert(verdict(item, vote));
    }
    if (said.empty()) return;
    const TissueClass word = *said.begin();
    if (said.size() > 1 || (item.votes.empty() && word != item.tissue)) {
      item.state = ItemState::kDisputed;
      return;
    }
    item.agreeing = static_cast<int>(item.votes.size());
    if (item.votes.empty()) return;
    if (item.agreeing < team_->required_confirmations) {
      item.state = ItemState::kPartlyConfirmed;
    } else if (word == TissueClass::kUnmapped) {
      item.state = ItemState::kRejected;
    } else {
      item.state = word == item.tissue ? ItemState::kConfirmed : ItemState::kReclassified;
      item.reviewed_class = word;
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
    for (std::size_t i = 0; i < state_.item_list.size(); ++i) {
      const ReviewItem& item = state_.item_list[i];
      const bool settled = is_settled_state(item.state);
      begun = begun || settled || item.state == ItemState::kPartlyConfirmed;
      if (!settled) continue;
      ++state_.settled;
      fewest = std::min(fewest, item.agreeing);
      last_line = std::max(last_line, last_line_[i]);
    }
    state_.counts = counts_of(state_.item_list);
    if (begun) state_.status = MapStatus::kPartlyConfirmed;
    if (state_.members < state_.required_confirmations)
      state_.reasons.push_back(
          {0, fmt::format("{} members are needed, and the team has {} whose role counts", state_.required_confirmations, state_.members)});
    if (state_.items == 0 || state_.settled < state_.items) return;
    if (!has_subject(map_)) {
      state_.reasons.push_back({0, "the map has no subject_id: nobody can tell whose it is, so that it stays partly confirmed"});
      return;
    }
    const bool synthetic = map_.synthetic.value_or(false);
    if (state_.counts.confirmed == state_.items)
      state_.status = synthetic ? MapStatus::kConfirmedSynthetic : MapStatus::kConfirmed;
    else
      state_.status = synthetic ? MapStatus::kReviewedSynthetic : MapStatus::kReviewed;
    state_.agreeing = fewest;
    state_.settled_on = log_.lines.at(last_line - 1).time.substr(0, 10);
  }

  const Analysis& analysis_;
  const ReviewedMap& map_;
  const ReviewLog& log_;
  const Team* team_;
  ReviewState state_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::vector<std::map<int, Word>> words_;  //!< per item, by person
  std::vector<std::size_t> last_line_;      //!< per item: of the lines by which its words stand
};

}  // namespace

std::string fault_of_log(const ReviewLog& log, const ReviewedMap& map, const Team* team, const std::string& missing) {
  if (!log.broken.empty())
    return fmt::format("the log does not verify, so that nothing of it counts: line {} {}", log.broken_line, log.broken);
  const LogBinding* const binding = binding_of(log);
  std::string fault = missing.empty() ? "" : "it " + missing;
  if (fault.empty() && binding != nullptr) fault = fault_of_binding(*binding, map, team);
  if (fault.empty() && binding != nullptr && team != nullptr) fault = fault_of_old_team(log, *team);
  if (fault.empty() && binding != nullptr) fault = map.relabelled;
  return fault.empty() ? "" : "nothing of the log counts: " + fault;
}

ReviewState review_state(const Analysis& analysis, const ReviewedMap& map, const ReviewLog& log, const Team* team,
                         const std::string& missing, const std::string& now) {
  return Decider(analysis, map, log, team).run(missing, now);
}

}  // namespace viamyo
