#include "viamyo/team.h"

#include <fmt/format.h>

#include <algorithm>

#include "look_alike.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"
#include "words.h"

namespace viamyo {
namespace {

bool is_current(const TeamMember& member) { return !member.retired_in; }

TeamMember* current_member(Team& team, std::string_view name) {
  const auto found =
      std::find_if(team.members.begin(), team.members.end(), [&](const TeamMember& m) { return is_current(m) && same_name(m.name, name); });
  return found == team.members.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> default_counting_roles() {
  return {"interventional cardiologist", "imaging cardiologist", "cardiac surgeon", "electrophysiologist"};
}

std::string team_digest(const Team& team) { return sha256_hex(fmt::format("viamyo.team/1\n{}\n{}\n", team.owner_key, team.name)); }

Team with_member(Team team, const JoinRequest& request, bool replace_key) {
  if (member_of_key(team, request.public_key) != nullptr || request.public_key == team.owner_key)
    throw UsageError(fmt::format("{}: the team knows this key already; two names cannot share one key", request.name));
  TeamMember* const old = current_member(team, request.name);
  if (old != nullptr && !replace_key)
    throw UsageError(fmt::format("{}: is a member already; --replace-key takes the new key in place of the old one", request.name));
  if (old == nullptr && replace_key) throw UsageError(fmt::format("{}: is no member whose key could be replaced", request.name));
  ++team.serial;
  team.file_digest.clear();
  if (old != nullptr) old->retired_in = team.serial;
  // The name as the team knows it, so that the person stays one.
  const std::string name = old == nullptr ? request.name : old->name;
  team.members.push_back({name, request.role, request.public_key, team.serial, std::nullopt});
  return team;
}

Team without_member(Team team, std::string_view name) {
  TeamMember* const member = current_member(team, name);
  if (member == nullptr) throw UsageError(fmt::format("{}: is no current member of team {}", name, team.name));
  member->retired_in = ++team.serial;
  team.file_digest.clear();
  return team;
}

std::vector<std::string> similar_names(const Team& team, std::string_view name) {
  std::vector<std::string> names;
  for (const TeamMember& member : team.members) {
    const bool told = std::find(names.begin(), names.end(), member.name) != names.end();
    if (!told && !same_name(member.name, name) && look_alike(member.name, name)) names.push_back(member.name);
  }
  return names;
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
