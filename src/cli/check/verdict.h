// What a kept output is worth today: what it says, what it rightly said when it was made, and what has become of that.
#pragma once

#include <string>
#include <vector>

#include "../review/review_command.h"
#include "output_claim.h"

namespace viamyo::cli {

struct ItemChange {
  std::string id, then, now;  //!< states, in words
  bool fell = false;          //!< what was said of it then does not hold any more
};

struct OutputVerdict {
  std::string word;  //!< current, outdated, withdrawn, superseded, contradicted, unknown
  std::string sentence;
  std::vector<ItemChange> items;  //!< that are not as they were when the output was made
  std::string team_change;        //!< what the team has changed since, one sentence; empty = nothing
  std::string not_compared;       //!< what of the output could not be looked at, and why; empty = nothing
};

OutputVerdict verdict_of(const OutputClaim& claim, const ReviewCase& c, const Program& program);

//! The team as its file was at that change: who came later is not in it, who left later is.
Team team_at(Team team, int change);

}  // namespace viamyo::cli
