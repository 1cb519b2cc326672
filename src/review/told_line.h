// One line of the log as somebody may read it.
#pragma once

#include <string_view>

#include "viamyo/review_history.h"

namespace viamyo {

//! All of a history's line but `fault`, which takes a look at the whole log. `team` may be nullptr.
HistoryLine told_line(const LogLine& line, const Team* team, const ReviewState& state, std::string_view looker);

}  // namespace viamyo
