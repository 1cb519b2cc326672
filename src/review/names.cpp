#include "names.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>

#include "scripts.h"
#include "words.h"

namespace viamyo {
namespace {

constexpr std::array<std::string_view, 5> kWordsOfTheBand{"confirmed", "unconfirmed", "reviewed", "review only", "medical device"};

struct Drawn {
  std::u32string_view as;
  std::u32string_view letters;
};

//! Letters that are drawn alike, in one case and without marks. Three Greek letters have capitals that look otherwise than they do: the capital, with which
//! names begin, says where they belong.
constexpr std::array<Drawn, 27> kDrawnAlike{{
    {U"a", U"\u03B1\u0430"},
    {U"b", U"\u0253\u03B2\u0432\u044C\u044A"},
    {U"c", U"\u0441"},
    {U"d", U"\u0111\u00F0\u0256\u0257\u0501"},
    {U"e", U"\u025B\u03B5\u0435\u0454"},
    {U"f", U"\u0192"},
    {U"g", U"\u0581"},
    {U"h", U"\u0127\u03B7\u043D\u04A3\u04BB\u0570"},
    {U"i", U"l1|\u0131\u0142\u03B9\u0456\u04CF\u056C\u05D5\u05DF\u0627"},
    {U"j", U"\u0458\u0575"},
    {U"k", U"\u0138\u03BA\u043A\u049B"},
    {U"m", U"\u03BC\u043C"},
    {U"n", U"\u0272\u03BD\u043F\u0578"},
    {U"o", U"0\u00F8\u03BF\u03C3\u043E\u04E9\u0585\u05E1\u0647"},
    {U"p", U"\u03C1\u0440"},
    {U"q", U"\u051B\u0566"},
    {U"r", U"\u0433\u0491"},
    {U"s", U"\u0455"},
    {U"t", U"\u0167\u03C4\u0442"},
    {U"u", U"\u057D"},
    {U"v", U"\u0475"},
    {U"w", U"\u03C9\u051D"},
    {U"x", U"\u03C7\u0445\u04B3"},
    {U"y", U"\u03B3\u03C5\u0443\u04AF\u04B1"},
    {U"z", U"\u03B6"},
    {U"ae", U"\u00E6\u04D5"},
    {U"oe", U"\u0153"},
}};

//! Characters of Japanese and Chinese that are drawn alike, each with the other.
constexpr std::u32string_view kTwins =
    U"\u30D8\u3078\u30ED\u53E3\u30A8\u5DE5\u30AB\u529B\u30BF\u5915\u30C8\u535C\u30CB\u4E8C\u30CF\u516B\u30FC\u4E00";

//! As they are drawn small, where the capital says otherwise.
constexpr std::u32string_view kSmallGreek = U"\u03B7\u03BD\u03C5";
constexpr std::u32string_view kLikeSmallGreek = U"nvu";

constexpr std::u32string_view kApostrophes = U"'\u2019\u02BC";
constexpr std::u32string_view kHyphens = U"-\u2010";
constexpr std::u32string_view kDots = U".\u00B7\u30FB";

bool contains(std::u32string_view letters, char32_t letter) { return letters.find(letter) != std::u32string_view::npos; }

bool is_separator(char32_t letter) {
  return letter == U' ' || contains(kApostrophes, letter) || contains(kHyphens, letter) || contains(kDots, letter);
}

bool is_accent(char32_t letter) { return letter >= 0x300 && letter <= 0x36F; }

//! One of Unicode's forms of a text; none where it is no UTF-8.
std::optional<std::string> form_of(std::string_view text, int options) {
  utf8proc_uint8_t* made = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &made,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> held(made, &std::free);
  if (size < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
}

//! Of a text that is UTF-8.
std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  while (!text.empty()) {
    utf8proc_int32_t letter = 0;
    const utf8proc_ssize_t bytes =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &letter);
    if (bytes <= 0) break;
    letters += static_cast<char32_t>(letter);
    text.remove_prefix(static_cast<std::size_t>(bytes));
  }
  return letters;
}

std::string utf8_of(std::u32string_view letters) {
  std::string text;
  for (const char32_t letter : letters) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(letter), bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
  }
  return text;
}

std::u32string drawn_as(char32_t letter) {
  for (const Drawn& row : kDrawnAlike) {
    if (contains(row.letters, letter)) return std::u32string(row.as);
  }
  const std::size_t twin = kTwins.find(letter);
  return std::u32string(1, twin == std::u32string_view::npos ? letter : kTwins[twin | 1U]);
}

