// Reviewing in the desktop program, without its window: what commands sign, what is shown, and what is never shown.
#include "viewer_review.h"

#include <fmt/format.h>

#include <algorithm>

#include "printing.h"
#include "review_texts.h"
#include "viamyo/errors.h"
#include "viamyo/patch_shape.h"

namespace viamyo::viewer {
namespace {

class ViewerReview : public ::testing::Test {
 protected:
  ReviewedSample reviewed;
  App app;
};

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

std::string item_state(const App& app, const std::string& id) {
  for (const ReviewItem& item : front(app).review.item_list) {
    if (item.id == id) return std::string(to_string(item.state));
  }
  return "no such item";
}

std::string file_text(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(ViewerReview, TwoPeopleSettleAMapAndTheBandSaysSo) {
  reviewed.open_in(app);
  EXPECT_TRUE(has(band_sentence(front(app)), "UNCONFIRMED"));
  settle(app);
  EXPECT_TRUE(is_shown_settled(front(app)));
  EXPECT_EQ(to_string(front(app).review.status), "confirmed_synthetic");
  EXPECT_EQ(band_sentence(front(app)), band_text(front(app).review, true));
  EXPECT_TRUE(has(band_sentence(front(app)), "CONFIRMED by 2 of 2, team: \u00ABHeart team\u00BB"));
  EXPECT_TRUE(has(band_sentence(front(app)), "SYNTHETIC"));
  EXPECT_TRUE(has(short_status(front(app)), "SYNTHETIC"));
}

TEST_F(ViewerReview, TheStateIsThatOfTheCommandLine) {
  reviewed.open_in(app);
  settle(app);
  const Document& document = front(app);
  const ReviewLog log = read_log(reviewed.log);
  const Team team = read_team(reviewed.team);
  const ReviewedMap map = reviewed_map(document.map->study, document.loaded->analysis_digest);
  const ReviewState expected = review_state(*document.analysis, map, log, &team, missing_lines(log, map, &team));
  EXPECT_EQ(document.review.status, expected.status);
  EXPECT_EQ(document.review.log_head, expected.log_head);
  EXPECT_EQ(document.review.regions, expected.regions);
}

TEST_F(ViewerReview, AnotherThresholdIsUnconfirmedAtOnceAndConfirmedAgainWhenItIsBack) {
  reviewed.open_in(app);
  settle(app);
  app.begin_drag();
  app.drag_setting("voltage_viable", 7.0);  // not waited for: this is the very frame
  EXPECT_FALSE(is_shown_settled(front(app)));
  EXPECT_TRUE(has(band_sentence(front(app)), "UNCONFIRMED"));
  EXPECT_TRUE(has(short_status(front(app)), "UNCONFIRMED"));
  EXPECT_TRUE(has(printed(app.state(), "settings"), "review unconfirmed"));
  app.end_drag();
  app.wait();
  EXPECT_EQ(to_string(front(app).review.status), "unconfirmed");
  run(app, "undo");
  EXPECT_TRUE(is_shown_settled(front(app)));
}

TEST_F(ViewerReview, ComparingWithOtherThresholdsIsUnconfirmedWhileItLasts) {
  reviewed.open_in(app);
  settle(app);
  run(app, "set voltage_viable 7");
  run(app, "take_proposal");
  ASSERT_TRUE(is_shown_settled(front(app)));
  app.state().documents.front().opened.voltage_viable = 8;
  run(app, "compare on");
  EXPECT_TRUE(has(band_sentence(front(app)), "UNCONFIRMED"));
  run(app, "compare off");
  EXPECT_TRUE(is_shown_settled(front(app)));
}

TEST_F(ViewerReview, AMapSettlesWithoutARejectedRegionAndTheSceneFollows) {
  reviewed.open_in(app);
  settle(app);
  for (const char* const name : {kAble, kBest}) {
    take_over(app, name);
    run(app, "item R4");
    run(app, "reject poor contact");
  }
  EXPECT_EQ(item_state(app, "R4"), "rejected");
  EXPECT_TRUE(is_shown_settled(front(app)));
  EXPECT_EQ(front(app).scene.rejected.regions, std::vector<int>{3});
  EXPECT_TRUE(has(band_sentence(front(app)), "REVIEWED by 2 of 2")) << band_sentence(front(app));
  EXPECT_TRUE(has(short_status(front(app)), "1 rejected"));
  for (const char* const name : {kAble, kBest}) {
    take_over(app, name);
    run(app, "item R3");
    run(app, "reclassify infarcted transmural in the MRI");
  }
  EXPECT_TRUE(has(band_sentence(front(app)), ": 8 confirmed, 1 rejected, 1 reclassified")) << band_sentence(front(app));
  EXPECT_TRUE(has(short_status(front(app)), "1 reclassified")) << short_status(front(app));
  app.begin_drag();
  app.drag_setting("voltage_viable", 7.0);
  EXPECT_TRUE(front(app).scene.rejected.regions.empty()) << "of other thresholds nothing was rejected";
}

//! A log of which lines are missing here counts for nothing at the command line: its proposal changes no settings here either.
TEST_F(ViewerReview, AProposalOfALogThatCountsForNothingIsNotTaken) {
  reviewed.open_in(app);
  take_over(app, kAble);
  run(app, "set voltage_viable 8");
  run(app, "propose");
  run(app, "item R1");
  run(app, "confirm");
  {
    App other;
    reviewed.open_in(other);
    EXPECT_FLOAT_EQ(front(other).wanted.voltage_viable, 8) << "the proposal is taken while the log is whole";
  }
  std::vector<std::string> lines;
  std::ifstream in(reviewed.log);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  in.close();
  std::ofstream out(reviewed.log, std::ios::trunc);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) out << lines[i] << '\n';  // the last line is gone; what is left verifies
  out.close();
  App later;
  reviewed.open_in(later);
  const Reviewing& r = front(later).reviewing;
  ASSERT_FALSE(r.missing.empty());
  ASSERT_FALSE(
      fault_of_log(*r.log, reviewed_map(front(later).map->study, front(later).loaded->analysis_digest), r.team.get(), r.missing).empty());
  EXPECT_FLOAT_EQ(front(later).wanted.voltage_viable, 6.9F);
}

TEST_F(ViewerReview, WhatWasSaidToAMemberIsNotForTheNext) {
  reviewed.open_in(app);
  take_over(app, kAble);
  run(app, "propose");
  run(app, "item R1");
  run(app, "confirm");
  ASSERT_TRUE(app.state().message);
  EXPECT_TRUE(has(app.state().message->text, "A. Able"));
  run(app, std::string("unlock \"") + kBest + "\"");
  for (const Message& message : app.state().said) EXPECT_FALSE(has(message.text, "A. Able")) << message.text;
}

TEST_F(ViewerReview, EveryKindOfDecisionIsRecordedWithItsReasonAndBasis) {
  reviewed.open_in(app);
  take_over(app, kAble);
  run(app, "propose");
  run(app, "item R3");
  run(app, "basis LGE above 75 %");
  EXPECT_EQ(front(app).reviewing.basis.size(), 1U) << "of the item's class alone";
  run(app, "reclassify infarcted transmural in the MRI");
  EXPECT_EQ(front(app).review.item_list.at(2).votes.at(0).basis, "LGE above 75 %");
  EXPECT_EQ(front(app).review.item_list.at(2).votes.at(0).to_class, TissueClass::kInfarcted);
  run(app, "item R3");
  run(app, "comment ask the imaging team");
  EXPECT_EQ(front(app).review.item_list.at(2).votes.at(0).reason, "transmural in the MRI") << "a remark decides nothing";
  run(app, "withdraw");
  EXPECT_TRUE(front(app).review.item_list.at(2).votes.empty());
  EXPECT_EQ(item_state(app, "R3"), "unconfirmed");
}

TEST_F(ViewerReview, ADecisionGoesOnToTheNextThatIsNotDecided) {
  reviewed.open_in(app);
  take_over(app, kAble);
  run(app, "propose");
  run(app, "item next");
  EXPECT_EQ(front(app).reviewing.item, "R1");
  EXPECT_EQ(front(app).scene.selection.region, 0);
  run(app, "confirm");
  EXPECT_EQ(front(app).reviewing.item, "R2");
  run(app, "item previous");
  run(app, "item previous");
  EXPECT_EQ(front(app).reviewing.item, "Z1");
  run(app, "confirm");
  EXPECT_EQ(front(app).reviewing.item, "R2") << "R1 was decided";
  EXPECT_EQ(front(app).scene.selection.zone, -1);
}

TEST_F(ViewerReview, AClickGoesToTheItemThereAndTheWalkGoesOnFromIt) {
  reviewed.open_in(app);
  const Document& document = front(app);
  const auto mark = [&](const Vec3& at) { run(app, fmt::format("mark {},{},{}", at.x, at.y, at.z)); };
  const auto inside = [&](const PatchShape& shape) {  // not on a border
    const auto& polygon = shape.polygons.at(shape.polygons.size() / 2);
    Vec3 sum;
    for (const BarycentricPoint& corner : polygon) sum = sum + position_of(corner, document.map->surface);
    return sum * (1.0 / static_cast<double>(polygon.size()));
  };
  const Vec3 of_r1 = inside(region_shape(*document.map, *document.analysis, 0));
  mark(of_r1);
  EXPECT_EQ(document.reviewing.item, "") << "the review is not shown";
  run(app, "side review");
  const std::vector<View> views = document.scene.views;
  mark(of_r1);
  EXPECT_EQ(document.reviewing.item, "R1");
  EXPECT_EQ(document.reviewing.chosen, std::vector<std::string>{"R1"});
  EXPECT_EQ(document.scene.selection.region, 0);
  EXPECT_EQ(document.scene.views, views) << "it is seen already";
  run(app, "item next");
  EXPECT_EQ(document.reviewing.item, "R2");
  const Vec3 of_z1 = inside(zone_shape(*document.map, *document.analysis, 0));
  mark(of_z1);
  EXPECT_EQ(document.reviewing.item, "Z1");
  mark(of_z1);
  EXPECT_EQ(document.reviewing.item, document.analysis->candidate_zones.front().region) << "the second click goes to the zone's region";
  mark(of_z1);
  EXPECT_EQ(document.reviewing.item, "Z1");
  const auto& regions = document.analysis->regions;
  const auto small = std::find_if(regions.begin(), regions.end(), [](const Region& r) { return r.small; });
  ASSERT_NE(small, regions.end());
  mark(inside(region_shape(*document.map, *document.analysis, static_cast<int>(small - regions.begin()))));
  EXPECT_EQ(document.reviewing.item, "small:" + std::string(to_string(small->tissue)));
  run(app, "hide_classes on");
  mark(of_r1);
  EXPECT_NE(document.reviewing.item, "R1") << "guess first";
}

TEST_F(ViewerReview, TheDecisionSheetIsWrittenAndNeverInPlaceOfAnotherFile) {
  reviewed.open_in(app);
  const std::string sheet = reviewed.folder / "map.h5.sheet.html";
  run(app, "sheet " + sheet);
  EXPECT_TRUE(has(file_text(sheet), "UNCONFIRMED</p>"));
  EXPECT_TRUE(has(file_text(sheet), "There are no pictures: there is no window to draw them"));
  EXPECT_TRUE(has(refusal(app, "sheet " + sheet), "exists already and is not replaced"));
  EXPECT_TRUE(has(refusal(app, "sheet " + reviewed.log), "must end in .html"));
  settle(app);
  const std::string settled = reviewed.folder / "settled.html";
  app.services().sheet_pictures = [](const Document&, const ReviewState& review) {
    return std::vector<SheetPicture>{{std::string(to_string(review.status)), "PNG"}};
  };
  run(app, "sheet " + settled);
  EXPECT_FALSE(has(file_text(settled), "UNCONFIRMED"));
  EXPECT_TRUE(has(file_text(settled), "<figcaption>confirmed_synthetic</figcaption>"));
  run(app, "sheet");
  EXPECT_EQ(app.state().dialog, Dialog::kSheet);
}

TEST_F(ViewerReview, AMapIsNativeByWhatIsInIt) {
  const std::string renamed = reviewed.folder / "map.export";
  std::filesystem::rename(reviewed.map, renamed);
  reviewed.map = renamed;
  reviewed.open_in(app);
  take_over(app, kAble);
  run(app, "propose");
  EXPECT_EQ(read_log(renamed + ".review.jsonl").lines.size(), 2U);
}

TEST_F(ViewerReview, WhatIsAskedWronglyIsRefusedAndSignsNothing) {
  reviewed.open_in(app);
  EXPECT_TRUE(has(refusal(app, "confirm"), "no key is unlocked"));
  EXPECT_TRUE(has(refusal(app, "unlock \"C. Clay\""), "no key of that name"));
  run(app, std::string("unlock \"") + kAble + "\"");
  EXPECT_TRUE(has(refusal(app, "propose"), "pseudonym"));
  EXPECT_TRUE(has(refusal(app, "subject DEMO-04"), "another subject"));
  run(app, std::string("subject ") + kSubject);
  run(app, "item R1");
  EXPECT_TRUE(has(refusal(app, "confirm"), "nobody has proposed"));
  run(app, "propose");
  EXPECT_TRUE(has(refusal(app, "propose"), "proposed already"));
  EXPECT_TRUE(has(refusal(app, "item R99"), "no such item"));
  EXPECT_TRUE(has(refusal(app, "item all 3"), "there are 10 items"));
  run(app, "item R1");
  EXPECT_TRUE(has(refusal(app, "reclassify normal why not"), "normal already"));
  EXPECT_TRUE(has(refusal(app, "reclassify infarcted"), "REASON"));
  EXPECT_TRUE(has(refusal(app, "comment"), "needs one"));
  run(app, "hide_classes on");
  EXPECT_TRUE(has(refusal(app, "confirm"), "hidden"));
  EXPECT_EQ(read_log(reviewed.log).lines.size(), 2U) << "the binding and the proposal";
}

//! The member's own key lies on a stick that was forgotten; the account has another of that name.
TEST_F(ViewerReview, AnotherKeyOfTheMembersNameSignsNothing) {
  reviewed.open_in(app);
  const std::string theirs = key_of_member(kAble, nullptr).public_key;
  take_over(app, kAble);
  run(app, "propose");
  run(app, "lock");
  std::filesystem::create_directory(reviewed.folder / "stick");
  std::filesystem::permissions(reviewed.folder / "stick", std::filesystem::perms::owner_all);
  const std::string name = theirs.substr(0, 16) + ".toml";
  std::filesystem::rename(key_folder() / name, std::filesystem::path(reviewed.folder / "stick") / name);
  make_key(KeyKind::kMember, kAble, "imaging cardiologist", Passphrase("correct horse"), kMinSealCost);
  const std::size_t before = read_log(reviewed.log).lines.size();
  const std::string unlock = std::string("unlock \"") + kAble + "\"";
  EXPECT_TRUE(has(refusal(app, unlock), "--keys")) << refusal(app, unlock);
  EXPECT_FALSE(app.state().unlocked);
  run(app, "team none");
  app.wait();
  run(app, unlock);
  run(app, "team \"" + reviewed.team + "\"");
  app.wait();
  run(app, std::string("subject ") + kSubject);
  run(app, "item R1");
  for (const char* const line : {"confirm", "reject why", "comment why"}) EXPECT_TRUE(has(refusal(app, line), "--keys")) << line;
  EXPECT_EQ(read_log(reviewed.log).lines.size(), before);
  run(app, "key_folder \"" + std::string(reviewed.folder / "stick") + "\"");
  take_over(app, kAble);
  run(app, "item R1");
  run(app, "confirm");
  EXPECT_EQ(read_log(reviewed.log).lines.size(), before + 1);
  run(app, "key_folder none");
}

TEST_F(ViewerReview, AKeyLocksAfterIdleTimeAndWhenAnotherTakesOver) {
  std::chrono::seconds now{1000};
  ReviewSession session([&] { return now; });
  const std::string able = key_of_member(kAble, nullptr).public_key;
  session.unlock(able, Passphrase("correct horse"));
  now += std::chrono::minutes(4);
  EXPECT_FALSE(session.lock_when_idle());
  session.touch();
  now += std::chrono::minutes(4);
  EXPECT_FALSE(session.lock_when_idle());
  now += std::chrono::minutes(1);
  session.touch();
  EXPECT_EQ(session.key(), nullptr) << "the first key after a pause signs nothing";
  EXPECT_TRUE(session.lock_when_idle());
  EXPECT_EQ(session.key(), nullptr);
  session.unlock(able, Passphrase("correct horse"));
  EXPECT_THROW(session.unlock(key_of_member(kBest, nullptr).public_key, Passphrase("wrong horse")), InputError);
  EXPECT_EQ(session.key(), nullptr) << "A is not unlocked any more, B not yet";
}

TEST_F(ViewerReview, ThePassphraseIsInNoCommandAndNothingThatIsKept) {
  std::string asked;
  reviewed.open_in(app);
  app.services().passphrase = [&](const std::string& whose) {
    asked = whose;
    return Passphrase("correct horse");
  };
  EXPECT_TRUE(has(refusal(app, std::string("unlock \"") + kAble + "\" \"correct horse\""), "NAME"));
  take_over(app, kAble);
  EXPECT_EQ(asked, kAble);
  run(app, "propose");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(reviewed.folder / "")) {
    EXPECT_FALSE(entry.is_regular_file() && has(file_text(entry.path()), "correct horse")) << entry.path();
  }
}

TEST_F(ViewerReview, WithoutAPassphraseFromAScriptTheDialogAsks) {
  reviewed.open_in(app);
  app.services().passphrase = {};
  run(app, std::string("unlock \"") + kAble + "\"");
  EXPECT_EQ(app.state().dialog, Dialog::kUnlock);
  EXPECT_FALSE(app.state().unlocked);
}

TEST_F(ViewerReview, TheNextReaderOpensAsProposedAndMayLeaveIt) {
  reviewed.open_in(app);
  take_over(app, kAble);
  run(app, "set voltage_viable 7.5");
  run(app, "propose");
  App next;
  reviewed.open_in(next);
  EXPECT_FLOAT_EQ(front(next).wanted.voltage_viable, 7.5F);
  EXPECT_EQ(front(next).analysis->fingerprint, front(app).analysis->fingerprint);
  EXPECT_TRUE(has(proposal_text(front(next)), "as proposed by \u00ABA. Able\u00BB"));
  run(next, "own_settings");
  EXPECT_FLOAT_EQ(front(next).wanted.voltage_viable, 6.9F);
  EXPECT_TRUE(has(proposal_text(front(next)), "nobody has proposed"));
  run(next, "take_proposal");
  EXPECT_FLOAT_EQ(front(next).wanted.voltage_viable, 7.5F);
}

TEST_F(ViewerReview, WhatOthersAddToTheLogIsFollowed) {
  reviewed.open_in(app);
  settle(app);
  App other;
  reviewed.open_in(other);
  ASSERT_TRUE(is_shown_settled(front(other)));
  take_over(app, kAble);
  run(app, "item R1");
  run(app, "withdraw");
  EXPECT_TRUE(comes_true(other, [&] { return !is_shown_settled(front(other)); }));
  EXPECT_EQ(item_state(other, "R1"), "partly_confirmed");
}

TEST_F(ViewerReview, ALogThatIsRewrittenUnderItsOldTimeAndSizeIsNoticed) {
  reviewed.open_in(app);
  settle(app);
  ASSERT_TRUE(comes_true(app, [&] { return is_shown_settled(front(app)); }));
  const auto time = std::filesystem::last_write_time(reviewed.log);
  const auto size = std::filesystem::file_size(reviewed.log);
  std::string text = file_text(reviewed.log);
  text.replace(text.find("normal"), 6, "Normal");
  {
    std::fstream file(reviewed.log, std::ios::in | std::ios::out | std::ios::binary);  // the same file, whose number stays
    file << text;
  }
  std::filesystem::last_write_time(reviewed.log, time);
  ASSERT_EQ(std::filesystem::file_size(reviewed.log), size);
  ASSERT_EQ(std::filesystem::last_write_time(reviewed.log), time);
  EXPECT_TRUE(comes_true(app, [&] { return !is_shown_settled(front(app)); }));
  EXPECT_FALSE(front(app).review.log_verified);
}

TEST_F(ViewerReview, KeysOfAMemberMayLieInAnotherFolder) {
  reviewed.open_in(app);
  const std::filesystem::path stick = reviewed.folder / "stick";
  EXPECT_TRUE(has(refusal(app, "key_folder \"" + stick.string() + "\""), "no such folder"));
  std::filesystem::copy(reviewed.folder / "data/viamyo/keys", stick);
  std::filesystem::remove_all(reviewed.folder / "data/viamyo/keys");
  EXPECT_TRUE(has(refusal(app, "unlock \"A. Able\""), "no key of that name"));
  run(app, "key_folder \"" + stick.string() + "\"");
  run(app, "unlock \"A. Able\"");
  EXPECT_TRUE(app.state().unlocked);
  run(app, "key_folder none");
  EXPECT_FALSE(app.state().unlocked) << "who takes the stick away takes the key along";
}

TEST_F(ViewerReview, NothingIsWrittenOverWhatIsKept) {
  reviewed.open_in(app);
  settle(app);
  for (const std::string& kept : {reviewed.log, reviewed.team, reviewed.map}) {
    const std::string before = file_text(kept);
    const std::string link = (reviewed.folder / "kept.h5");
    std::filesystem::remove(link);
    std::filesystem::create_symlink(kept, link);
    EXPECT_FALSE(has(refusal(app, "save_as \"" + link + "\""), "it was done")) << kept;
    EXPECT_EQ(file_text(kept), before);
    EXPECT_TRUE(std::filesystem::is_symlink(link));
  }
}

TEST_F(ViewerReview, ALogThatVanishesIsMissedAloud) {
  reviewed.open_in(app);
  settle(app);
  std::filesystem::remove(reviewed.log);
  EXPECT_TRUE(comes_true(app, [&] { return !front(app).reviewing.warning.empty(); }));
  EXPECT_TRUE(has(front(app).reviewing.warning, "is gone: it had ")) << front(app).reviewing.warning;
  EXPECT_FALSE(is_settled(front(app).review));
}

TEST_F(ViewerReview, ABrokenLogConfirmsNothingAndSaysWhy) {
  reviewed.open_in(app);
  settle(app);
  std::string text = file_text(reviewed.log);
  text.replace(text.find("normal"), 6, "Normal");
  std::ofstream(reviewed.log) << text;
  EXPECT_TRUE(comes_true(app, [&] { return !front(app).review.log_verified; }));
  EXPECT_FALSE(is_shown_settled(front(app)));
  EXPECT_TRUE(has(printed(app.state(), "review"), "does not verify"));
}

TEST_F(ViewerReview, ATeamThatIsGoneOrForgedConfirmsNothing) {
  reviewed.open_in(app);
  settle(app);
  std::filesystem::remove(reviewed.team);
  EXPECT_TRUE(comes_true(app, [&] { return !front(app).reviewing.trouble.empty(); }));
  EXPECT_FALSE(is_shown_settled(front(app)));
  EXPECT_TRUE(has(band_sentence(front(app)), "UNCONFIRMED"));
  EXPECT_THROW(app.use_team(reviewed.map), InputError) << "is no team";
}

TEST_F(ViewerReview, WithoutATeamNothingBecomesConfirmed) {
  reviewed.open_in(app);
  settle(app);
  run(app, "team none");
  EXPECT_EQ(to_string(front(app).review.status), "unconfirmed");
  EXPECT_TRUE(has(band_sentence(front(app)), "no team"));
}

TEST_F(ViewerReview, WhatWasSaidUnderOtherSettingsIsShownAndDoesNotCount) {
  reviewed.open_in(app);
  settle(app);
  run(app, "set voltage_viable 7.5");
  run(app, "propose");
  app.wait();
  EXPECT_EQ(to_string(front(app).review.status), "unconfirmed");
  ASSERT_FALSE(front(app).reviewing.former.empty());
  EXPECT_TRUE(has(printed(app.state(), "review"), "superseded, then confirmed"));
}

TEST(ViewerBlindReading, OthersDecisionsAreHiddenUntilOnesOwnIsMade) {
  const ReviewedSample reviewed(true);
  App app;
  reviewed.open_in(app);
  take_over(app, kAble);
  run(app, "propose");
  run(app, "item R1");
  run(app, "reject not so");
  take_over(app, kBest);
  EXPECT_FALSE(has(printed(app.state(), "review"), "not so"));
  EXPECT_FALSE(has(printed(app.state(), "review"), "A. Able: reject"));
  EXPECT_TRUE(has(printed(app.state(), "review"), "hidden until you have decided"));
  EXPECT_FALSE(has(printed(app.state(), "regions"), "%; partly"));
  const std::string sheet = reviewed.folder / "blind.html";
  run(app, "sheet " + sheet);
  EXPECT_FALSE(has(file_text(sheet), "not so"));
  for (const std::string& shown : {band_sentence(front(app)), short_status(front(app))}) {
    EXPECT_FALSE(has(shown, "1 of")) << shown << ": the counts are of settled items alone";
    EXPECT_FALSE(has(shown, "rejected")) << shown;
  }
  run(app, "item R1");
  run(app, "confirm");
  EXPECT_TRUE(has(printed(app.state(), "review"), "not so"));
  EXPECT_EQ(item_state(app, "R1"), "disputed");
}

}  // namespace
}  // namespace viamyo::viewer
