// Standing in for others: upholding what a former member or a former key signed, setting aside words of somebody who has left, beginning a lost log again.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "../console.h"
#include "map/letters.h"
#include "maps_of_team.h"
#include "viamyo/errors.h"
#include "viamyo/review_history.h"

namespace viamyo::cli {
namespace {

//! Lines that a member stands in for, and what they say, to be read before.
struct Lines {
  std::vector<std::string> digests, texts;
};

//! Entries of the person in the team. Throws UsageError when the team never had them.
std::vector<TeamMember> entries_of(const Team& team, const std::string& name) {
  std::vector<TeamMember> entries;
  std::copy_if(team.members.begin(), team.members.end(), std::back_inserter(entries),
               [&](const TeamMember& m) { return person_of(m.name) == person_of(name); });
  if (entries.empty()) throw UsageError(fmt::format("--member {}: is and was no member of team {}", name, team.name));
  return entries;
}

const Team& team_of(const ReviewCase& c) {
  if (c.source.team() == nullptr) throw UsageError("--team: name the team's file");
  return *c.source.team();
}

//! Throws UsageError where the person has no former key, or what they signed was declared void.
void check_former_keys(const Team& team, const std::string& name) {
  std::string voided;
  for (const TeamMember& entry : entries_of(team, name)) {
    if (entry.retired_in && entry.voided.empty()) return;
    if (!entry.voided.empty()) voided = entry.voided;
  }
  if (!voided.empty())
    throw UsageError(
        fmt::format("--member {}: what they signed is void, and nobody may uphold it: {}", name, quotation(voided, kLongQuote)));
  throw UsageError(fmt::format("--member {}: signs with the key that they always had; there is nothing to uphold", name));
}

//! What the lines say, to be read.
Lines told(const ReviewCase& c, const std::vector<const LogLine*>& lines, const std::string& signer) {
  const std::vector<HistoryLine> history = review_history(c.log, c.source.team(), c.state(), signer);
  Lines told;
  for (const LogLine* const line : lines) {
    told.digests.push_back(line->digest);
    told.texts.push_back(fmt::format("line {}, {}: {}", line->number, line->time, history.at(line->number - 1).says));
  }
  return told;
}

void keep_those_of(const Team& team, const std::string& name, std::vector<const LogLine*>& lines) {
  std::erase_if(lines, [&](const LogLine* line) {
    const TeamMember* const by = member_of_key(team, line->key);
    return by == nullptr || person_of(by->name) != person_of(name);
  });
}

Lines of_former_keys(const ReviewCase& c, const std::string& name, const std::string& signer) {
  const Team& team = team_of(c);
  check_former_keys(team, name);
  std::vector<const LogLine*> lines = lines_to_uphold(c.log, team);
  keep_those_of(team, name, lines);
  return told(c, lines, signer);
}

//! Words of the person on items that are disputed.
Lines of_dissent(const ReviewCase& c, const std::string& name, const std::string& signer) {
  const Team& team = team_of(c);
  static_cast<void>(entries_of(team, name));
  const ReviewState state = c.state();
  std::vector<const LogLine*> lines = lines_to_set_aside(c.log, team, state);
  keep_those_of(team, name, lines);
  std::erase_if(lines, [&](const LogLine* line) {
    const std::string& id = std::get<Decision>(line->content).item.id;
    return std::none_of(state.item_list.begin(), state.item_list.end(),
                        [&](const ReviewItem& item) { return item.id == id && item.state == ItemState::kDisputed; });
  });
  return told(c, lines, signer);
}

//! What is signed for is read first: at a terminal their number is typed, a script says it with --count.
void check_read(const ReviewCommandOptions& options, const ReviewCase& c, const Lines& lines, std::string_view verb) {
  std::string text = fmt::format("{}\n", labelled("file", c.loaded->file, kLongQuote));
  for (const std::string& line : lines.texts) text += "  " + line + "\n";
  write_stdout(text);
  std::optional<int> count = options.count;
  if (!count) {
    const std::optional<std::string> typed = ask_line(fmt::format("Type how many lines you {}, after reading them: ", verb));
    if (!typed)
      throw UsageError(fmt::format("--count: say how many lines you {}, after reading them; there are {}", verb, lines.digests.size()));
    count = *typed == std::to_string(lines.digests.size()) ? static_cast<int>(lines.digests.size()) : -1;
  }
  if (*count != static_cast<int>(lines.digests.size()))
    throw UsageError(fmt::format("--count: there are {} lines to {}; nothing was signed", lines.digests.size(), verb));
}

void check_words(const ReviewCommandOptions& options) {
  if (options.as.empty()) throw UsageError("--as: say who signs");
  if (options.member.empty()) throw UsageError("--member: say for whose words you stand");
}

std::string counted(std::size_t lines) { return fmt::format("{} line{}", lines, lines == 1 ? "" : "s"); }

//! One map. Whether there was anything to sign.
bool uphold_in(const ReviewCommandOptions& options, ReviewCase& c) {
  const Lines lines = of_former_keys(c, options.member, options.as);
  if (lines.digests.empty()) return false;
  check_read(options, c, lines, "uphold");
  sign(options, c, {Uphold{lines.digests, options.reason}});
  write_stdout(fmt::format("Upheld: {} of {}.\n", counted(lines.digests.size()), quotation(options.member)));
  return true;
}

int uphold_in_folder(const ReviewCommandOptions& options) {
  const ReviewSource source(options.review);
  if (source.team() == nullptr) throw UsageError("--team: name the team's file");
  if (!options.review.log.empty()) throw UsageError("--log: is of one map");
  int signed_on = 0;
  bool failed = false;
  for_each_map_of_team(
      options.file, *source.team(), [&](ReviewCase& c) { signed_on += uphold_in(options, c) ? 1 : 0; },
      [&](const std::string& trouble) {
        failed = true;
        write_error_line(trouble);
      });
  if (signed_on == 0 && !failed) throw UsageError(fmt::format("{}: nothing of {} is there to uphold", options.file, options.member));
  return failed ? kSomeFailed : kDone;
}

}  // namespace

int uphold(const ReviewCommandOptions& options) {
  check_words(options);
  std::error_code error;
  if (std::filesystem::is_directory(options.file, error)) return uphold_in_folder(options);
  ReviewCase c = open_case(options);
  refuse_log_of_others(c);
  if (!uphold_in(options, c)) throw UsageError(fmt::format("{}: nothing of {} is there to uphold", options.file, options.member));
  return kDone;
}

int set_aside(const ReviewCommandOptions& options) {
  check_words(options);
  if (options.reason.empty()) throw UsageError("--reason: say why these words no longer stand");
  ReviewCase c = open_case(options);
  refuse_log_of_others(c);
  const Lines lines = of_dissent(c, options.member, options.as);
  if (lines.digests.empty()) throw UsageError(fmt::format("{}: no word of {} stands against the team's", options.file, options.member));
  check_read(options, c, lines, "set aside");
  sign(options, c, {SetAside{lines.digests, options.reason}});
  write_stdout(fmt::format("Set aside: {} of {}.\n", counted(lines.digests.size()), quotation(options.member)));
  return kDone;
}

int restart(const ReviewCommandOptions& options) {
  if (options.as.empty()) throw UsageError("--as: say who signs");
  if (options.reason.empty()) throw UsageError("--reason: say what became of the log that was lost");
  ReviewCase c = open_case(options);
  static_cast<void>(team_of(c));
  const std::optional<LostLog> lost = lost_log(c.log, c.reviewed, c.source.team());
  if (!lost)
    throw UsageError(fmt::format("{}: no log that was seen on this computer is missing; there is nothing to begin again", c.log.file));
  sign(options, c, {Restart{lost->head, options.reason}});
  write_stdout(fmt::format("Begun again where the log that ended in {} was lost, which had {} lines; what it held is signed anew.\n",
                           std::string_view(lost->head).substr(0, 12), lost->lines));
  return kDone;
}

}  // namespace viamyo::cli
