// viamyo review check OUTPUT: whether an output that somebody kept still says what the log says, and says nothing else.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "../console.h"
#include "io/value.h"
#include "map/letters.h"
#include "output_claim.h"
#include "verdict.h"
#include "viamyo/errors.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

std::string map_of(const ReviewCommandOptions& options, const OutputClaim& claim) {
  constexpr std::string_view kLogEnding = ".review.jsonl";
  if (!options.map.empty()) return options.map;
  const std::string& log = options.review.log;
  std::error_code error;
  if (!claim.map.empty() && std::filesystem::exists(claim.map, error)) return claim.map;
  if (log.ends_with(kLogEnding)) return log.substr(0, log.size() - kLogEnding.size());
  throw UsageError(claim.table ? fmt::format("--map: {}, of which the table tells, is not there", claim.map)
                               : "--map: say which map the output is of");
}

bool says_more_than_nothing(const OutputClaim& claim) { return claim.status != "unconfirmed"; }

bool names_team(const OutputClaim& claim) {
  const Json review = claim.report.is_object() ? claim.report.value("review", Json()) : Json();
  return review.is_object() && !review.value("team", Json()).is_null();
}

//! A preset's name is in no fingerprint: the output was made under one whose values are the same, or says what is not so.
void take_preset(const OutputClaim& claim, ReviewCase& c) {
  if (!claim.preset || *claim.preset == c.analysis->settings.preset) return;
  Proposal same = make_proposal(*c.analysis, 0);
  same.preset = *claim.preset;
  try {
    if (settings_of(same).preset != *claim.preset) return;
    Analysis named = *c.analysis;
    named.settings.preset = *claim.preset;
    c.analysis = std::make_shared<const Analysis>(std::move(named));
  } catch (const UsageError&) {  // no such preset: the comparison says so
  }
}

//! The case under the settings that the output was made with, and of the visit that a manifest may have named.
ReviewCase case_of_claim(const ReviewCommandOptions& options, const OutputClaim& claim) {
  ReviewCommandOptions of_map = options;
  of_map.file = map_of(options, claim);
  ReviewCase c = open_case(of_map);
  const std::string visit = claim.visit.value_or("");
  c.reviewed.relabelled = relabelled_by({{}, visit, claim.group}, c.map().study);
  if (!visit.empty()) {  // a manifest takes no visit away
    LoadedMap named = *c.loaded;
    named.map.study.visit = visit;
    c.loaded = std::make_shared<const LoadedMap>(std::move(named));
  }
  const LogLine* const proposal =
      c.analysis->fingerprint == claim.fingerprint ? nullptr : latest_proposal(c.log, c.source.team(), claim.fingerprint);
  if (proposal != nullptr) {
    try {
      c.analysis = std::make_shared<const Analysis>(analyze(*c.loaded, settings_of(std::get<Proposal>(proposal->content))));
      c.proposal = *proposal;
    } catch (const UsageError&) {  // settings that are not for this map: whatever the output is, it is not of them
    }
  }
  if (c.analysis->fingerprint == claim.fingerprint) take_preset(claim, c);
  return c;
}

Json json_of(const OutputVerdict& verdict, const OutputClaim& claim, const ReviewCase& c) {
  Json items = Json::array();
  for (const ItemChange& item : verdict.items)
    items.push_back({{"id", item.id}, {"then", item.then}, {"now", item.now}, {"withdrawn", item.fell}});
  return {{"map", c.loaded->file},
          {"fingerprint", claim.fingerprint},
          {"said", claim.status},
          {"now", to_string(c.state().status)},
          {"verdict", verdict.word},
          {"sentence", verdict.sentence},
          {"items", items},
          {"team_change", text_or_null(verdict.team_change)},
          {"hidden", text_or_null(verdict.hidden)},
          {"not_compared", text_or_null(verdict.not_compared)}};
}

std::string text_of(const OutputVerdict& verdict) {
  std::string text = fmt::format("{}: {}", verdict.word, verdict.sentence);
  if (!verdict.team_change.empty()) text += "; " + verdict.team_change;
  if (!verdict.hidden.empty()) text += "; " + verdict.hidden;
  return verdict.not_compared.empty() ? text : fmt::format("{}. Not compared: {}", text, verdict.not_compared);
}

