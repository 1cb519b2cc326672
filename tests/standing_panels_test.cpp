// Standing in for others in the window: by commands, and by the dialogs in which the lines are read first. Nothing looks confirmed through them that is not.
#include "panel_driver.h"
#include "viewer/review_signing.h"
#include "viewer/review_texts.h"
#include "viewer/stand_in.h"
#include "viewer_review.h"

namespace viamyo::viewer {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class StandingPanels : public ::testing::Test {
 protected:
  StandingPanels() {
    app().services().passphrase = [](const std::string&) { return Passphrase("correct horse"); };
    app().use_team(reviewed.team);
    app().execute("open \"" + reviewed.map + "\"");
    settle(app());
    settle_down();
    window.click("tabs/Review");
  }

  App& app() { return window.app(); }
  [[nodiscard]] const Document& document() { return front(app()); }
  void settle_down() {
    app().wait();
    window.frames(3);
  }
  [[nodiscard]] bool shows(const std::string& name) const { return window.items().contains(name); }
  [[nodiscard]] std::size_t lines() const { return read_log(reviewed.log).lines.size(); }

  //! As the team's owner; the window takes the new file in.
  void change_team(const std::function<Team(const Team&)>& changed) {
    const Team team = changed(read_team(reviewed.team));
    write_team(team, reviewed.team, unlock_key(team.owner_key, Passphrase("correct horse")));
    ASSERT_TRUE(comes_true(app(), [&] { return document().reviewing.team && document().reviewing.team->serial == team.serial; }));
    settle_down();
  }
  void remove(const char* name) {
    change_team([&](const Team& team) { return without_member(team, name); });
  }
  void lose_log() {
    std::filesystem::remove(reviewed.log);
    ASSERT_TRUE(comes_true(app(), [&] { return misses_log(document()); }));
    settle_down();
  }

