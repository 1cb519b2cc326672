#include "text_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <utility>

#include "../value.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::size_t kLongestLine = std::size_t{1} << 22U;  // an EnSite row holds a column per point

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }

// What Windows-1252 has at 0x80 to 0x9F; 0 = nothing.
constexpr std::array<char16_t, 32> kHighPage{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                             0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                             0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_letter(std::string& text, unsigned code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    if (code < 0x10000) {
      text += static_cast<char>(0xE0U | (code >> 12U));
    } else {
      text += static_cast<char>(0xF0U | (code >> 18U));
      text += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    }
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

enum class Utf16 : std::uint8_t { kNo, kLittle, kBig };

// By its mark; without one, a text of Western letters has a zero in every second byte.
Utf16 utf16_order(std::string_view text) {
  if (text.starts_with("\xFF\xFE")) return Utf16::kLittle;
  if (text.starts_with("\xFE\xFF")) return Utf16::kBig;
  constexpr std::size_t kLooked = 64;
  const std::string_view head = text.substr(0, std::min(kLooked, text.size() & ~std::size_t{1}));
  if (head.size() < 8) return Utf16::kNo;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t at = 0; at < head.size(); ++at) zeros.at(at % 2) += head[at] == '\0' ? std::size_t{1} : std::size_t{0};
  if (zeros[0] == 0 && zeros[1] * 4 > head.size()) return Utf16::kLittle;
  return zeros[1] == 0 && zeros[0] * 4 > head.size() ? Utf16::kBig : Utf16::kNo;
}

std::string from_utf16(std::string_view text, bool is_big) {
  std::string result;
  result.reserve(text.size() / 2);
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(text[at + 1]);
    return is_big ? (first * 256U) + second : (second * 256U) + first;
  };
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    unsigned code = unit(at);
    if (code == 0xFEFF && at == 0) continue;
    const bool is_high = code >= 0xD800 && code < 0xDC00;
    const unsigned low = is_high && at + 3 < text.size() ? unit(at + 2) : 0;
    if (is_high && low >= 0xDC00 && low < 0xE000) {
      code = 0x10000U + ((code - 0xD800U) << 10U) + (low - 0xDC00U);
      at += 2;
    } else if (code >= 0xD800 && code < 0xE000) {
      code = 0xFFFD;
    }
    append_letter(result, code);
  }
  return result;
}

}  // namespace

std::string_view as_text(std::span<const std::byte> bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool contains_letters(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char x, char y) { return lower(x) == lower(y); }) != text.end();
}

std::string_view stripped(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

namespace {

// "-1.#IND" and their like, which from_chars does not know.
std::optional<double> no_number_of_old_windows(std::string_view word) {
  const double sign = word.starts_with('-') ? -1 : 1;
  if (word.starts_with('-')) word.remove_prefix(1);
  if (same_letters(word, "1.#INF")) return sign * std::numeric_limits<double>::infinity();
  constexpr std::array<std::string_view, 5> kNoNumbers{"1.#QNAN", "1.#SNAN", "1.#IND", "1.#NAN", "nanq"};
  const bool is_none = std::any_of(kNoNumbers.begin(), kNoNumbers.end(), [&](std::string_view none) { return same_letters(word, none); });
  return is_none ? std::optional(std::numeric_limits<double>::quiet_NaN()) : std::nullopt;
}

}  // namespace

std::optional<double> to_number(std::string_view text) {
  text = stripped(text);
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end != text.data() + text.size() || text.empty()) return no_number_of_old_windows(text);
  if (error == std::errc::result_out_of_range) return std::nullopt;
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

std::optional<long long> to_integer(std::string_view text) {
  text = stripped(text);
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(number) : std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < line.size();) {
    while (at < line.size() && is_blank(line[at])) ++at;
    const std::size_t first = at;
    while (at < line.size() && !is_blank(line[at])) ++at;
    if (at > first) words.push_back(line.substr(first, at - first));
  }
  return words;
}

std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t end = line.find(separator);
    std::string_view cell = stripped(line.substr(0, end));
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
    cells.push_back(cell);
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

std::string to_utf8(std::string_view text) {
  if (valid_utf8(text) == text) return std::string(text);
  std::string result;
  result.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool high = byte >= 0x80 && byte < 0xA0;
    const unsigned code = high ? kHighPage.at(byte - 0x80U) : byte;
    append_letter(result, code == 0 && high ? 0xFFFDU : code);
  }
  return result;
}

bool is_windows_1252(std::span<const std::byte> bytes) {
  const std::string_view text = as_text(bytes);
  return utf16_order(text) == Utf16::kNo && valid_utf8(text) != text;
}

std::string text_of(std::span<const std::byte> bytes) {
  const std::string_view text = as_text(bytes);
  if (const Utf16 order = utf16_order(text); order != Utf16::kNo) return from_utf16(text, order == Utf16::kBig);
  return to_utf8(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
}

Lines::Lines(std::string_view text, std::string name) : rest_(text), name_(std::move(name)) {
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  before_ = rest_;
}

bool Lines::next(std::string_view& line) {
  if (rest_.empty()) return false;
  before_ = rest_;
  ++number_;
  const std::size_t end = rest_.find_first_of("\r\n");
  if (std::min(end, rest_.size()) > kLongestLine) fail("is longer than any of this format");
  line = rest_.substr(0, end);
  const std::size_t taken = end == std::string_view::npos ? rest_.size() : end + (rest_.substr(end).starts_with("\r\n") ? 2 : 1);
  rest_.remove_prefix(taken);
  return true;
}

void Lines::fail(std::string_view text) const { throw InputError(fmt::format("{}: line {}: {}", name_, number_, text)); }

void Lines::numbers(std::string_view line, std::vector<double>& numbers) const {
  numbers.clear();
  for (const std::string_view word : words_of(line)) {
    const std::optional<double> number = to_number(word);
    if (!number) fail(fmt::format("'{}' is not a number", printable(word.substr(0, 40))));
    numbers.push_back(*number);
  }
}

}  // namespace viamyo
