#include "scripts.h"

#include <algorithm>
#include <array>

namespace viamyo {
namespace {

struct Range {
  char32_t first, last;
  Script script;
};

//! By first letter. Whole blocks, but for Latin, Greek and Cyrillic, whose obsolete and phonetic letters are left out: many are drawn like others.
constexpr std::array<Range, 44> kRanges{{
    {0x41, 0x183, Script::kLatin},        {0x186, 0x1BA, Script::kLatin},         {0x1C4, 0x24F, Script::kLatin},
    {0x253, 0x257, Script::kLatin},       {0x259, 0x259, Script::kLatin},         {0x25B, 0x25B, Script::kLatin},
    {0x272, 0x272, Script::kLatin},       {0x386, 0x386, Script::kGreek},         {0x388, 0x3CE, Script::kGreek},
    {0x400, 0x45F, Script::kCyrillic},    {0x48A, 0x52F, Script::kCyrillic},      {0x531, 0x587, Script::kArmenian},
    {0x591, 0x5EA, Script::kHebrew},      {0x620, 0x6D5, Script::kArabic},        {0x750, 0x77F, Script::kArabic},
    {0x780, 0x7B1, Script::kThaana},      {0x900, 0x97F, Script::kDevanagari},    {0x980, 0x9FF, Script::kBengali},
    {0xA00, 0xA7F, Script::kGurmukhi},    {0xA80, 0xAFF, Script::kGujarati},      {0xB00, 0xB7F, Script::kOriya},
    {0xB80, 0xBFF, Script::kTamil},       {0xC00, 0xC7F, Script::kTelugu},        {0xC80, 0xCFF, Script::kKannada},
    {0xD00, 0xD7F, Script::kMalayalam},   {0xD80, 0xDFF, Script::kSinhala},       {0xE00, 0xE7F, Script::kThai},
    {0xE80, 0xEFF, Script::kLao},         {0xF00, 0xFFF, Script::kTibetan},       {0x1000, 0x109F, Script::kMyanmar},
    {0x10A0, 0x10FF, Script::kGeorgian},  {0x1200, 0x137F, Script::kEthiopic},    {0x1780, 0x17FF, Script::kKhmer},
    {0x1C90, 0x1CBF, Script::kGeorgian},  {0x1E00, 0x1EFF, Script::kLatin},       {0x1F00, 0x1FFF, Script::kGreek},
    {0x3005, 0x3007, Script::kEastAsian}, {0x3041, 0x309A, Script::kEastAsian},   {0x30A1, 0x30FA, Script::kEastAsian},
    {0x30FC, 0x30FE, Script::kEastAsian}, {0x3105, 0x312F, Script::kEastAsian},   {0x3400, 0x9FFF, Script::kEastAsian},
    {0xAC00, 0xD7A3, Script::kHangul},    {0x20000, 0x323AF, Script::kEastAsian},
}};

}  // namespace

Script script_of(char32_t letter) {
  const auto* const after =
      std::upper_bound(kRanges.begin(), kRanges.end(), letter, [](char32_t l, const Range& range) { return l < range.first; });
  if (after == kRanges.begin()) return Script::kNone;
  const Range& range = *(after - 1);
  return letter <= range.last ? range.script : Script::kNone;
}

}  // namespace viamyo
