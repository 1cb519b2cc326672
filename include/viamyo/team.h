// The treating team: who belongs to it, whose decisions count, and how many are needed. A file that its owner's key signs (docs/review-log.md).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/member_key.h"

namespace viamyo {

//! One key of one member. Who changed keys has several entries under one name, and at most one of them is current.
struct TeamMember {
  std::string name, role;
  std::string public_key;
  int accepted_in = 1;            //!< serial of the team file that brought it
  std::optional<int> retired_in;  //!< serial of the team file that took it away: member removed, or key changed
  std::string voided{};           //!< why nobody may uphold what this key signed; empty = a counting member may
  std::optional<int>
      voided_in{};  //!< serial of the team file that first said so; none = not voided, or by an earlier version, which did not keep it
};

struct Team {
  std::string name;
  int serial = 1;  //!< one more with every change
  int required_confirmations = 2;
  std::vector<std::string> counting_roles;
  bool blind_reading = false;  //!< others' decisions on an item are hidden until one has decided oneself
  std::string owner_key;
  std::vector<TeamMember> members;
  std::string file_digest{};  //!< of the file that it was read from or written to: SHA-256 of what its owner signed; empty = no file
  std::string outdated{};  //!< why the file it was read from is an old one, as far as this computer knows; empty = nothing speaks for that
};

//! Interventional cardiologist, imaging cardiologist, cardiac surgeon, electrophysiologist.
std::vector<std::string> default_counting_roles();

//! What tells a team's file from another of the same change: SHA-256 of what its owner signed, or would sign.
std::string team_file_digest(const Team& team);

//! What tells a team from another of the same name: SHA-256 of its name and its owner's key. It stays when members come and go.
std::string team_digest(const Team& team);

//! Throws InputError when it is no team file, breaks a rule (two current keys of one member, one key twice), or is not signed by its owner.
//! A file that is older than one that was seen on this computer is read, and says so in `outdated`: nothing counts by it.
Team read_team(const std::filesystem::path& path);

//! What this computer's data folder says against the team's file: a later change of it was seen here, or nobody can tell; empty = nothing.
std::string outdated_text(const Team& team);
//! Keeps the team's change for the next time. Throws OutputError.
void remember_team(const Team& team);

//! Signs and writes, all or nothing. Throws UsageError when the key is not the owner's, OutputError.
void write_team(const Team& team, const std::filesystem::path& path, const SigningKey& owner);

//! A member's wish to join: made on their own computer, signed by their own key.
struct JoinRequest {
  std::string name, role;
  std::string public_key;
};

void write_request(const SigningKey& member, const std::filesystem::path& path);
//! Throws InputError when it is no request or its signature does not match its key.
JoinRequest read_request(const std::filesystem::path& path);

//! The team with the member of the request, or with their new key, under the name that the team knows them by. Throws UsageError when the key is known
//! already; when somebody, who may have left since, has a name that could be taken for this one and `replace_key`, which says that this is the same person,
//! was not said; or when it was said and there is nobody.
Team with_member(Team team, const JoinRequest& request, bool replace_key);
//! The team without the member; nobody may uphold what they signed where `void_reason` says why, which can be said of whoever has left already, too.
//! The reason that was given first stays. Throws UsageError when there is no such current member (or, with a reason, nobody who ever was one, or all of it is
//! void already), or the reason will not do.
Team without_member(Team team, std::string_view name, const std::string& void_reason = {});

//! What a person is known by: two names are one person's when these are equal. Case, accents, dots, hyphens, apostrophes and blanks do not count, and letters
//! that are drawn alike are one (docs/review-log.md). For comparing, not for showing.
std::string person_of(std::string_view name);

bool role_counts(const Team& team, std::string_view role);
//! Current members whose role counts.
int counting_members(const Team& team);
//! The entry of a key, current or not; nullptr when the team does not know it.
const TeamMember* member_of_key(const Team& team, std::string_view public_key);

}  // namespace viamyo
