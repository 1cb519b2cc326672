#include "signer_validity.h"

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
  if (const auto* const back = std::get_if<TakeBack>(&line.content)) return &back->lines;
  return nullptr;
}

bool is_decision(const LogLine& line) {
  const auto* const decision = std::get_if<Decision>(&line.content);
  return decision != nullptr && decision->action != ReviewAction::kComment;
}

}  // namespace

SignerValidity::SignerValidity(const ReviewLog& log, const Team& team) : log_(log), team_(team) {
  add_persons();
  const bool any = std::any_of(log.lines.begin(), log.lines.end(), [](const LogLine& line) { return named_lines(line) != nullptr; });
  if (!any) return;
  for (std::size_t i = 0; i < log.lines.size(); ++i) line_of_digest_.emplace(log.lines[i].digest, i);
  add_upholds();
  add_set_asides();
}

void SignerValidity::add_persons() {
  std::unordered_map<std::string, int> persons;
  for (const TeamMember& member : team_.members) {
    const auto [found, is_new] = persons.emplace(person_of(member.name), static_cast<int>(persons.size()));
    if (is_new) gone_in_.push_back(0);
    int& gone = gone_in_.at(static_cast<std::size_t>(found->second));
    gone = std::max(gone, member.retired_in.value_or(kNever));
    signers_.emplace(member.public_key, Signer{&member, found->second});
  }
}

//! Of every line that names others, in order: the line, and the index of each decision before it that it names.
template <class See>
void SignerValidity::for_each_named(See see) const {
  for (std::size_t i = 0; i < log_.lines.size(); ++i) {
    const LogLine& line = log_.lines[i];
    const std::vector<std::string>* const digests = named_lines(line);
    if (digests == nullptr || find(line) == nullptr) continue;
    for (const std::string& digest : *digests) {
      const auto found = line_of_digest_.find(digest);
      if (found != line_of_digest_.end() && found->second < i && is_decision(log_.lines[found->second])) see(line, found->second);
    }
  }
}

void SignerValidity::add_upholds() {
  for_each_named([&](const LogLine& line, std::size_t index) {
    if (std::holds_alternative<Uphold>(line.content)) upholdings_[index].push_back({&line});
    if (std::holds_alternative<TakeBack>(line.content)) take_back(line, index);
  });
  find_upheld();
}

//! Whoever's key the team knows takes their support away; that it is as if they had never stood for the word, so that it can be set aside, takes a
//! member of today: else a key that changed hands could raise something.
void SignerValidity::take_back(const LogLine& line, std::size_t index) {
  const auto found = upholdings_.find(index);
  if (found == upholdings_.end()) return;
  const bool counts = fault_of_author(line).empty() && !std::get<TakeBack>(line.content).reason.empty();
  for (Upholding& upholding : found->second) {
    if (person(*upholding.line) != person(line)) continue;
    upholding.lapsed = true;
    if (counts && upholding.taken_back == nullptr) upholding.taken_back = &line;
  }
}

void SignerValidity::find_upheld() {
  for (const auto& [index, upholdings] : upholdings_) {
    const LogLine& word = log_.lines[index];
    if (!fault_of_upholding(word).empty()) continue;
    const int gone_in = *signer(word)->retired_in;
    const auto found = std::find_if(upholdings.begin(), upholdings.end(), [&](const Upholding& u) {
      return !u.lapsed && u.line->team_serial >= gone_in && fault_of_signer(*u.line).empty();
    });
    if (found != upholdings.end()) upheld_.emplace(index, found->line);
  }
}

//! Of all who stood for a word, whether that counts or not, and have not taken it back: the last to leave the team; nullptr = nobody.
const SignerValidity::Upholding* SignerValidity::last_upholder(std::size_t index) const {
  const auto found = upholdings_.find(index);
  if (found == upholdings_.end()) return nullptr;
  const Upholding* last = nullptr;
  const auto gone_in = [&](const Upholding& u) { return gone_in_.at(static_cast<std::size_t>(person(*u.line))); };
  for (const Upholding& upholding : found->second) {
    if (upholding.taken_back == nullptr && (last == nullptr || gone_in(upholding) > gone_in(*last))) last = &upholding;
  }
  return last;
}

