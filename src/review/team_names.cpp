#include "viamyo/team_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "../map/letters.h"
#include "names.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

std::string told(std::string_view what, const std::string& name, const std::string& fault) {
  return fmt::format("{} {}: {}", what, quotation(name, kLongQuote), fault);
}

//! Another member of today before this one who has a name that stands for the same person; nullptr = none.
const TeamMember* double_of(const Team& team, std::size_t index) {
  const TeamMember& member = team.members.at(index);
  if (member.retired_in) return nullptr;
  for (std::size_t i = 0; i < index; ++i) {
    if (!team.members[i].retired_in && same_person(team.members[i].name, member.name)) return &team.members[i];
  }
  return nullptr;
}

std::string fault_of_pair(const TeamMember& member, const TeamMember& other) {
  return fmt::format("{}: has two current keys{}", quotation(member.name, kLongQuote),
                     member.name == other.name ? "" : fmt::format(", one under the name {}", quotation(other.name, kLongQuote)));
}

bool is_faulty(const Team& team, std::size_t entry, bool of_name) {
  const TeamMember& member = team.members.at(entry - 1);
  if (!of_name) return !fault_of_role(member.role).empty();
  return !fault_of_member_name(member.name).empty() || double_of(team, entry - 1) != nullptr;
}

void refuse_new(std::string_view what, const std::string& text, const std::string& fault) {
  if (!fault.empty()) throw UsageError(told(what, text, fault));
}

void rename(Team& team, std::size_t entry, const std::string& name) {
  const std::string former = team.members.at(entry - 1).name;
  if (!is_faulty(team, entry, true))
    throw UsageError(fmt::format("entry {}: the name {} breaks no rule, and stays", entry, quotation(former)));
  refuse_new("the name", name, fault_of_member_name(name));
  const bool is_shared = double_of(team, entry - 1) != nullptr;
  for (std::size_t i = 0; i < team.members.size(); ++i) {
    if (i + 1 == entry || (!is_shared && team.members[i].name == former)) {
      team.members[i].name = name;
    } else if (look_alike(team.members[i].name, name)) {
      throw UsageError(fmt::format("the name {} can be taken for that of entry {}, {}: give another", quotation(name), i + 1,
                                   quotation(team.members[i].name)));
    }
  }
}

void change_role(Team& team, std::size_t entry, const std::string& role) {
  const std::string former = team.members.at(entry - 1).role;
  if (!is_faulty(team, entry, false))
    throw UsageError(fmt::format("entry {}: the role {} breaks no rule, and stays", entry, quotation(former)));
  refuse_new("the role", role, fault_of_role(role));
  for (TeamMember& member : team.members) {
    if (member.role == former) member.role = role;
  }
  std::replace(team.counting_roles.begin(), team.counting_roles.end(), former, role);
}

}  // namespace

std::vector<NameFault> name_faults(const Team& team) {
  std::vector<NameFault> faults;
  const auto note = [&](std::size_t entry, std::string_view what, const std::string& name, const std::string& fault) {
    if (!fault.empty()) faults.push_back({entry, told(what, name, fault)});
  };
  note(0, "the team's name", team.name, fault_of_team_name(team.name));
  for (std::size_t i = 0; i < team.members.size(); ++i) {
    const TeamMember& member = team.members[i];
    note(i + 1, "the name", member.name, fault_of_member_name(member.name));
    note(i + 1, "the role", member.role, fault_of_role(member.role));
    if (const TeamMember* const other = double_of(team, i); other != nullptr) faults.push_back({i + 1, fault_of_pair(member, *other)});
  }
  return faults;
}

Team with_mended_entry(Team team, std::size_t entry, const std::string& name, const std::string& role) {
  if (entry == 0 || entry > team.members.size())
    throw UsageError(fmt::format("entry {}: there is none; the file has {}", entry, team.members.size()));
  if (name.empty() && role.empty()) throw UsageError(fmt::format("entry {}: say which name or role it is to have", entry));
  if (!name.empty()) rename(team, entry, name);
  if (!role.empty()) change_role(team, entry, role);
  ++team.serial;
  team.file_digest.clear();
  return team;
}

}  // namespace viamyo
