#include "cell_words.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "known_names.h"
#include "text_scan.h"

namespace viamyo {

namespace {

template <std::size_t N>
bool is_word(std::string_view cell, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return same_letters(cell, word); });
}

}  // namespace

bool is_nothing(std::string_view cell) {
  constexpr std::array<std::string_view, 13> kWords{"",     "na",  "n/a", "nan",  "#n/a", "#nv",    "null",
                                                    "none", "nil", "-",   "k.a.", ".",    "missing"};
  return is_word(cell, kWords);
}

std::optional<bool> yes_or_no(std::string_view cell) {
  constexpr std::array<std::string_view, 13> kYes{"true", "t",   "yes",  "y",  "x",        "ja",      "j",
                                                  "wahr", "oui", "vrai", "si", "accepted", "included"};
  constexpr std::array<std::string_view, 10> kNo{"false", "f", "no", "n", "nein", "falsch", "non", "faux", "rejected", "excluded"};
  if (is_word(cell, kYes)) return true;
  if (is_word(cell, kNo)) return false;
  std::string number(cell);
  std::replace(number.begin(), number.end(), ',', '.');
  const std::optional<double> value = to_number(number);
  if (value && (*value == 0 || *value == 1)) return *value == 1;
  return std::nullopt;
}

bool sounds_like_a_mark(std::string_view title) {
  constexpr std::array<std::string_view, 13> kParts{"accept",  "includ", "exclud", "reject",    "delet",   "valid",        "outlier",
                                                    "discard", "ignore", "akzept", "ausgeschl", "verworf", "g\xC3\xBCltig"};
  constexpr std::array<std::string_view, 8> kWords{"use", "used", "keep", "ok", "good", "bad", "gut", "qc"};
  const std::string plain = "_" + plain_name(title) + "_";
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) { return plain.find(part) != std::string::npos; }) ||
         std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return plain.find(fmt::format("_{}_", word)) != std::string::npos; });
}

}  // namespace viamyo
