// A team is what its owner signed, and nothing that somebody else wrote.
#include "viamyo/team.h"

#include <fmt/format.h>

#include "review_team.h"

namespace viamyo {
namespace {

class TeamFile : public ReviewTest {
 protected:
  [[nodiscard]] std::string refusal() const {
    return message_of([&] { read_team(team_path); });
  }

  //! Signs whatever text by the owner, as somebody who has the owner's key could.
  void put_signed(const std::string& text) const { put_file(team_path, text + "signature = \"" + owner.sign(text) + "\"\n"); }

  SigningKey owner = owner_key();
  SigningKey able = member_key("A. Able");
  SigningKey best = member_key("B. Best", "nurse");
  std::filesystem::path team_path = file("team.toml");
};

TEST_F(TeamFile, ReadsBackAsWritten) {
  Team team = team_of(owner, {&able, &best});
  team.required_confirmations = 1;
  team.blind_reading = true;
  write_team(team, team_path, owner);
  const Team back = read_team(team_path);
  EXPECT_EQ(back.name, "Heart team");
  EXPECT_EQ(back.required_confirmations, 1);
  EXPECT_TRUE(back.blind_reading);
  EXPECT_EQ(back.serial, 3);
  EXPECT_EQ(back.counting_roles, default_counting_roles());
  ASSERT_EQ(back.members.size(), 2U);
  EXPECT_EQ(back.members[1].public_key, best.facts().public_key);
  EXPECT_EQ(counting_members(back), 1);  // a nurse's decision is kept and does not count
  EXPECT_EQ(team_digest(back), team_digest(team));
}

TEST_F(TeamFile, AnyChangeBySomebodyElseIsNoticed) {
  write_team(team_of(owner, {&able}), team_path, owner);
  const std::string text = text_of_file(team_path);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    put_file(team_path, changed);
    EXPECT_THROW(read_team(team_path), InputError) << i;
  }
  put_file(team_path, text + "\n[[members]]\nname = \"C\"\n");
  EXPECT_THROW(read_team(team_path), InputError);
  put_file(team_path, text.substr(0, text.rfind("signature")));
  EXPECT_NE(refusal().find("is not signed by the team's owner"), std::string::npos);
}

TEST_F(TeamFile, AnOlderFileIsNoticedWhereALaterChangeWasSeen) {
  const Team before = team_of(owner, {&able, &best});
  write_team(before, team_path, owner);
  EXPECT_EQ(read_team(team_path).outdated, "");
  const Team after = without_member(before, "B. Best");
  remember_team(after);
  remember_team(before);  // an older one never replaces a later one
  EXPECT_EQ(read_team(team_path).outdated, "the team's file is at change 3, and change 4 of it was seen on this computer");
  write_team(after, team_path, owner);
  EXPECT_EQ(read_team(team_path).outdated, "");
  const Team other = team_of(owner_key("Other team"), {&able});  // counts its own changes
  EXPECT_EQ(outdated_text(other), "");
  const std::filesystem::path seen = file("data/viamyo/teams") / team_digest(after);
  EXPECT_EQ(std::filesystem::status(seen / fmt::format("4-{}", team_file_digest(after))).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::remove_all(seen);
  put_file(seen, "no folder");
  EXPECT_NE(read_team(team_path).outdated.find("nobody can tell whether the team's file is an old one"), std::string::npos);
  EXPECT_THROW(remember_team(after), OutputError);
  ::setenv("XDG_DATA_HOME", file("elsewhere").c_str(), 1);
  EXPECT_EQ(outdated_text(before), "");  // where the later one was not seen, it cannot be noticed
}

TEST_F(TeamFile, AMemberCannotSignIt) {
  const Team team = team_of(owner, {&able});
  EXPECT_THROW(write_team(team, team_path, able), UsageError);
  write_team(team, team_path, owner);
  const std::string text = text_of_file(team_path);
  const std::string body = text.substr(0, text.rfind("signature"));
  put_file(team_path, body + "signature = \"" + able.sign(body) + "\"\n");
  EXPECT_NE(refusal().find("is not signed by the team's owner"), std::string::npos);
}

TEST_F(TeamFile, AHomeMadeTeamOfTheSameNameHasAnotherDigest) {
  const SigningKey stranger = owner_key();
  EXPECT_NE(team_digest(team_of(stranger, {&able})), team_digest(team_of(owner, {&able})));
}

TEST_F(TeamFile, TheDigestStaysWhenMembersComeAndGo) {
  const Team team = team_of(owner, {&able});
  EXPECT_EQ(team_digest(with_member(team, request_of(best), false)), team_digest(team));
  EXPECT_EQ(team_digest(without_member(team, "A. Able")), team_digest(team));
}

TEST_F(TeamFile, ANameHasOneKeyAndAKeyOneName) {
  const Team team = team_of(owner, {&able});
  EXPECT_THROW(with_member(team, request_of(able), false), UsageError);
  EXPECT_THROW(with_member(team, {"Somebody else", "cardiac surgeon", able.facts().public_key}, false), UsageError);
  EXPECT_THROW(with_member(team, {"Owner too", "cardiac surgeon", owner.facts().public_key}, false), UsageError);
  EXPECT_THROW(with_member(team, {"a. able", "cardiac surgeon", best.facts().public_key}, false), UsageError);
  // ... also where the owner signed such a file.
  const std::string head = fmt::format(
      "schema = \"viamyo.team/1\"\nname = \"T\"\nserial = 9\nrequired_confirmations = 1\ncounting_roles = [\"r\"]\nblind_reading = false\n"
      "owner_key = \"{}\"\n",
      owner.facts().public_key);
  const auto member = [](std::string_view name, const std::string& key) {
    return fmt::format("[[members]]\nname = \"{}\"\nrole = \"r\"\npublic_key = \"{}\"\naccepted_in = 2\n", name, key);
  };
  put_signed(head + member("A", able.facts().public_key));
  EXPECT_EQ(read_team(team_path).members.size(), 1U);
  put_signed(head + member("A", able.facts().public_key) + member("B", able.facts().public_key));
  EXPECT_NE(refusal().find("twice"), std::string::npos);
  put_signed(head + member("A", able.facts().public_key) + member("a", best.facts().public_key));
  EXPECT_NE(refusal().find("two current keys"), std::string::npos);
  put_signed(head + member("A", able.facts().public_key) + member("\u0391", best.facts().public_key));
  EXPECT_NE(refusal().find("two current keys"), std::string::npos) << "one person, by letters that are drawn alike";
}

TEST_F(TeamFile, ChangingAKeyKeepsTheMember) {
  const SigningKey renewed = member_key("A. Able");
  Team team = team_of(owner, {&able});
  EXPECT_THROW(with_member(team, request_of(best), true), UsageError);
  team = with_member(team, request_of(renewed), true);
  write_team(team, team_path, owner);
  team = read_team(team_path);
  ASSERT_EQ(team.members.size(), 2U);
  EXPECT_EQ(team.members[0].retired_in, 3);
  EXPECT_EQ(team.members[1].name, team.members[0].name);
  EXPECT_EQ(counting_members(team), 1);
}

TEST_F(TeamFile, OnlyAMemberCanBeRemoved) {
  Team team = team_of(owner, {&able, &best});
  EXPECT_THROW(without_member(team, "C. Clay"), UsageError);
  team = without_member(team, "A. Able");
  EXPECT_THROW(without_member(team, "A. Able"), UsageError);
  EXPECT_EQ(counting_members(team), 0);
  ASSERT_NE(member_of_key(team, able.facts().public_key), nullptr);
}

TEST_F(TeamFile, ANameThatCanBeTakenForAMembersIsLetInAsThatMemberAlone) {
  const SigningKey petrov = member_key("\u041F\u0435\u0442\u0440\u043E\u0432");
  const Team team = without_member(team_of(owner, {&able, &best, &petrov}), "B. Best");
  const auto said = [&](const char* name, bool same_person) {
    return message_of([&] { with_member(team, {name, "cardiac surgeon", std::string(64, '0')}, same_person); });
  };
  for (const char* const name : {"A. Able", "\u0410. Able", "\u0391. Able", "A. AbIe", "A.Able", "A Able", "\u00C4. Able", "a. able"}) {
    EXPECT_NE(said(name, false).find("--replace-key"), std::string::npos) << name;
    const Team after = with_member(team, {name, "cardiac surgeon", std::string(64, '0')}, true);
    EXPECT_EQ(after.members.back().name, "A. Able") << "as the team knows them, not " << name;
    EXPECT_EQ(after.members.front().retired_in, after.serial);
    EXPECT_EQ(counting_members(after), counting_members(team));
  }
  for (const char* const name : {"B. Best", "b. best", "\u0412. Best"}) {  // who has left, too
    EXPECT_NE(said(name, false).find("was a member"), std::string::npos) << name;
    EXPECT_EQ(with_member(team, {name, "cardiac surgeon", std::string(64, '0')}, true).members.back().name, "B. Best");
  }
  EXPECT_NE(said("\u041F\u0415\u0422\u0420\u041E\u0412", false).find("--replace-key"), std::string::npos);
  for (const char* const name : {"C. Clay", "A. Abel", "A. Ables", "\u041F\u0435\u0442\u0440\u043E\u0432\u0430"}) {
    EXPECT_EQ(said(name, false), "nothing was thrown") << name;
    EXPECT_NE(said(name, true).find("no member whose key"), std::string::npos) << name;
  }
}

TEST_F(TeamFile, NamesThatBreakTheirRulesAreRefusedAlsoWhereTheOwnerSignedThem) {
  const auto with_names = [&](const std::string& team, const std::string& member, const std::string& role) {
    return fmt::format(
        "schema = \"viamyo.team/1\"\nname = \"{}\"\nserial = 9\nrequired_confirmations = 1\ncounting_roles = [\"r\"]\nblind_reading = "
        "false\n"
        "owner_key = \"{}\"\n[[members]]\nname = \"{}\"\nrole = \"{}\"\npublic_key = \"{}\"\naccepted_in = 2\n",
        team, owner.facts().public_key, member, role, able.facts().public_key);
  };
  put_signed(with_names("Heart team", "A. Able", "r"));
  EXPECT_EQ(read_team(team_path).members.size(), 1U);
  for (const auto& [team, member, role] : {std::tuple{"CONFIRMED by 2 of 2", "A. Able", "r"},
                                           {"Heart team", "A. Able CONFIRMED", "r"},
                                           {"Heart team", "A. Able", "not a medical device"},
                                           {"Heart team", "A. \u0410ble", "r"},
                                           {"Heart team", "A. Able 2", "r"}}) {
    put_signed(with_names(team, member, role));
    EXPECT_NE(refusal().find("must"), std::string::npos) << team << member << role;
    EXPECT_NE(refusal().find(team_path.string()), std::string::npos);
  }
}

TEST_F(TeamFile, ARequestIsSignedByTheKeyThatItBrings) {
  const std::filesystem::path request = file("a.request");
  write_request(able, request);
  EXPECT_EQ(read_request(request).public_key, able.facts().public_key);
  EXPECT_EQ(read_request(request).role, "cardiac surgeon");
  std::string text = text_of_file(request);
  const std::string key = able.facts().public_key;
  put_file(request, text.replace(text.find(key), key.size(), best.facts().public_key));
  EXPECT_THROW(read_request(request), InputError);  // a colleague's key under one's own name
  EXPECT_THROW(read_team(request), InputError);
}

TEST_F(TeamFile, AVoidSaysSinceWhenAndWhyAndTheFirstReasonStays) {
  const Team left = without_member(team_of(owner, {&able, &best}), "B. Best");
  write_team(without_member(left, "b. best", "fraud"), team_path, owner);
  const Team team = read_team(team_path);
  EXPECT_EQ(team.members[1].retired_in, 4);
  EXPECT_EQ(team.members[1].voided_in, 5);
  EXPECT_FALSE(team.members[0].voided_in);
  const SigningKey renewed = member_key("B. Best");
  const Team again = without_member(with_member(team, request_of(renewed), true), "B. Best", "other words");
  EXPECT_EQ(again.members[1].voided, "fraud");
  EXPECT_EQ(again.members[1].voided_in, 5);
  EXPECT_EQ(again.members[2].voided, "other words");
  EXPECT_EQ(again.members[2].voided_in, 7);
  for (const char* const reason : {"other words", "fraud"}) {
    const std::string said = message_of([&] { static_cast<void>(without_member(team, "b best", reason)); });
    EXPECT_NE(said.find("is void already, reason: «fraud»"), std::string::npos) << said;
  }
  // As an earlier version wrote it; and where it cannot be.
  std::string text = text_of_file(team_path);
  text.erase(text.rfind("signature"));
  const auto with = [&](const std::string& line) {
    std::string changed = text;
    return changed.replace(changed.find("voided_in = 5\n"), std::string("voided_in = 5\n").size(), line);
  };
  put_signed(with(""));
  EXPECT_FALSE(read_team(team_path).members[1].voided_in);
  for (const char* const line : {"voided_in = 3\n", "voided_in = 6\n", "voided_in = \"5\"\n"}) {
    put_signed(with(line));
    EXPECT_NE(refusal().find("voided_in"), std::string::npos) << line;
  }
  put_signed(text.erase(text.find("voided = \"fraud\"\n"), std::string("voided = \"fraud\"\n").size()));
  EXPECT_NE(refusal().find("voided_in"), std::string::npos);
}

TEST_F(TeamFile, PolicyBelowOneConfirmationIsRefused) {
  Team team = team_of(owner, {&able});
  for (const int required : {0, -1, 101}) {
    team.required_confirmations = required;
    write_team(team, team_path, owner);
    EXPECT_NE(refusal().find("required_confirmations"), std::string::npos) << required;
  }
}

TEST_F(TeamFile, WhatIsNoTeamFileIsRefusedWithItsName) {
  for (const char* text : {"", "\n", "[", "schema = 1\n", "signature = \"\"\n", "schema = \"viamyo.team/2\"\n"}) {
    put_file(team_path, text);
    EXPECT_NE(refusal().find(team_path.string()), std::string::npos) << text;
  }
  std::filesystem::remove(team_path);
  EXPECT_NE(refusal().find(team_path.string()), std::string::npos);
  std::filesystem::create_directory(team_path);
  EXPECT_NE(refusal().find("is a folder"), std::string::npos);
}

}  // namespace
}  // namespace viamyo