void SignerValidity::add_set_asides() {
  for_each_named([&](const LogLine& line, std::size_t index) {
    const auto* const aside = std::get_if<SetAside>(&line.content);
    const Signer* const author = find(log_.lines[index]);
    if (aside == nullptr || aside->reason.empty() || author == nullptr || author->person == person(line)) return;
    // Whose word it is, and who stands for it, had left when this was signed: else taking somebody out of the team would make it good.
    const auto had_left = [&](int who) { return line.team_serial >= gone_in_.at(static_cast<std::size_t>(who)); };
    const Upholding* const last = last_upholder(index);
    if (!fault_of_signer(line).empty() || !had_left(author->person) || (last != nullptr && !had_left(person(*last->line)))) return;
    Aside found{&line, line.number};
    if (const auto upheld = upholdings_.find(index); upheld != upholdings_.end()) {
      for (const Upholding& upholding : upheld->second) {
        if (!had_left(person(*upholding.line))) found.since = std::max(found.since, upholding.taken_back->number);
      }
    }
    set_aside_.emplace(index, found);
  });
}

const SignerValidity::Signer* SignerValidity::find(const LogLine& line) const {
  const auto found = signers_.find(line.key);
  return found == signers_.end() ? nullptr : &found->second;
}

const TeamMember* SignerValidity::signer(const LogLine& line) const {
  const Signer* const found = find(line);
  return found == nullptr ? nullptr : found->entry;
}

int SignerValidity::person(const LogLine& line) const { return find(line)->person; }

