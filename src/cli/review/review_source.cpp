#include "review_source.h"

#include <fmt/format.h>

#include "../console.h"
#include "map/letters.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

constexpr std::size_t kMaxReasons = 5;

}  // namespace

void add_review_options(Command& command, ReviewOptions& options) {
  add_options(
      command,
      {{.name = "--team", .target = &options.team, .help = "the treating team's file; without it nothing is confirmed", .shape = "FILE"},
       {.name = "--log", .target = &options.log, .help = "the map's review log, if it is not MAP.review.jsonl", .shape = "FILE"}});
}

ReviewSource::ReviewSource(const ReviewOptions& options) : log_(options.log), team_file_(options.team) {
  if (options.team.empty()) return;
  team_ = read_team(options.team);
  note_team(*team_);
}

std::string ReviewSource::log_of(const std::string& file) const { return log_.empty() ? default_log(file).string() : log_; }

std::vector<std::string> ReviewSource::inputs_of(const std::string& file, const AnalysisOptions& analysis,
                                                 const SourceOptions& from) const {
  std::vector<std::string> inputs = from.add;
  inputs.insert(inputs.end(), {file, analysis.config, from.points, team_file_, log_of(file)});
  return inputs;
}

void ReviewSource::look_up(AnalysedMap& map) const {
  look_up_review(map, {team(), log_of(map.file)});
  for (const std::string& note : map.notes) write_error_line("warning: " + note);
}

void note_team(const Team& team) {
  try {
    remember_team(team);
  } catch (const Error& error) {
    write_error_line(fmt::format("warning: the change of the team's file could not be kept on this computer: {}", error.what()));
  }
}

void note_head(const ReviewLog& log, const Team* team) {
  try {
    remember_head(log, team);
  } catch (const Error& error) {
    write_error_line(fmt::format("warning: the head of the log could not be kept on this computer: {}", error.what()));
  }
}

std::string shown(const ReviewReason& reason) {
  return reason.line == 0 ? reason.text : fmt::format("line {}: {}", reason.line, reason.text);
}

void tell_reasons(const ReviewState& review, bool quiet) {
  if (quiet || review.log_file.empty()) return;
  const std::string log = labelled("log", review.log_file, kLongQuote);
  if (review.other_proposal) write_error_line(fmt::format("note: {}: {}", log, shown(*review.other_proposal)));
  for (std::size_t i = 0; i < review.reasons.size() && i < kMaxReasons; ++i)
    write_error_line(fmt::format("review: {}: {}", log, shown(review.reasons[i])));
  if (review.reasons.size() > kMaxReasons)
    write_error_line(fmt::format("review: and {} more; `viamyo review MAP status` lists them", review.reasons.size() - kMaxReasons));
}

}  // namespace viamyo::cli
