// The review in the window's panels, by the names of what is on them: two people click a map to settled. No window, no OpenGL.
#include "panel_driver.h"
#include "viewer/review_signing.h"
#include "viewer/review_texts.h"
#include "viewer/window/review_parts.h"
#include "viewer_review.h"

namespace viamyo::viewer {
namespace {

class ReviewPanels : public ::testing::Test {
 protected:
  ReviewPanels() {
    window.app().use_team(reviewed.team);
    window.app().execute("open \"" + reviewed.map + "\"");
    settle_down();
    window.click("tabs/Review");
  }

  void settle_down() {
    window.app().wait();
    window.frames(3);
  }

  [[nodiscard]] bool shows(const std::string& name) const { return window.items().contains(name); }

  //! As a hand does: the dialog, the name, the passphrase, the pseudonym.
  void take_over(const std::string& name) {
    window.click(window.state().unlocked ? "band/Lock" : "band/Unlock");
    if (!shows("dialog/passphrase")) window.click("band/Unlock");
    window.click("dialog/" + name);
    window.type("dialog/passphrase", "correct horse");
    settle_down();
    if (shows("decide/pseudonym")) window.type("decide/pseudonym", kSubject);
    settle_down();
  }

  ReviewedSample reviewed;
  PanelDriver window{1280, 800};
};

TEST_F(ReviewPanels, TwoPeopleClickAMapToSettled) {
  take_over(kAble);
  window.click("review/Propose");
  settle_down();
  for (const char* const name : {kAble, kBest}) {
    if (window.state().unlocked->name != name) take_over(name);
    window.click("decide/First item (N)");
    for (int item = 0; item < window.document().review.items; ++item) {
      EXPECT_TRUE(shows("decide/sentence")) << "what is signed is shown";
      window.click("decide/Confirm (C)");
      if (window.state().dialog == Dialog::kBasis) {  // once for each class
        window.click("dialog/not given");
        window.click("decide/Confirm (C)");
      }
      settle_down();
    }
  }
  EXPECT_TRUE(is_shown_settled(window.document()));
  EXPECT_TRUE(shows("review/settled"));
  window.app().execute("set voltage_viable 7");
  window.frames(1);
  EXPECT_FALSE(shows("review/settled")) << "on the very frame";
  settle_down();
  EXPECT_FALSE(shows("review/settled"));
}

TEST_F(ReviewPanels, AWrongPassphraseUnlocksNobodyAndStaysNowhere) {
  window.click("band/Unlock");
  window.click(std::string("dialog/") + kAble);
  window.type("dialog/passphrase", "wrong horse");
  EXPECT_FALSE(window.state().unlocked);
  EXPECT_EQ(window.state().dialog, Dialog::kUnlock);
  EXPECT_EQ(window.memory().unlock.passphrase.front(), '\0');
  EXPECT_FALSE(window.memory().unlock.trouble.empty());
  window.click("dialog/Close");
  EXPECT_TRUE(window.memory().unlock.trouble.empty());
}

TEST_F(ReviewPanels, TwoPeopleReviewByKeysAlone) {
  window.app().execute("side segments");
  const auto unlock = [&](int downs) {
    window.key("U");
    for (int i = 0; i < downs; ++i) window.strike(ImGuiKey_DownArrow);
    window.type("wrong horse");
    window.strike(ImGuiKey_Enter);
    EXPECT_FALSE(window.memory().unlock.trouble.empty());
    window.type("correct horse");  // the field was emptied, and has the keyboard again
    window.strike(ImGuiKey_Enter);
    EXPECT_EQ(window.state().side_tab, SideTab::kReview);
    window.frames(2);
    window.type("DEMO-04");
    window.strike(ImGuiKey_Enter);
    window.type(kSubject);
    window.strike(ImGuiKey_Enter);
    settle_down();
  };
  unlock(0);
  ASSERT_TRUE(window.state().unlocked);
  EXPECT_EQ(window.state().unlocked->name, kAble);
  window.click("review/Propose");
  settle_down();
  for (const char* const name : {kAble, kBest}) {
    if (window.state().unlocked->name != name) unlock(1);
    EXPECT_EQ(window.state().unlocked->name, name);
    window.key("N");
    for (int item = 0; item < window.document().review.items; ++item) {
      window.key("C");
      if (window.state().dialog == Dialog::kBasis) {
        window.key(window.memory().basis_of.front() == TissueClass::kInfarcted ? "2" : "1");
        EXPECT_EQ(window.state().dialog, Dialog::kNone);
        window.key("C");
      }
      settle_down();
      EXPECT_EQ(window.state().dialog, Dialog::kNone) << window.state().overturn.question;
      EXPECT_TRUE(window.state().message && !window.state().message->is_error)
          << item << " " << (window.state().message ? window.state().message->text : "");
    }
  }
  EXPECT_TRUE(is_shown_settled(window.document()));
  for (const ReviewItem& item : window.document().review.item_list)
    EXPECT_EQ(item.votes.at(0).basis, item.tissue == TissueClass::kInfarcted ? "SPECT fixed" : "SPECT reversible") << item.id;
}

TEST_F(ReviewPanels, TheImagingIsAskedOncePerClassByDigitsArrowsAndEnter) {
  take_over(kAble);
  window.click("review/Propose");
  settle_down();
  window.app().execute("item R1");  // preserved at rest
  window.frames(1);
  const std::size_t before = read_log(reviewed.log).lines.size();
  window.key("C");
  ASSERT_EQ(window.state().dialog, Dialog::kBasis);
  for (const char* const letter : {"A", "C", "K", "N", "R", "W", "Y"}) window.key(letter);
  EXPECT_EQ(window.state().dialog, Dialog::kBasis) << "no letter chooses";
  EXPECT_TRUE(window.document().reviewing.basis.empty());
  window.strike(ImGuiKey_Enter);
  EXPECT_EQ(window.state().dialog, Dialog::kBasis) << "nothing is chosen by itself";
  window.strike(ImGuiKey_DownArrow);
  window.strike(ImGuiKey_DownArrow);
  window.strike(ImGuiKey_DownArrow);
  window.strike(ImGuiKey_UpArrow);
  window.strike(ImGuiKey_Enter);
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
  EXPECT_EQ(window.document().reviewing.basis, (std::map<TissueClass, std::string>{{TissueClass::kNormal, "SPECT fixed"}}));
  EXPECT_EQ(read_log(reviewed.log).lines.size(), before) << "the words with that basis were not seen yet";
  window.app().execute("item R4");  // infarcted: nothing is carried over
  window.frames(1);
  window.key("C");
  ASSERT_EQ(window.state().dialog, Dialog::kBasis);
  EXPECT_EQ(window.memory().basis_of, std::vector<TissueClass>{TissueClass::kInfarcted});
  window.key("0");
  EXPECT_EQ(window.document().reviewing.basis.at(TissueClass::kInfarcted), "");
  window.key("R");
  EXPECT_EQ(window.state().dialog, Dialog::kReject) << "asked already";
  window.key("Escape");
  window.key("Y");
  EXPECT_EQ(window.state().dialog, Dialog::kBasis) << "asked again when it is wanted";
  window.click("dialog/none available");
  EXPECT_EQ(window.document().reviewing.basis.at(TissueClass::kInfarcted), "none available");
  window.app().execute("lock");
  EXPECT_TRUE(window.document().reviewing.basis.empty()) << "the next member is asked";
}

TEST_F(ReviewPanels, WhatContradictsTheImagingIsSaidBeforeItIsSigned) {
  take_over(kAble);
  window.click("review/Propose");
  settle_down();
  window.app().execute("item R4");
  window.app().execute("basis PET mismatch");
  window.frames(2);
  const std::size_t before = read_log(reviewed.log).lines.size();
  window.key("C");
  ASSERT_EQ(window.state().dialog, Dialog::kOverturn);
  EXPECT_EQ(window.state().overturn.title, "This contradicts the imaging basis");
  EXPECT_EQ(window.state().overturn.question, "R4: confirming it as infarcted contradicts PET mismatch, which speaks for viable muscle.");
  EXPECT_EQ(read_log(reviewed.log).lines.size(), before);
  window.key("C");
  settle_down();
  EXPECT_EQ(read_log(reviewed.log).lines.size(), before + 1);
  EXPECT_TRUE(window.state().message->text.ends_with("; basis: \u00ABPET mismatch\u00BB.")) << window.state().message->text;
  // The same again on another basis overturns nothing.
  window.app().execute("item R4");
  window.app().execute("basis PET match");
  window.frames(2);
  window.key("C");
  ASSERT_EQ(window.state().dialog, Dialog::kOverturn);
  EXPECT_EQ(window.state().overturn.title, "You sign this again");
  EXPECT_NE(window.state().overturn.question.find(
                "with the basis \u00ABPET mismatch\u00BB, and sign it again with the basis \u00ABPET match\u00BB."),
            std::string::npos)
      << window.state().overturn.question;
}

TEST(ReviewKeys, AFingerThatRestsOnAKeySignsOnce) {
  for (const KeyBinding& binding : key_bindings()) {
    const bool moves = binding.line.starts_with("turn ") || binding.line.starts_with("zoom ");
    EXPECT_EQ(repeats(binding.key), moves) << binding.key;
  }
  EXPECT_FALSE(repeats("C"));
  EXPECT_FALSE(repeats("Q"));
}

TEST_F(ReviewPanels, TheSheetIsOfferedANameThatIsFree) {
  window.app().execute("sheet");
  window.frames(2);
  EXPECT_EQ(window.memory().files.name, "map.h5.sheet.html");
  window.click("dialog/Write sheet");
  EXPECT_TRUE(std::filesystem::exists(reviewed.folder / "map.h5.sheet.html"));
  window.app().execute("sheet");
  window.frames(2);
  EXPECT_EQ(window.memory().files.name, "map.h5.sheet-2.html");
}

TEST_F(ReviewPanels, TheNameOfWhoeverCanSignIsInTheBandWithAButtonThatLocks) {
  take_over(kAble);
  EXPECT_TRUE(shows("band/member"));
  window.click("tabs/Segments");
  EXPECT_TRUE(shows("band/member"));
  window.click("band/Lock");
  EXPECT_FALSE(window.state().unlocked);
}

TEST_F(ReviewPanels, NothingCanBeSignedBeforeThePseudonymIsTyped) {
  window.click("band/Unlock");
  window.click(std::string("dialog/") + kAble);
  window.type("dialog/passphrase", "correct horse");
  EXPECT_TRUE(shows("decide/pseudonym"));
  EXPECT_FALSE(shows("decide/Confirm (C)"));
  window.type("decide/pseudonym", "S-99");
  EXPECT_TRUE(window.state().message->is_error);
  EXPECT_TRUE(shows("decide/pseudonym"));
}

TEST_F(ReviewPanels, AnotherClassIsSignedWithItsReason) {
  take_over(kAble);
  window.click("review/Propose");
  settle_down();
  window.click("review/R4");
  window.click("decide/Class... (A)");
  ASSERT_EQ(window.state().dialog, Dialog::kBasis);
  window.click("dialog/not given");
  ASSERT_EQ(window.state().dialog, Dialog::kReclassify) << "what was asked for follows";
  window.click("dialog/indeterminate");
  window.type("dialog/reason", "poor contact");
  settle_down();
  const ReviewItem& item = window.document().review.item_list.at(3);
  ASSERT_EQ(item.votes.size(), 1U);
  EXPECT_EQ(item.votes.front().to_class, TissueClass::kIndeterminate);
  EXPECT_EQ(item.votes.front().reason, "poor contact");
}

TEST_F(ReviewPanels, TheWordsForManyItemsLeaveTheReasonItsPlace) {
  take_over(kAble);
  window.click("review/Propose");
  settle_down();
  window.app().execute("item all 10");
  window.frames(2);
  window.click("decide/Reject... (R)");
  while (window.state().dialog == Dialog::kBasis) window.key("0");  // each of four classes
  window.frames(2);
  EXPECT_LT(window.place("dialog/Close").bottom(), window.place("dialog/reason").y);
  EXPECT_LT(window.place("dialog/Sign rejection").bottom(), 800);
  window.type("dialog/reason", "all of poor contact");
  settle_down();
  for (const ReviewItem& item : window.document().review.item_list) EXPECT_EQ(item.votes.at(0).action, ReviewAction::kReject) << item.id;
}

class WindowDeciding : public ReviewPanels {
 protected:
  WindowDeciding() {
    take_over(kAble);
    window.click("review/Propose");
    settle_down();
    imaging_is_asked();
  }

