// One line of a review log: JSON in, JSON out, its signature and digest.
#pragma once

#include <string>
#include <string_view>

#include "viamyo/review_log.h"

namespace viamyo {

inline constexpr std::size_t kLongestLine = std::size_t{1} << 20U;
inline constexpr std::string_view kNoLineBefore = "0000000000000000000000000000000000000000000000000000000000000000";

//! The text of a new line, signed, without newline. Of `line`, `number`, `digest`, `version` and the signer's facts are not read.
std::string written_line(const LogLine& line, const SigningKey& signer, std::string_view previous);

//! The line of a text. Throws InputError with one sentence (no file, no number) when it is not of the format, does not follow `previous`, or is of an
//! older version than the line before. Its signature is not looked at.
LogLine parsed_line(std::string_view text, std::string_view previous, int version_before = 1);

//! Whether the text, of which `line` was parsed, is signed by the key that it names.
bool has_good_signature(std::string_view text, const LogLine& line);

}  // namespace viamyo
