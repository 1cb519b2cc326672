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
  EXPECT_EQ(all[0].items, (std::vector<std::string>{"R1", "R2"}));
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
  const std::string why = why_not_set_aside(shared_log, shared_team, state(), "C. Clay", "A. Able");
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

//! Whatever the hidden words say, and whether there are any: a blind reader is told the same.
TEST_F(StandingIn, WhatBlindReadingHidesIsInNoListAndInNoReasonWhyAListIsEmpty) {
  std::vector<std::string> told;
  for (const ReviewAction action : {ReviewAction::kConfirm, ReviewAction::kReject, ReviewAction::kWithdraw}) {
    const SigningKey clay = member_key("C. Clay");
    shared_team = with_member(team_of(owner, {&able, &best}), request_of(clay), false);
    shared_team.blind_reading = true;
    shared_log = {};
    shared_log.file = file("log-" + std::string(to_string(action)) + ".jsonl").string();
    append(able, {make_proposal(shared_analysis, 4)});
    say_of_both(best, ReviewAction::kConfirm);
    if (action != ReviewAction::kWithdraw) say_of_both(clay, action);
    shared_team = without_member(shared_team, "C. Clay");
    EXPECT_TRUE(to_uphold().empty());
    EXPECT_TRUE(to_set_aside().empty());
    told.push_back(nothing_to_uphold(shared_team, "C. Clay") + why_not_set_aside(shared_log, shared_team, state(), "C. Clay", "A. Able"));
    append(able, {decision(ReviewAction::kConfirm, "R1")});
    for (const WordsOfPerson& words : to_uphold()) EXPECT_EQ(words.items, std::vector<std::string>{"R1"}) << "who has decided may read";
    EXPECT_EQ(to_uphold().size(), action == ReviewAction::kWithdraw ? 0U : 1U);
    EXPECT_EQ(to_set_aside().size(), action == ReviewAction::kReject ? 1U : 0U);
  }
  EXPECT_EQ(told[0], told[1]);
  EXPECT_EQ(told[0], told[2]);
  EXPECT_NE(told[0].find("nothing is shown"), std::string::npos) << told[0];
}

//! Of another analysis the reader may have decided on nothing.
TEST_F(StandingIn, AWordOnWhatIsNoItemTodayIsHiddenFromABlindReader) {
  Decision d = decision(ReviewAction::kReject, "R2");
  d.item.id = "R9";
  d.fingerprint = "f2";
  append(best, {d});
  shared_team = without_member(shared_team, "B. Best");
  EXPECT_EQ(to_uphold().size(), 1U);
  shared_team.blind_reading = true;
  EXPECT_TRUE(to_uphold().empty());
}

class TakingBack : public StandingIn {
 protected:
  TakingBack() {
    shared_team = with_member(with_member(shared_team, request_of(clay), false), request_of(dorn), false);
    say_of_all(clay, ReviewAction::kConfirm);
    say_of_all(dorn, ReviewAction::kConfirm);
    append(best, {decision(ReviewAction::kConfirm, "R1"), decision(ReviewAction::kReject, "R2")});
    shared_team = without_member(shared_team, "B. Best");
  }
  [[nodiscard]] std::string word(const char* id) const {
    const ReviewState now = state();
    for (const ReviewItem& item : now.item_list) {
      if (item.id == id) return std::string(to_string(item.state));
    }
    return "no such item";
  }
  [[nodiscard]] std::string status() const { return std::string(to_string(state().status)); }
  [[nodiscard]] std::vector<std::string> of_best(const std::vector<WordsOfPerson>& all) const {
    const WordsOfPerson* const words = words_of(all, "B. Best");
    return words == nullptr ? std::vector<std::string>() : words->digests;
  }
  [[nodiscard]] std::vector<std::string> to_take_back(std::string_view reader) const {
    return of_best(words_to_take_back(shared_log, shared_team, state(), reader));
  }
  [[nodiscard]] std::string why_not(const char* reader = "D. Dorn") const {
    return why_not_set_aside(shared_log, shared_team, state(), "B. Best", reader);
  }
  SigningKey clay = member_key("C. Clay");
  SigningKey dorn = member_key("D. Dorn");
};

