// viamyo review check OUTPUT: whether a picture, JSON or export that somebody kept still says what the log says.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "../console.h"
#include "../json.h"
#include "../program.h"
#include "io/value.h"
#include "output_claim.h"
#include "output_difference.h"
#include "review_command.h"
#include "viamyo/errors.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

struct Verdict {
  std::string word;  //!< current, outdated, withdrawn, superseded, contradicted, unknown
  std::string sentence;
};

int rank(std::string_view status) {
  if (status == "confirmed" || status == "confirmed_synthetic") return 2;
  return status == "partly_confirmed" ? 1 : 0;
}

std::string map_of(const ReviewCommandOptions& options, const OutputClaim& claim) {
  constexpr std::string_view kLogEnding = ".review.jsonl";
  if (!options.map.empty()) return options.map;
  const std::string& log = options.review.log;
  std::error_code error;
  if (!claim.map.empty() && std::filesystem::exists(claim.map, error)) return claim.map;
  if (log.ends_with(kLogEnding)) return log.substr(0, log.size() - kLogEnding.size());
  throw UsageError("--map: say which map the output is of");
}

//! The log as it was when the output was made; nullopt when that head is not in it.
std::optional<ReviewLog> log_at(const ReviewLog& log, const std::string& head) {
  ReviewLog then;
  then.file = log.file;
  if (head.empty()) return then;
  const auto found = std::find_if(log.lines.begin(), log.lines.end(), [&](const LogLine& line) { return line.digest == head; });
  if (found == log.lines.end()) return std::nullopt;
  then.lines.assign(log.lines.begin(), found + 1);
  then.head = head;
  return then;
}

//! Whether the line stood in the log already when the output was made.
bool was_there(const LogLine& line, const ReviewLog& before) { return line.number <= before.lines.size(); }

//! What an output says that is not true of the map, or neither was so when it was made nor is so now; empty = nothing.
std::string untruth(const OutputClaim& claim, const ReviewCase& c, const ReviewLog& before, const ReviewState& now) {
  // Who has left the team since may count by the whole log alone: a later line stands for them.
  std::string untrue = difference(claim, c, review_state(c.analysis, c.map, before, c.source.team()));
  if (untrue.empty()) return {};
  ReviewState as_now = now;
  as_now.log_head = before.head;
  // Made without the team's file it says unconfirmed, whatever the log says.
  const bool true_otherwise =
      difference(claim, c, as_now).empty() || difference(claim, c, review_state(c.analysis, c.map, before, nullptr)).empty();
  return true_otherwise ? std::string() : untrue;
}

Verdict judge(const OutputClaim& claim, const ReviewCase& c) {
  const ReviewState now = c.state();
  const std::optional<ReviewLog> before = log_at(c.log, claim.head);
  if (!before) return {"unknown", "the point of the log that it names is not in this log"};
  const std::string untrue = untruth(claim, c, *before, now);
  if (!untrue.empty()) return {"contradicted", untrue};
  if (rank(to_string(now.status)) < rank(claim.status))
    return {"withdrawn", fmt::format("it says {}, and the map is {} now", claim.status, to_string(now.status))};
  const LogLine* const latest = latest_proposal(c.log, c.source.team());
  if (latest != nullptr && std::get<Proposal>(latest->content).fingerprint != claim.fingerprint) {
    return {"superseded",
            was_there(*latest, *before)
                ? fmt::format("it is of earlier settings: {} had proposed others before it was made ({})", latest->member, latest->time)
                : fmt::format("{} has proposed other settings since ({})", latest->member, latest->time)};
  }
  if (rank(to_string(now.status)) > rank(claim.status))
    return {"outdated", fmt::format("it says {}, and the map is {} now", claim.status, to_string(now.status))};
  return {"current", fmt::format("it says {}, and so does the log", claim.status)};
}

//! Whose map it is is told in several ways; what is not told is no difference. The file's digest decides only where the analysis is not known: a
//! file may be written anew without another content.
bool is_of_other_map(const OutputClaim& claim, const ReviewCase& c) {
  const Study& study = c.loaded.map.study;
  const bool known = c.analysis.fingerprint == claim.fingerprint;
  return (!claim.map_id.empty() && claim.map_id != study.map_id) || (claim.subject_id && *claim.subject_id != study.subject_id) ||
         (!known && !claim.sha256.empty() && claim.sha256 != c.loaded.sha256);
}

//! Of settings that nobody proposed in this log.
Verdict judge_foreign(const OutputClaim& claim, const ReviewCase& c) {
  if (rank(claim.status) > 0)
    return {"contradicted", fmt::format("it says {}, and nobody has proposed its settings in this log", claim.status)};
  const LogLine* const latest = latest_proposal(c.log, c.source.team());
  const std::optional<ReviewLog> before = log_at(c.log, claim.head);
  if (latest != nullptr && before && was_there(*latest, *before)) {
    return {"unknown",
            fmt::format("nobody has proposed its settings: {} had proposed others before it was made ({})", latest->member, latest->time)};
  }
  if (latest != nullptr) return {"superseded", fmt::format("{} has proposed other settings since ({})", latest->member, latest->time)};
  return {"unknown", "it is of another map, or of settings that nobody has proposed"};
}

//! The case under the settings that the output was made with.
ReviewCase case_of_claim(const ReviewCommandOptions& options, const OutputClaim& claim) {
  ReviewCommandOptions of_map = options;
  of_map.file = map_of(options, claim);
  ReviewCase c = open_case(of_map);
  if (c.analysis.fingerprint == claim.fingerprint) return c;
  const LogLine* const proposal = latest_proposal(c.log, c.source.team(), claim.fingerprint);
  if (proposal == nullptr) return c;
  try {
    c.analysis = analyze(c.loaded.map, settings_of(std::get<Proposal>(proposal->content)), c.loaded.analysis_digest, {}, &c.loaded.defects);
    c.proposal = *proposal;
  } catch (const UsageError&) {  // settings that are not for this map: whatever the output is, it is not of them
  }
  return c;
}

}  // namespace

int check_output(const ReviewCommandOptions& options) {
  const std::string& output = options.file;
  const OutputClaim claim = read_claim(output);
  const ReviewCase c = case_of_claim(options, claim);
  if (c.source.team() == nullptr && rank(claim.status) > 0)
    throw UsageError(fmt::format("--team: {} says {}; whose word that is needs the team's file", output, claim.status));
  if (!c.log.broken.empty() || !c.missing.empty()) {
    write_error_line(fmt::format("{}: {}", c.log.file, shown(c.state().reasons.front())));
    return kLogBroken;
  }
  const bool known = c.analysis.fingerprint == claim.fingerprint;
  const Verdict verdict = is_of_other_map(claim, c) ? Verdict{"unknown", "it is not of this map"}
                          : known                   ? judge(claim, c)
                                                    : judge_foreign(claim, c);
  if (options.output.json) {
    write_stdout(document("viamyo.review-check/1", {{"output", output},
                                                    {"map", c.loaded.file},
                                                    {"fingerprint", claim.fingerprint},
                                                    {"said", claim.status},
                                                    {"now", to_string(c.state().status)},
                                                    {"verdict", verdict.word},
                                                    {"sentence", verdict.sentence}}));
  } else {
    write_stdout(fmt::format("{}: {}: {}. {}\n", output, verdict.word, printable(verdict.sentence), kNotice));
  }
  return verdict.word == "current" || verdict.word == "outdated" ? kDone : kLogBroken;
}

}  // namespace viamyo::cli
