// Standing in for others: upholding what a former member or a former key signed, and taking that back, setting aside words of somebody who has left,
// beginning a lost log again.
#include <fmt/format.h>

#include <filesystem>

#include "../console.h"
#include "map/letters.h"
#include "maps_of_team.h"
#include "viamyo/deciding.h"
#include "viamyo/errors.h"
#include "viamyo/standing_in.h"

namespace viamyo::cli {
namespace {

const Team& team_of(const ReviewCase& c) {
  if (c.source.team() == nullptr) throw UsageError("--team: name the team's file");
  return *c.source.team();
}

//! The part of a message that says of what it is.
template <class Act>
void of_option(std::string_view option, Act act) {
  try {
    act();
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}: {}", option, error.what()));
  }
}

//! What is signed for is read first, and what it would unsettle: at a terminal the number of lines is typed, a script says it with --count.
void show_and_check_read(const ReviewCommandOptions& options, const ReviewCase& c, const WordsOfPerson& words, std::string_view verb,
                         const LogEntry& entry) {
  std::string text = fmt::format("{}\n", labelled("file", c.loaded->file, kLongQuote));
  for (const std::string& line : words.texts) text += "  " + line + "\n";
  const Team& team = team_of(c);
  if (!words.digests.empty()) {
    for (const std::string& sentence : unsettled_by(*c.analysis, c.reviewed, c.log, team, key_of_member(options.as, &team), entry))
      text += "Take care: " + sentence + ".\n";
  }
  write_stdout(text);
  std::optional<int> count = options.count;
  if (!count) {
    const std::optional<std::string> typed = ask_line(fmt::format("Type how many lines you {}, after reading them: ", verb));
    if (!typed)
      throw UsageError(fmt::format("--count: say how many lines you {}, after reading them; there are {}", verb, words.digests.size()));
    count = *typed == std::to_string(words.digests.size()) ? static_cast<int>(words.digests.size()) : -1;
  }
  of_option("--count", [&] { check_read(words, *count, verb); });
}

void check_words(const ReviewCommandOptions& options) {
  if (options.as.empty()) throw UsageError("--as: say who signs");
  if (options.member.empty()) throw UsageError("--member: say for whose words you stand");
}

std::string counted(std::size_t lines) { return fmt::format("{} line{}", lines, lines == 1 ? "" : "s"); }

//! Before anything is asked: whether what this member signs for others counts.
void check_signer(const ReviewCommandOptions& options, const Team& team) {
  of_option("--as", [&] { check_stands_in(team, key_of_member(options.as, &team)); });
}

//! Those on the items that --item names.
WordsOfPerson chosen_words(const ReviewCommandOptions& options, const ReviewCase& c, const WordsOfPerson& all) {
  WordsOfPerson words;
  of_option("--item", [&] { words = words_on(all, options.items, c.state()); });
  return words;
}

//! One map. Whether there was anything to sign.
bool uphold_in(const ReviewCommandOptions& options, ReviewCase& c) {
  const Team& team = team_of(c);
  of_option("--member", [&] {
    if (const std::string fault = why_not_upheld(team, options.member); !fault.empty()) throw UsageError(fault);
  });
  const std::vector<WordsOfPerson> all = words_to_uphold(c.log, team, c.state(), options.as);
  const WordsOfPerson* const found = words_of(all, options.member);
  if (found == nullptr) return false;
  check_signer(options, team);
  const WordsOfPerson words = chosen_words(options, c, *found);
  const Uphold entry{words.digests, options.reason};
  show_and_check_read(options, c, words, "uphold", entry);
  sign(options, c, {entry});
  write_stdout(fmt::format("Upheld: {} of {}.\n", counted(words.digests.size()), quotation(options.member)));
  return true;
}

int uphold_in_folder(const ReviewCommandOptions& options) {
  const ReviewSource source(options.review);
  if (source.team() == nullptr) throw UsageError("--team: name the team's file");
  if (!options.review.log.empty()) throw UsageError("--log: is of one map");
  if (!options.items.empty()) throw UsageError("--item: is of one map");
  int signed_on = 0;
  bool failed = false;
  for_each_map_of_team(
      options.file, *source.team(), [&](ReviewCase& c) { signed_on += uphold_in(options, c) ? 1 : 0; },
      [&](const std::string& trouble) {
        failed = true;
        write_error_line(trouble);
      });
  if (signed_on == 0 && !failed) throw UsageError(fmt::format("{}: {}", options.file, nothing_to_uphold(*source.team(), options.member)));
  return failed ? kSomeFailed : kDone;
}

}  // namespace

