// Letters of texts that come from outside, one by one.
#pragma once

#include <cstddef>
#include <string_view>

namespace viamyo {

//! Bytes of the UTF-8 character at the start of `text`; 0 when there is none (overlong forms, surrogates and values above U+10FFFF included).
std::size_t utf8_length(std::string_view text);

//! Whether nobody sees this UTF-8 character, and it acts all the same: C0, DEL and C1 (U+0080 to U+009F, which terminals obey as they do ESC), separators of
//! lines, and what turns the direction of the letters that follow or takes no room (U+061C, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF).
bool is_unseen(std::string_view letter);

}  // namespace viamyo
