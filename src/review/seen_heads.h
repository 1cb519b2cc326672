// What is not as it was seen on a computer, in words: the sentences that status, reports and sheets give.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "viamyo/review_log.h"

namespace viamyo {

//! Why the log is not the one that was seen with so many lines and that head.
std::string missing_text(const ReviewLog& log, std::size_t seen_lines, std::string_view seen_head);

//! Why nothing counts by the team's file at that change where a later one was seen.
std::string older_team_text(int change, int seen);

}  // namespace viamyo
