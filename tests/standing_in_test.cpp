// Who can stand for whose words, and what has to be read before: the rules are those of the log, and these lists never offer what would not count.
#include "viamyo/standing_in.h"

#include <gtest/gtest.h>

#include "review_team.h"
#include "viamyo/review_history.h"

namespace viamyo {
namespace {

class StandingIn : public ReviewedMapTest {
 protected:
  [[nodiscard]] std::vector<WordsOfPerson> to_uphold(std::string_view reader = "A. Able") const {
    return words_to_uphold(shared_log, shared_team, state(), reader);
  }
  [[nodiscard]] std::vector<WordsOfPerson> to_set_aside(std::string_view reader = "A. Able") const {
    return words_to_set_aside(shared_log, shared_team, state(), reader);
  }
  void say_of_both(const SigningKey& key, ReviewAction action) {
    for (const char* const item : {"R1", "R2"}) append(key, {decision(action, item)});
  }
};

TEST_F(StandingIn, WordsAreListedPersonByPersonAndSigningForThemMakesThemCount) {
  const SigningKey clay = member_key("C. Clay");
  shared_team = with_member(shared_team, request_of(clay), false);
  say_of_both(best, ReviewAction::kConfirm);
  append(clay, {decision(ReviewAction::kConfirm, "R1")});
  EXPECT_TRUE(to_uphold().empty());
  shared_team = without_member(without_member(shared_team, "B. Best"), "C. Clay");
  const std::vector<WordsOfPerson> all = to_uphold();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].member, "B. Best");
  ASSERT_EQ(all[0].texts.size(), 2U);
  EXPECT_EQ(all[0].texts[0].find("line 3, 2026-11-25T10:00:00Z: confirm «R1 mid anterior» (normal)"), 0U) << all[0].texts[0];
  EXPECT_FALSE(all[0].hidden);
  EXPECT_EQ(all[1].digests.size(), 1U);
  EXPECT_EQ(words_of(all, "b.best"), &all[0]) << "a name in any spelling that stands for the person";
  EXPECT_EQ(words_of(all, "D. Dorn"), nullptr);
  append(able, {Uphold{all[0].digests, ""}});
  ASSERT_EQ(to_uphold().size(), 1U);
  EXPECT_EQ(to_uphold()[0].member, "C. Clay");
  EXPECT_EQ(state().item_list.front().agreeing, 1);
}

TEST_F(StandingIn, WhyNothingCanBeUpheldIsSaid) {
  EXPECT_NE(message_of([&] { static_cast<void>(why_not_upheld(shared_team, "D. Dorn")); }).find("is and was no member"), std::string::npos);
  EXPECT_NE(why_not_upheld(shared_team, "B. Best").find("the key that they always had"), std::string::npos);
  EXPECT_EQ(why_not_upheld(without_member(shared_team, "B. Best"), "B. Best"), "");
  EXPECT_NE(why_not_upheld(without_member(shared_team, "B. Best", "made up"), "B. Best").find("«made up»"), std::string::npos);
}

TEST_F(StandingIn, OnlyDissentOfWhoHasLeftIsListedAndSettingItAsideEndsIt) {
  const SigningKey clay = member_key("C. Clay");
  shared_team = with_member(shared_team, request_of(clay), false);
  say_of_both(able, ReviewAction::kConfirm);
  say_of_both(best, ReviewAction::kConfirm);
  say_of_both(clay, ReviewAction::kReject);
  EXPECT_TRUE(to_set_aside().empty()) << "who is in the team takes it back themselves";
  shared_team = without_member(shared_team, "C. Clay");
  ASSERT_EQ(to_set_aside().size(), 1U);
  EXPECT_EQ(to_set_aside()[0].digests.size(), 2U);
  append(able, {SetAside{to_set_aside()[0].digests, "the MRI has come since"}});
  EXPECT_TRUE(to_set_aside().empty());
  EXPECT_EQ(to_string(state().item_list.front().state), "confirmed");
}

TEST_F(StandingIn, WhatWasSetAsideStaysWithItsItemAndSaysByWhomAndWhy) {
  const SigningKey clay = member_key("C. Clay");
  shared_team = with_member(shared_team, request_of(clay), false);
  say_of_both(able, ReviewAction::kConfirm);
  say_of_both(best, ReviewAction::kConfirm);
  say_of_both(clay, ReviewAction::kReject);
  shared_team = without_member(shared_team, "C. Clay");
  EXPECT_EQ(state().item_list.at(0).dissents.size(), 1U);
  EXPECT_TRUE(state().item_list.at(0).set_aside.empty());
  append(able, {SetAside{{to_set_aside().at(0).digests.at(0)}, "the MRI has come since"}});
  const ReviewState after = state();
  const ReviewItem& item = after.item_list.at(0);
  EXPECT_EQ(to_string(item.state), "confirmed");
  EXPECT_TRUE(item.dissents.empty());
  ASSERT_EQ(item.set_aside.size(), 1U);
  EXPECT_EQ(item.set_aside[0].word.member, "C. Clay");
  EXPECT_EQ(item.set_aside[0].word.line, 7U);
  EXPECT_EQ(item.set_aside[0].line, 9U);
  const std::string said = said_texts(item).back();
  EXPECT_TRUE(said.starts_with("set aside by «A. Able», 2026-11-25, reason: «the MRI has come since»: «C. Clay»: reject")) << said;
  EXPECT_TRUE(after.item_list.at(1).set_aside.empty()) << "the other line was not named";
  shared_team = without_member(shared_team, "A. Able");
  EXPECT_TRUE(state().item_list.at(0).set_aside.empty()) << "who set it aside counts no longer";
  EXPECT_EQ(state().item_list.at(0).dissents.size(), 2U) << "and it stands again";
}

