// The script that a letter belongs to: a name that mixes two in one word is made to be taken for another.
#pragma once

#include <cstdint>

namespace viamyo {

//! Those that Unicode recommends for names (UAX 31, table 5). Chinese characters, kana and bopomofo go together in one word, and are one here.
enum class Script : std::uint8_t {
  kNone,  //!< no letter that names are written with today
  kLatin,
  kGreek,
  kCyrillic,
  kArmenian,
  kHebrew,
  kArabic,
  kThaana,
  kDevanagari,
  kBengali,
  kGurmukhi,
  kGujarati,
  kOriya,
  kTamil,
  kTelugu,
  kKannada,
  kMalayalam,
  kSinhala,
  kThai,
  kLao,
  kTibetan,
  kMyanmar,
  kGeorgian,
  kHangul,
  kEthiopic,
  kKhmer,
  kEastAsian,
};

//! Of a letter or a mark of a script's own. What is obsolete or phonetic has none.
Script script_of(char32_t letter);

}  // namespace viamyo
