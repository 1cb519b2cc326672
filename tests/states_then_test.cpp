// The team as it was at each change of its file can be had from the file of today: an output that was made then is judged by it.
#include "cli/check/states_then.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace viamyo::cli {
namespace {

//! Another reason for what is void takes the place of the first, and nothing else of a team's past is forgotten.
std::string text_of(Team team) {
  for (TeamMember& member : team.members) member.voided = member.voided.empty() ? "" : "for a reason";
  team.file_digest.clear();
  return team_file_digest(team);
}

//! The team after each of its changes, from the first: people come, go, come back with another key, and are voided, some after they left.
std::vector<Team> grown_team(std::mt19937& dice) {
  constexpr std::array kNames{"A. Able", "B. Best", "C. Clay", "D. Dorn", "a able"};
  Team team;
  team.name = "Heart team";
  team.counting_roles = default_counting_roles();
  team.owner_key = std::string(64, '0');
  std::vector<Team> teams{team};
  for (int key = 1; key < 40; ++key) {
    const std::string name = kNames.at(dice() % kNames.size());
    const std::string reason = dice() % 3 == 0 ? fmt::format("fraud, told in {}", key) : std::string();
    try {
      const bool comes = dice() % 2 == 0;
      team = comes ? with_member(team, {name, team.counting_roles.at(dice() % 4), fmt::format("{:064x}", key)}, dice() % 2 == 0)
                   : without_member(team, name, reason);
      teams.push_back(team);
    } catch (const std::exception&) {  // no such member, or one already: nothing is changed
    }
  }
  return teams;
}

TEST(StatesThen, TheTeamOfEachChangeCanBeHadFromTheFileOfToday) {
  std::mt19937 dice(12);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cases in every run
  int voids = 0;
  for (int world = 0; world < 150; ++world) {
    const std::vector<Team> teams = grown_team(dice);
    for (const Team& then : teams)
      ASSERT_EQ(text_of(team_at(teams.back(), then.serial)), text_of(then)) << "world " << world << ", change " << then.serial;
    for (const TeamMember& member : teams.back().members) voids += member.voided_in.value_or(0) > member.retired_in.value_or(0) ? 1 : 0;
    EXPECT_EQ(undated_voids(teams.back()), 0);
  }
  EXPECT_GT(voids, 50) << "people must be voided after they left, or the search says nothing";
}

TEST(StatesThen, AVoidThatDoesNotSaySinceWhenStandsAtEveryChange) {
  Team team = with_member({}, {"A. Able", "nurse", "a"}, false);
  team = with_member(team, {"B. Best", "nurse", "b"}, false);
  team = without_member(without_member(team, "A. Able"), "A. Able", "fraud");
  team = without_member(team, "B. Best", "fraud");
  ASSERT_EQ(team.serial, 6);
  for (TeamMember& member : team.members) member.voided_in.reset();
  EXPECT_EQ(undated_voids(team), 2);
  EXPECT_EQ(undated_voids(team_at(team, 5)), 1);
  EXPECT_EQ(team_at(team, 4).members.front().voided, "fraud");
  EXPECT_EQ(team_at(team, 3).members.front().voided, "");
}

//! What the dates look like by a clock: the first line that was seen to be wrong, 0 = none.
std::size_t first_wrong(const ReviewLog& log, const std::string& now) {
  const std::vector<ReviewReason> wrong = clock_anomalies(log, now);
  return wrong.empty() ? 0 : wrong.front().line;
}

TEST(StatesThen, WhatLayAheadOfAClockMayHaveBeenReachedSince) {
  ReviewLog log;
  for (const char* const minute : {"00", "10", "20", "40", "50"}) {
    LogLine line;
    line.number = log.lines.size() + 1;
    line.time = fmt::format("2026-11-28T05:{}:00Z", minute);
    log.lines.push_back(line);
  }
  // By whichever clock an output was made, what it says of the dates can be had again from what it tells.
  for (int minute = 0; minute < 60; ++minute) {
    const std::string now = fmt::format("2026-11-28T05:{:02}:00Z", minute);
    const std::size_t then = first_wrong(log, now);
    OutputClaim claim;
    if (then > 0) claim.report["review"]["date_uncertain"] = fmt::format("line {}: it lies in the future: a clock is wrong", then);
    const std::set<std::string> clocks = clocks_then(claim, log);
    EXPECT_TRUE(std::any_of(clocks.begin(), clocks.end(), [&](const std::string& clock) { return first_wrong(log, clock) == then; }))
        << "made at " << now << ", when line " << then << " lay ahead";
  }
  // A picture or a table tells no more than that the dates are uncertain.
  const std::set<std::string> clocks = clocks_then({}, log);
  EXPECT_TRUE(std::any_of(clocks.begin(), clocks.end(), [&](const std::string& clock) { return first_wrong(log, clock) > 0; }));
  EXPECT_TRUE(clocks_then({}, {}).empty());
}

}  // namespace
}  // namespace viamyo::cli
