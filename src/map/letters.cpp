#include "letters.h"

#include <algorithm>

namespace viamyo {
namespace {

//! What closes a quotation is drawn by its single brother inside of one.
std::string_view inside_quotes(std::string_view letter) {
  if (letter == "\u00AB") return "\u2039";
  if (letter == "\u00BB") return "\u203A";
  return letter;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF && follows(1)) return 2;
  if ((lead & 0xF0U) == 0xE0 && follows(1) && follows(2)) {
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4 && follows(1) && follows(2) && follows(3)) {
    const bool overlong = lead == 0xF0 && byte(1) < 0x90;
    const bool too_large = lead == 0xF4 && byte(1) >= 0x90;
    return overlong || too_large ? 0 : 4;
  }
  return 0;
}

bool is_invisible_control(std::string_view letter) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(letter[i])); };
  const auto is_from = [](unsigned code, unsigned first, unsigned last) { return code >= first && code <= last; };
  if (letter.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7F;
  if (letter.size() == 2) return (byte(0) == 0xC2 && byte(1) < 0xA0) || (byte(0) == 0xD8 && byte(1) == 0x9C);
  if (letter.size() != 3) return false;
  const unsigned code = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  return is_from(code, 0x200B, 0x200F) || is_from(code, 0x2028, 0x202E) || is_from(code, 0x2060, 0x206F) || code == 0xFEFF;
}

std::string quotation(std::string_view text, std::size_t most) {
  std::string result = "\u00AB";
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == most) {
      result += "\u2026";
      break;
    }
    const std::size_t length = utf8_length(text);
    const std::string_view letter = text.substr(0, std::max<std::size_t>(1, length));
    result += length == 0 || is_invisible_control(letter) ? "\uFFFD" : inside_quotes(letter);
    text.remove_prefix(letter.size());
  }
  return result + "\u00BB";
}

std::string labelled(std::string_view label, std::string_view text, std::size_t most) {
  return std::string(label) + ": " + quotation(text, most);
}

std::string listed(const std::vector<std::string_view>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 < words.size() ? std::string(", ") : " " + std::string(last) + " ";
    text += words[i];
  }
  return text;
}

}  // namespace viamyo