  void key(const std::string& name) {
    window.key(name);
    settle_down();
  }
  //! As if the member had been asked, and had none.
  void imaging_is_asked() {
    for (const TissueClass tissue :
         {TissueClass::kNormal, TissueClass::kViableIschemic, TissueClass::kInfarcted, TissueClass::kIndeterminate})
      window.document().reviewing.basis[tissue] = "";
  }

  [[nodiscard]] std::size_t lines() const { return read_log(reviewed.log).lines.size(); }
  [[nodiscard]] std::string action_on(std::size_t item) {
    const auto& votes = window.document().review.item_list.at(item).votes;
    return votes.empty() ? "none" : std::string(to_string(votes.front().action));
  }
};

TEST_F(WindowDeciding, WhatOverturnsOnesOwnDecisionIsAskedFirst) {
  window.app().execute("item R4");
  window.app().execute("reject poor contact");
  window.app().execute("item R4");
  key("C");
  EXPECT_EQ(window.state().dialog, Dialog::kOverturn);
  EXPECT_TRUE(shows("dialog/question"));
  EXPECT_NE(window.state().overturn.question.find("You rejected R4 on 20"), std::string::npos) << window.state().overturn.question;
  EXPECT_EQ(action_on(3), "reject");
  key("W");
  EXPECT_EQ(window.state().dialog, Dialog::kOverturn) << "another key is no answer";
  key("Escape");
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
  EXPECT_EQ(action_on(3), "reject");
  key("C");
  key("C");
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
  EXPECT_EQ(action_on(3), "confirm");
  window.app().execute("item R4");
  key("W");
  EXPECT_EQ(action_on(3), "confirm");
  window.click("dialog/Sign (W)");
  settle_down();
  EXPECT_EQ(action_on(3), "none");
}

TEST_F(WindowDeciding, WhatIsSettledIsNotOverturnedUnasked) {
  for (const char* const name : {kAble, kBest}) {
    if (window.state().unlocked->name != name) take_over(name);
    window.app().execute("item R1");
    window.app().execute("confirm");
  }
  imaging_is_asked();
  window.app().execute("item R1");
  window.frames(2);
  window.click("decide/Reject... (R)");
  window.frames(2);
  EXPECT_TRUE(shows("dialog/objection"));
  const Objection objection = objection_to(window.state(), window.document(), {ReviewAction::kReject, {}, {}, {}});
  EXPECT_EQ(objection.title, "This overturns what was signed");
  const std::string& text = objection.text;
  EXPECT_NE(text.find("You confirmed R1 on 20"), std::string::npos) << text;
  EXPECT_NE(text.find("R1 is settled: confirmed by \u00ABA. Able\u00BB, \u00ABB. Best\u00BB."), std::string::npos) << text;
}

TEST_F(WindowDeciding, WhatOneHasSignedIsNotSignedAgain) {
  window.app().execute("item R1");
  key("C");
  const std::size_t before = lines();
  window.app().execute("item R1");
  key("C");
  EXPECT_EQ(lines(), before);
  EXPECT_EQ(window.state().message->text, "Nothing was signed on R1: you have signed just that already.");
  window.app().execute("item R2");
  key("W");
  EXPECT_EQ(lines(), before);
  EXPECT_EQ(window.state().message->text, "Nothing was signed on R2: you have no decision there to take back.");
  window.app().execute("item R1,R2,Z1");
  key("C");
  EXPECT_EQ(lines(), before + 2);
  EXPECT_EQ(window.state().message->text, "Recorded: 2 items confirmed (R2, Z1).");
  window.app().execute("item R1,R2,Z1");
  window.app().execute("withdraw");
  EXPECT_EQ(window.state().message->text, "Recorded: 3 decisions withdrawn (R1, R2, Z1).");
}

TEST_F(WindowDeciding, WhatWasSignedWithAFormerKeyCanBeSignedAnew) {
  window.app().execute("item R1");
  key("C");
  const std::string former = window.state().unlocked->public_key;
  const SigningKey renewed = make_key(KeyKind::kMember, kAble, "imaging cardiologist", Passphrase("correct horse"), kMinSealCost);
  const Team team = with_member(read_team(reviewed.team), {kAble, renewed.facts().role, renewed.facts().public_key}, true);
  write_team(team, reviewed.team, unlock_key(team.owner_key, Passphrase("correct horse")));
  window.app().use_team(reviewed.team);
  settle_down();
  EXPECT_EQ(action_on(0), "none") << "nobody signed a later line";
  window.app().unlock(kAble, Passphrase("correct horse"));
  imaging_is_asked();
  ASSERT_NE(window.state().unlocked->public_key, former);
  window.app().execute(std::string("subject ") + kSubject);
  window.app().execute("item R1");
  key("C");
  EXPECT_EQ(action_on(0), "confirm");
}

TEST_F(WindowDeciding, TheWordsThatAreSignedAreWholeAndNameBasisAndItems) {
  window.app().execute("item R1");
  window.app().execute("basis SPECT reversible");
  const Document& document = window.document();
  const std::string words =
      sentence_to_sign(window.state(), document, document.review.item_list.front(), {ReviewAction::kConfirm, {}, {}, {}});
  EXPECT_TRUE(words.ends_with("; basis: \u00ABSPECT reversible\u00BB")) << words;
  const std::string withdrawn =
      sentence_to_sign(window.state(), document, document.review.item_list.front(), {ReviewAction::kWithdraw, {}, {}, {}});
  EXPECT_EQ(withdrawn.find("basis"), std::string::npos);
  window.frames(2);
  const float one = window.place("decide/sentence").height;
  window.app().execute("item all 10");
  window.frames(2);
  EXPECT_GT(window.place("decide/sentence").height, one) << "all ten are named";
  EXPECT_LE(window.place("decide/Next (N)").bottom(), 770);
  EXPECT_EQ(chosen_ids(document).substr(0, 10), "R1, R2, R3");
}

TEST_F(WindowDeciding, WhatIsTypedBeforeTheFieldIsThereIsKept) {
  window.app().execute("item R1");
  window.frames(2);
  // All strokes between two frames: the K that opens the dialog is no part of the remark, each other letter is.
  window.push_letters("kcoronary");
  window.frames(2);
  EXPECT_EQ(window.memory().reason, "coronary");
  window.strike(ImGuiKey_Enter);
  settle_down();
  const ReviewItem& item = window.document().review.item_list.front();
  ASSERT_EQ(item.comments.size(), 1U);
  EXPECT_EQ(item.comments.front().text, "coronary");
  window.frames(2);
  EXPECT_TRUE(shows("review/comments"));
}

TEST_F(WindowDeciding, NothingIsSignedWhereItCountsForNothing) {
  window.app().execute("item R1");
  window.frames(2);
  ASSERT_TRUE(shows("decide/Confirm (C)"));
  Team team = read_team(reviewed.team);
  team.serial += 1;
  remember_team(team);  // as if a later file had been seen
  window.app().use_team(reviewed.team);
  settle_down();
  EXPECT_FALSE(shows("decide/Confirm (C)"));
  EXPECT_TRUE(shows("decide/sentence")) << "why";
  const std::size_t before = lines();
  key("C");
  EXPECT_EQ(lines(), before);
  EXPECT_TRUE(window.state().message->is_error);
  EXPECT_NE(window.state().message->text.find("nothing of the log counts"), std::string::npos) << window.state().message->text;
}

TEST_F(WindowDeciding, AKeyThatWasTakenOutOfTheTeamSignsNothing) {
  window.app().execute("item R1");
  auto team = std::make_shared<Team>(without_member(read_team(reviewed.team), kAble));
  window.document().reviewing.team = team;
  window.frames(2);
  EXPECT_FALSE(shows("decide/Confirm (C)"));
  EXPECT_NE(why_not_sign(window.state(), window.document()).find("was taken out of team: \u00ABHeart team\u00BB"), std::string::npos);
}

TEST_F(WindowDeciding, ThePresentClassIsNotOffered) {
  window.app().execute("item R1");
  window.app().execute("dialog reclassify");
  window.frames(2);
  EXPECT_FALSE(shows("dialog/preserved at rest"));
  EXPECT_TRUE(shows("dialog/indeterminate"));
}

TEST_F(ReviewPanels, HiddenClassesAreHiddenInTheReviewAsWell) {
  window.app().execute("hide_classes on");
  window.frames(2);
  EXPECT_FALSE(shows("review/R1"));
  EXPECT_FALSE(shows("decide/Unlock... (U)"));
}

TEST_F(ReviewPanels, TheHistoryCanBeRead) {
  take_over(kAble);
  window.click("review/Propose");
  settle_down();
  window.click("review/History");
  EXPECT_TRUE(shows("history/line 1"));
  EXPECT_TRUE(shows("history/line 2"));
}

TEST_F(ReviewPanels, NothingStandsOutsideTheWindow) {
  take_over(kAble);
  window.click("review/Propose");
  settle_down();
  window.click("decide/First item (N)");
  for (const char* const name : {"band/status", "band/Lock", "tabs/Review", "tabs/Plot", "review/progress", "review/R1", "review/item",
                                 "decide/sentence", "decide/Confirm (C)", "decide/Class... (A)", "decide/Next (N)"}) {
    const Rect rect = window.place(name);
    EXPECT_GE(rect.x, 0) << name;
    EXPECT_LE(rect.right(), 1281) << name;
    EXPECT_LE(rect.bottom(), 770) << name << ": the status line begins there";
  }
  EXPECT_LT(window.place("band/status").right(), window.place("band/member").x);
}

//! Whose key is unlocked stands in the band to the last letter, in as many lines as it takes.
TEST_F(ReviewPanels, ALongNameOfAMemberIsNeverCut) {
  take_over(kAble);
  const float usual = window.place("band/member").height;
  ASSERT_TRUE(window.state().unlocked);
  window.state().unlocked->name = "Maximiliane Freifrau von Hohenstein-Lichtenberg zu Adlersberg und Waldeck";
  window.frames(2);
  const Rect member = window.place("band/member");
  EXPECT_GT(member.height, 1.5F * usual);
  EXPECT_LE(member.right(), window.place("band/Lock").x);
  EXPECT_GE(member.y, window.place("menu/File").bottom() - 12);
  EXPECT_LT(window.place("band/status").right(), member.x);
}

}  // namespace
}  // namespace viamyo::viewer
