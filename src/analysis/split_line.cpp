#include "split_line.h"

#include "viamyo/errors.h"

namespace viamyo {

std::vector<std::string> split_line(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  bool quoted = false;
  bool escaped = false;
  for (const char letter : line) {
    const bool blank = letter == ' ' || letter == '\t' || letter == '\r';
    if (escaped) {
      if (letter != '"' && letter != '\\') words.back() += '\\';  // elsewhere a backslash is a letter like any other
      words.back() += letter;
      escaped = false;
    } else if (quoted && letter == '\\') {
      escaped = true;
    } else if (letter == '"') {
      quoted = !quoted;
      if (!in_word) words.emplace_back();
      in_word = true;
    } else if (quoted || (!blank && (letter != '#' || in_word))) {
      if (!in_word) words.emplace_back();
      in_word = true;
      words.back() += letter;
    } else if (blank) {
      in_word = false;
    } else {
      break;  // a comment
    }
  }
  if (quoted) throw UsageError("a double quote is open at the end of the line");
  return words;
}

}  // namespace viamyo