std::string SignerValidity::fault_of_name(const LogLine& line, const Signer* signer) const {
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

std::string SignerValidity::fault_of_author(const LogLine& line) const {
  const Signer* const signer = find(line);
  std::string fault = fault_of_name(line, signer);
  if (!fault.empty() || !signer->entry->retired_in) return fault;
  return fault_of_former_key(line, *signer->entry);
}

//! What would make a line of a key that is no longer in use count again, or that nothing will.
std::string SignerValidity::fault_of_former_key(const LogLine& line, const TeamMember& entry) const {
  const std::string whose = quotation(line.member);
  if (!entry.voided.empty())
    return fmt::format("the team's owner declared void what {} signed, {}", whose, labelled("reason", entry.voided, kLongQuote));
  std::string gone = fmt::format("the key of {} was taken out of the team", whose);
  if (!is_decision(line)) return gone;
  if (line.team_serial >= *entry.retired_in) return fmt::format("{} before this was signed", gone);
  const auto found = upholdings_.find(line.number - 1);
  if (found != upholdings_.end()) {
    for (const Upholding& upholding : found->second) {
      if (upholding.lapsed)
        return fmt::format("{}, and {} took back that they upheld it", gone, quotation(this->signer(*upholding.line)->name));
    }
  }
  return fmt::format("{}, and no counting member upholds it", gone);
}

std::string SignerValidity::fault_of_signer(const LogLine& line) const {
  const Signer* const signer = find(line);
  std::string fault = fault_of_name(line, signer);
  if (!fault.empty()) return fault;
  if (!role_counts(team_, signer->entry->role))
    return fmt::format("the role of {}, {}, does not count towards a confirmation", quotation(line.member), quotation(line.role));
  return fault_of_author(line);
}

std::string SignerValidity::fault_of_word(const LogLine& line) const {
  return upheld_by(line) != nullptr ? std::string() : fault_of_signer(line);
}

std::string SignerValidity::fault_of_upholding(const LogLine& line) const {
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

std::string SignerValidity::fault_of_setting_aside(const LogLine& line) const {
  const Signer* const author = find(line);
  if (author == nullptr) return fault_of_name(line, author);
  if (gone_in_.at(static_cast<std::size_t>(author->person)) == kNever)
    return fmt::format("{} is in the team, and can say otherwise", quotation(author->entry->name));
  const Upholding* const last = last_upholder(line.number - 1);
  if (last == nullptr || gone_in_.at(static_cast<std::size_t>(person(*last->line))) != kNever) return {};
  return fmt::format("{} is in the team, and stood for it in line {}; they alone can take that back (take-back)",
                     quotation(signer(*last->line)->name), last->line->number);
}

const LogLine* SignerValidity::upheld_by(const LogLine& line) const {
  const auto found = upheld_.find(line.number - 1);
  return found == upheld_.end() ? nullptr : found->second;
}

const LogLine* SignerValidity::set_aside_by(const LogLine& line) const {
  const auto found = set_aside_.find(line.number - 1);
  return found == set_aside_.end() ? nullptr : found->second.line;
}

std::size_t SignerValidity::set_aside_since(const LogLine& line) const { return set_aside_.at(line.number - 1).since; }

const LogLine* SignerValidity::uphold_of(const LogLine& line, std::string_view name) const {
  const auto found = upholdings_.find(line.number - 1);
  if (found == upholdings_.end()) return nullptr;
  const std::string who = person_of(name);
  const auto own = std::find_if(found->second.begin(), found->second.end(), [&](const Upholding& upholding) {
    return upholding.taken_back == nullptr && person_of(signer(*upholding.line)->name) == who;
  });
  return own == found->second.end() ? nullptr : own->line;
}

const LogLine* SignerValidity::restart_for(std::string_view lost_head) const {
  for (const LogLine& line : log_.lines) {
    const auto* const restart = std::get_if<Restart>(&line.content);
    if (restart != nullptr && restart->lost_head == lost_head && !restart->reason.empty() && fault_of_signer(line).empty()) return &line;
  }
  return nullptr;
}

std::vector<std::string> signer_faults(const ReviewLog& log, const Team* team) {
  std::vector<std::string> faults(log.lines.size(), "no team was given");
  if (team == nullptr) return faults;
  const SignerValidity standing(log, *team);
  std::transform(log.lines.begin(), log.lines.end(), faults.begin(), [&](const LogLine& line) { return standing.fault_of_word(line); });
  return faults;
}

std::vector<const LogLine*> lines_to_uphold(const ReviewLog& log, const Team& team) {
  // Asked for after every decision: a log may be long, and mostly nobody has left.
  if (std::none_of(team.members.begin(), team.members.end(), [](const TeamMember& member) { return member.retired_in.has_value(); }))
    return {};
  const SignerValidity standing(log, team);
  std::vector<const LogLine*> lines;
  for (const LogLine& line : log.lines) {
    if (standing.upheld_by(line) == nullptr && standing.fault_of_upholding(line).empty()) lines.push_back(&line);
  }
  return lines;
}

std::vector<const LogLine*> lines_to_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state) {
  const auto is_contested = [](const ReviewItem& item) { return item.state == ItemState::kDisputed && !item.dissents.empty(); };
  if (std::none_of(state.item_list.begin(), state.item_list.end(), is_contested)) return {};
  const SignerValidity standing(log, team);
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

std::vector<const LogLine*> lines_to_take_back(const ReviewLog& log, const Team& team, std::string_view name) {
  const auto upholds = [](const LogLine& line) { return std::holds_alternative<Uphold>(line.content); };
  if (std::none_of(log.lines.begin(), log.lines.end(), upholds)) return {};
  const SignerValidity standing(log, team);
  std::vector<const LogLine*> lines;
  for (const LogLine& line : log.lines) {
    if (standing.uphold_of(line, name) != nullptr) lines.push_back(&line);
  }
  return lines;
}

}  // namespace viamyo
