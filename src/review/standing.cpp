#include "standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "../map/letters.h"

namespace viamyo {
namespace {

constexpr int kNever = std::numeric_limits<int>::max();

const std::vector<std::string>* named_lines(const LogLine& line) {
  if (const auto* const uphold = std::get_if<Uphold>(&line.content)) return &uphold->lines;
  if (const auto* const aside = std::get_if<SetAside>(&line.content)) return &aside->lines;
  return nullptr;
}

bool is_decision(const LogLine& line) {
  const auto* const decision = std::get_if<Decision>(&line.content);
  return decision != nullptr && decision->action != ReviewAction::kComment;
}

}  // namespace

Standing::Standing(const ReviewLog& log, const Team& team) : log_(log), team_(team) {
  add_persons();
  const bool any = std::any_of(log.lines.begin(), log.lines.end(), [](const LogLine& line) { return named_lines(line) != nullptr; });
  if (!any) return;
  for (std::size_t i = 0; i < log.lines.size(); ++i) line_of_digest_.emplace(log.lines[i].digest, i);
  add_upholds();
  add_set_asides();
}

void Standing::add_persons() {
  std::unordered_map<std::string, int> persons;
  for (const TeamMember& member : team_.members) {
    const auto [found, is_new] = persons.emplace(person_of(member.name), static_cast<int>(persons.size()));
    if (is_new) gone_in_.push_back(0);
    int& gone = gone_in_.at(static_cast<std::size_t>(found->second));
    gone = std::max(gone, member.retired_in.value_or(kNever));
    signers_.emplace(member.public_key, Signer{&member, found->second});
  }
}

//! Of every line that names others by such an act, in order: the line, and the index of each decision before it that it names.
template <class Act, class See>
void Standing::for_each_named(See see) const {
  for (std::size_t i = 0; i < log_.lines.size(); ++i) {
    const LogLine& line = log_.lines[i];
    const auto* const act = std::get_if<Act>(&line.content);
    if (act == nullptr || find(line) == nullptr) continue;
    for (const std::string& digest : act->lines) {
      const auto found = line_of_digest_.find(digest);
      if (found != line_of_digest_.end() && found->second < i && is_decision(log_.lines[found->second])) see(line, found->second);
    }
  }
}

void Standing::add_upholds() {
  for_each_named<Uphold>([&](const LogLine& line, std::size_t index) {
    const LogLine& upheld = log_.lines[index];
    Upholder& last = upholders_[index];
    const int gone = gone_in_.at(static_cast<std::size_t>(person(line)));
    if (last.line == nullptr || gone > last.gone_in) last = {&line, gone};
    const bool counts = fault_of_signer(line).empty() && fault_of_upholding(upheld).empty();
    if (counts && line.team_serial >= *signer(upheld)->retired_in) upheld_.emplace(index, &line);
  });
}

void Standing::add_set_asides() {
  for_each_named<SetAside>([&](const LogLine& line, std::size_t index) {
    const Signer* const author = find(log_.lines[index]);
    if (author == nullptr || author->person == person(line) || !fault_of_signer(line).empty()) return;
    if (std::get<SetAside>(line.content).reason.empty()) return;
    // Whose word it is, and who stood for it, had left when this was signed: else taking somebody out of the team would make it good.
    const auto upholder = upholders_.find(index);
    const int gone =
        std::max(gone_in_.at(static_cast<std::size_t>(author->person)), upholder == upholders_.end() ? 0 : upholder->second.gone_in);
    if (line.team_serial >= gone) set_aside_.emplace(index, &line);
  });
}

const Standing::Signer* Standing::find(const LogLine& line) const {
  const auto found = signers_.find(line.key);
  return found == signers_.end() ? nullptr : &found->second;
}

const TeamMember* Standing::signer(const LogLine& line) const {
  const Signer* const found = find(line);
  return found == nullptr ? nullptr : found->entry;
}

int Standing::person(const LogLine& line) const { return find(line)->person; }

std::string Standing::fault_of_name(const LogLine& line, const Signer* signer) const {
  if (signer == nullptr)
    return fmt::format("{} signs with a key that {} does not know", quotation(line.member), labelled("team", team_.name));
  const TeamMember& entry = *signer->entry;
  if (entry.name != line.member && person_of(entry.name) != person_of(line.member))
    return fmt::format("it is signed with the key of {} under the name {}", quotation(entry.name), quotation(line.member));
  if (entry.role != line.role)
    return fmt::format("{} signs as {}, but is {} in the team", quotation(line.member), quotation(line.role), quotation(entry.role));
  if (line.team_serial < entry.accepted_in)
    return fmt::format("{} signed before the team took this key in, which was change {} of its file", quotation(line.member),
                       entry.accepted_in);
  return {};
}

std::string Standing::fault_of_author(const LogLine& line) const {
  const Signer* const signer = find(line);
  std::string fault = fault_of_name(line, signer);
  if (!fault.empty() || !signer->entry->retired_in) return fault;
  return fmt::format("the key of {} was taken out of the team, and no counting member upholds it", quotation(line.member));
}

std::string Standing::fault_of_signer(const LogLine& line) const {
  const Signer* const signer = find(line);
  std::string fault = fault_of_name(line, signer);
  if (!fault.empty()) return fault;
  if (!role_counts(team_, signer->entry->role))
    return fmt::format("the role of {}, {}, does not count towards a confirmation", quotation(line.member), quotation(line.role));
  return fault_of_author(line);
}

std::string Standing::fault_of_word(const LogLine& line) const {
  return upheld_by(line) != nullptr ? std::string() : fault_of_signer(line);
}

std::string Standing::fault_of_upholding(const LogLine& line) const {
  const Signer* const signer = find(line);
  std::string fault = fault_of_name(line, signer);
  if (!fault.empty()) return fault;
  const TeamMember& entry = *signer->entry;
  if (!is_decision(line)) return "it is no decision";
  if (!entry.retired_in) return fmt::format("{} still signs with this key", quotation(line.member));
  if (!entry.voided.empty()) return fmt::format("the team's owner forbids it: {}", quotation(entry.voided, kLongQuote));
  if (!role_counts(team_, entry.role))
    return fmt::format("the role of {}, {}, does not count towards a confirmation", quotation(line.member), quotation(line.role));
  if (line.team_serial >= *entry.retired_in)
    return fmt::format("{} signed it after the key was taken out of the team", quotation(line.member));
  return {};
}

std::string Standing::fault_of_setting_aside(const LogLine& line) const {
  const Signer* const author = find(line);
  if (author == nullptr) return fault_of_name(line, author);
  if (gone_in_.at(static_cast<std::size_t>(author->person)) == kNever)
    return fmt::format("{} is in the team, and can say otherwise", quotation(author->entry->name));
  const auto upholder = upholders_.find(line.number - 1);
  if (upholder != upholders_.end() && upholder->second.gone_in == kNever)
    return fmt::format("{} is in the team, and stood for it in line {}", quotation(signer(*upholder->second.line)->name),
                       upholder->second.line->number);
  return {};
}

const LogLine* Standing::upheld_by(const LogLine& line) const {
  const auto found = upheld_.find(line.number - 1);
  return found == upheld_.end() ? nullptr : found->second;
}

const LogLine* Standing::set_aside_by(const LogLine& line) const {
  const auto found = set_aside_.find(line.number - 1);
  return found == set_aside_.end() ? nullptr : found->second;
}

const LogLine* Standing::restart_for(std::string_view lost_head) const {
  for (const LogLine& line : log_.lines) {
    const auto* const restart = std::get_if<Restart>(&line.content);
    if (restart != nullptr && restart->lost_head == lost_head && !restart->reason.empty() && fault_of_signer(line).empty()) return &line;
  }
  return nullptr;
}

std::vector<std::string> signer_faults(const ReviewLog& log, const Team* team) {
  std::vector<std::string> faults(log.lines.size(), "no team was given");
  if (team == nullptr) return faults;
  const Standing standing(log, *team);
  std::transform(log.lines.begin(), log.lines.end(), faults.begin(), [&](const LogLine& line) { return standing.fault_of_word(line); });
  return faults;
}

std::vector<const LogLine*> lines_to_uphold(const ReviewLog& log, const Team& team) {
  // Asked for after every decision: a log may be long, and mostly nobody has left.
  if (std::none_of(team.members.begin(), team.members.end(), [](const TeamMember& member) { return member.retired_in.has_value(); }))
    return {};
  const Standing standing(log, team);
  std::vector<const LogLine*> lines;
  for (const LogLine& line : log.lines) {
    if (standing.upheld_by(line) == nullptr && standing.fault_of_upholding(line).empty()) lines.push_back(&line);
  }
  return lines;
}

std::vector<const LogLine*> lines_to_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state) {
  const auto is_contested = [](const ReviewItem& item) { return item.state == ItemState::kDisputed && !item.dissents.empty(); };
  if (std::none_of(state.item_list.begin(), state.item_list.end(), is_contested)) return {};
  const Standing standing(log, team);
  std::vector<const LogLine*> lines;
  for (const ReviewItem& item : state.item_list) {
    if (item.state != ItemState::kDisputed) continue;
    for (const ReviewVote& word : item.dissents) {
      const LogLine& line = log.lines.at(word.line - 1);
      if (standing.fault_of_setting_aside(line).empty()) lines.push_back(&line);
    }
  }
  return lines;
}

}  // namespace viamyo
