#include "viamyo/team.h"

#include <fmt/format.h>

#include <algorithm>

#include "../map/letters.h"
#include "names.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"
#include "words.h"

namespace viamyo {
namespace {

bool is_current(const TeamMember& member) { return !member.retired_in; }

//! The entry of a person that is current, else their latest; nullptr when nobody goes by a name that could be taken for this one.
TeamMember* entry_of(Team& team, std::string_view name) {
  TeamMember* found = nullptr;
  for (TeamMember& member : team.members) {
    if (look_alike(member.name, name) && (found == nullptr || found->retired_in)) found = &member;
  }
  return found;
}

}  // namespace

std::vector<std::string> default_counting_roles() {
  return {"interventional cardiologist", "imaging cardiologist", "cardiac surgeon", "electrophysiologist"};
}

std::string team_digest(const Team& team) { return sha256_hex(fmt::format("viamyo.team/1\n{}\n{}\n", team.owner_key, team.name)); }

Team with_member(Team team, const JoinRequest& request, bool replace_key) {
  if (member_of_key(team, request.public_key) != nullptr || request.public_key == team.owner_key)
    throw UsageError(fmt::format("{}: the team knows this key already; two names cannot share one key", request.name));
  TeamMember* const known = entry_of(team, request.name);
  if (known != nullptr && !replace_key) {
    const std::string other = known->name == request.name ? "" : fmt::format(", as {}", known->name);
    throw UsageError(
        fmt::format("{}: {} a member{}, or has a name that can be taken for theirs; --replace-key says that this is the same person",
                    request.name, is_current(*known) ? "is" : "was", other));
  }
  if (known == nullptr && replace_key) throw UsageError(fmt::format("{}: is and was no member whose key could be replaced", request.name));
  ++team.serial;
  team.file_digest.clear();
  if (known != nullptr && is_current(*known)) known->retired_in = team.serial;
  // The name as the team knows it, so that the person stays one.
  const std::string name = known == nullptr ? request.name : known->name;
  team.members.push_back({name, request.role, request.public_key, team.serial, std::nullopt});
  return team;
}

Team without_member(Team team, std::string_view name, const std::string& void_reason) {
  if (const std::string fault = text_violation(void_reason, kLongestText); !fault.empty())
    throw UsageError(fmt::format("the reason why it is void {}", fault));
  ++team.serial;
  team.file_digest.clear();
  bool changed = false;
  std::string given;  // a reason stays as it was first given, and signed: what was made by it says it
  for (TeamMember& member : team.members) {
    if (person_of(member.name) != person_of(name)) continue;
    changed = changed || is_current(member);
    if (is_current(member)) member.retired_in = team.serial;
    if (!member.voided.empty()) given = member.voided;
    if (void_reason.empty() || !member.voided.empty()) continue;
    changed = true;
    member.voided_in = team.serial;
    member.voided = void_reason;
  }
  if (!changed && !void_reason.empty() && !given.empty())
    throw UsageError(fmt::format("{}: what they signed is void already, {}; that reason stays, and nothing was changed", name,
                                 labelled("reason", given, kLongQuote)));
  if (!changed) throw UsageError(fmt::format("{}: is no current member of team {}", name, team.name));
  return team;
}

bool role_counts(const Team& team, std::string_view role) {
  return std::find(team.counting_roles.begin(), team.counting_roles.end(), role) != team.counting_roles.end();
}

int counting_members(const Team& team) {
  return static_cast<int>(std::count_if(team.members.begin(), team.members.end(),
                                        [&](const TeamMember& m) { return is_current(m) && role_counts(team, m.role); }));
}

const TeamMember* member_of_key(const Team& team, std::string_view public_key) {
  const auto found =
      std::find_if(team.members.begin(), team.members.end(), [&](const TeamMember& m) { return m.public_key == public_key; });
  return found == team.members.end() ? nullptr : &*found;
}

}  // namespace viamyo
