// What the review could rightly have said when an output was made. No output says by which change of the team's file it was made, nor by which clock, nor
// what its computer had seen of the log: what is true by one of them was true then.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "../review/review_command.h"
#include "output_claim.h"

namespace viamyo::cli {

struct StateThen {
  ReviewState state;
  int team_change = 0;  //!< of the team's file by which it was said; 0 = without one
};

//! The log as it was when the output was made; nullopt when that head is not in it.
std::optional<ReviewLog> log_at(const ReviewLog& log, const std::string& head);

//! By which clocks, as UTC, the dates may have been judged when the output was made: a line that lay ahead of that computer's clock may have been reached
//! since, and one that did not may lie ahead of today's. No output tells its clock; a JSON tells the first line that lay ahead.
std::set<std::string> clocks_then(const OutputClaim& claim, const ReviewLog& before);

//! By the team as it is, as it was at each of its changes, and without one (made without the team's file an output says unconfirmed, whatever the log
//! says). The likeliest first.
std::vector<StateThen> states_then(const OutputClaim& claim, const ReviewCase& c, const ReviewLog& before);

//! The team as its file was at that change: who came later is not in it, who left later is, and what became void later is not. A void that does not say
//! since when stands.
Team team_at(Team team, int change);

//! People whose void does not say since when, as files of earlier versions have it. Of one alone `states_then` tries both.
int undated_voids(const Team& team);

}  // namespace viamyo::cli