int uphold(const ReviewCommandOptions& options) {
  check_words(options);
  std::error_code error;
  if (std::filesystem::is_directory(options.file, error)) return uphold_in_folder(options);
  ReviewCase c = open_case(options);
  refuse_log_of_others(c);
  if (!uphold_in(options, c)) throw UsageError(fmt::format("{}: {}", options.file, nothing_to_uphold(team_of(c), options.member)));
  return kDone;
}

int set_aside(const ReviewCommandOptions& options) {
  check_words(options);
  if (options.reason.empty()) throw UsageError("--reason: say why these words no longer stand");
  ReviewCase c = open_case(options);
  refuse_log_of_others(c);
  const Team& team = team_of(c);
  of_option("--member", [&] { check_known(team, options.member); });
  const ReviewState state = c.state();
  const std::vector<WordsOfPerson> all = words_to_set_aside(c.log, team, state, options.as);
  const WordsOfPerson* const found = words_of(all, options.member);
  if (found == nullptr)
    throw UsageError(fmt::format("{}: {}", options.file, why_not_set_aside(c.log, team, state, options.member, options.as)));
  check_signer(options, team);
  const WordsOfPerson words = chosen_words(options, c, *found);
  const SetAside entry{words.digests, options.reason};
  show_and_check_read(options, c, words, "set aside", entry);
  sign(options, c, {entry});
  write_stdout(fmt::format("Set aside: {} of {}.\n", counted(words.digests.size()), quotation(options.member)));
  return kDone;
}

int take_back(const ReviewCommandOptions& options) {
  check_words(options);
  if (options.reason.empty()) throw UsageError("--reason: say why you no longer uphold it");
  ReviewCase c = open_case(options);
  refuse_log_of_others(c);
  const Team& team = team_of(c);
  of_option("--member", [&] { check_known(team, options.member); });
  const std::vector<WordsOfPerson> all = words_to_take_back(c.log, team, c.state(), options.as);
  const WordsOfPerson* const found = words_of(all, options.member);
  if (found == nullptr) throw UsageError(fmt::format("{}: {}", options.file, nothing_to_take_back(team, options.member)));
  const WordsOfPerson words = chosen_words(options, c, *found);
  const TakeBack entry{words.digests, options.reason};
  show_and_check_read(options, c, words, "take back", entry);
  sign(options, c, {entry});
  write_stdout(fmt::format("Taken back: {} of {} you uphold no longer.\n", counted(words.digests.size()), quotation(options.member)));
  return kDone;
}

int restart(const ReviewCommandOptions& options) {
  if (options.as.empty()) throw UsageError("--as: say who signs");
  if (options.reason.empty()) throw UsageError("--reason: say what became of the log that was lost");
  ReviewCase c = open_case(options);
  check_signer(options, team_of(c));
  const std::optional<LostLog> lost = lost_log(c.log, c.reviewed, c.source.team());
  if (!lost)
    throw UsageError(fmt::format("{}: no log that was seen on this computer is missing; there is nothing to begin again", c.log.file));
  sign(options, c, {Restart{lost->head, options.reason}});
  write_stdout(fmt::format("Begun again where the log that ended in {} was lost, which had {} lines; what it held is signed anew.\n",
                           std::string_view(lost->head).substr(0, 12), lost->lines));
  return kDone;
}

}  // namespace viamyo::cli
