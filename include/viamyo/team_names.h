// Mending a team's file whose names break the rules that hold today: an earlier version may have written it, and its owner signed it. Nothing counts by such
// a file, and it cannot be read for anything else, until its owner has given other names.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "viamyo/team.h"

namespace viamyo {

//! What of a name, a role or two names together breaks a rule.
struct NameFault {
  std::size_t entry = 0;  //!< number of the member's entry in the file, from 1; 0 = the team's own name, which no mending can change
  std::string text;       //!< "the name «A. Able 2»: must ...", whole
};

//! In the order of the entries; empty = nothing.
std::vector<NameFault> name_faults(const Team& team);

//! A team's file as `read_team` reads it, also where names break their rules; all else is checked as there, the owner's signature above all.
Team read_team_to_mend(const std::filesystem::path& path);

//! The team with another name or role (empty = it stays) in place of one that breaks a rule: in that entry, and in every other that has the very same name
//! or role, unless two members of today share the name. Logs are signed with the former name: what that person said supports nothing any more, and stands
//! against others all the same. Throws UsageError where there is no such entry, nothing of it is to be mended, or what is given breaks a rule itself.
Team with_mended_entry(Team team, std::size_t entry, const std::string& name, const std::string& role);

}  // namespace viamyo
