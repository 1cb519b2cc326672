// Letters of texts that come from outside, one by one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo {

//! Bytes of the UTF-8 character at the start of `text`; 0 when there is none (overlong forms, surrogates and values above U+10FFFF included).
std::size_t utf8_length(std::string_view text);

//! Whether nobody sees this UTF-8 character, and it acts all the same: C0, DEL and C1 (U+0080 to U+009F, which terminals obey as they do ESC), separators of
//! lines, and what turns the direction of the letters that follow or takes no room (U+061C, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF).
bool is_invisible_control(std::string_view letter);

//! Of what is read for its own sake, such as a reason or a file: letters behind which it is cut.
inline constexpr std::size_t kLongQuote = 200;

//! A text that anybody may have written, as it stands near the state of a review: in marks that no such text can close («...»), printable, cut behind
//! `most` letters. "«»" for an empty one.
std::string quotation(std::string_view text, std::size_t most = 60);

//! "a, b or c"
std::string listed(const std::vector<std::string_view>& words, std::string_view last = "or");

//! "map: «...»"
std::string labelled(std::string_view label, std::string_view text, std::size_t most = 60);

}  // namespace viamyo
