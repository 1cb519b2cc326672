// Texts that people type into a review, and times.
#pragma once

#include <string>
#include <string_view>

namespace viamyo {

inline constexpr std::size_t kLongestText = 4000;

//! Empty when the text will do; else what is wrong with it. It must be UTF-8 without control characters or marks that change the direction of
//! writing, at most `most_bytes` long, without blanks at its ends.
std::string text_violation(std::string_view text, std::size_t most_bytes);

//! Whether two names of items are one: letters A to Z alike in either case.
bool same_name(std::string_view a, std::string_view b);

//! "2026-11-25T10:00:00Z"
std::string utc_now();
//! Seconds since 1970 of such a time; -1 for anything else.
long long seconds_of(std::string_view time);

}  // namespace viamyo
