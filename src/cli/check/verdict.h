// What a kept output is worth today: what it says, what it rightly said when it was made, and what has become of that.
#pragma once

#include <string>
#include <string_view>
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
  std::vector<ItemChange> items{};  //!< that are not as they were when the output was made, as far as the looker may see them
  std::string team_change{};        //!< what the team has changed since, one sentence; empty = nothing
  std::string not_compared{};       //!< what of the output could not be looked at, and why; empty = nothing
  std::string hidden{};             //!< what blind reading keeps from the looker, one sentence; empty = nothing
};

//! For `looker`'s eyes: a member's name, or empty.
OutputVerdict verdict_of(const OutputClaim& claim, const ReviewCase& c, const Program& program, std::string_view looker);

}  // namespace viamyo::cli
