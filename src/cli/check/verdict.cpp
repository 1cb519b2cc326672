#include "verdict.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "map/letters.h"
#include "output_difference.h"
#include "review/names.h"
#include "states_then.h"
#include "viamyo/review_history.h"

namespace viamyo::cli {
namespace {

//! How much a word of a map says: settled, begun, nothing.
int rank(MapStatus status) { return is_settled_status(status) ? 2 : (status == MapStatus::kPartlyConfirmed ? 1 : 0); }

//! A word that there is not says everything: nobody may take it for little.
int rank(std::string_view status) {
  const std::optional<MapStatus> known = map_status_from_string(status);
  return known ? rank(*known) : 2;
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

struct Changes {
  std::vector<ItemChange> items;
  bool any = false;          //!< of an item that is hidden, too
  bool fell = false;         //!< the same of items that fell
  bool fell_hidden = false;  //!< one fell that nothing is told of
};

//! Blind reading: of an item that the looker may not see yet nothing is told but whether it was settled, and is.
Changes changes_between(const ReviewState& then, const ReviewState& now, const Team* team, std::string_view looker) {
  Changes changes;
  for (std::size_t i = 0; i < then.item_list.size() && i < now.item_list.size(); ++i) {
    const ReviewItem& before = then.item_list[i];
    const ReviewItem& after = now.item_list[i];
    const bool has_fallen = fell(word_of(before), word_of(after));
    const bool same = before.state == after.state && (is_settled_state(before.state) || before.agreeing == after.agreeing);
    if (!has_fallen && same) continue;
    changes.any = true;
    changes.fell = changes.fell || has_fallen;
    const bool hides = is_hidden(team, after, looker);
    const auto words = [&](const ReviewItem& item, int required) {
      return hides && !is_settled_state(item.state) ? std::string(to_string(ItemState::kHidden)) : state_words(item, required);
    };
    ItemChange change{before.id, words(before, then.required_confirmations), words(after, now.required_confirmations), has_fallen};
    if (change.then != change.now || !hides)
      changes.items.push_back(std::move(change));
    else
      changes.fell_hidden = changes.fell_hidden || has_fallen;
  }
  return changes;
}

std::string fallen_text(const Changes& changes) {
  constexpr std::size_t kMaxNamed = 5;
  std::vector<std::string> texts;
  for (const ItemChange& item : changes.items) {
    if (item.fell) texts.push_back(fmt::format("{} was {} and is {} now", item.id, item.then, item.now));
  }
  if (changes.fell_hidden) texts.emplace_back("what was said of items that are not settled holds no more");
  const std::size_t all = texts.size();
  texts.resize(std::min(all, kMaxNamed));
  return fmt::format("{}{}", fmt::join(texts, ", "), all > kMaxNamed ? fmt::format(", and {} more", all - kMaxNamed) : "");
}

//! What was said then, and how the output differs from it.
struct Then {
  StateThen said;
  Difference difference;
};

//! All that outputs tell of a state: two that tell the same need not be compared twice.
std::string told_of(const ReviewState& state, const std::optional<bool>& synthetic) {
  std::string text = fmt::format("{} {} {} {}", band_text(state, synthetic), state.members, state.settled_on, state.date_uncertain);
  for (const ReviewItem& item : state.item_list)
    text += fmt::format("\n{} {} {}", item.id, state_words(item, state.required_confirmations), item.votes.size());
  for (const ReviewReason& reason : state.reasons) text += fmt::format("\n{} {}", reason.line, reason.text);
  return text;
}

//! That of which the output is; where it is of none, the likeliest, and how it differs.
Then what_was_said(const OutputClaim& claim, const ReviewCase& c, const ReviewLog& before, const Program& program) {
  std::optional<Then> likeliest;
  std::set<std::string> seen;
  for (StateThen& said : states_then(claim, c, before)) {
    if (!seen.insert(told_of(said.state, c.reviewed.synthetic)).second) continue;
    Difference found = difference(claim, c, said.state, program);
    const bool same = found.sentence.empty();
    if (same || !likeliest) likeliest = Then{std::move(said), std::move(found)};
    if (same) break;
  }
  return *likeliest;
}

std::string since_proposed(const LogLine& latest, const ReviewLog& before) {
  return was_there(latest, before)
             ? fmt::format("it is of earlier settings: {} had proposed others before it was made ({})", latest.member, latest.time)
             : fmt::format("{} has proposed other settings since ({})", latest.member, latest.time);
}

//! What blind reading keeps from the looker; empty = nothing.
std::string hidden_from(const ReviewState& then, const ReviewState& now, const Team* team, std::string_view looker) {
  const auto hides = [&](const ReviewItem& item) { return is_hidden(team, item, looker); };
  const bool any =
      std::any_of(then.item_list.begin(), then.item_list.end(), hides) || std::any_of(now.item_list.begin(), now.item_list.end(), hides);
  return any ? "what was decided on items that are not settled is told to nobody before their own decision (--as NAME)" : "";
}

OutputVerdict contradiction(const OutputClaim& claim, const ReviewCase& c, const Then& then, const std::string& hidden) {
  if (c.source.team() != nullptr && undated_voids(*c.source.team()) > 1 && rank(claim.status) > 0)
    return {"unknown",
            "the team's file does not say since when words of several people are void, so that nobody can tell what it was then"};
  OutputVerdict verdict{"contradicted", then.difference.sentence};
  if (!hidden.empty()) verdict.sentence = without_what_is(std::move(verdict.sentence));
  verdict.hidden = hidden;
  return verdict;
}

//! A file may have had any name then, and an output tells it: one that holds a word of a review is told as what it is.
std::string odd_names(const OutputClaim& claim, const ReviewCase& c) {
  std::string texts;
  for (const auto& [name, at_hand] : {std::pair{claim.map, c.loaded->file}, {claim.log_file, c.log.file}}) {
    if (name != at_hand && !word_of_the_band_in(name).empty())
      texts += fmt::format("{}whether a file was called {} then", texts.empty() ? "" : "; ", quotation(name, kLongQuote));
  }
  return texts;
}

std::string joined(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + "; " + second;
}

std::string team_change(const Then& then, const Team* team) {
  if (team == nullptr || then.said.team_change >= team->serial) return {};
  return fmt::format("the team has changed since: it is as the review stood at change {} of the team's file, and that is at change {} now",
                     then.said.team_change, team->serial);
}

OutputVerdict judge(const OutputClaim& claim, const ReviewCase& c, const Program& program, std::string_view looker) {
  const Team* const team = c.source.team();
  const ReviewState now = c.state();
  const std::optional<ReviewLog> before = log_at(c.log, claim.head);
  if (!before) return {"unknown", "the point of the log that it names is not in this log"};
  const Then then = what_was_said(claim, c, *before, program);
  const std::string hidden = hidden_from(then.said.state, now, team, looker);
  if (!then.difference.sentence.empty()) return contradiction(claim, c, then, hidden);
  Changes changes = changes_between(then.said.state, now, team, looker);
  OutputVerdict verdict{"current", fmt::format("it says {}, and so does the log", claim.status)};
  verdict.team_change = team_change(then, team);
  verdict.not_compared = joined(then.difference.not_compared, odd_names(claim, c));
  verdict.hidden = hidden;
  const LogLine* const latest = latest_proposal(c.log, team);
  const bool same_word = claim.status == to_string(now.status);
  const std::string now_is = fmt::format("it says {}, and the map is {} now", claim.status, to_string(now.status));
  if (changes.fell || rank(now.status) < rank(claim.status)) {
    verdict.word = "withdrawn";
    verdict.sentence = same_word ? fmt::format("the map is still {}", claim.status) : now_is;
    if (changes.fell) verdict.sentence += fmt::format(": {}", fallen_text(changes));
  } else if (latest != nullptr && std::get<Proposal>(latest->content).fingerprint != claim.fingerprint) {
    verdict.word = "superseded";
    verdict.sentence = since_proposed(*latest, *before);
  } else if (changes.any || !same_word) {
    verdict.word = "outdated";
    verdict.sentence = same_word ? fmt::format("the map is still {}, and the review has gone on", claim.status) : now_is;
  }
  verdict.items = std::move(changes.items);
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
    return {"contradicted", fmt::format("it says {}, and nobody has proposed its settings in this log", claim.status)};
  const LogLine* const latest = latest_proposal(c.log, c.source.team());
  const std::optional<ReviewLog> before = log_at(c.log, claim.head);
  if (latest != nullptr && before && was_there(*latest, *before)) {
    return {"unknown",
            fmt::format("nobody has proposed its settings: {} had proposed others before it was made ({})", latest->member, latest->time)};
  }
  if (latest != nullptr) return {"superseded", fmt::format("{} has proposed other settings since ({})", latest->member, latest->time)};
  return {"unknown", "it is of another map, or of settings that nobody has proposed"};
}

}  // namespace

OutputVerdict verdict_of(const OutputClaim& claim, const ReviewCase& c, const Program& program, std::string_view looker) {
  if (is_of_other_map(claim, c)) return {"unknown", "it is not of this map"};
  if (!claim.surplus.empty()) return {"contradicted", claim.surplus};
  return c.analysis->fingerprint == claim.fingerprint ? judge(claim, c, program, looker) : judge_foreign(claim, c);
}

}  // namespace viamyo::cli
