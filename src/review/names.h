// Names of people, teams and roles: which are taken, and which stand for one person.
#pragma once

#include <string>
#include <string_view>

#include "viamyo/team.h"  // person_of

namespace viamyo {

inline constexpr std::size_t kLongestName = 100;  // bytes

//! What is wrong with a member's name, a team's name, a role, as the end of a sentence; empty = nothing. All are UTF-8 of 1 to 100 bytes in their NFKC
//! form, without control characters or marks that nobody sees, without blanks at their ends or two in a row, with letters of one script in each word, and
//! without the words of the band (confirmed, unconfirmed, reviewed, review only, medical device), however they are drawn.
//! A member's name is of letters, marks after letters, spaces, hyphens, apostrophes and dots; a team's may have digits 0 to 9, too.
std::string fault_of_member_name(std::string_view name);
std::string fault_of_team_name(std::string_view name);
std::string fault_of_role(std::string_view role);

//! The word by which the state of a review is told that the text holds, however it is drawn; empty = none.
std::string_view word_of_the_band_in(std::string_view text);

//! Whether both names are one person's.
inline bool same_person(std::string_view a, std::string_view b) { return a == b || person_of(a) == person_of(b); }

//! Whether people could take one name for the other: one person, or letters that are drawn alike as they stand, in their own case.
bool look_alike(std::string_view a, std::string_view b);

}  // namespace viamyo
