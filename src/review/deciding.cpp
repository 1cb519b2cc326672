#include "viamyo/deciding.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "../map/letters.h"
#include "viamyo/errors.h"
#include "words.h"

namespace viamyo {
namespace {

void check_words(std::string_view what, const std::string& text) {
  const std::string fault = text_violation(text, kLongestText);
  if (!fault.empty()) throw UsageError(fmt::format("{}: {}", what, fault));
}

void check_reclassification(const Verdict& verdict, const ReviewItem& item) {
  if (item.zone) throw UsageError(fmt::format("{}: a candidate zone has no class to change", item.id));
  if (verdict.to_class == item.tissue) throw UsageError(fmt::format("{}: is {} already; confirm it", item.id, to_string(item.tissue)));
}

//! As people type a list: "R1, R2".
std::string trimmed(const std::string& word) {
  const std::size_t from = word.find_first_not_of(' ');
  return from == std::string::npos ? std::string() : word.substr(from, word.find_last_not_of(' ') + 1 - from);
}

//! Whether the line is the member's, under this key or one that they had before.
bool is_by(const LogLine& line, const KeyFacts& member, const Team* team) {
  if (line.key == member.public_key) return true;
  const TeamMember* const signer = team == nullptr ? nullptr : member_of_key(*team, line.key);
  return signer != nullptr && person_of(signer->name) == person_of(member.name);
}

//! Where the verdict is another than what is settled: by whom it was.
std::string settled_against(const ReviewItem& item, const Verdict& verdict) {
  if (!is_settled_state(item.state)) return {};
  const bool same =
      (verdict.action == ReviewAction::kConfirm && item.state == ItemState::kConfirmed) ||
      (verdict.action == ReviewAction::kReject && item.state == ItemState::kRejected) ||
      (verdict.action == ReviewAction::kReclassify && item.state == ItemState::kReclassified && item.reviewed_class == verdict.to_class);
  if (same) return {};
  std::vector<std::string> members;
  members.reserve(item.votes.size());
  for (const ReviewVote& vote : item.votes) members.push_back(quotation(vote.member));
  return fmt::format("{} is settled: {}{}{}.", item.id, to_string(item.state), members.empty() ? "" : " by ", fmt::join(members, ", "));
}

}  // namespace

TissueClass class_to_give(std::string_view text) {
  const std::optional<TissueClass> tissue = tissue_class_from_string(text);
  if (!tissue || *tissue == TissueClass::kUnmapped)
    throw UsageError(fmt::format("class '{}': must be normal, viable_ischemic, infarcted, indeterminate or viable", text));
  return *tissue;
}

void check_verdict(const Verdict& verdict, const std::vector<ReviewItem>& items) {
  const bool reclassifies = verdict.action == ReviewAction::kReclassify;
  check_words("reason", verdict.reason);
  check_words("basis", verdict.basis);
  if (items.empty()) throw UsageError("no item was chosen");
  if ((reclassifies || verdict.action == ReviewAction::kComment) && verdict.reason.empty())
    throw UsageError(fmt::format("reason: {} needs one", to_string(verdict.action)));
  if (reclassifies && !verdict.to_class) throw UsageError("reclassify needs a class");
  for (const ReviewItem& item : items) {
    if (reclassifies) check_reclassification(verdict, item);
  }
}

Decision decision_on(const ReviewItem& item, const Verdict& verdict, const std::string& fingerprint) {
  Decision decision;
  decision.action = verdict.action;
  decision.item = {item.id, item.label, item.tissue, item.area_mm2, item.centroid_mm};
  decision.to_class = verdict.to_class;
  decision.reason = verdict.reason;
  decision.basis = verdict.basis;
  decision.fingerprint = fingerprint;
  return decision;
}

const LogLine* own_decision(const ReviewLog& log, const Team* team, const KeyFacts& member, const std::string& fingerprint,
                            const std::string& item) {
  const auto found = std::find_if(log.lines.rbegin(), log.lines.rend(), [&](const LogLine& line) {
    const auto* const decision = std::get_if<Decision>(&line.content);
    return decision != nullptr && decision->item.id == item && decision->action != ReviewAction::kComment &&
           decision->fingerprint == fingerprint && is_by(line, member, team);
  });
  const bool none = found == log.lines.rend() || std::get<Decision>(found->content).action == ReviewAction::kWithdraw;
  return none ? nullptr : &*found;
}

bool says_the_same(const Decision& decision, const Verdict& verdict) {
  return decision.action == verdict.action && decision.to_class == verdict.to_class;
}

std::string own_words(const LogLine& decision) {
  const auto& said = std::get<Decision>(decision.content);
  const std::string_view verb = said.action == ReviewAction::kConfirm  ? "confirmed"
                                : said.action == ReviewAction::kReject ? "rejected"
                                                                       : "reclassified";
  const std::string to = said.action == ReviewAction::kReclassify
                             ? fmt::format(" to {}", spoken(said.to_class.value_or(TissueClass::kUnmapped)))
                             : std::string();
  return fmt::format("You {} {}{} on {}", verb, said.item.id, to, decision.time.substr(0, 10));
}

std::vector<std::string> overturned(const Verdict& verdict, const ReviewItem& item, const LogLine* own) {
  std::vector<std::string> sentences;
  if (own != nullptr && !says_the_same(std::get<Decision>(own->content), verdict)) sentences.push_back(own_words(*own) + ".");
  if (std::string settled = settled_against(item, verdict); !settled.empty()) sentences.push_back(std::move(settled));
  return sentences;
}

std::vector<ReviewItem> chosen_items(const std::string& text, std::optional<int> count, const std::vector<ReviewItem>& items) {
  if (text == "all") {
    if (count != static_cast<int>(items.size()))
      throw UsageError(fmt::format("all: say how many items you mean; there are {} items", items.size()));
    return items;
  }
  std::vector<ReviewItem> chosen;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string word = trimmed(text.substr(at, end - at));
    at = end + 1;
    const auto is_it = [&](const ReviewItem& item) { return same_name(item.id, word); };
    const auto found = std::find_if(items.begin(), items.end(), is_it);
    if (found == items.end()) throw UsageError(fmt::format("item '{}': there is no such item", word));
    if (std::none_of(chosen.begin(), chosen.end(), is_it)) chosen.push_back(*found);
  }
  return chosen;
}

