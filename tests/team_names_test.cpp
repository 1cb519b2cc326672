// A team's file whose names break the rules of today: it counts for nothing until its owner has mended it, and mending makes nothing good that was signed.
#include "viamyo/team_names.h"

#include <gtest/gtest.h>

#include "review_team.h"

namespace viamyo {
namespace {

class TeamNames : public ReviewTest {
 protected:
  void put(const Team& team) { write_team(team, path, owner); }
  [[nodiscard]] std::string refusal() const {
    return message_of([&] { static_cast<void>(read_team(path)); });
  }
  [[nodiscard]] Team with_name(const std::string& name, std::size_t entry = 1) const {
    Team team = good;
    team.members.at(entry - 1).name = name;
    return team;
  }

  SigningKey owner = owner_key();
  SigningKey able = member_key("A. Able");
  SigningKey best = member_key("B. Best");
  Team good = team_of(owner, {&able, &best});
  std::filesystem::path path = file("team.toml");
};

TEST_F(TeamNames, AFileWithoutFaultsIsReadAlikeByBoth) {
  put(good);
  EXPECT_TRUE(name_faults(good).empty());
  EXPECT_EQ(read_team_to_mend(path).file_digest, read_team(path).file_digest);
}

TEST_F(TeamNames, EveryRuleOfNamesIsToldWithItsEntryAndMended) {
  for (const char* const name : {"B. Best 2", "B. Best CONFIRMED", "B.  Best", "B. \u0412est", "b. reviewed", "\u200BB. Best", ""}) {
    const Team old = with_name(name, 2);
    put(old);
    EXPECT_NE(refusal().find("viamyo team mend"), std::string::npos) << name << refusal();
    const Team read = read_team_to_mend(path);
    const std::vector<NameFault> faults = name_faults(read);
    ASSERT_EQ(faults.size(), 1U) << name;
    EXPECT_EQ(faults[0].entry, 2U);
    EXPECT_NE(faults[0].text.find("must"), std::string::npos) << faults[0].text;
    put(with_mended_entry(read, 2, "C. Clay", ""));
    EXPECT_EQ(read_team(path).members[1].name, "C. Clay");
    EXPECT_EQ(read_team(path).serial, old.serial + 1);
    EXPECT_EQ(read_team(path).members[1].public_key, old.members[1].public_key);
  }
}

TEST_F(TeamNames, ARoleIsMendedWhereverItStands) {
  Team old = good;
  for (TeamMember& member : old.members) member.role = "surgeon (not a medical device)";
  old.counting_roles = {"surgeon (not a medical device)", "cardiac surgeon"};
  put(old);
  EXPECT_EQ(name_faults(read_team_to_mend(path)).size(), 2U);
  put(with_mended_entry(read_team_to_mend(path), 1, "", "heart surgeon"));
  const Team mended = read_team(path);
  for (const TeamMember& member : mended.members) EXPECT_EQ(member.role, "heart surgeon");
  EXPECT_EQ(mended.counting_roles.front(), "heart surgeon");
}

TEST_F(TeamNames, TwoMembersOfTodayWhoseNamesStandForOneAreParted) {
  put(with_name("A.Able", 2));
  EXPECT_NE(refusal().find("has two current keys"), std::string::npos);
  const Team mended = with_mended_entry(read_team_to_mend(path), 2, "Anna Able", "");
  EXPECT_TRUE(name_faults(mended).empty());
  EXPECT_EQ(mended.members[0].name, "A. Able");
}

TEST_F(TeamNames, AllKeysOfAPersonKeepOneName) {
  Team old = with_member(good, request_of(member_key("A. Able")), true);
  for (TeamMember& member : old.members) {
    if (member.name == "A. Able") member.name = "A. Able 2";
  }
  const Team mended = with_mended_entry(old, 1, "Anna Able", "");
  EXPECT_EQ(mended.members[0].name, "Anna Able");
  EXPECT_EQ(mended.members[2].name, "Anna Able");
}

TEST_F(TeamNames, OnlyWhatBreaksARuleIsChangedAndOnlyToWhatBreaksNone) {
  const Team old = with_name("A. Able 2");
  const auto said = [&](std::size_t entry, const std::string& name, const std::string& role) {
    return message_of([&] { static_cast<void>(with_mended_entry(old, entry, name, role)); });
  };
  EXPECT_NE(said(2, "C. Clay", "").find("breaks no rule, and stays"), std::string::npos);
  EXPECT_NE(said(1, "", "nurse").find("breaks no rule, and stays"), std::string::npos);
  EXPECT_NE(said(1, "A. Able 3", "").find("must"), std::string::npos);
  EXPECT_NE(said(1, "B.Best", "").find("can be taken for that of entry 2"), std::string::npos);
  EXPECT_NE(said(1, "", "").find("say which"), std::string::npos);
  for (const std::size_t entry : {std::size_t{0}, std::size_t{3}})
    EXPECT_NE(said(entry, "C. Clay", "").find("there is none"), std::string::npos);
}

TEST_F(TeamNames, ATeamsOwnNameIsNotMendedSinceLogsAreBoundToIt) {
  Team old = good;
  old.name = "CONFIRMED by 2 of 2";
  put(old);
  EXPECT_EQ(name_faults(read_team_to_mend(path)).at(0).entry, 0U);
  EXPECT_NE(refusal().find("viamyo team init"), std::string::npos) << refusal();
}

TEST_F(TeamNames, ItsOwnersSignatureIsCheckedAllTheSame) {
  put(with_name("A. Able 2"));
  std::string text = text_of_file(path);
  put_file(path, text.replace(text.find("A. Able 2"), 9, "A. Able 3"));
  EXPECT_NE(message_of([&] { static_cast<void>(read_team_to_mend(path)); }).find("is not signed by the team's owner"), std::string::npos);
}

class MendedReview : public ReviewedMapTest {};

TEST_F(MendedReview, WhatWasSignedUnderAnotherNameSupportsNothingAndStandsAgainstOthers) {
  append(able, {decision(ReviewAction::kConfirm, "R1"), decision(ReviewAction::kConfirm, "R2")});
  append(best, {decision(ReviewAction::kConfirm, "R1"), decision(ReviewAction::kReject, "R2")});
  ASSERT_EQ(item_state("R1"), "confirmed");
  shared_team.members.at(1).name = "B. Best 2";
  shared_team = with_mended_entry(shared_team, 2, "Bea Best", "");
  EXPECT_EQ(item_state("R1"), "partly_confirmed");
  EXPECT_EQ(item_state("R2"), "disputed");
}

}  // namespace
}  // namespace viamyo