//! Pictures are drawn again where a program can: this one is replaced by it, or goes on without.
void hand_over_pictures(const std::vector<OutputClaim>& claims, const Program& program) {
  const bool draws = std::any_of(claims.begin(), claims.end(),
                                 [](const OutputClaim& claim) { return claim.picture || (claim.sheet && !claim.sheet->pictures.empty()); });
  if (!draws || !program.sheet.before_work) return;
  try {
    program.sheet.before_work(program.arguments);
  } catch (const RenderError&) {  // the comparison says what was not looked at
  }
}

//! With --map those of a table alone that are of that file.
std::vector<OutputClaim> of_map(std::vector<OutputClaim> claims, const ReviewCommandOptions& options) {
  if (options.map.empty() || claims.size() < 2) return claims;
  const std::string name = std::filesystem::path(options.map).filename().string();
  std::erase_if(claims, [&](const OutputClaim& claim) { return std::filesystem::path(claim.map).filename() != name; });
  if (claims.empty()) throw UsageError(fmt::format("--map {}: the table has no row of a file of that name", options.map));
  return claims;
}

//! What is printed, as text and as JSON.
struct Told {
  std::string text;
  Json maps = Json::array();
  Json failed_rows = Json::array();
  bool good = true;
};

void tell_failed(const std::string& output, const FailedRow& row, Told& told) {
  std::string sentence = fmt::format("it says that {} could not be analysed, and was not compared", labelled("file", row.file, kLongQuote));
  if (!row.word.empty()) sentence += fmt::format("; it holds the word \"{}\", which has no place in such a row", row.word);
  told.good = told.good && row.word.empty();
  told.text += fmt::format("{}, line {}: {}{}. {}\n", output, row.line, row.word.empty() ? "" : "unknown: ", sentence, kNotice);
  told.failed_rows.push_back(
      {{"line", row.line}, {"file", row.file}, {"verdict", row.word.empty() ? Json() : Json("unknown")}, {"sentence", sentence}});
}

//! False where the log itself does not hold, which is told.
bool tell(const ReviewCommandOptions& options, const OutputClaim& claim, const Program& program, Told& told) {
  const std::string& output = options.file;
  const ReviewCase c = case_of_claim(options, claim);
  if (c.source.team() == nullptr && says_more_than_nothing(claim))
    throw UsageError(fmt::format("--team: {} says {}; whose word that is needs the team's file", output, claim.status));
  if (c.source.team() == nullptr && names_team(claim))
    throw UsageError(fmt::format("--team: {} names a team, and what it says needs that team's file", output));
  if (!c.log.broken.empty() || !c.missing.empty()) {
    write_error_line(fmt::format("{}: {}", c.log.file, shown(c.state().reasons.front())));
    return false;
  }
  const OutputVerdict verdict = verdict_of(claim, c, program, options.as);
  told.good = told.good && (verdict.word == "current" || verdict.word == "outdated");
  told.maps.push_back(json_of(verdict, claim, c));
  const std::string of = claim.table ? fmt::format("{}, rows of {}", output, c.loaded->file) : output;
  told.text += fmt::format("{}: {}. {}\n", of, printable(text_of(verdict)), kNotice);
  return true;
}

}  // namespace

int check_output(const ReviewCommandOptions& options, const Program& program) {
  const std::vector<OutputClaim> all = read_claims(options.file, program);
  hand_over_pictures(all, program);
  Told told;
  for (const OutputClaim& claim : of_map(all, options)) {
    if (claim.failed)
      tell_failed(options.file, *claim.failed, told);
    else if (!tell(options, claim, program, told))
      return kLogBroken;
  }
  if (told.maps.empty()) told.text += fmt::format("{}: holds no row of a map that was analysed. {}\n", options.file, kNotice);
  if (options.output.json) {
    Json members{{"output", options.file}};
    if (all.empty() || all.front().table)
      members.update({{"maps", told.maps}, {"failed_rows", told.failed_rows}});
    else
      members.update(told.maps.front());
    told.text = document("viamyo.review-check/1", members);
  }
  write_stdout(told.text);
  return told.good ? kDone : kLogBroken;
}

}  // namespace viamyo::cli
