#include "viamyo/review_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "../map/letters.h"
#include "log_file.h"
#include "log_line.h"
#include "log_text.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"
#include "words.h"

namespace viamyo {
namespace {

constexpr long long kClockToleranceSeconds = 300;

//! As a line of the log holds it: bytes that are no UTF-8 become U+FFFD.
std::string as_logged(const std::string& text) {
  using Json = nlohmann::json;
  return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
}

LogBinding binding_for(const Append& append) {
  LogBinding binding{append.map.content, append.map.map_id, append.map.subject_id, {}, {}};
  if (append.team != nullptr) {
    binding.team_name = append.team->name;
    binding.team_digest = team_digest(*append.team);
  }
  return binding;
}

void refuse_foreign_log(const ReviewLog& log, const Append& append) {
  if (!log.broken.empty())
    throw UsageError(fmt::format("{}: line {} {}; nothing is added to a log that does not verify", log.file, log.broken_line, log.broken));
  const LogBinding* const binding = binding_of(log);
  if (binding == nullptr) return;
  if (binding->content != append.map.content) throw UsageError(fmt::format("{}: is the log of another map", log.file));
  const std::string digest = append.team == nullptr ? std::string() : team_digest(*append.team);
  if (binding->team_digest != digest) {
    throw UsageError(fmt::format("{}: is the log of {}", log.file,
                                 binding->team_digest.empty() ? "a review without team"
                                                              : fmt::format("team {} ({})", binding->team_name,
                                                                            std::string_view(binding->team_digest).substr(0, 12))));
  }
}

//! The new lines' text: what begins the log where it is empty, then the entries.
std::string new_lines(const ReviewLog& log, const Append& append) {
  std::string text;
  std::string head(log.head.empty() ? kNoLineBefore : std::string_view(log.head));
  const std::string team_file = append.team == nullptr ? std::string() : team_file_digest(*append.team);
  const auto add = [&](decltype(LogLine::content) content) {
    LogLine line;
    line.time = append.time.empty() ? utc_now() : append.time;
    line.team_serial = append.team == nullptr ? 0 : append.team->serial;
    line.team_file = team_file;
    line.content = std::move(content);
    const std::string written = written_line(line, append.signer, head);
    if (written.size() > kLongestLine) throw UsageError(fmt::format("a line of the log must not be longer than {} bytes", kLongestLine));
    head = sha256_hex(written);
    text += written + "\n";
  };
  if (log.lines.empty()) add(binding_for(append));
  for (const LogEntry& entry : append.entries) std::visit([&](const auto& content) { add(content); }, entry);
  return text;
}

}  // namespace

ReviewedMap reviewed_map(const Study& study, const std::string& analysis_digest) {
  return {analysis_digest, as_logged(study.map_id), as_logged(study.subject_id), study.synthetic};
}

bool has_subject(const ReviewedMap& map) { return map.subject_id.find_first_not_of(' ') != std::string::npos; }

std::filesystem::path default_log(const std::filesystem::path& map) { return map.string() + ".review.jsonl"; }

ReviewLog read_log(const std::filesystem::path& path) {
  ReviewLog log;
  log.file = path.string();
  const LogFile file(path, LogAccess::kRead);
  if (file.is_open()) take_lines(log, file.text_from(0));
  return log;
}

const LogBinding* binding_of(const ReviewLog& log) {
  return log.lines.empty() ? nullptr : std::get_if<LogBinding>(&log.lines.front().content);
}

const LogLine* latest_proposal(const ReviewLog& log, const Team* team, std::string_view fingerprint) {
  const auto found = std::find_if(log.lines.rbegin(), log.lines.rend(), [&](const LogLine& line) {
    const auto* const proposal = std::get_if<Proposal>(&line.content);
    if (proposal == nullptr || (!fingerprint.empty() && proposal->fingerprint != fingerprint)) return false;
    const TeamMember* const signer = team == nullptr ? nullptr : member_of_key(*team, line.key);
    return team == nullptr || (signer != nullptr && (signer->name == line.member || person_of(signer->name) == person_of(line.member)));
  });
  return found == log.lines.rend() ? nullptr : &*found;
}

namespace {

//! Those that made the class: an infarct lies below the lower voltage, what is indeterminate was held against both.
std::string cut_offs(TissueClass tissue, const Thresholds& t) {
  std::string text = fmt::format("{} mV", t.voltage_viable_mV);
  if (tissue == TissueClass::kInfarcted) text = fmt::format("{} mV", t.voltage_infarct_mV);
  if (tissue == TissueClass::kIndeterminate) text = fmt::format("{} and {} mV", t.voltage_infarct_mV, t.voltage_viable_mV);
  return t.criteria == Criteria::kVoltage ? text : text + fmt::format(" and {} %", t.shortening_ischemic_percent);
}

}  // namespace

std::string decision_sentence(const KeyFacts& signer, const Decision& decision, const ReviewedMap& map, const Thresholds& thresholds,
                              std::string_view preset) {
  const std::string at = fmt::format("{} ({})", cut_offs(decision.item.tissue, thresholds), preset);
  const std::string who = fmt::format("I, {}, {},", signer.name, signer.role);
  const std::string where =
      fmt::format("{} of {}, {}", decision.item.label, map.subject_id.empty() ? "no subject" : labelled("subject", map.subject_id),
                  map.map_id.empty() ? "no map id" : labelled("map", map.map_id));
  const std::string_view tissue = spoken(decision.item.tissue);
  switch (decision.action) {
    case ReviewAction::kConfirm:
      return fmt::format("{} confirm {} as {} at {}", who, where, tissue, at);
    case ReviewAction::kReject:
      return fmt::format("{} reject {} as {} at {}", who, where, tissue, at);
    case ReviewAction::kReclassify:
      return fmt::format("{} reclassify {} from {} to {} at {}", who, where, tissue,
                         spoken(decision.to_class.value_or(TissueClass::kUnmapped)), at);
    case ReviewAction::kComment:
      return fmt::format("{} comment on {}", who, where);
    case ReviewAction::kWithdraw:
      return fmt::format("{} withdraw what I decided on {}", who, where);
  }
  return {};
}

void append_to_log(ReviewLog& log, const Append& append) {
  LogFile file(log.file, LogAccess::kAppend);
  if (file.size() < log.whole_bytes) {  // somebody cut it: what was read is no longer there
    const std::string name = log.file;
    log = {};
    log.file = name;
  }
  take_lines(log, file.text_from(log.whole_bytes));
  refuse_foreign_log(log, append);
  const std::string text = new_lines(log, append);
  file.replace_tail(log.whole_bytes, text);
  take_lines(log, text);
}

std::vector<ReviewReason> clock_anomalies(const ReviewLog& log, const std::string& now) {
  std::vector<ReviewReason> anomalies;
  long long before = 0;
  const long long present = seconds_of(now);
  for (const LogLine& line : log.lines) {
    const long long time = seconds_of(line.time);
    if (time < before)
      anomalies.push_back({line.number, fmt::format("{} is earlier than the line before it: a clock was wrong", line.time)});
    if (present >= 0 && time > present + kClockToleranceSeconds)
      anomalies.push_back({line.number, fmt::format("{} lies in the future: a clock is wrong", line.time)});
    before = time;
  }
  return anomalies;
}

}  // namespace viamyo
