// What a log lacks of one that was seen, in words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "viamyo/review_log.h"

namespace viamyo {

//! Why the log is not the one that was seen with so many lines and that head: the sentence that status, reports and sheets give.
std::string missing_text(const ReviewLog& log, std::size_t seen_lines, std::string_view seen_head);

}  // namespace viamyo
