#include "told_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "../map/letters.h"
#include "items.h"
#include "names.h"

namespace viamyo {
namespace {

std::string counted_lines(std::size_t count) { return fmt::format("{} line{}", count, count == 1 ? "" : "s"); }

const ReviewItem* find_item(const ReviewState& state, std::string_view id) {
  const auto found = std::find_if(state.item_list.begin(), state.item_list.end(), [&](const ReviewItem& item) { return item.id == id; });
  return found == state.item_list.end() ? nullptr : &*found;
}

//! "«R2 mid anterior» (viable_ischemic)", "«3 small regions, infarcted» (small:infarcted)": the class is that of the line, the label is not.
std::string name_of(const ReviewItem& item, TissueClass tissue) {
  const std::string id = item.label.starts_with(item.id) ? "" : quotation(item.id) + ", ";
  return fmt::format("{} ({}{})", quotation(item.label, kLongQuote), id, to_string(tissue));
}

std::string to_text(const Decision& d) { return d.to_class ? fmt::format(" to {}", to_string(*d.to_class)) : ""; }

//! What nobody can look up in the analysis of today is told as the line's own word.
std::string unknown_item_text(const Decision& d, std::string_view why) {
  return fmt::format("{} ({}){}, {}; the line calls it {}", quotation(d.item.id), to_string(d.item.tissue), to_text(d), why,
                     quotation(d.item.label, kLongQuote));
}

std::string binding_text(const LogBinding& binding) {
  return fmt::format("begins the log of {} for {}", binding.map_id.empty() ? "a map without id" : labelled("map", binding.map_id),
                     binding.team_digest.empty() ? "no team" : labelled("team", binding.team_name));
}

std::string proposal_text(const Proposal& proposal) {
  return fmt::format("proposes {} items, settings {}, {}", proposal.items, std::string_view(proposal.fingerprint).substr(0, 12),
                     labelled("preset", proposal.preset));
}

std::string restart_text(const Restart& restart) {
  return fmt::format("begins again where the log {} was lost{}", std::string_view(restart.lost_head).substr(0, 12),
                     reason_text(restart.reason));
}

}  // namespace

std::string reason_text(const std::string& reason) { return reason.empty() ? "" : ", " + labelled("reason", reason, kLongQuote); }

std::string in_brackets(const std::string& text) { return text.empty() ? "" : " (" + text + ")"; }

LineTeller::LineTeller(const ReviewLog& log, const Team* team, const ReviewState& state, std::string_view looker)
    : team_(team), state_(state), looker_(looker) {
  for (const LogLine& line : log.lines) line_of_digest_.emplace(line.digest, &line);
}

HistoryLine LineTeller::tell(const LogLine& line) const {
  return {line.number, line.time, line.member, line.role, content_text(line), {}, line.digest, is_hidden_line(line)};
}

//! Whatever the settings were that it was said under: items of one name are mostly the same tissue.
bool LineTeller::is_hidden_line(const LogLine& line) const {
  const auto* const decision = std::get_if<Decision>(&line.content);
  if (team_ == nullptr || !team_->blind_reading || decision == nullptr || same_person(line.member, looker_)) return false;
  const ReviewItem* const item = find_item(state_, decision->item.id);
  return item == nullptr || is_hidden(team_, *item, looker_);  // of what is no item here nobody can tell whether they have decided on it
}

bool LineTeller::names_hidden_line(const std::vector<std::string>& digests) const {
  return std::any_of(digests.begin(), digests.end(), [&](const std::string& digest) {
    const auto found = line_of_digest_.find(digest);
    return found != line_of_digest_.end() && is_hidden_line(*found->second);
  });
}

//! Standing for words of others or against them: what it does to a word that is hidden tells what the word is.
std::string LineTeller::standing_text(std::string_view what, const std::vector<std::string>& digests, const std::string& reason,
                                      std::size_t number) const {
  if (names_hidden_line(digests)) return "stands for or against what others said, which is hidden until you have decided";
  return fmt::format("{}{}{}", what, reason_text(reason), named_text(digests, number));
}

std::string LineTeller::item_text(const Decision& d) const {
  if (d.fingerprint != state_.fingerprint) return unknown_item_text(d, "under other settings");
  const ReviewItem* const item = find_item(state_, d.item.id);
  if (item == nullptr) return unknown_item_text(d, "which is no item");
  std::string text = name_of(*item, d.item.tissue) + to_text(d);
  if (!is_of_item(d.item, *item)) text += "; class, area or place are not those of the item";
  if (d.item.label != item->label) text += fmt::format("; the line calls it {}", quotation(d.item.label, kLongQuote));
  return text;
}

std::string LineTeller::decision_text(const Decision& d) const {
  std::string text = fmt::format("{} {}{}", to_string(d.action), item_text(d), reason_text(d.reason));
  if (!d.basis.empty()) text += "; " + labelled("basis", d.basis, kLongQuote);
  return d.action == ReviewAction::kComment ? text : text + in_brackets(how_text(d.how, d.in_one_act, d.on_screen));
}

//! ": what «B. Best» said in line 3: reject «R1 mid anterior» (normal)", of each decision before the line that names it.
std::string LineTeller::named_text(const std::vector<std::string>& digests, std::size_t number) const {
  std::string text;
  for (const std::string& digest : digests) {
    const auto found = line_of_digest_.find(digest);
    const auto* const d = found == line_of_digest_.end() ? nullptr : std::get_if<Decision>(&found->second->content);
    text += text.empty() ? ": " : "; ";
    if (d == nullptr || found->second->number >= number) {
      text += "what is no decision before it";
      continue;
    }
    const LogLine& named = *found->second;
    const TeamMember* const signer = team_ == nullptr ? nullptr : member_of_key(*team_, named.key);
    text += fmt::format("what {} said in line {}: ", quotation(signer == nullptr ? named.member : signer->name), named.number);
    text += fmt::format("{} {}{}", to_string(d->action), item_text(*d), reason_text(d->reason));
  }
  return text;
}

std::string LineTeller::content_text(const LogLine& line) const {
  if (const auto* const decision = std::get_if<Decision>(&line.content))
    return is_hidden_line(line) ? "a decision that is hidden until you have decided" : decision_text(*decision);
  if (const auto* const uphold = std::get_if<Uphold>(&line.content))
    return standing_text("upholds " + counted_lines(uphold->lines.size()), uphold->lines, uphold->reason, line.number);
  if (const auto* const aside = std::get_if<SetAside>(&line.content))
    return standing_text(fmt::format("sets {} aside", counted_lines(aside->lines.size())), aside->lines, aside->reason, line.number);
  if (const auto* const back = std::get_if<TakeBack>(&line.content))
    return standing_text("takes back that they upheld " + counted_lines(back->lines.size()), back->lines, back->reason, line.number);
  if (const auto* const proposal = std::get_if<Proposal>(&line.content)) return proposal_text(*proposal);
  if (const auto* const restart = std::get_if<Restart>(&line.content)) return restart_text(*restart);
  return binding_text(std::get<LogBinding>(line.content));
}

}  // namespace viamyo
