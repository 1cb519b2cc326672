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
  constexpr std::array<std::string_view, 23> kParts{"accept",    "inclu",     "exclu",   "reject",        "delet",  "valid",
                                                    "outlier",   "discard",   "ignore",  "remove",        "status", "approv",
                                                    "suspect",   "artefa",    "artifa",  "akzept",        "usable", "verwend",
                                                    "ausgeschl", "ausschlus", "verworf", "g\xC3\xBCltig", "confirm"};
  constexpr std::array<std::string_view, 21> kWords{"use",    "used",  "keep",    "kept",    "ok",       "good",      "bad",
                                                    "gut",    "qc",    "quality", "state",   "flag",     "flags",     "mark",
                                                    "reason", "grund", "omit",    "omitted", "category", "kategorie", "reviewed"};
  const std::string plain = "_" + plain_name(title) + "_";
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) { return plain.find(part) != std::string::npos; }) ||
         std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return plain.find(fmt::format("_{}_", word)) != std::string::npos; });
}

bool is_summary_label(std::string_view cell) {
  constexpr std::array<std::string_view, 36> kSummaries{"mean",     "average", "avg",      "mittelwert", "mw",        "mittel",
                                                        "sd",       "std",     "stdev",    "stddev",     "deviation", "standardabweichung",
                                                        "stabw",    "sem",     "var",      "variance",   "varianz",   "median",
                                                        "quartile", "total",   "totals",   "sum",        "summe",     "gesamt",
                                                        "summary",  "min",     "minimum",  "max",        "maximum",   "count",
                                                        "anzahl",   "range",   "subtotal", "iqr",        "ci",        "mean\xC2\xB1sd"};
  constexpr std::array<std::string_view, 21> kBeside{"of",   "all", "the",      "points", "point", "values", "value",
                                                     "n",    "se",  "standard", "dev",    "row",   "grand",  "overall",
                                                     "sdev", "q1",  "q3",       "punkte", "aller", "der",    "und"};
  const std::string plain = plain_name(cell);
  bool tells = plain.starts_with("n_") && cell.find('=') != std::string_view::npos;  // "n=80"
  if (plain.empty() || plain.size() > 60) return false;
  for (const std::string_view word : cells_of(plain, '_')) {
    const bool is_number = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool summarises = is_word(word, kSummaries);
    tells = tells || summarises;
    if (!summarises && !is_number && !is_word(word, kBeside) && word != "\xC2\xB1") return false;
  }
  return tells;
}

bool is_percentile(std::string_view cell) {
  return cell.size() > 1 && cell.back() == '%' && to_number(cell.substr(0, cell.size() - 1)).has_value();
}

}  // namespace viamyo
