#include "look_alike.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "../map/letters.h"
#include "viamyo/team.h"

namespace viamyo {
namespace {

struct Drawn {
  std::string_view as;
  std::string_view letters;
};

//! What is drawn like a small Latin letter. The case is folded before; capitals stand here where they look otherwise than the small letter does.
constexpr std::array<Drawn, 28> kDrawn{{
    {"a", "AÀÁÂÃÄÅĀĂĄǍàáâãäåāăąǎạảấầẩẫậắằẳẵặΑαάΆАаӐӑӒӓ"},
    {"b", "BΒВвЬьъЪ"},
    {"c", "CÇĆĈĊČçćĉċčСсϹϲ"},
    {"d", "DĎĐÐďđðԀԁ"},
    {"e", "EÈÉÊËĒĔĖĘĚèéêëēĕėęěẹẻẽếềểễệΕεέΈЕеЀѐЁёЄєӖӗ"},
    {"f", "FƑƒϜϝ"},
    {"g", "GĜĞĠĢĝğġģɡԌԍ"},
    {"h", "HĤĦĥħΗΉНнҺһ"},
    {"i", "IlL1|ÌÍÎÏĨĪĬĮİìíîïĩīĭįıỉịĹĻĽŁĺļľłΙιίϊΊІіЇїӀӏ"},
    {"j", "JĴĵϳЈј"},
    {"k", "KĶķΚκКкЌќ"},
    {"m", "MΜМм"},
    {"n", "NÑŃŅŇñńņňŉΝηήПп"},
    {"o", "O0ÒÓÔÕÖØŌŎŐƠòóôõöøōŏőơọỏốồổỗộớờởỡợΟοόσΌОоӦӧ"},
    {"p", "PΡρРр"},
    {"q", "QԚԛ"},
    {"r", "RŔŖŘŕŗřг"},
    {"s", "SŚŜŞŠȘśŝşšșЅѕ"},
    {"t", "TŢŤŦȚţťŧțΤτТт"},
    {"u", "UÙÚÛÜŨŪŬŮŰŲƯùúûüũūŭůűųưụủứừửữựυύϋ"},
    {"v", "VνѴѵ"},
    {"w", "WŴŵωώԜԝ"},
    {"x", "XΧχХх"},
    {"y", "YÝŸŶýÿŷỳỵỷỹΥγΎУуЎўҮү"},
    {"z", "ZŹŻŽźżžΖ"},
    {"ae", "ÆæӔӕ"},
    {"oe", "Œœ"},
    {"", " \u00A0\u2002\u2003\u2007\u2009\u202F\u3000.-'`\u00B4\u02BC\u2010\u2011\u2012\u2013\u2014\u2018\u2019"},
}};

using Letters = std::unordered_map<std::string_view, std::string_view>;

template <class See>
void for_each_letter(std::string_view text, See see) {
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(1, utf8_length(text));
    see(text.substr(0, length));
    text.remove_prefix(length);
  }
}

const Letters& drawn() {
  static const Letters all = [] {
    Letters made;
    for (const Drawn& row : kDrawn) for_each_letter(row.letters, [&](std::string_view letter) { made.emplace(letter, row.as); });
    return made;
  }();
  return all;
}

std::string utf8_of_two(unsigned code) { return {static_cast<char>(0xC0U | code >> 6U), static_cast<char>(0x80U | (code & 0x3FU))}; }

//! The small letter of a capital of A to Z, Greek or Cyrillic.
std::string small(std::string_view letter) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(letter[i])); };
  if (letter.size() == 1 && letter[0] >= 'A' && letter[0] <= 'Z') return {static_cast<char>(letter[0] - 'A' + 'a')};
  if (letter.size() != 2) return std::string(letter);
  const unsigned code = (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
  const bool near = (code >= 0x391 && code <= 0x3A9) || (code >= 0x410 && code <= 0x42F);
  if (near) return utf8_of_two(code + 0x20);
  return code >= 0x400 && code <= 0x40F ? utf8_of_two(code + 0x50) : std::string(letter);
}

bool is_mark(std::string_view letter) { return letter >= "\u0300" && letter <= "\u036F"; }

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

//! What is left of a name for the eye.
std::string outline(std::string_view name, bool fold_case) {
  std::string text;
  for_each_letter(name, [&](std::string_view letter) {
    if (is_mark(letter)) return;
    const std::string folded = fold_case ? small(letter) : std::string(letter);
    const auto found = drawn().find(folded);
    text += found == drawn().end() ? folded : found->second;
  });
  replace_all(text, "rn", "m");
  replace_all(text, "vv", "w");
  return text;
}

}  // namespace

std::string person_of(std::string_view name) { return outline(name, true); }

bool look_alike(std::string_view a, std::string_view b) {
  // A Greek capital may be drawn like another Latin letter than its small one: both ways count.
  return outline(a, false) == outline(b, false) || outline(a, true) == outline(b, true);
}

}  // namespace viamyo