//! Who upholds all of what somebody signed may find that one line of it is against their own word.
TEST_F(TakingBack, WhoUpheldAWordAgainstTheirOwnTakesItBackAndItCanBeSetAside) {
  EXPECT_EQ(word("R2"), "disputed");
  const std::vector<std::string> both = of_best(to_uphold());
  ASSERT_EQ(both.size(), 2U);
  append(clay, {Uphold{both, ""}});
  EXPECT_EQ(word("R2"), "disputed");
  EXPECT_TRUE(to_set_aside("D. Dorn").empty());
  EXPECT_NE(why_not().find("«C. Clay» is in the team, and stood for it in line 13"), std::string::npos) << why_not();
  EXPECT_NE(why_not().find("take-back"), std::string::npos) << why_not();
  EXPECT_EQ(to_take_back("C. Clay"), both);
  EXPECT_TRUE(to_take_back("D. Dorn").empty()) << "somebody else's";
  append(dorn, {TakeBack{both, "not mine, and so nothing happens"}});
  EXPECT_EQ(to_take_back("c clay"), both);
  append(clay, {TakeBack{{both[1]}, "against my own word"}});
  EXPECT_EQ(to_take_back("C. Clay"), std::vector<std::string>{both[0]});
  EXPECT_EQ(word("R2"), "disputed") << "what stood by itself stands";
  EXPECT_EQ(of_best(to_uphold()), std::vector<std::string>{both[1]}) << "it waits again";
  append(dorn, {SetAside{of_best(to_set_aside("D. Dorn")), "the MRI has come since"}});
  EXPECT_EQ(word("R2"), "confirmed");
  EXPECT_EQ(status(), "confirmed");
  EXPECT_EQ(state().item_list.at(0).agreeing, 3) << "R1 is upheld as before";
}

TEST_F(TakingBack, WhatItHadLiftedFalls) {
  shared_team.required_confirmations = 3;
  const std::vector<std::string> both = of_best(to_uphold());
  append(dorn, {Uphold{both, ""}});
  EXPECT_EQ(word("R1"), "confirmed");
  append(dorn, {TakeBack{both, "not read closely"}});
  EXPECT_EQ(word("R1"), "partly_confirmed");
  append(dorn, {Uphold{both, "read closely now"}});
  EXPECT_EQ(word("R1"), "confirmed") << "a later line upholds anew";
}

//! As if the word had never been upheld, and no further.
TEST_F(TakingBack, DissentThatOnlyAnUpholdBroughtBackFallsAgain) {
  const std::vector<std::string> both = of_best(to_uphold());
  append(dorn, {SetAside{{both[1]}, "poor contact"}}, "2026-11-25T10:00:00Z");
  EXPECT_EQ(status(), "confirmed");
  append(clay, {Uphold{both, ""}});
  EXPECT_EQ(word("R2"), "disputed");
  append(dorn, {Uphold{both, ""}});
  append(clay, {TakeBack{both, "a slip"}});
  EXPECT_EQ(word("R2"), "disputed") << "D. Dorn stands for it, too";
  append(dorn, {TakeBack{both, ""}});
  EXPECT_EQ(word("R2"), "disputed") << "without a reason it raises nothing";
  EXPECT_TRUE(state().item_list.at(0).votes.size() == 2U) << "and takes away all the same";
  append(dorn, {TakeBack{both, "a slip"}}, "2026-11-26T10:00:00Z");
  EXPECT_EQ(status(), "confirmed");
  EXPECT_EQ(state().settled_on, "2026-11-26") << "since that was taken back";
  shared_team = without_member(shared_team, "C. Clay");
  EXPECT_NE(status(), "confirmed") << "nobody's leaving raises anything, nor is what they took back lost for those who stay";
}

