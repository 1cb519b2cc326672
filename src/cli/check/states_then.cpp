#include "states_then.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "review/seen_heads.h"

namespace viamyo::cli {
namespace {

bool is_undated(const TeamMember& member) { return !member.voided.empty() && !member.voided_in; }

//! The team at each of its changes, the latest first; where a void does not say since when, also without it.
std::vector<Team> teams_then(const Team& team) {
  std::vector<Team> teams;
  for (int change = team.serial; change >= 1; --change) {
    teams.push_back(change == team.serial ? team : team_at(team, change));
    if (undated_voids(teams.back()) == 0) continue;
    Team before = teams.back();
    for (TeamMember& member : before.members) {
      if (is_undated(member)) member.voided.clear();
    }
    teams.push_back(std::move(before));
  }
  return teams;
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

//! Why nothing counted, as the output itself says; empty where it does not.
std::string reason_told(const OutputClaim& claim) {
  const Json review = claim.report.is_object() ? claim.report.value("review", Json()) : Json();
  const Json reasons = review.is_object() ? review.value("reasons", Json()) : Json();
  return reasons.is_array() && !reasons.empty() ? text_at(reasons.front(), "text") : std::string();
}

//! What a computer that had seen more of the log than there was when the output was made said of that: all that has been seen by now, and what the
//! output's own reason says as far as it can be.
std::set<std::string> missing_then(const OutputClaim& claim, const ReviewLog& log, const ReviewLog& before) {
  std::set<std::string> texts;
  if (before.lines.size() == log.lines.size()) return texts;
  texts.insert(missing_text(before, log.lines.size(), log.head));
  const std::string told = reason_told(claim);
  for (std::size_t lines = before.lines.size() + 1; !told.empty() && lines < log.lines.size(); ++lines) {
    const std::string text = missing_text(before, lines, log.lines[lines - 1].digest);
    if (told.find(text) != std::string::npos) texts.insert(text);
  }
  return texts;
}

//! The same of a team's file that was an old one when the output was made.
std::set<std::string> outdated_then(const OutputClaim& claim, const Team& then, int latest) {
  std::set<std::string> texts;
  if (then.serial == latest) return texts;
  texts.insert(older_team_text(then.serial, latest));
  const std::string told = reason_told(claim);
  for (int seen = then.serial + 1; seen < latest; ++seen) {
    const std::string text = older_team_text(then.serial, seen);
    if (told.find(text) != std::string::npos) texts.insert(text);
  }
  return texts;
}

}  // namespace

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

std::set<std::string> clocks_then(const OutputClaim& claim, const ReviewLog& before) {
  constexpr std::string_view kAheadOfAll = "1970-01-01T00:00:00Z";
  constexpr std::string_view kLine = "line ";
  std::set<std::string> clocks;
  if (before.lines.empty()) return clocks;
  clocks.insert({std::string(kAheadOfAll), before.lines.back().time});
  const Json review = claim.report.is_object() ? claim.report.value("review", Json()) : Json();
  const std::string told = text_at(review, "date_uncertain");
  std::size_t line = 0;
  if (told.starts_with(kLine)) std::from_chars(told.data() + kLine.size(), told.data() + told.size(), line);
  if (line > 1 && line <= before.lines.size()) clocks.insert(before.lines[line - 2].time);
  return clocks;
}

std::vector<StateThen> states_then(const OutputClaim& claim, const ReviewCase& c, const ReviewLog& before) {
  const Team* const team = c.source.team();
  std::vector<StateThen> all;
  const std::set<std::string> clocks = clocks_then(claim, before);
  const auto add = [&](const Team* by, int change) {
    all.push_back({review_state(*c.analysis, c.reviewed, before, by), change});
    for (const std::string& now : clocks) all.push_back({review_state(*c.analysis, c.reviewed, before, by, {}, now), change});
  };
  const int latest = team == nullptr ? 0 : team->serial;
  const std::vector<Team> teams = team == nullptr ? std::vector<Team>() : teams_then(*team);
  for (const Team& then : teams) add(&then, then.serial);
  for (Team old : teams) {
    for (const std::string& outdated : outdated_then(claim, old, latest)) {
      old.outdated = outdated;
      all.push_back({review_state(*c.analysis, c.reviewed, before, &old), old.serial});
    }
  }
  for (const std::string& missing : missing_then(claim, c.log, before))
    all.push_back({review_state(*c.analysis, c.reviewed, before, team, missing), latest});
  add(nullptr, latest);
  return all;
}

Team team_at(Team team, int change) {
  std::erase_if(team.members, [&](const TeamMember& member) { return member.accepted_in > change; });
  for (TeamMember& member : team.members) {
    const bool had_left = member.retired_in && *member.retired_in <= change;
    if (!had_left) member.retired_in.reset();
    if (had_left && member.voided_in.value_or(0) <= change) continue;
    member.voided.clear();
    member.voided_in.reset();
  }
  team.serial = change;
  team.file_digest.clear();  // nobody has that file at hand
  team.outdated.clear();
  return team;
}

int undated_voids(const Team& team) {
  std::set<std::string> persons;
  for (const TeamMember& member : team.members) {
    if (is_undated(member)) persons.insert(person_of(member.name));
  }
  return static_cast<int>(persons.size());
}

}  // namespace viamyo::cli
