#include "viamyo/standing_in.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "../map/letters.h"
#include "signer_validity.h"
#include "told_line.h"
#include "viamyo/deciding.h"
#include "viamyo/errors.h"
#include "viamyo/review_history.h"

namespace viamyo {
namespace {

//! "; set aside by «A. Able» in line 9, reason: «the contact was good»": standing for a word brings it back.
std::string aside_text(const SignerValidity& standing, const LogLine& line) {
  const LogLine* const aside = standing.set_aside_by(line);
  if (aside == nullptr) return {};
  return fmt::format("; set aside by {} in line {}{}", quotation(standing.signer(*aside)->name), aside->number,
                     reason_text(std::get<SetAside>(aside->content).reason));
}

//! By person, in the order in which each is met first; what blind reading hides from the reader is left out.
std::vector<WordsOfPerson> by_person(const ReviewLog& log, const Team& team, const ReviewState& state, std::vector<const LogLine*> lines,
                                     std::string_view reader) {
  std::vector<WordsOfPerson> all;
  if (lines.empty()) return all;  // mostly; a teller looks through the whole log
  const LineTeller teller(log, &team, state, reader);
  const SignerValidity standing(log, team);
  std::sort(lines.begin(), lines.end(), [](const LogLine* a, const LogLine* b) { return a->number < b->number; });
  std::map<std::string, std::size_t> places;
  for (const LogLine* const line : lines) {
    const HistoryLine told = teller.tell(*line);
    if (told.hidden) continue;
    const std::string& name = member_of_key(team, line->key)->name;
    const auto [place, is_new] = places.emplace(person_of(name), all.size());
    if (is_new) all.push_back({name, {}, {}, {}});
    WordsOfPerson& words = all.at(place->second);
    const auto& decision = std::get<Decision>(line->content);
    words.digests.push_back(line->digest);
    words.items.push_back(decision.fingerprint == state.fingerprint ? decision.item.id : std::string());
    words.texts.push_back(fmt::format("line {}, {}: {}{}", line->number, line->time, told.says, aside_text(standing, *line)));
  }
  return all;
}

//! Where blind reading may have left something out, that it may have: whether it did is not for the reader.
std::string as_far_as_shown(const Team& team) {
  return team.blind_reading ? "; of items that are not settled, and that you have not decided on, nothing is shown" : "";
}

std::string listed(const std::vector<std::string>& ids) { return fmt::format("{}", fmt::join(ids, ", ")); }

//! The log with one more line, as this member would sign it.
ReviewLog with_line(ReviewLog log, const Team& team, const KeyFacts& signer, const LogEntry& entry) {
  LogLine line;
  line.number = log.lines.size() + 1;
  line.digest = "the line that is not signed yet";
  line.member = signer.name;
  line.role = signer.role;
  line.key = signer.public_key;
  line.time = log.lines.empty() ? "" : log.lines.back().time;
  line.team_serial = team.serial;
  line.team_file = team.file_digest;
  std::visit([&](const auto& content) { line.content = content; }, entry);
  log.lines.push_back(std::move(line));
  return log;
}

//! Whether the team's word is less afterwards, or another.
bool has_fallen(const ReviewItem& before, const ReviewItem& after) {
  if (is_settled_state(before.state)) return after.state != before.state;
  if (before.state == ItemState::kDisputed) return false;
  return after.state == ItemState::kDisputed || after.state < before.state;
}

}  // namespace

std::vector<WordsOfPerson> words_to_uphold(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader) {
  return by_person(log, team, state, lines_to_uphold(log, team), reader);
}

std::vector<WordsOfPerson> words_to_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader) {
  return by_person(log, team, state, lines_to_set_aside(log, team, state), reader);
}

std::vector<WordsOfPerson> words_to_take_back(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader) {
  return by_person(log, team, state, lines_to_take_back(log, team, reader), reader);
}

const WordsOfPerson* words_of(const std::vector<WordsOfPerson>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const WordsOfPerson& words) { return person_of(words.member) == person_of(name); });
  return found == all.end() ? nullptr : &*found;
}