KeyFacts key_of_member(const std::string& name, const Team* team) {
  std::optional<KeyFacts> latest;
  for (const KeyFacts& key : stored_keys()) {
    if (key.kind != KeyKind::kMember || key.name != name) continue;
    const TeamMember* const member = team == nullptr ? nullptr : member_of_key(*team, key.public_key);
    if (member != nullptr && !member->retired_in) return key;
    latest = key;
  }
  if (!latest) throw UsageError(fmt::format("{}: there is no key of that name on this computer; `viamyo team enroll` makes one", name));
  check_is_their_key(*latest, team);
  return *latest;
}

void check_is_their_key(const KeyFacts& key, const Team* team) {
  if (team == nullptr) return;
  const TeamMember* theirs = nullptr;  // the person's entry of today, else one of before
  for (const TeamMember& entry : team->members) {
    if (person_of(entry.name) != person_of(key.name)) continue;
    if (theirs == nullptr || !entry.retired_in) theirs = &entry;
  }
  const TeamMember* const known = member_of_key(*team, key.public_key);
  // Who is no member signs as a stranger, and who has left with the key that they had: what that is worth is said.
  if (theirs == nullptr || (known != nullptr && (!known->retired_in || theirs->retired_in))) return;
  throw UsageError(fmt::format(
      "the key of {} that was found is not the one that {} knows as theirs: name the folder that holds it (a stick, say) with --keys, or "
      "have the team's owner take this one in (`viamyo team accept REQUEST --replace-key`); nothing was signed",
      quotation(key.name), labelled("team", team->name)));
}

std::string pseudonym_to_type(const ReviewedMap& map, const ReviewLog& log, std::string_view public_key) {
  const bool has_signed = std::any_of(log.lines.begin(), log.lines.end(), [&](const LogLine& line) { return line.key == public_key; });
  if (has_signed) return {};
  return has_subject(map) ? map.subject_id : map.map_id;
}

}  // namespace viamyo
