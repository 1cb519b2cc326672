#include "viamyo/standing_in.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "../map/letters.h"
#include "standing.h"
#include "told_line.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

//! By person, in the order in which each is met first.
std::vector<WordsOfPerson> by_person(const ReviewLog& log, const Team& team, const ReviewState& state, std::vector<const LogLine*> lines,
                                     std::string_view reader) {
  std::vector<WordsOfPerson> all;
  if (lines.empty()) return all;  // mostly; a teller looks through the whole log
  const LineTeller teller(log, &team, state, reader);
  std::sort(lines.begin(), lines.end(), [](const LogLine* a, const LogLine* b) { return a->number < b->number; });
  std::map<std::string, std::size_t> places;
  for (const LogLine* const line : lines) {
    const std::string& name = member_of_key(team, line->key)->name;
    const auto [place, is_new] = places.emplace(person_of(name), all.size());
    if (is_new) all.push_back({name, {}, {}, false});
    WordsOfPerson& words = all.at(place->second);
    const HistoryLine told = teller.tell(*line);
    words.digests.push_back(line->digest);
    words.texts.push_back(fmt::format("line {}, {}: {}", line->number, line->time, told.says));
    words.hidden = words.hidden || told.hidden;
  }
  return all;
}

}  // namespace

std::vector<WordsOfPerson> words_to_uphold(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader) {
  return by_person(log, team, state, lines_to_uphold(log, team), reader);
}

std::vector<WordsOfPerson> words_to_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader) {
  return by_person(log, team, state, lines_to_set_aside(log, team, state), reader);
}

const WordsOfPerson* words_of(const std::vector<WordsOfPerson>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const WordsOfPerson& words) { return person_of(words.member) == person_of(name); });
  return found == all.end() ? nullptr : &*found;
}

void check_known(const Team& team, std::string_view name) {
  if (std::none_of(team.members.begin(), team.members.end(), [&](const TeamMember& m) { return person_of(m.name) == person_of(name); }))
    throw UsageError(fmt::format("{} is and was no member of {}", quotation(name), labelled("team", team.name)));
}

std::string why_not_upheld(const Team& team, std::string_view name) {
  check_known(team, name);
  std::string voided;
  for (const TeamMember& entry : team.members) {
    if (person_of(entry.name) != person_of(name)) continue;
    if (entry.retired_in && entry.voided.empty()) return {};
    if (!entry.voided.empty()) voided = entry.voided;
  }
  if (!voided.empty())
    return fmt::format("what {} signed is void, and nobody may uphold it: {}", quotation(name), quotation(voided, kLongQuote));
  return fmt::format("{} signs with the key that they always had; there is nothing to uphold", quotation(name));
}

std::string why_not_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view name) {
  const Standing standing(log, team);
  for (const ReviewItem& item : state.item_list) {
    if (item.state != ItemState::kDisputed) continue;
    for (const ReviewVote& word : item.dissents) {
      const LogLine& line = log.lines.at(word.line - 1);
      if (person_of(standing.signer(line)->name) != person_of(name)) continue;
      if (std::string fault = standing.fault_of_setting_aside(line); !fault.empty()) return fault;
    }
  }
  return fmt::format("no word of {} stands against the team's", quotation(name));
}

std::string why_not_standing_in(const Team& team, const KeyFacts& signer) {
  const TeamMember* const entry = member_of_key(team, signer.public_key);
  const std::string whose = fmt::format("the key of {}", quotation(signer.name));
  if (entry == nullptr) return fmt::format("{} is not known to {}: what it signs does not count", whose, labelled("team", team.name));
  if (entry->retired_in) return fmt::format("{} was taken out of {}: what it signs does not count", whose, labelled("team", team.name));
  if (!role_counts(team, entry->role))
    return fmt::format("the role of {}, {}, does not count, and nor would this signature", quotation(signer.name), quotation(entry->role));
  return {};
}

void check_stands_in(const Team& team, const KeyFacts& signer) {
  if (const std::string why = why_not_standing_in(team, signer); !why.empty()) throw UsageError(why);
}

void check_read(const WordsOfPerson& words, int count, std::string_view verb) {
  if (words.hidden)
    throw UsageError(fmt::format("some of what {} said is hidden until you have decided on those items yourself; nothing was signed",
                                 quotation(words.member)));
  const std::size_t lines = words.digests.size();
  if (count < 0 || static_cast<std::size_t>(count) != lines)
    throw UsageError(fmt::format("there {} {} line{} to {}, not {}: read them first; nothing was signed", lines == 1 ? "is" : "are", lines,
                                 lines == 1 ? "" : "s", verb, count));
}

}  // namespace viamyo