WordsOfPerson words_on(const WordsOfPerson& words, std::string_view items, const ReviewState& state) {
  if (items.empty()) return words;
  const std::vector<ReviewItem> chosen = chosen_items(std::string(items), std::nullopt, state.item_list);
  WordsOfPerson some{words.member, {}, {}, {}};
  for (std::size_t i = 0; i < words.items.size(); ++i) {
    if (std::none_of(chosen.begin(), chosen.end(), [&](const ReviewItem& item) { return item.id == words.items[i]; })) continue;
    some.digests.push_back(words.digests[i]);
    some.items.push_back(words.items[i]);
    some.texts.push_back(words.texts[i]);
  }
  return some;
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

std::string nothing_to_uphold(const Team& team, std::string_view name) {
  return fmt::format("nothing of {} is there to uphold{}", quotation(name), as_far_as_shown(team));
}

std::string why_not_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view name,
                              std::string_view reader) {
  const SignerValidity standing(log, team);
  for (const ReviewItem& item : state.item_list) {
    if (is_hidden(&team, item, reader)) continue;
    for (const std::vector<ReviewVote>* const words : {&item.votes, &item.dissents}) {
      for (const ReviewVote& word : *words) {
        if (item.state != ItemState::kDisputed && word.upheld_by.empty()) continue;
        const LogLine& line = log.lines.at(word.line - 1);
        if (person_of(standing.signer(line)->name) != person_of(name)) continue;
        if (std::string fault = standing.fault_of_setting_aside(line); !fault.empty()) return fault;
      }
    }
  }
  return fmt::format("no word of {} stands against the team's{}", quotation(name), as_far_as_shown(team));
}

std::string nothing_to_take_back(const Team& team, std::string_view name) {
  return fmt::format("you uphold nothing of {}{}", quotation(name), as_far_as_shown(team));
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
  const std::size_t lines = words.digests.size();
  if (lines == 0) throw UsageError(fmt::format("no line of {} on these items is there to {}", quotation(words.member), verb));
  if (count < 0 || static_cast<std::size_t>(count) != lines)
    throw UsageError(fmt::format("there {} {} line{} to {}, not {}: read them first; nothing was signed", lines == 1 ? "is" : "are", lines,
                                 lines == 1 ? "" : "s", verb, count));
}

std::vector<std::string> unsettled_by(const Analysis& analysis, const ReviewedMap& map, const ReviewLog& log, const Team& team,
                                      const KeyFacts& signer, const LogEntry& entry) {
  std::vector<std::string> sentences;
  const ReviewState before = review_state(analysis, map, log, &team);
  if (!before.log_fault.empty()) return sentences;
  const ReviewState after = review_state(analysis, map, with_line(log, team, signer, entry), &team);
  if (is_settled(before) && after.status != before.status)
    sentences.push_back(
        fmt::format("it unsettles the map, which is {} now and would be {}", to_string(before.status), to_string(after.status)));
  std::map<std::pair<ItemState, ItemState>, std::vector<std::string>> fallen;
  std::vector<std::string> back;
  for (std::size_t i = 0; i < before.item_list.size(); ++i) {
    const ReviewItem& was = before.item_list[i];
    const ReviewItem& is = after.item_list.at(i);
    if (is_hidden(&team, was, signer.name)) continue;
    if (has_fallen(was, is)) fallen[{was.state, is.state}].push_back(was.id);
    if (is.set_aside.size() < was.set_aside.size()) back.push_back(was.id);
  }
  for (const auto& [states, ids] : fallen)
    sentences.push_back(fmt::format("{} {} {} now, and would be {}", listed(ids), ids.size() == 1 ? "is" : "are", to_string(states.first),
                                    to_string(states.second)));
  if (!back.empty()) sentences.push_back(fmt::format("words that were set aside would stand again: on {}", listed(back)));
  return sentences;
}

}  // namespace viamyo
