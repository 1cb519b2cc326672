#include "viamyo/review_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "../map/letters.h"
#include "names.h"
#include "told_line.h"

namespace viamyo {

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
    item.set_aside.clear();
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

std::string set_aside_text(const WordSetAside& aside) {
  return fmt::format("set aside by {}, {}{}: {}", quotation(aside.member), aside.time.substr(0, 10), reason_text(aside.reason),
                     vote_text(aside.word));
}

std::vector<std::string> said_texts(const ReviewItem& item) {
  std::vector<std::string> texts;
  for (const std::vector<ReviewVote>* const votes : {&item.votes, &item.dissents})
    std::transform(votes->begin(), votes->end(), std::back_inserter(texts), vote_text);
  std::transform(item.set_aside.begin(), item.set_aside.end(), std::back_inserter(texts), set_aside_text);
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

std::vector<HistoryLine> review_history(const ReviewLog& log, const Team* team, const ReviewState& state, std::string_view looker) {
  const std::vector<std::string> faults = signer_faults(log, team);
  const LineTeller teller(log, team, state, looker);
  std::vector<HistoryLine> history;
  history.reserve(log.lines.size());
  for (const LogLine& line : log.lines) {
    history.push_back(teller.tell(line));
    const std::string& fault = faults.at(line.number - 1);
    history.back().fault = fault.empty() && !state.log_fault.empty() ? "nothing of the log counts" : fault;
  }
  return history;
}

}  // namespace viamyo
