#include "viamyo/review_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "../map/letters.h"
#include "names.h"
#include "told_line.h"

namespace viamyo {
namespace {

//! ", reason: «poor contact»"; empty where none was given.
std::string reason_text(const std::string& reason) { return reason.empty() ? "" : ", " + labelled("reason", reason, kLongQuote); }

std::string in_brackets(const std::string& text) { return text.empty() ? "" : " (" + text + ")"; }

std::string content_text(const LogBinding& binding) {
  return fmt::format("begins the log of {} for {}", binding.map_id.empty() ? "a map without id" : labelled("map", binding.map_id),
                     binding.team_digest.empty() ? "no team" : labelled("team", binding.team_name));
}

std::string content_text(const Proposal& proposal) {
  return fmt::format("proposes {} items, settings {}, {}", proposal.items, std::string_view(proposal.fingerprint).substr(0, 12),
                     labelled("preset", proposal.preset));
}

std::string content_text(const Decision& d) {
  std::string text = fmt::format("{} {}", to_string(d.action), quotation(d.item.label));
  if (d.to_class) text += fmt::format(" to {}", to_string(*d.to_class));
  text += reason_text(d.reason);
  if (!d.basis.empty()) text += "; " + labelled("basis", d.basis, kLongQuote);
  return d.action == ReviewAction::kComment ? text : text + in_brackets(how_text(d.how, d.in_one_act, d.on_screen));
}

std::string content_text(const Uphold& uphold) {
  return fmt::format("upholds {} line{}{}", uphold.lines.size(), uphold.lines.size() == 1 ? "" : "s", reason_text(uphold.reason));
}

std::string content_text(const SetAside& aside) {
  return fmt::format("sets {} line{} aside{}", aside.lines.size(), aside.lines.size() == 1 ? "" : "s", reason_text(aside.reason));
}

std::string content_text(const Restart& restart) {
  return fmt::format("begins again where the log {} was lost{}", std::string_view(restart.lost_head).substr(0, 12),
                     reason_text(restart.reason));
}

const ReviewItem* find_item(const ReviewState& state, std::string_view id) {
  const auto found = std::find_if(state.item_list.begin(), state.item_list.end(), [&](const ReviewItem& item) { return item.id == id; });
  return found == state.item_list.end() ? nullptr : &*found;
}

//! Whatever the settings were that it was said under: items of one name are mostly the same tissue.
bool is_hidden_line(const LogLine& line, const Team* team, const ReviewState& state, std::string_view looker) {
  const auto* const decision = std::get_if<Decision>(&line.content);
  if (team == nullptr || !team->blind_reading || decision == nullptr || same_person(line.member, looker)) return false;
  const ReviewItem* const item = find_item(state, decision->item.id);
  return item != nullptr && is_hidden(team, *item, looker);
}

}  // namespace

bool is_hidden(const Team* team, const ReviewItem& item, std::string_view looker) {
  if (team == nullptr || !team->blind_reading || is_settled_state(item.state)) return false;
  return std::none_of(item.votes.begin(), item.votes.end(), [&](const ReviewVote& vote) { return same_person(vote.member, looker); });
}

ReviewState as_seen_by(const ReviewState& state, const Team* team, std::string_view looker) {
  ReviewState seen = state;
  for (ReviewItem& item : seen.item_list) {
    if (!is_hidden(team, item, looker)) continue;
    std::erase_if(item.comments, [&](const ItemComment& comment) { return !same_person(comment.member, looker); });
    item.state = ItemState::kHidden;
    item.votes.clear();
    item.dissents.clear();
    item.without_view = false;
    item.agreeing = 0;
  }
  if (team == nullptr || !team->blind_reading) return seen;
  const bool hides =
      std::any_of(seen.item_list.begin(), seen.item_list.end(), [](const ReviewItem& i) { return i.state == ItemState::kHidden; });
  for (ReviewReason& reason : seen.reasons) {
    if (hides && reason.line > 0 && seen.log_fault.empty())
      reason.text = "it does not count, and is hidden until you have decided on every item";
  }
  for (std::vector<ItemState>* const states : {&seen.regions, &seen.zones}) {
    for (ItemState& word : *states) word = is_settled_state(word) ? word : ItemState::kHidden;
  }
  return seen;
}

std::string how_text(SignedHow how, int in_one_act, bool on_screen) {
  const std::string_view view = on_screen ? "" : ", without a view";
  switch (how) {
    case SignedHow::kWalked:
      return fmt::format("walked through{}", view);
    case SignedHow::kChosen:
      return in_one_act > 1 ? fmt::format("1 of {} named in one act{}", in_one_act, view) : fmt::format("named one by one{}", view);
    case SignedHow::kAll:
      return fmt::format("1 of {} at once{}", in_one_act, view);
    case SignedHow::kUnknown:
      break;
  }
  return {};
}

std::string vote_text(const ReviewVote& vote) {
  const std::string to = vote.to_class ? fmt::format(" to {}", to_string(*vote.to_class)) : "";
  const std::string basis = vote.basis.empty() ? "" : "; " + labelled("basis", vote.basis, kLongQuote);
  const std::string upheld = vote.upheld_by.empty() ? "" : fmt::format(", upheld by {}", quotation(vote.upheld_by));
  const std::string stands = vote.fault.empty() ? "" : fmt::format("; does not count: {}", vote.fault);
  return fmt::format("{}: {}{}{}{}{}{}{}", quotation(vote.member), to_string(vote.action), to, reason_text(vote.reason), basis,
                     in_brackets(how_text(vote.how, vote.in_one_act, vote.on_screen)), upheld, stands);
}

std::vector<std::string> said_texts(const ReviewItem& item) {
  std::vector<std::string> texts;
  for (const std::vector<ReviewVote>* const votes : {&item.votes, &item.dissents})
    std::transform(votes->begin(), votes->end(), std::back_inserter(texts), vote_text);
  return texts;
}

std::vector<std::string> comment_texts(const ReviewItem& item, std::size_t most) {
  std::vector<std::string> texts;
  for (const ItemComment& comment : item.comments) {
    if (texts.size() == most) break;
    texts.push_back(fmt::format("{}, {}: {}", quotation(comment.member), comment.time.substr(0, 10), quotation(comment.text, kLongQuote)));
  }
  return texts;
}

std::vector<std::string> missing_members(const Team& team, const ReviewItem& item) {
  std::vector<std::string> missing;
  for (const TeamMember& member : team.members) {
    if (member.retired_in || !role_counts(team, member.role)) continue;
    const bool voted =
        std::any_of(item.votes.begin(), item.votes.end(), [&](const ReviewVote& vote) { return same_person(vote.member, member.name); });
    if (!voted) missing.push_back(quotation(member.name));
  }
  return missing;
}

HistoryLine told_line(const LogLine& line, const Team* team, const ReviewState& state, std::string_view looker) {
  const bool hidden = is_hidden_line(line, team, state, looker);
  std::string says = hidden ? "a decision that is hidden until you have decided"
                            : std::visit([](const auto& content) { return content_text(content); }, line.content);
  return {line.number, line.time, line.member, line.role, std::move(says), {}, line.digest, hidden};
}

std::vector<HistoryLine> review_history(const ReviewLog& log, const Team* team, const ReviewState& state, std::string_view looker) {
  const std::vector<std::string> faults = signer_faults(log, team);
  std::vector<HistoryLine> history;
  history.reserve(log.lines.size());
  for (const LogLine& line : log.lines) {
    history.push_back(told_line(line, team, state, looker));
    const std::string& fault = faults.at(line.number - 1);
    history.back().fault = fault.empty() && !state.log_fault.empty() ? "nothing of the log counts" : fault;
  }
  return history;
}

}  // namespace viamyo
