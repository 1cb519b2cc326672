#include "text_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace viamyo {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

template <class Number>
std::optional<Number> parse_whole(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stopped != end || text.empty()) return std::nullopt;
  return value;
}

template <class Number>
std::optional<Number> parse_finite(std::string_view text) {
  const std::optional<Number> value = parse_whole<Number>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

//! Edits (insert, drop, replace a letter) from one word to the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<double> parse_double(std::string_view text) { return parse_finite<double>(text); }
std::optional<float> parse_float(std::string_view text) { return parse_finite<float>(text); }
std::optional<int> parse_int(std::string_view text) { return parse_whole<int>(text); }

std::vector<std::string_view> split_list(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  std::vector<std::string_view> parts;
  constexpr std::string_view kSeparators = ",; \t\r\n";
  std::size_t begin = text.find_first_not_of(kSeparators);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kSeparators, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(kSeparators, end);
  }
  return parts;
}

std::optional<std::vector<int>> parse_int_list(std::string_view text) {
  std::vector<int> values;
  for (const std::string_view part : split_list(text)) {
    const std::optional<int> value = parse_int(part);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

std::optional<Vec3> parse_vec3(std::string_view text) {
  const std::vector<std::string_view> parts = split_list(text);
  if (parts.size() != 3) return std::nullopt;
  const std::optional<double> x = parse_double(parts[0]);
  const std::optional<double> y = parse_double(parts[1]);
  const std::optional<double> z = parse_double(parts[2]);
  if (!x || !y || !z) return std::nullopt;
  return Vec3{*x, *y, *z};
}

std::string_view nearest_word(std::string_view text, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t fewest = std::max<std::size_t>(3, text.size() / 2) + 1;  // farther than that, nobody meant it
  for (const std::string_view candidate : candidates) {
    if (text.size() > 2 && candidate.starts_with(text)) return candidate;
    const std::size_t edits = edit_distance(text, candidate);
    if (edits >= fewest) continue;
    fewest = edits;
    best = candidate;
  }
  return best;
}

}  // namespace viamyo
