#include "chamber.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "../value.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::size_t kMaxLetters = 16;

struct Chamber {
  std::string_view name;
  std::string_view side;
  std::string_view part;
};
constexpr std::array kChambers{Chamber{"LV", "left", "ventric"}, Chamber{"RV", "right", "ventric"}, Chamber{"LA", "left", "atri"},
                               Chamber{"RA", "right", "atri"}};

std::vector<std::string> letter_words(std::string_view name) {
  std::vector<std::string> words{""};
  for (const char c : lower_case(name)) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  return words;
}

bool says(const std::vector<std::string>& words, const Chamber& chamber) {
  for (std::size_t w = 0; w < words.size(); ++w) {
    if (words[w] == lower_case(chamber.name)) return true;
    if (w + 1 < words.size() && words[w] == chamber.side && words[w + 1].starts_with(chamber.part)) return true;
  }
  return false;
}

}  // namespace

std::string_view chamber_in(std::string_view name) {
  const std::vector<std::string> words = letter_words(name);
  std::vector<std::string_view> said;
  for (const Chamber& chamber : kChambers) {
    if (says(words, chamber)) said.push_back(chamber.name);
  }
  return said.size() == 1 ? said.front() : std::string_view();
}

void settle_chamber(const ImportOptions& options, Import& import) {
  Study& study = import.map.study;
  if (!options.chamber.empty()) {
    const auto is_plain = [](unsigned char c) { return std::isalnum(c) != 0; };
    const bool is_word = options.chamber.size() <= kMaxLetters && std::all_of(options.chamber.begin(), options.chamber.end(), is_plain);
    if (!is_word || same_letters(options.chamber, "unknown"))
      throw UsageError(fmt::format("--chamber {}: must be a short word, such as LV", printable(options.chamber)));
    const std::string_view known = chamber_in(options.chamber);  // "lv" is LV
    study.chamber = known.empty() ? options.chamber : std::string(known);
    import.note(NoteKind::kConverted, "chamber: {}, as the user says", study.chamber);
    return;
  }
  if (!study.chamber.empty()) return;
  const bool has_name = !import.report.map_name.empty();
  study.chamber = chamber_in(has_name ? import.report.map_name : import.file);
  const std::string_view whose = has_name ? "map's" : "file's";
  if (study.chamber.empty())
    import.note(NoteKind::kAssumed,
                "chamber not told: nothing says that this is a left ventricle, which it is analysed as; --chamber LV says so");
  else if (study.chamber == "LV")
    import.note(NoteKind::kConverted, "chamber: LV, as the {} name says", whose);
  else
    import.note(NoteKind::kAssumed, "chamber: {}, as the {} name says; segments and cut-offs are those of a left ventricle all the same",
                study.chamber, whose);
}

}  // namespace viamyo
