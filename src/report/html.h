// Text in HTML.
#pragma once

#include <string>
#include <string_view>

#include "../io/value.h"

namespace viamyo {

//! Any text, from a file say, as text of a page: no mark-up and no control character comes through.
inline std::string html_text(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

}  // namespace viamyo
