#include "viamyo/review_history.h"

#include <fmt/format.h>

#include <algorithm>

namespace viamyo {
namespace {

std::string content_text(const LogBinding& binding) {
  return fmt::format("begins the log of map {} for {}", binding.map_id.empty() ? "without id" : binding.map_id,
                     binding.team_digest.empty() ? "no team" : "team " + binding.team_name);
}

std::string content_text(const Proposal& proposal) {
  return fmt::format("proposes {} items, settings {}", proposal.items, std::string_view(proposal.fingerprint).substr(0, 12));
}

std::string content_text(const Decision& d) {
  std::string text = fmt::format("{} {}", to_string(d.action), d.item.label);
  if (d.to_class) text += fmt::format(" to {}", to_string(*d.to_class));
  if (!d.reason.empty()) text += fmt::format(" because {}", d.reason);
  if (!d.basis.empty()) text += fmt::format("; basis: {}", d.basis);
  const std::string how = how_text(d.how, d.in_one_act, d.on_screen);
  return how.empty() || d.action == ReviewAction::kComment ? text : text + "; " + how;
}

std::string content_text(const Uphold& uphold) {
  return fmt::format("upholds {} line{}{}", uphold.lines.size(), uphold.lines.size() == 1 ? "" : "s",
                     uphold.reason.empty() ? "" : " because " + uphold.reason);
}

std::string content_text(const SetAside& aside) {
  return fmt::format("sets {} line{} aside because {}", aside.lines.size(), aside.lines.size() == 1 ? "" : "s", aside.reason);
}

std::string content_text(const Restart& restart) {
  return fmt::format("begins again where the log {} was lost because {}", std::string_view(restart.lost_head).substr(0, 12), restart.reason);
}

const ReviewItem* find_item(const ReviewState& state, std::string_view id) {
  const auto found = std::find_if(state.item_list.begin(), state.item_list.end(), [&](const ReviewItem& item) { return item.id == id; });
  return found == state.item_list.end() ? nullptr : &*found;
}

//! Whatever the settings were that it was said under: items of one name are mostly the same tissue.
bool is_hidden_line(const LogLine& line, const Team* team, const ReviewState& state, std::string_view looker) {
  const auto* const decision = std::get_if<Decision>(&line.content);
  if (decision == nullptr || line.member == looker) return false;
  const ReviewItem* const item = find_item(state, decision->item.id);
  return item != nullptr && is_hidden(team, *item, looker);
}

}  // namespace

bool is_hidden(const Team* team, const ReviewItem& item, std::string_view looker) {
  if (team == nullptr || !team->blind_reading || is_settled_state(item.state)) return false;
  return std::none_of(item.votes.begin(), item.votes.end(), [&](const ReviewVote& vote) { return vote.member == looker; });
}

ReviewState as_seen_by(const ReviewState& state, const Team* team, std::string_view looker) {
  ReviewState seen = state;
  for (ReviewItem& item : seen.item_list) {
    if (!is_hidden(team, item, looker)) continue;
    std::erase_if(item.comments, [&](const ItemComment& comment) { return comment.member != looker; });
    item.state = ItemState::kHidden;
    item.votes.clear();
    item.agreeing = 0;
  }
  if (team == nullptr || !team->blind_reading) return seen;
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
      return fmt::format("named one by one{}", view);
    case SignedHow::kAll:
      return fmt::format("1 of {} at once{}", in_one_act, view);
    case SignedHow::kUnknown:
      break;
  }
  return {};
}

std::string vote_text(const ReviewVote& vote) {
  const std::string to = vote.to_class ? fmt::format(" to {}", to_string(*vote.to_class)) : "";
  return fmt::format("{}: {}{}{}", vote.member, to_string(vote.action), to, vote.reason.empty() ? "" : " (" + vote.reason + ")");
}

std::vector<std::string> comment_texts(const ReviewItem& item, std::size_t most) {
  std::vector<std::string> texts;
  for (const ItemComment& comment : item.comments) {
    if (texts.size() == most) break;
    texts.push_back(fmt::format("{}, {}: {}", comment.member, comment.time.substr(0, 10), comment.text));
  }
  return texts;
}

std::vector<std::string> missing_members(const Team& team, const ReviewItem& item) {
  std::vector<std::string> missing;
  for (const TeamMember& member : team.members) {
    if (member.retired_in || !role_counts(team, member.role)) continue;
    const bool voted =
        std::any_of(item.votes.begin(), item.votes.end(), [&](const ReviewVote& vote) { return vote.member == member.name; });
    if (!voted) missing.push_back(member.name);
  }
  return missing;
}

std::vector<HistoryLine> review_history(const ReviewLog& log, const Team* team, const ReviewState& state, std::string_view looker) {
  const std::vector<std::string> faults = signer_faults(log, team);
  std::vector<HistoryLine> history;
  history.reserve(log.lines.size());
  for (const LogLine& line : log.lines) {
    const std::string says = is_hidden_line(line, team, state, looker)
                                 ? "a decision that is hidden until you have decided"
                                 : std::visit([](const auto& content) { return content_text(content); }, line.content);
    const std::string& fault = faults.at(line.number - 1);
    const bool counts_for_nothing = fault.empty() && !state.log_fault.empty();
    history.push_back(
        {line.number, line.time, line.member, line.role, says, counts_for_nothing ? "nothing of the log counts" : fault, line.digest});
  }
  return history;
}

}  // namespace viamyo
