// What a member may say of an item, and what is refused before anything is signed.
#include "viamyo/deciding.h"

#include "review_team.h"

namespace viamyo {
namespace {

std::vector<ReviewItem> items() { return review_state(four_items()).item_list; }

Verdict reclassify(TissueClass to) { return {ReviewAction::kReclassify, to, "as seen in the MRI", ""}; }

TEST(Deciding, ItemsAreNamedEachOnceInTheOrderGiven) {
  const std::vector<ReviewItem> chosen = chosen_items("Z1,R1,Z1", std::nullopt, items());
  ASSERT_EQ(chosen.size(), 2U);
  EXPECT_EQ(chosen[0].id, "Z1");
  EXPECT_EQ(chosen[1].id, "R1");
  const std::vector<ReviewItem> typed = chosen_items("R1, z1 ,R1", std::nullopt, items());  // as people type
  ASSERT_EQ(typed.size(), 2U);
  EXPECT_EQ(typed[1].id, "Z1");
}

TEST(Deciding, AllAsksForTheirNumber) {
  EXPECT_EQ(chosen_items("all", 4, items()).size(), 4U);
  EXPECT_THROW(chosen_items("all", 3, items()), UsageError);
  EXPECT_THROW(chosen_items("all", std::nullopt, items()), UsageError);
}

TEST(Deciding, UnknownItemsAreRefused) {
  for (const char* const text : {"R99", "", "R1,", "R1,,R2", "R 1", " "})
    EXPECT_THROW(chosen_items(text, std::nullopt, items()), UsageError) << text;
}

TEST(Deciding, AnotherClassNeedsAReasonAndMustBeAnother) {
  const std::vector<ReviewItem> region{items().front()};
  EXPECT_NO_THROW(check_verdict(reclassify(TissueClass::kInfarcted), region));
  EXPECT_THROW(check_verdict(reclassify(TissueClass::kNormal), region), UsageError);
  EXPECT_THROW(check_verdict({ReviewAction::kReclassify, TissueClass::kInfarcted, "", ""}, region), UsageError);
  EXPECT_THROW(class_to_give("unmapped"), UsageError);
  EXPECT_THROW(class_to_give("scar"), UsageError);
}

TEST(Deciding, AZoneHasNoClassToChange) { EXPECT_THROW(check_verdict(reclassify(TissueClass::kInfarcted), {items().back()}), UsageError); }

TEST(Deciding, TextsThatNobodySeesWholeAreRefused) {
  for (const std::string& text : {std::string("a\nb"), std::string("a\u202Eb"), std::string(5000, 'x')})
    EXPECT_THROW(check_verdict({ReviewAction::kReject, {}, text, ""}, items()), UsageError);
}

class DecidingOfMember : public ReviewedMapTest {};

TEST_F(DecidingOfMember, OnlyTheFirstSignatureOnAMapAsksForThePseudonym) {
  EXPECT_EQ(pseudonym_to_type(shared_map, shared_log, best.facts().public_key), "S-01");
  EXPECT_EQ(pseudonym_to_type(shared_map, shared_log, able.facts().public_key), "");
}

TEST_F(DecidingOfMember, TheKeyThatTheTeamKnowsIsTaken) {
  EXPECT_EQ(key_of_member("A. Able", &shared_team).public_key, able.facts().public_key);
  const SigningKey second = member_key("A. Able");
  EXPECT_EQ(key_of_member("A. Able", &shared_team).public_key, able.facts().public_key);
  EXPECT_THROW(key_of_member("C. Clay", &shared_team), UsageError);
}

//! The member's own key may lie on a stick that was not named: what another one of their name signs is worth nothing.
TEST_F(DecidingOfMember, AnotherKeyOfTheSameNameIsRefusedWithTheWayOn) {
  const SigningKey here = member_key("C. Clay");
  const SigningKey elsewhere = member_key("C. Clay");
  std::filesystem::remove(key_folder() / (elsewhere.facts().public_key.substr(0, 16) + ".toml"));
  EXPECT_EQ(key_of_member("C. Clay", &shared_team).public_key, here.facts().public_key) << "no member: what that is worth is said";
  const Team with = with_member(shared_team, request_of(elsewhere), false);
  const auto said = [&](const Team& team) { return message_of([&] { static_cast<void>(key_of_member("C. Clay", &team)); }); };
  for (const char* const word : {"«C. Clay»", "--keys", "--replace-key", "nothing was signed"})
    EXPECT_NE(said(with).find(word), std::string::npos) << said(with);
  EXPECT_NE(said(without_member(with, "C. Clay")).find("--keys"), std::string::npos) << "who has left, and a key that never was theirs";
  const Team replaced = with_member(with_member(shared_team, request_of(here), false), request_of(elsewhere), true);
  EXPECT_NE(said(replaced).find("--keys"), std::string::npos) << "the key of before";
  EXPECT_EQ(said(without_member(replaced, "C. Clay")), "nothing was thrown") << "who has left signs as who has left";
  EXPECT_EQ(said(with_member(with, request_of(here), true)), "nothing was thrown") << "the owner took it in";
  EXPECT_NE(message_of([&] { check_is_their_key(here.facts(), &with); }).find("--keys"), std::string::npos);
  EXPECT_EQ(message_of([&] { check_is_their_key(here.facts(), nullptr); }), "nothing was thrown");
}

}  // namespace
}  // namespace viamyo
