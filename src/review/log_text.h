// The bytes of a log as lines that are verified one after the other.
#pragma once

#include <string_view>

#include "viamyo/review_log.h"

namespace viamyo {

//! Verifies the lines of `text`, which follows the lines that `log` holds already, and adds them up to the first that is not sound.
void take_lines(ReviewLog& log, std::string_view text);

}  // namespace viamyo
