#include "standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace viamyo {

Standing::Standing(const ReviewLog& log, const Team& team) : team_(team), lowest_later_serial_(log.lines.size()) {
  int lowest = std::numeric_limits<int>::max();
  for (std::size_t i = log.lines.size(); i-- > 0;) {
    lowest_later_serial_[i] = lowest;
    const LogLine& line = log.lines[i];
    const TeamMember* const signer = member_of_key(team, line.key);
    const bool current = signer != nullptr && !signer->retired_in && signer->name == line.member;
    if (current && line.team_serial > 0) lowest = std::min(lowest, line.team_serial);
  }
}

std::string Standing::fault_of_name(const LogLine& line, const TeamMember* signer) const {
  if (signer == nullptr) return fmt::format("{} signs with a key that team {} does not know", line.member, team_.name);
  if (signer->name != line.member) return fmt::format("it is signed with the key of {} under the name {}", signer->name, line.member);
  if (signer->role != line.role) return fmt::format("{} signs as {}, but is {} in the team", line.member, line.role, signer->role);
  return {};
}

std::string Standing::fault_of_author(const LogLine& line) const {
  const TeamMember* const signer = member_of_key(team_, line.key);
  std::string fault = fault_of_name(line, signer);
  return fault.empty() && signer->retired_in ? fault_of_retired(line, *signer) : fault;
}

std::string Standing::fault_of_signer(const LogLine& line) const {
  const TeamMember* const signer = member_of_key(team_, line.key);
  std::string fault = fault_of_name(line, signer);
  if (!fault.empty()) return fault;
  if (!role_counts(team_, signer->role))
    return fmt::format("the role of {}, {}, does not count towards a confirmation", line.member, line.role);
  return signer->retired_in ? fault_of_retired(line, *signer) : std::string();
}

std::string Standing::fault_of_retired(const LogLine& line, const TeamMember& member) const {
  // Whoever left could write lines that look older. A line that a current member signed behind it, while the key was still the team's, shows that
  // it stood there in time.
  if (lowest_later_serial_.at(line.number - 1) < *member.retired_in) return {};
  return fmt::format("the key of {} was taken out of the team, and no current member signed a later line before that", line.member);
}

std::vector<std::string> signer_faults(const ReviewLog& log, const Team* team) {
  std::vector<std::string> faults(log.lines.size(), "no team was given");
  if (team == nullptr) return faults;
  const Standing standing(log, *team);
  std::transform(log.lines.begin(), log.lines.end(), faults.begin(), [&](const LogLine& line) { return standing.fault_of_signer(line); });
  return faults;
}

}  // namespace viamyo