  ReviewedSample reviewed;
  PanelDriver window{1280, 800};
};

TEST_F(StandingPanels, AMemberUpholdsWhatOneWhoLeftSignedByCommand) {
  ASSERT_TRUE(is_shown_confirmed(document()));
  take_over(app(), kAble);
  EXPECT_TRUE(has(refusal(app(), "uphold \"B. Best\" 10"), "signs with the key that they always had"));
  EXPECT_TRUE(has(refusal(app(), "uphold \"C. Clay\" 10"), "is and was no member"));
  remove(kBest);
  EXPECT_FALSE(is_shown_settled(document()));
  const std::size_t before = lines();
  EXPECT_TRUE(has(refusal(app(), "uphold \"B. Best\" 9"), "there are 10 lines to uphold"));
  EXPECT_TRUE(has(refusal(app(), "uphold \"B. Best\""), "COUNT"));
  run(app(), "lock");
  EXPECT_TRUE(has(refusal(app(), "uphold \"B. Best\" 10"), "no key is unlocked"));
  take_over(app(), kBest);
  EXPECT_TRUE(has(refusal(app(), "uphold \"B. Best\" 10"), "was taken out of")) << "one's own words, with the key that was taken away";
  EXPECT_EQ(lines(), before);
  EXPECT_FALSE(is_shown_settled(document()));
  take_over(app(), kAble);
  run(app(), "uphold \"b. best\" 10 read with her on her last day");
  EXPECT_EQ(lines(), before + 1);
  EXPECT_TRUE(is_shown_confirmed(document()));
  EXPECT_TRUE(has(app().state().message->text, "Upheld: 10 lines of «B. Best».")) << app().state().message->text;
  EXPECT_TRUE(has(review_text(app().state(), document()), "upheld by «A. Able»"));
  EXPECT_TRUE(has(refusal(app(), "uphold \"B. Best\" 10"), "nothing of «B. Best» is there to uphold"));
  remove(kAble);
  EXPECT_FALSE(is_shown_settled(document())) << "who upheld has left, too";
}

TEST_F(StandingPanels, WhatIsVoidIsUpheldByNobodyAndIsNotOffered) {
  take_over(app(), kAble);
  change_team([](const Team& team) { return without_member(team, kBest, "signed without looking"); });
  EXPECT_FALSE(shows("review/Uphold..."));
  EXPECT_TRUE(has(refusal(app(), "uphold \"B. Best\" 10"), "«signed without looking»"));
}

TEST_F(StandingPanels, WhoseRoleDoesNotCountIsOfferedNothingAndSignsNothing) {
  const SigningKey nurse = make_key(KeyKind::kMember, "N. Nice", "nurse", Passphrase("correct horse"), kMinSealCost);
  change_team([&](const Team& team) {
    return without_member(with_member(team, {nurse.facts().name, nurse.facts().role, nurse.facts().public_key}, false), kBest);
  });
  take_over(app(), "N. Nice");
  settle_down();
  const std::size_t before = lines();
  EXPECT_FALSE(shows("review/Uphold..."));
  EXPECT_TRUE(has(refusal(app(), "uphold \"B. Best\" 10"), "does not count"));
  lose_log();
  EXPECT_TRUE(has(refusal(app(), "restart the disk broke"), "does not count"));
  EXPECT_EQ(lines(), 0U) << before;
}

TEST_F(StandingPanels, DissentOfWhoHasLeftIsSetAsideWithAReasonAndConfirmsNothing) {
  take_over(app(), kBest);
  run(app(), "item R1");
  run(app(), "reject poor contact");
  remove(kBest);
  take_over(app(), kAble);
  settle_down();
  const auto state_of = [&](const std::string& id) {
    for (const ReviewItem& item : document().review.item_list) {
      if (item.id == id) return std::string(to_string(item.state));
    }
    return std::string();
  };
  ASSERT_EQ(state_of("R1"), "disputed");
  EXPECT_TRUE(shows("review/Set aside..."));
  EXPECT_TRUE(has(refusal(app(), "set_aside \"B. Best\" 2"), "REASON"));
  const std::size_t words = stand_in(app().state(), document()).set_aside.at(0).digests.size();
  EXPECT_TRUE(has(refusal(app(), "set_aside \"B. Best\" 99 why not"), "to set aside, not 99"));
  run(app(), "set_aside \"B. Best\" " + std::to_string(words) + " the contact was good");
  EXPECT_EQ(state_of("R1"), "partly_confirmed") << "A. Able alone, of two";
  EXPECT_FALSE(is_shown_settled(document()));
  EXPECT_TRUE(has(app().state().message->text, "Set aside: ")) << app().state().message->text;
  settle_down();
  EXPECT_FALSE(shows("review/Set aside..."));
}

TEST_F(StandingPanels, LinesAreReadInTheDialogAndTheirNumberIsTyped) {
  remove(kBest);
  take_over(app(), kAble);
  settle_down();
  const std::size_t before = lines();
  window.click("review/Uphold...");
  ASSERT_EQ(window.state().dialog, Dialog::kUphold);
  settle_down();
  EXPECT_TRUE(shows("dialog/lines"));
  EXPECT_TRUE(shows("dialog/sentence"));
  std::string read;
  for (const std::string& line : window.memory().standing.broken) read += line + " ";
  for (const ReviewItem& item : document().review.item_list) EXPECT_TRUE(has(read, "confirm «" + item.label)) << item.label << "\n" << read;
  window.click("dialog/Sign");
  EXPECT_EQ(lines(), before) << "nothing was counted yet";
  for (const char* const wrong : {"9", "ten", "100"}) {
    window.type("dialog/count", wrong);
    settle_down();
    EXPECT_EQ(window.state().dialog, Dialog::kUphold) << wrong;
    EXPECT_TRUE(has(window.memory().standing.trouble, "there are 10 lines to uphold")) << window.memory().standing.trouble;
    EXPECT_EQ(lines(), before);
    EXPECT_FALSE(is_shown_settled(document()));
  }
  window.type("dialog/count", "10");
  settle_down();
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
  EXPECT_EQ(lines(), before + 1);
  EXPECT_TRUE(is_shown_confirmed(document()));
  EXPECT_FALSE(shows("review/Uphold..."));
}

TEST_F(StandingPanels, TheDialogAsksForAReasonToSetAsideAndLeavesNothingTypedBehind) {
  take_over(app(), kBest);
  run(app(), "item R1");
  run(app(), "reject poor contact");
  remove(kBest);
  take_over(app(), kAble);
  settle_down();
  const std::size_t before = lines();
  const std::string count = std::to_string(stand_in(app().state(), document()).set_aside.at(0).digests.size());
  window.click("review/Set aside...");
  settle_down();
  window.type("dialog/count", count);
  settle_down();
  EXPECT_EQ(window.state().dialog, Dialog::kSetAside) << "a reason is needed";
  EXPECT_EQ(lines(), before);
  window.click("dialog/Close");
  EXPECT_TRUE(window.memory().standing.count.empty());
  window.click("review/Set aside...");
  settle_down();
  window.type("dialog/count", count);
  window.type("dialog/reason", "the contact was good");
  settle_down();
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
  EXPECT_EQ(lines(), before + 1);
  EXPECT_TRUE(std::holds_alternative<SetAside>(read_log(reviewed.log).lines.back().content));
  EXPECT_FALSE(is_shown_settled(document()));
}

TEST_F(StandingPanels, WhoUpheldTakesItBackInTheDialog) {
  take_over(app(), kBest);
  run(app(), "item R1");
  run(app(), "reject poor contact");
  remove(kBest);
  take_over(app(), kAble);
  settle_down();
  EXPECT_FALSE(shows("review/Take back..."));
  EXPECT_TRUE(has(refusal(app(), "take_back \"B. Best\" 1 why"), "you uphold nothing of «B. Best»"));
  run(app(), "uphold \"B. Best\" 2 items=R1");
  settle_down();
  EXPECT_TRUE(has(refusal(app(), "set_aside \"B. Best\" 1 the MRI has come"), "«A. Able» is in the team, and stood for it in line"));
  const std::size_t before = lines();
  EXPECT_TRUE(has(refusal(app(), "take_back \"B. Best\" 2"), "REASON"));
  EXPECT_TRUE(has(refusal(app(), "take_back \"B. Best\" 2 items=R99 why"), "no such item"));
  window.click("review/Take back...");
  ASSERT_EQ(window.state().dialog, Dialog::kTakeBack);
  settle_down();
  EXPECT_TRUE(shows("dialog/sentence"));
  window.type("dialog/count", "2");
  EXPECT_EQ(lines(), before) << "a reason is needed";
  window.type("dialog/reason", "against my own word");
  settle_down();
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
  ASSERT_EQ(lines(), before + 1);
  EXPECT_TRUE(std::holds_alternative<TakeBack>(read_log(reviewed.log).lines.back().content));
  EXPECT_TRUE(has(app().state().message->text, "Taken back: 2 lines of «B. Best»")) << app().state().message->text;
  EXPECT_FALSE(shows("review/Take back..."));
  EXPECT_TRUE(shows("review/Set aside..."));
  EXPECT_FALSE(is_shown_settled(document()));
}

TEST_F(StandingPanels, TheDialogSaysWhatWouldBeUnsettledAndWordsAreStoodForByItem) {
  const SigningKey clay = make_key(KeyKind::kMember, "C. Clay", "cardiac surgeon", Passphrase("correct horse"), kMinSealCost);
  change_team([&](const Team& team) { return with_member(team, {clay.facts().name, clay.facts().role, clay.facts().public_key}, false); });
  confirm_all(app(), "C. Clay");
  take_over(app(), kBest);
  run(app(), "item R1");
  run(app(), "reject poor contact");
  remove(kBest);
  take_over(app(), kAble);
  settle_down();
  const std::string words = std::to_string(stand_in(app().state(), document()).set_aside.at(0).digests.size());
  run(app(), "set_aside \"B. Best\" " + words + " the contact was good");
  settle_down();
  ASSERT_TRUE(is_shown_confirmed(document()));
  const std::size_t before = lines();
  window.click("review/Uphold...");
  settle_down();
  EXPECT_TRUE(shows("dialog/warning"));
  const std::string warning = window.memory().standing.warning;
  for (const char* const part : {"Take care: it unsettles the map, which is confirmed_synthetic now",
                                 "R1 is confirmed now, and would be disputed", "words that were set aside would stand again: on R1"})
    EXPECT_TRUE(has(warning, part)) << warning;
  window.type("dialog/items", "R2, R99");
  settle_down();
  window.type("dialog/count", "1");
  settle_down();
  EXPECT_EQ(lines(), before) << "there is no such item";
  window.click("dialog/Close");
  window.click("review/Uphold...");
  settle_down();
  EXPECT_TRUE(window.memory().standing.items.empty()) << "nothing typed is left behind";
  window.type("dialog/items", "R2, R3");
  settle_down();
  ASSERT_EQ(window.memory().standing.items, "R2, R3");
  window.type("dialog/reason", "items=R1 read with her");
  window.type("dialog/count", "1");
  settle_down();
  EXPECT_EQ(window.state().dialog, Dialog::kUphold) << "there are two lines, not one";
  EXPECT_FALSE(shows("dialog/warning")) << window.memory().standing.warning;
  EXPECT_EQ(lines(), before);
  window.type("dialog/count", "2");
  settle_down();
  ASSERT_EQ(lines(), before + 1);
  const Uphold upheld = std::get<Uphold>(read_log(reviewed.log).lines.back().content);
  EXPECT_EQ(upheld.lines.size(), 2U);
  EXPECT_EQ(upheld.reason, "items=R1 read with her") << "no reason is taken for items";
  EXPECT_TRUE(is_shown_confirmed(document()));
}

TEST_F(StandingPanels, ALostLogIsBegunAgainAndTheBandTellsIt) {
  run(app(), "lock");
  lose_log();
  EXPECT_FALSE(is_shown_settled(document()));
  EXPECT_FALSE(shows("decide/Begin again...")) << "nobody is unlocked, or has typed whose map it is";
  run(app(), std::string("unlock \"") + kAble + "\"");
  settle_down();
  EXPECT_TRUE(has(refusal(app(), "restart the disk broke"), "pseudonym"));
  if (shows("decide/pseudonym")) window.type("decide/pseudonym", kSubject);
  settle_down();
  EXPECT_TRUE(has(refusal(app(), "propose"), "is gone"));
  EXPECT_TRUE(has(refusal(app(), "restart"), "REASON"));
  EXPECT_FALSE(std::filesystem::exists(reviewed.log));
  window.click("decide/Begin again...");
  settle_down();
  EXPECT_TRUE(shows("dialog/question"));
  window.type("dialog/reason", "the disk broke");
  settle_down();
  EXPECT_EQ(lines(), 2U) << "the binding and the restart";
  EXPECT_FALSE(misses_log(document()));
  EXPECT_EQ(document().review.settled, 0) << "what the lost log held is signed anew";
  EXPECT_TRUE(has(band_sentence(document()), "UNCONFIRMED")) << band_sentence(document());
  EXPECT_TRUE(has(refusal(app(), "restart once more"), "nothing to begin again"));
  settle(app());
  EXPECT_TRUE(is_shown_confirmed(document()));
  EXPECT_TRUE(has(band_sentence(document()), "An earlier log was lost.")) << band_sentence(document());
}

//! A log from a backup is better than a new one.
TEST_F(StandingPanels, ALogThatComesBackNeedsNoRestart) {
  const std::string log = file_text(reviewed.log);
  lose_log();
  take_over(app(), kAble);
  std::ofstream(reviewed.log, std::ios::binary) << log;
  EXPECT_TRUE(comes_true(app(), [&] { return is_shown_confirmed(document()); }));
  EXPECT_TRUE(has(refusal(app(), "restart the disk broke"), "nothing to begin again"));
}

TEST_F(StandingPanels, WhoIsUnlockedIsQuotedInTheBand) {
  EXPECT_EQ(member_text(app().state()), "Unlocked: «B. Best», «imaging cardiologist»");
  EXPECT_TRUE(has(review_text(app().state(), document()), "Unlocked: «B. Best», «imaging cardiologist»"));
  run(app(), "lock");
  EXPECT_EQ(member_text(app().state()), "Locked");
}

}  // namespace
}  // namespace viamyo::viewer
