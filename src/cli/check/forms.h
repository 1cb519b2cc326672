// Forms of what may rightly be otherwise in an output: it is not compared, and still says nothing but what it is there for.
#pragma once

#include <algorithm>
#include <string_view>

#include "io/value.h"

namespace viamyo::cli {

//! SHA-256 in lower-case hexadecimal.
inline bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

//! "0.1.0": three short numbers.
inline bool is_version(std::string_view text) {
  constexpr std::size_t kLongest = 16;
  return !text.empty() && text.size() <= kLongest && text.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(text.begin(), text.end(), '.') == 2;
}

//! Of a file as it was named then, which may lie elsewhere by now: one line that can be read, unless the file at hand has that very name.
inline bool is_path(std::string_view text, std::string_view at_hand) {
  constexpr std::size_t kLongest = 4096;
  const auto name_of = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
  return !text.empty() && text.size() <= kLongest && (printable(text) == text || name_of(text) == name_of(at_hand));
}

}  // namespace viamyo::cli