void replace_all(std::u32string& text, std::u32string_view what, std::u32string_view with) {
  for (std::size_t at = text.find(what); at != std::u32string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

//! What is left of a text for the eye.
std::string outline(std::string_view text) {
  std::u32string seen;
  for (const char32_t letter : letters_of(form_of(text, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD).value_or(std::string(text)))) {
    if (!is_accent(letter) && !is_separator(letter)) seen += drawn_as(letter);
  }
  replace_all(seen, U"rn", U"m");
  replace_all(seen, U"vv", U"w");
  return utf8_of(seen);
}

//! The same with the small Greek letters as what they look like, which their capitals do not.
std::string outline_in_own_case(std::string_view text) {
  std::u32string letters = letters_of(form_of(text, UTF8PROC_DECOMPOSE).value_or(""));
  for (char32_t& letter : letters) {
    const std::size_t greek = kSmallGreek.find(letter);
    if (greek != std::u32string_view::npos) letter = kLikeSmallGreek[greek];
  }
  return outline(utf8_of(letters));
}

std::string fault_of_words(std::string_view name) {
  const std::string_view word = word_of_the_band_in(name);
  return word.empty() ? "" : fmt::format("must not hold the word '{}', by which the state of a review is told", word);
}

bool is_letter(char32_t letter) {
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(letter));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO && !contains(kApostrophes, letter);
}

bool is_mark(char32_t letter) {
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(letter));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

//! Letters of each word of one script: a Latin word with a Cyrillic letter in it is made to be taken for another.
std::string fault_of_scripts(std::u32string_view letters) {
  Script of_word = Script::kNone;
  for (const char32_t letter : letters) {
    if (letter == U' ') of_word = Script::kNone;
    if ((!is_letter(letter) && !is_mark(letter)) || is_accent(letter)) continue;
    const Script script = script_of(letter);
    if (script == Script::kNone) return "must be of letters that names are written with today";
    if (of_word != Script::kNone && script != of_word) return "must not mix letters of two scripts in one word";
    of_word = script;
  }
  return {};
}

std::string fault_of_letters(std::u32string_view letters, bool digits) {
  bool after_letter = false;
  bool any = false;
  for (const char32_t letter : letters) {
    const bool mark = is_mark(letter);
    if (mark && !after_letter) return "must have marks behind letters alone";
    after_letter = mark || is_letter(letter);
    any = any || after_letter;
    const bool digit = digits && letter >= U'0' && letter <= U'9';
    if (!after_letter && !digit && !is_separator(letter))
      return fmt::format("must be of letters, {}spaces, hyphens, apostrophes and dots", digits ? "digits, " : "");
  }
  return any ? "" : "must have a letter";
}

bool is_ignorable(char32_t letter) { return utf8proc_get_property(static_cast<utf8proc_int32_t>(letter))->ignorable; }

//! What members, teams and roles have in common.
std::string fault_of_any(std::string_view name) {
  if (name.empty()) return "must not be empty";
  std::string fault = text_violation(name, kLongestName);
  if (!fault.empty()) return fault;
  const std::u32string letters = letters_of(name);
  if (std::any_of(letters.begin(), letters.end(), is_ignorable)) return "must not hold marks that nobody sees";
  if (name.find("  ") != std::string_view::npos) return "must not have two blanks in a row";
  if (form_of(name, UTF8PROC_COMPOSE) != name) return "must be in Unicode's form NFKC: plain letters, with their accents in one piece";
  fault = fault_of_scripts(letters);
  return fault.empty() ? fault_of_words(name) : fault;
}

}  // namespace

std::string_view word_of_the_band_in(std::string_view text) {
  const std::string seen = person_of(text);
  const auto* const found = std::find_if(kWordsOfTheBand.begin(), kWordsOfTheBand.end(),
                                         [&](std::string_view word) { return seen.find(person_of(word)) != std::string::npos; });
  return found == kWordsOfTheBand.end() ? std::string_view() : *found;
}

std::string fault_of_member_name(std::string_view name) {
  const std::string fault = fault_of_any(name);
  return fault.empty() ? fault_of_letters(letters_of(name), false) : fault;
}

std::string fault_of_team_name(std::string_view name) {
  const std::string fault = fault_of_any(name);
  return fault.empty() ? fault_of_letters(letters_of(name), true) : fault;
}

std::string fault_of_role(std::string_view role) { return fault_of_any(role); }

std::string person_of(std::string_view name) { return outline(name); }

bool look_alike(std::string_view a, std::string_view b) {
  return person_of(a) == person_of(b) || outline_in_own_case(a) == outline_in_own_case(b);
}

}  // namespace viamyo