TEST_F(TakingBack, AKeyThatChangedHandsTakesSupportAwayAndNoDissent) {
  const std::vector<std::string> both = of_best(to_uphold());
  append(dorn, {SetAside{{both[1]}, "poor contact"}});
  const SigningKey again = member_key("C. Clay");
  append(clay, {Uphold{both, ""}});
  shared_team = with_member(shared_team, request_of(again), true);
  EXPECT_EQ(word("R2"), "disputed");
  append(clay, {TakeBack{both, "signed with the key that was taken away"}});
  EXPECT_EQ(word("R2"), "disputed");
  append(again, {TakeBack{both, "a slip"}});
  EXPECT_NE(word("R2"), "disputed") << "the same person, with the key of today";
}

TEST_F(TakingBack, HistoryAndStateSayWhatItIs) {
  const std::vector<std::string> both = of_best(to_uphold());
  append(clay, {Uphold{both, ""}});
  append(clay, {TakeBack{both, "a slip"}});
  const std::vector<HistoryLine> history = review_history(shared_log, &shared_team, state(), "D. Dorn");
  EXPECT_TRUE(history.back().says.starts_with("takes back that they upheld 2 lines, reason: «a slip»: what «B. Best» said in line 11: "))
      << history.back().says;
  EXPECT_NE(history.at(10).fault.find("«C. Clay» took back that they upheld it"), std::string::npos) << history.at(10).fault;
}

TEST_F(TakingBack, WordsAreStoodForByItem) {
  const WordsOfPerson all = to_uphold().at(0);
  EXPECT_EQ(words_on(all, "", state()).digests, all.digests);
  EXPECT_EQ(words_on(all, "r2", state()).digests, std::vector<std::string>{all.digests[1]});
  EXPECT_EQ(words_on(all, "R1, R2", state()).texts, all.texts);
  EXPECT_TRUE(words_on(all, "Z1", state()).digests.empty());
  EXPECT_THROW(words_on(all, "R9", state()), UsageError);
  EXPECT_NE(message_of([&] { check_read(words_on(all, "Z1", state()), 0, "uphold"); }).find("no line of «B. Best» on these items"),
            std::string::npos);
}

TEST_F(TakingBack, WhatItUnsettlesIsToldBefore) {
  const std::vector<std::string> both = of_best(to_uphold());
  append(dorn, {SetAside{{both[1]}, "poor contact"}});
  ASSERT_EQ(status(), "confirmed");
  const auto told = [&](const LogEntry& entry, const SigningKey& signer) {
    std::string text;
    for (const std::string& sentence : unsettled_by(shared_analysis, shared_map, shared_log, shared_team, signer.facts(), entry))
      text += sentence + "\n";
    return text;
  };
  EXPECT_EQ(told(Uphold{{both[0]}, ""}, clay), "") << "it agrees";
  EXPECT_EQ(told(Uphold{both, ""}, clay),
            "it unsettles the map, which is confirmed now and would be partly_confirmed\n"
            "Z1 is confirmed now, and would be partly_confirmed\n"
            "R2 is confirmed now, and would be disputed\n"
            "words that were set aside would stand again: on R2\n");
  EXPECT_EQ(status(), "confirmed") << "nothing was signed";
  EXPECT_NE(to_uphold().at(0).texts.at(1).find("; set aside by «D. Dorn» in line 13, reason: «poor contact»"), std::string::npos);
  append(clay, {Uphold{both, ""}});
  EXPECT_EQ(told(TakeBack{both, "a slip"}, clay), "");
}

TEST_F(TakingBack, WhatBecomesOfWordsOfAFormerKeyIsSaid) {
  const auto fault = [&] { return signer_faults(shared_log, &shared_team).at(11); };
  EXPECT_NE(fault().find("no counting member upholds it"), std::string::npos) << fault();
  append(best, {decision(ReviewAction::kReject, "R1")});
  EXPECT_NE(signer_faults(shared_log, &shared_team).back().find("was taken out of the team before this was signed"), std::string::npos);
  append(best, {decision(ReviewAction::kComment, "R1"), Uphold{{shared_log.lines.at(11).digest}, ""}});
  EXPECT_TRUE(signer_faults(shared_log, &shared_team).back().ends_with("was taken out of the team"));
  shared_team = without_member(shared_team, "B. Best", "signed without looking");
  EXPECT_EQ(fault(), "the team's owner declared void what «B. Best» signed, reason: «signed without looking»");
}

}  // namespace
}  // namespace viamyo
