// viamyo review check OUTPUT: whether an output that somebody kept still says what the log says, and says nothing else.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "../console.h"
#include "io/value.h"
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
  c.reviewed.relabelled = relabelled_by({{}, claim.visit.value_or(""), claim.group}, c.map().study);
  if (claim.visit) {
    LoadedMap named = *c.loaded;
    named.map.study.visit = *claim.visit;
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
          {"not_compared", text_or_null(verdict.not_compared)}};
}

std::string text_of(const OutputVerdict& verdict) {
  std::string text = fmt::format("{}: {}", verdict.word, verdict.sentence);
  if (!verdict.team_change.empty()) text += "; " + verdict.team_change;
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

}  // namespace

int check_output(const ReviewCommandOptions& options, const Program& program) {
  const std::string& output = options.file;
  const std::vector<OutputClaim> all = read_claims(output, program);
  hand_over_pictures(all, program);
  const std::vector<OutputClaim> claims = of_map(all, options);
  Json maps = Json::array();
  std::string text;
  bool good = true;
  for (const OutputClaim& claim : claims) {
    const ReviewCase c = case_of_claim(options, claim);
    if (c.source.team() == nullptr && says_more_than_nothing(claim))
      throw UsageError(fmt::format("--team: {} says {}; whose word that is needs the team's file", output, claim.status));
    if (!c.log.broken.empty() || !c.missing.empty()) {
      write_error_line(fmt::format("{}: {}", c.log.file, shown(c.state().reasons.front())));
      return kLogBroken;
    }
    const OutputVerdict verdict = verdict_of(claim, c, program);
    good = good && (verdict.word == "current" || verdict.word == "outdated");
    maps.push_back(json_of(verdict, claim, c));
    const std::string of = claim.table ? fmt::format("{}, rows of {}", output, c.loaded->file) : output;
    text += fmt::format("{}: {}. {}\n", of, printable(text_of(verdict)), kNotice);
  }
  if (all.empty()) text = fmt::format("{}: holds no row of a map that was analysed. {}\n", output, kNotice);
  if (options.output.json) {
    Json members{{"output", output}};
    if (!all.empty() && all.front().table)
      members["maps"] = maps;
    else
      members.update(maps.front());
    text = document("viamyo.review-check/1", members);
  }
  write_stdout(text);
  return good ? kDone : kLogBroken;
}

}  // namespace viamyo::cli