TEST_F(StandingIn, WhatWasSetAsideIsHiddenFromABlindReader) {
  say(able, ReviewAction::kConfirm, "R1");
  say(best, ReviewAction::kReject, "R1");
  shared_team = without_member(shared_team, "B. Best");
  append(able, {SetAside{to_set_aside().at(0).digests, "poor contact"}});
  ASSERT_EQ(state().item_list.at(0).set_aside.size(), 1U);
  shared_team.blind_reading = true;
  EXPECT_TRUE(as_seen_by(state(), &shared_team, "C. Clay").item_list.at(0).set_aside.empty());
  EXPECT_EQ(as_seen_by(state(), &shared_team, "A. Able").item_list.at(0).set_aside.size(), 1U);
}

//! What is shown is what counts: another program may sign any label.
TEST_F(StandingIn, AWordIsShownUnderTheItemThatItCountsFor) {
  Decision d = decision(ReviewAction::kConfirm, "R2");
  d.item.label = "R1 mid anterior";
  append(best, {d});
  d.fingerprint = "f2";
  append(best, {d});
  shared_team = without_member(shared_team, "B. Best");
  const std::vector<std::string> texts = to_uphold().at(0).texts;
  EXPECT_NE(texts.at(0).find("confirm «R2 mid anterior» (viable_ischemic); the line calls it «R1 mid anterior»"), std::string::npos)
      << texts.at(0);
  EXPECT_NE(texts.at(1).find("confirm «R2» (viable_ischemic), under other settings; the line calls it «R1 mid anterior»"),
            std::string::npos)
      << texts.at(1);
}

//! Else taking the upholder out of the team would make good what was set aside while they stood for it. It does not matter whether their line counts.
TEST_F(StandingIn, WhatSomebodyInTheTeamHasUpheldIsNotSetAsideAndItIsSaidByWhom) {
  const SigningKey clay = member_key("C. Clay");
  const SigningKey nurse = member_key("N. Nice", "nurse");
  shared_team = with_member(with_member(shared_team, request_of(clay), false), request_of(nurse), false);
  append(able, {decision(ReviewAction::kConfirm, "R1")});
  append(best, {decision(ReviewAction::kConfirm, "R1")});
  append(clay, {decision(ReviewAction::kReject, "R1")});
  shared_team = without_member(shared_team, "C. Clay");
  const std::vector<std::string> named = to_set_aside().at(0).digests;
  append(nurse, {Uphold{named, "I was there"}});  // her role does not count
  EXPECT_TRUE(to_set_aside().empty());
  const std::string why = why_not_set_aside(shared_log, shared_team, state(), "C. Clay");
  EXPECT_NE(why.find("«N. Nice» is in the team, and stood for it in line 6"), std::string::npos) << why;
  append(able, {SetAside{named, "in vain"}});
  EXPECT_EQ(to_string(state().item_list.front().state), "disputed") << "as the list foretold";
  shared_team = without_member(shared_team, "N. Nice");
  EXPECT_EQ(to_string(state().item_list.front().state), "disputed") << "nobody's leaving raises anything";
  ASSERT_EQ(to_set_aside().size(), 1U);
  append(able, {SetAside{named, "the MRI has come since"}});
  EXPECT_EQ(to_string(state().item_list.front().state), "confirmed");
}

TEST_F(StandingIn, WhoseOwnWordDoesNotCountStandsForNobody) {
  const SigningKey nurse = member_key("N. Nice", "nurse");
  shared_team = with_member(shared_team, request_of(nurse), false);
  const auto said = [&](const SigningKey& key) { return message_of([&] { check_stands_in(shared_team, key.facts()); }); };
  EXPECT_EQ(said(able), "nothing was thrown");
  EXPECT_NE(said(nurse).find("«nurse», does not count"), std::string::npos) << said(nurse);
  EXPECT_NE(said(member_key("S. Strange")).find("is not known"), std::string::npos);
  shared_team = without_member(shared_team, "A. Able");
  EXPECT_NE(said(able).find("was taken out of"), std::string::npos);
}

TEST_F(StandingIn, LinesAreReadBeforeTheyAreSignedFor) {
  say_of_both(best, ReviewAction::kConfirm);
  shared_team = without_member(shared_team, "B. Best");
  const WordsOfPerson words = to_uphold().at(0);
  const auto said = [&](int count) { return message_of([&] { check_read(words, count, "uphold"); }); };
  EXPECT_EQ(said(2), "nothing was thrown");
  for (const int count : {-1, 0, 1, 3}) EXPECT_NE(said(count).find("there are 2 lines to uphold"), std::string::npos) << count;
}

TEST_F(StandingIn, WhatBlindReadingHidesCannotHaveBeenRead) {
  say_of_both(best, ReviewAction::kConfirm);
  shared_team = without_member(shared_team, "B. Best");
  shared_team.blind_reading = true;
  EXPECT_TRUE(to_uphold("A. Able").at(0).hidden);
  EXPECT_EQ(to_uphold("A. Able").at(0).texts.at(0).find("R1"), std::string::npos);
  EXPECT_NE(message_of([&] { check_read(to_uphold().at(0), 2, "uphold"); }).find("hidden until you have decided"), std::string::npos);
  say_of_both(able, ReviewAction::kConfirm);
  EXPECT_FALSE(to_uphold("A. Able").at(0).hidden) << "who has decided may read";
}

}  // namespace
}  // namespace viamyo
