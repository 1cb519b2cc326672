// viamyo review check OUTPUT: whether a picture, JSON or export that somebody kept still says what the log says.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "../console.h"
#include "../json.h"
#include "../program.h"
#include "io/value.h"
#include "output_claim.h"
#include "review_command.h"
#include "viamyo/errors.h"
#include "viamyo/report.h"
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

//! The members of a JSON of `analyze` that people take for reviewed: each must be what log and analysis say.
constexpr std::array<const char*, 6> kReviewMembers{"status", "items", "settled", "required_confirmations", "team", "settled_on"};
constexpr std::array<const char*, 5> kItemMembers{"id", "label", "class", "reviewed_class", "review"};
constexpr std::array<const char*, 2> kAreas{"classes", "classes_as_reviewed"};
constexpr double kSameArea_mm2 = 0.1;  // another computer may round otherwise

Json member(const Json& json, std::string_view key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() ? *found : Json();
}

std::string differs(const std::string& what, const Json& says, const Json& is) {
  return says == is ? "" : fmt::format("it says {} {}, and by log and analysis that is {}", what, says.dump(), is.dump());
}

std::string area_differs(const std::string& what, const Json& says, const Json& is) {
  const bool same = says.is_number() && is.is_number() ? std::abs(says.get<double>() - is.get<double>()) <= kSameArea_mm2 : says == is;
  return same ? "" : differs(what, says, is);
}

std::string items_differ(const std::string& list, const Json& says, const Json& is) {
  if (!says.is_array() || says.size() != is.size()) return fmt::format("its {} are not those of the analysis", list);
  for (std::size_t i = 0; i < is.size(); ++i) {
    const std::string id = is[i].at("id").get<std::string>();
    for (const char* const key : kItemMembers) {
      std::string difference = differs(fmt::format("{} of {} is", key, id), member(says[i], key), member(is[i], key));
      if (!difference.empty()) return difference;
    }
    std::string difference = area_differs(fmt::format("area_mm2 of {} is", id), member(says[i], "area_mm2"), is[i].at("area_mm2"));
    if (!difference.empty()) return difference;
  }
  return {};
}

std::string areas_differ(const std::string& name, const Json& says, const Json& is) {
  if (is.is_null() || says.is_null() || says.size() != is.size()) return differs(name + " are", says, is);
  for (const auto& [tissue, area] : is.items()) {
    std::string difference =
        area_differs(fmt::format("{} of {} is", name, tissue), member(member(says, tissue), "area_mm2"), area.at("area_mm2"));
    if (!difference.empty()) return difference;
  }
  return {};
}

//! How a JSON differs from what `analyze` writes in this state; empty = in nothing that is reviewed.
std::string report_differs(const Json& says, const ReviewCase& c, const ReviewState& state) {
  const InputIdentity identity{c.loaded.file, c.loaded.sha256, c.loaded.content_digest};
  const Json is = Json::parse(to_json(identity, c.loaded.map, c.analysis, state));
  for (const char* const key : kReviewMembers) {
    std::string difference = differs(fmt::format("review.{} is", key), member(member(says, "review"), key), is.at("review").at(key));
    if (!difference.empty()) return difference;
  }
  for (const char* const list : {"regions", "candidate_zones"}) {
    std::string difference = items_differ(list, member(says, list), is.at(list));
    if (!difference.empty()) return difference;
  }
  for (const char* const areas : kAreas) {
    std::string difference = areas_differ(areas, member(says, areas), is.at(areas));
    if (!difference.empty()) return difference;
  }
  return {};
}

std::string differs_from(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state) {
  if (claim.status != state.status) return fmt::format("it says {}, and by this log and team it was {} then", claim.status, state.status);
  return claim.report.is_null() ? std::string() : report_differs(claim.report, c, state);
}

//! What an output says that is not true of the map, or neither was so when it was made nor is so now; empty = nothing.
std::string untruth(const OutputClaim& claim, const ReviewCase& c, const ReviewState& then, const ReviewState& now) {
  const std::string_view synthetic = !c.map.synthetic ? "unknown" : (*c.map.synthetic ? "yes" : "no");
  if (claim.synthetic && *claim.synthetic != synthetic)
    return fmt::format("it says of the map synthetic: {}, and the map says {}", *claim.synthetic, synthetic);
  const bool band_settled = claim.band.find("UNCONFIRMED") == std::string::npos;
  if (!claim.band.empty() && band_settled != (rank(claim.status) == 2))
    return fmt::format("it says {}, and \"{}\"", claim.status, claim.band);
  const std::string difference = differs_from(claim, c, then);
  // Made without the team's file it says unconfirmed, whatever the log says.
  const bool true_otherwise = differs_from(claim, c, now).empty() || differs_from(claim, c, review_state(c.analysis)).empty();
  return true_otherwise ? std::string() : difference;
}

Verdict judge(const OutputClaim& claim, const ReviewCase& c) {
  const ReviewState now = c.state();
  const std::optional<ReviewLog> before = log_at(c.log, claim.head);
  if (!before) return {"unknown", "the point of the log that it names is not in this log"};
  // Who has left the team since may count by the whole log alone: a later line stands for them.
  const ReviewState then = review_state(c.analysis, c.map, *before, c.source.team());
  const std::string difference = untruth(claim, c, then, now);
  if (!difference.empty()) return {"contradicted", difference};
  if (rank(now.status) < rank(claim.status))
    return {"withdrawn", fmt::format("it says {}, and the map is {} now", claim.status, now.status)};
  const LogLine* const latest = latest_proposal(c.log, c.source.team());
  if (latest != nullptr && std::get<Proposal>(latest->content).fingerprint != claim.fingerprint)
    return {"superseded", fmt::format("{} has proposed other settings since ({})", latest->member, latest->time)};
  if (rank(now.status) > rank(claim.status))
    return {"outdated", fmt::format("it says {}, and the map is {} now", claim.status, now.status)};
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
  if (c.proposal) return {"superseded", fmt::format("{} has proposed other settings ({})", c.proposal->member, c.proposal->time)};
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
                                                    {"now", c.state().status},
                                                    {"verdict", verdict.word},
                                                    {"sentence", verdict.sentence}}));
  } else {
    write_stdout(fmt::format("{}: {}: {}. {}\n", output, verdict.word, printable(verdict.sentence), kNotice));
  }
  return verdict.word == "current" || verdict.word == "outdated" ? kDone : kLogBroken;
}

}  // namespace viamyo::cli
