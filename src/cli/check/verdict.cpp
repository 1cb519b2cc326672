#include "verdict.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "output_difference.h"

namespace viamyo::cli {
namespace {

//! How much a word of a map says: settled, begun, nothing.
int rank(MapStatus status) { return is_settled_status(status) ? 2 : (status == MapStatus::kPartlyConfirmed ? 1 : 0); }

//! A word that there is not says everything: nobody may take it for little.
int rank(std::string_view status) {
  const std::optional<MapStatus> known = map_status_from_string(status);
  return known ? rank(*known) : 2;
}

//! The log as it was when the output was made; nullopt when that head is not in it.
std::optional<ReviewLog> log_at(const ReviewLog& log, const std::string& head) {
  ReviewLog then;
  then.file = log.file;
  if (head.empty()) return then;
  const auto found = std::find_if(log.lines.begin(), log.lines.end(), [&](const LogLine& line) { return line.digest == head; });
  if (found == log.lines.end()) return std::nullopt;
  then.lines.assign(log.lines.begin(), found + 1);
  then.head = head;
  return then;
}

//! Whether the line stood in the log already when the output was made.
bool was_there(const LogLine& line, const ReviewLog& before) { return line.number <= before.lines.size(); }

//! What members agreed on of an item, as far as they did: nothing, a class, or that it is none.
struct Word {
  int weight = 0;                       //!< 0 nothing, 1 some say so, 2 settled
  std::optional<TissueClass> tissue{};  //!< none: rejected
  bool operator==(const Word&) const = default;
};

Word word_of(const ReviewItem& item) {
  const int weight = is_settled_state(item.state) ? 2 : (item.state == ItemState::kPartlyConfirmed ? 1 : 0);
  if (weight == 0 || item.state == ItemState::kRejected) return {weight, std::nullopt};
  if (item.reviewed_class) return {weight, item.reviewed_class};
  if (item.votes.empty()) return {weight, item.tissue};
  const ReviewVote& vote = item.votes.front();
  return {weight, vote.action == ReviewAction::kReject ? std::nullopt : std::optional(vote.to_class.value_or(item.tissue))};
}

//! What was said of it then is said no more: fewer stand by it, or by another word.
bool fell(const Word& then, const Word& now) { return then.weight > 0 && (now.weight < then.weight || now.tissue != then.tissue); }

std::vector<ItemChange> changes_between(const ReviewState& then, const ReviewState& now) {
  std::vector<ItemChange> changes;
  for (std::size_t i = 0; i < then.item_list.size() && i < now.item_list.size(); ++i) {
    const ReviewItem& before = then.item_list[i];
    const ReviewItem& after = now.item_list[i];
    const bool has_fallen = fell(word_of(before), word_of(after));
    const bool same = before.state == after.state && (is_settled_state(before.state) || before.agreeing == after.agreeing);
    if (!has_fallen && same) continue;
    changes.push_back(
        {before.id, state_words(before, then.required_confirmations), state_words(after, now.required_confirmations), has_fallen});
  }
  return changes;
}

std::string fallen_text(const std::vector<ItemChange>& items) {
  constexpr std::size_t kMostNamed = 5;
  std::vector<std::string> texts;
  for (const ItemChange& item : items) {
    if (item.fell) texts.push_back(fmt::format("{} was {} and is {} now", item.id, item.then, item.now));
  }
  const std::size_t all = texts.size();
  texts.resize(std::min(all, kMostNamed));
  return fmt::format("{}{}", fmt::join(texts, ", "), all > kMostNamed ? fmt::format(", and {} more", all - kMostNamed) : "");
}

//! The outcome of comparing with what could rightly have been said at that point of the log.
struct Then {
  ReviewState state;
  Difference difference;
  int team_change = 0;  //!< of the team's file by which it was said; 0 = without one
};

//! What the review could rightly have said at that point of the log: by the team as it is, as it was at each of its changes, and without one (made without
//! the team's file an output says unconfirmed, whatever the log says). No output says which change it was made with, nor by which clock; what is true by
//! one of them was true when it was.
std::vector<Then> what_could_be_said(const ReviewCase& c, const ReviewLog& before, const ReviewState& now) {
  const Team* const team = c.source.team();
  std::vector<Then> all;
  const auto add = [&](const Team* by, int change) {
    all.push_back({review_state(*c.analysis, c.reviewed, before, by), {}, change});
    // A clock that was ahead when the output was made may have been reached since.
    if (!before.lines.empty()) all.push_back({review_state(*c.analysis, c.reviewed, before, by, {}, before.lines.back().time), {}, change});
  };
  const int latest = team == nullptr ? 0 : team->serial;
  add(team, latest);
  for (int change = latest - 1; change >= 1; --change) {
    const Team earlier = team_at(*team, change);
    add(&earlier, change);
  }
  // What this computer misses of the log it may have missed then; or more of it, where the log was away for a while.
  all.push_back({review_state(*c.analysis, c.reviewed, before, team, missing_lines(before, c.reviewed, team)), {}, latest});
  all.push_back({now, {}, latest});
  all.back().state.log_head = before.head;
  add(nullptr, latest);
  return all;
}

//! All that outputs tell of a state: two that tell the same need not be compared twice.
std::string told_of(const ReviewState& state, const std::optional<bool>& synthetic) {
  std::string text = fmt::format("{} {} {} {}", band_text(state, synthetic), state.members, state.settled_on, state.date_uncertain);
  for (const ReviewItem& item : state.item_list)
    text += fmt::format("\n{} {} {}", item.id, state_words(item, state.required_confirmations), item.votes.size());
  for (const ReviewReason& reason : state.reasons) text += fmt::format("\n{} {}", reason.line, reason.text);
  return text;
}

Then what_was_said(const OutputClaim& claim, const ReviewCase& c, const ReviewLog& before, const ReviewState& now, const Program& program) {
  std::vector<Then> all = what_could_be_said(c, before, now);
  std::set<std::string> seen;
  for (Then& then : all) {
    if (!seen.insert(told_of(then.state, c.reviewed.synthetic)).second) continue;
    then.difference = difference(claim, c, then.state, program);
    if (then.difference.sentence.empty()) return then;
  }
  return all.front();
}

std::string since_proposed(const LogLine& latest, const ReviewLog& before) {
  return was_there(latest, before)
             ? fmt::format("it is of earlier settings: {} had proposed others before it was made ({})", latest.member, latest.time)
             : fmt::format("{} has proposed other settings since ({})", latest.member, latest.time);
}

OutputVerdict judge(const OutputClaim& claim, const ReviewCase& c, const Program& program) {
  const ReviewState now = c.state();
  const std::optional<ReviewLog> before = log_at(c.log, claim.head);
  if (!before) return {"unknown", "the point of the log that it names is not in this log", {}, {}, {}};
  const Then then = what_was_said(claim, c, *before, now, program);
  if (!then.difference.sentence.empty()) return {"contradicted", then.difference.sentence, {}, {}, {}};
  OutputVerdict verdict{"current",
                        fmt::format("it says {}, and so does the log", claim.status),
                        changes_between(then.state, now),
                        {},
                        then.difference.not_compared};
  if (c.source.team() != nullptr && then.team_change < c.source.team()->serial)
    verdict.team_change =
        fmt::format("the team has changed since: it is as the review stood at change {} of the team's file, and that is at change {} now",
                    then.team_change, c.source.team()->serial);
  const bool item_fell = std::any_of(verdict.items.begin(), verdict.items.end(), [](const ItemChange& item) { return item.fell; });
  const LogLine* const latest = latest_proposal(c.log, c.source.team());
  const bool same_word = claim.status == to_string(now.status);
  const std::string now_is = fmt::format("it says {}, and the map is {} now", claim.status, to_string(now.status));
  if (item_fell || rank(now.status) < rank(claim.status)) {
    verdict.word = "withdrawn";
    verdict.sentence = same_word ? fmt::format("the map is still {}", claim.status) : now_is;
    if (item_fell) verdict.sentence += fmt::format(": {}", fallen_text(verdict.items));
  } else if (latest != nullptr && std::get<Proposal>(latest->content).fingerprint != claim.fingerprint) {
    verdict.word = "superseded";
    verdict.sentence = since_proposed(*latest, *before);
  } else if (!verdict.items.empty() || !same_word) {
    verdict.word = "outdated";
    verdict.sentence = same_word ? fmt::format("the map is still {}, and the review has gone on", claim.status) : now_is;
  }
  const bool would_pass = verdict.word == "current" || verdict.word == "outdated";
  if (would_pass && then.difference.page_unknown) {  // else whoever names another version is believed
    verdict.word = "unknown";
    verdict.sentence = "what it shows cannot be compared by this version";
  }
  return verdict;
}

//! Whose map it is is told in several ways; what is not told is no difference. The file's digest decides only where the analysis is not known: a
//! file may be written anew without another content.
bool is_of_other_map(const OutputClaim& claim, const ReviewCase& c) {
  const Study& study = c.map().study;
  const bool known = c.analysis->fingerprint == claim.fingerprint;
  return (!claim.map_id.empty() && claim.map_id != study.map_id) || (claim.subject_id && *claim.subject_id != study.subject_id) ||
         (!known && !claim.sha256.empty() && claim.sha256 != c.loaded->sha256);
}

//! Of settings that nobody proposed in this log.
OutputVerdict judge_foreign(const OutputClaim& claim, const ReviewCase& c) {
  if (rank(claim.status) > 0)
    return {"contradicted", fmt::format("it says {}, and nobody has proposed its settings in this log", claim.status), {}, {}, {}};
  const LogLine* const latest = latest_proposal(c.log, c.source.team());
  const std::optional<ReviewLog> before = log_at(c.log, claim.head);
  if (latest != nullptr && before && was_there(*latest, *before)) {
    return {"unknown",
            fmt::format("nobody has proposed its settings: {} had proposed others before it was made ({})", latest->member, latest->time),
            {},
            {},
            {}};
  }
  if (latest != nullptr)
    return {"superseded", fmt::format("{} has proposed other settings since ({})", latest->member, latest->time), {}, {}, {}};
  return {"unknown", "it is of another map, or of settings that nobody has proposed", {}, {}, {}};
}

}  // namespace

Team team_at(Team team, int change) {
  std::erase_if(team.members, [&](const TeamMember& member) { return member.accepted_in > change; });
  for (TeamMember& member : team.members) {
    if (!member.retired_in || *member.retired_in <= change) continue;
    member.retired_in.reset();
    member.voided.clear();
  }
  team.serial = change;
  team.file_digest.clear();  // nobody has that file at hand
  team.outdated.clear();
  return team;
}

OutputVerdict verdict_of(const OutputClaim& claim, const ReviewCase& c, const Program& program) {
  if (is_of_other_map(claim, c)) return {"unknown", "it is not of this map", {}, {}, {}};
  if (!claim.surplus.empty()) return {"contradicted", claim.surplus, {}, {}, {}};
  return c.analysis->fingerprint == claim.fingerprint ? judge(claim, c, program) : judge_foreign(claim, c);
}

}  // namespace viamyo::cli
