// A team is what its owner signed, and nothing that somebody else wrote.
#include "viamyo/team.h"

#include <fmt/format.h>

#include "review_team.h"

namespace viamyo {
namespace {

class TeamFile : public ReviewTest {
 protected:
  [[nodiscard]] std::string refusal() const {
    return message_of([&] { read_team(path_); });
  }

  //! Signs whatever text by the owner, as somebody who has the owner's key could.
  void put_signed(const std::string& text) const { put_file(path_, text + "signature = \"" + owner_.sign(text) + "\"\n"); }

  SigningKey owner_ = owner_key();
  SigningKey a_ = member_key("A. Able");
  SigningKey b_ = member_key("B. Best", "nurse");
  std::filesystem::path path_ = file("team.toml");
};

TEST_F(TeamFile, ReadsBackAsWritten) {
  Team team = team_of(owner_, {&a_, &b_});
  team.required_confirmations = 1;
  team.blind_reading = true;
  write_team(team, path_, owner_);
  const Team back = read_team(path_);
  EXPECT_EQ(back.name, "Heart team");
  EXPECT_EQ(back.required_confirmations, 1);
  EXPECT_TRUE(back.blind_reading);
  EXPECT_EQ(back.serial, 3);
  EXPECT_EQ(back.counting_roles, default_counting_roles());
  ASSERT_EQ(back.members.size(), 2U);
  EXPECT_EQ(back.members[1].public_key, b_.facts().public_key);
  EXPECT_EQ(counting_members(back), 1);  // a nurse's decision is kept and does not count
  EXPECT_EQ(team_digest(back), team_digest(team));
}

TEST_F(TeamFile, AnyChangeBySomebodyElseIsNoticed) {
  write_team(team_of(owner_, {&a_}), path_, owner_);
  const std::string text = text_of_file(path_);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    put_file(path_, changed);
    EXPECT_THROW(read_team(path_), InputError) << i;
  }
  put_file(path_, text + "\n[[members]]\nname = \"C\"\n");
  EXPECT_THROW(read_team(path_), InputError);
  put_file(path_, text.substr(0, text.rfind("signature")));
  EXPECT_NE(refusal().find("is not signed by the team's owner"), std::string::npos);
}

TEST_F(TeamFile, AMemberCannotSignIt) {
  const Team team = team_of(owner_, {&a_});
  EXPECT_THROW(write_team(team, path_, a_), UsageError);
  write_team(team, path_, owner_);
  const std::string text = text_of_file(path_);
  const std::string body = text.substr(0, text.rfind("signature"));
  put_file(path_, body + "signature = \"" + a_.sign(body) + "\"\n");
  EXPECT_NE(refusal().find("is not signed by the team's owner"), std::string::npos);
}

TEST_F(TeamFile, AHomeMadeTeamOfTheSameNameHasAnotherDigest) {
  const SigningKey stranger = owner_key();
  EXPECT_NE(team_digest(team_of(stranger, {&a_})), team_digest(team_of(owner_, {&a_})));
}

TEST_F(TeamFile, TheDigestStaysWhenMembersComeAndGo) {
  const Team team = team_of(owner_, {&a_});
  EXPECT_EQ(team_digest(with_member(team, request_of(b_), false)), team_digest(team));
  EXPECT_EQ(team_digest(without_member(team, "A. Able")), team_digest(team));
}

TEST_F(TeamFile, ANameHasOneKeyAndAKeyOneName) {
  const Team team = team_of(owner_, {&a_});
  EXPECT_THROW(with_member(team, request_of(a_), false), UsageError);
  EXPECT_THROW(with_member(team, {"Somebody else", "cardiac surgeon", a_.facts().public_key}, false), UsageError);
  EXPECT_THROW(with_member(team, {"Owner too", "cardiac surgeon", owner_.facts().public_key}, false), UsageError);
  EXPECT_THROW(with_member(team, {"a. able", "cardiac surgeon", b_.facts().public_key}, false), UsageError);
  // ... also where the owner signed such a file.
  const std::string head = fmt::format(
      "schema = \"viamyo.team/1\"\nname = \"T\"\nserial = 9\nrequired_confirmations = 1\ncounting_roles = [\"r\"]\nblind_reading = false\n"
      "owner_key = \"{}\"\n",
      owner_.facts().public_key);
  const auto member = [](std::string_view name, const std::string& key) {
    return fmt::format("[[members]]\nname = \"{}\"\nrole = \"r\"\npublic_key = \"{}\"\naccepted_in = 2\n", name, key);
  };
  put_signed(head + member("A", a_.facts().public_key));
  EXPECT_EQ(read_team(path_).members.size(), 1U);
  put_signed(head + member("A", a_.facts().public_key) + member("B", a_.facts().public_key));
  EXPECT_NE(refusal().find("twice"), std::string::npos);
  put_signed(head + member("A", a_.facts().public_key) + member("a", b_.facts().public_key));
  EXPECT_NE(refusal().find("two current keys"), std::string::npos);
}

TEST_F(TeamFile, ChangingAKeyKeepsTheMember) {
  const SigningKey renewed = member_key("A. Able");
  Team team = team_of(owner_, {&a_});
  EXPECT_THROW(with_member(team, request_of(b_), true), UsageError);
  team = with_member(team, request_of(renewed), true);
  write_team(team, path_, owner_);
  team = read_team(path_);
  ASSERT_EQ(team.members.size(), 2U);
  EXPECT_EQ(team.members[0].retired_in, 3);
  EXPECT_EQ(team.members[1].name, team.members[0].name);
  EXPECT_EQ(counting_members(team), 1);
}

TEST_F(TeamFile, OnlyAMemberCanBeRemoved) {
  Team team = team_of(owner_, {&a_, &b_});
  EXPECT_THROW(without_member(team, "C. Clay"), UsageError);
  team = without_member(team, "A. Able");
  EXPECT_THROW(without_member(team, "A. Able"), UsageError);
  EXPECT_EQ(counting_members(team), 0);
  ASSERT_NE(member_of_key(team, a_.facts().public_key), nullptr);
}

TEST_F(TeamFile, ARequestIsSignedByTheKeyThatItBrings) {
  const std::filesystem::path request = file("a.request");
  write_request(a_, request);
  EXPECT_EQ(read_request(request).public_key, a_.facts().public_key);
  EXPECT_EQ(read_request(request).role, "cardiac surgeon");
  std::string text = text_of_file(request);
  const std::string key = a_.facts().public_key;
  put_file(request, text.replace(text.find(key), key.size(), b_.facts().public_key));
  EXPECT_THROW(read_request(request), InputError);  // a colleague's key under one's own name
  EXPECT_THROW(read_team(request), InputError);
}

TEST_F(TeamFile, PolicyBelowOneConfirmationIsRefused) {
  Team team = team_of(owner_, {&a_});
  for (const int required : {0, -1, 101}) {
    team.required_confirmations = required;
    write_team(team, path_, owner_);
    EXPECT_NE(refusal().find("required_confirmations"), std::string::npos) << required;
  }
}

TEST_F(TeamFile, WhatIsNoTeamFileIsRefusedWithItsName) {
  for (const char* text : {"", "\n", "[", "schema = 1\n", "signature = \"\"\n", "schema = \"viamyo.team/2\"\n"}) {
    put_file(path_, text);
    EXPECT_NE(refusal().find(path_.string()), std::string::npos) << text;
  }
  std::filesystem::remove(path_);
  EXPECT_NE(refusal().find(path_.string()), std::string::npos);
  std::filesystem::create_directory(path_);
  EXPECT_NE(refusal().find("is a folder"), std::string::npos);
}

}  // namespace
}  // namespace viamyo
