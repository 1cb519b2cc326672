// Whoever tries to make a map look confirmed, or an honest decision disappear: nothing of it may succeed, nothing may be lost.
#include <nlohmann/json.hpp>

#include "review_team.h"

namespace viamyo {
namespace {

class ReviewAttack : public ReviewedMapTest {
 protected:
  //! The log of a confirmed map, which each attack then changes.
  ReviewAttack() { confirm_all(); }

  void expect_broken_at(std::size_t line, const std::string& what) const {
    const ReviewLog log = read_log(shared_log.file);
    EXPECT_EQ(log.broken_line, line) << what << ": " << log.broken;
    EXPECT_EQ(to_string(state().status), "unconfirmed") << what;
    EXPECT_FALSE(state().log_verified) << what;
  }

  [[nodiscard]] static std::string swapped(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }
};

TEST_F(ReviewAttack, WithoutAnAttackItIsConfirmed) {
  const ReviewState confirmed = state();
  EXPECT_EQ(to_string(confirmed.status), "confirmed");
  EXPECT_EQ(confirmed.settled, 4);
  EXPECT_EQ(confirmed.agreeing, 2);
  EXPECT_EQ(confirmed.settled_on, "2026-11-25");
  EXPECT_TRUE(confirmed.reasons.empty());
  EXPECT_EQ(confirmed.regions, std::vector<ItemState>(4, ItemState::kConfirmed));
}

TEST_F(ReviewAttack, AnOlderTeamFileWithoutALineThatShowsIt) {
  shared_team.outdated = "the team's file is at change 3, and change 4 of it was seen on this computer";
  EXPECT_EQ(to_string(state().status), "unconfirmed");
  EXPECT_TRUE(has_reason(state(), "nothing of the log counts: the team's file is at change 3, and change 4 of it was seen"));
}

TEST_F(ReviewAttack, AnEditedLine) {
  const std::vector<std::string> whole = log_lines();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::vector<std::string> lines = whole;
    lines[i] = swapped(lines[i], "2026", "2025");
    put_lines(lines);
    expect_broken_at(i + 1, "date");
  }
}

TEST_F(ReviewAttack, AnyByteOfALine) {
  const std::vector<std::string> whole = log_lines();
  const std::size_t victim = 4;
  for (std::size_t at = 0; at + 1 < whole[victim].size(); ++at) {
    std::vector<std::string> lines = whole;
    lines[victim][at] = static_cast<char>(lines[victim][at] ^ 1);
    put_lines(lines);
    const ReviewLog log = read_log(shared_log.file);
    ASSERT_LE(log.lines.size(), victim) << at;
    ASSERT_EQ(to_string(state_of(log).status), "unconfirmed") << at;
  }
}

TEST_F(ReviewAttack, ALineTakenOut) {
  const std::vector<std::string> whole = log_lines();
  for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
    std::vector<std::string> lines = whole;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
    put_lines(lines);
    expect_broken_at(i + 1, "taken out");
  }
}

TEST_F(ReviewAttack, LinesInAnotherOrderOrTwice) {
  const std::vector<std::string> whole = log_lines();
  std::vector<std::string> lines = whole;
  std::swap(lines[3], lines[4]);
  put_lines(lines);
  expect_broken_at(4, "order");
  lines = whole;
  lines.push_back(whole[4]);
  put_lines(lines);
  expect_broken_at(whole.size() + 1, "twice");
  lines = whole;
  lines.push_back(whole[0]);
  put_lines(lines);
  expect_broken_at(whole.size() + 1, "a second beginning");
  put_lines({"\n"});
  expect_broken_at(1, "an empty line");
}

TEST_F(ReviewAttack, TheLogOfAnotherMap) {
  const ReviewLog log = read_log(shared_log.file);
  ReviewedMap other = shared_map;
  other.content = "another";
  EXPECT_EQ(to_string(review_state(shared_analysis, other, log, &shared_team).status), "unconfirmed");
  EXPECT_TRUE(has_reason(review_state(shared_analysis, other, log, &shared_team), "another map"));
  other = shared_map;
  other.subject_id = "S-02";
  EXPECT_EQ(to_string(review_state(shared_analysis, other, log, &shared_team).status), "unconfirmed");
  EXPECT_TRUE(has_reason(review_state(shared_analysis, other, log, &shared_team), "another subject"));
}

TEST_F(ReviewAttack, LinesOfAnotherMapsLog) {
  const std::vector<std::string> whole = log_lines();
  ReviewLog other;
  other.file = file("other.jsonl").string();
  append_to_log(other, {able, {"another", "map-2", "S-02", false}, &shared_team, {make_proposal(four_items("f2"), 4)}, {}});
  std::vector<std::string> lines = lines_of(text_of_file(other.file));
  lines.insert(lines.end(), whole.begin() + 2, whole.end());
  put_file(other.file, joined(lines));
  EXPECT_EQ(read_log(other.file).broken_line, 3U);
}

TEST_F(ReviewAttack, AnotherFingerprintHasNoDecisions) {
  const Analysis confirmed = shared_analysis;
  shared_analysis = four_items("f2");
  EXPECT_EQ(to_string(state().status), "unconfirmed");
  EXPECT_EQ(state().settled, 0);
  shared_analysis = confirmed;  // and back again
  EXPECT_EQ(to_string(state().status), "confirmed");
}

TEST_F(ReviewAttack, AnItemThatIsNoLongerTheSame) {
  for (const auto& change :
       std::vector<std::function<void(Region&)>>{[](Region& r) { r.area_mm2 += 0.11; }, [](Region& r) { r.centroid_mm.x += 0.11; },
                                                 [](Region& r) { r.tissue = TissueClass::kInfarcted; }}) {
    shared_analysis = four_items();
    change(shared_analysis.regions[0]);
    EXPECT_EQ(item_state("R1"), "unconfirmed");
    EXPECT_TRUE(has_reason(state(), "another than the one that was decided on"));
    EXPECT_EQ(to_string(state().status), "partly_confirmed");
  }
  shared_analysis = four_items();
  shared_analysis.regions[0].area_mm2 += 0.09;
  EXPECT_EQ(item_state("R1"), "confirmed");
}

TEST_F(ReviewAttack, NoTeamOrAnotherTeam) {
  const ReviewLog log = read_log(shared_log.file);
  EXPECT_EQ(to_string(review_state(shared_analysis, shared_map, log, nullptr).status), "unconfirmed");
  EXPECT_TRUE(has_reason(review_state(shared_analysis, shared_map, log, nullptr), "no team was given"));
  const SigningKey stranger = owner_key();  // a home-made team: the same name, the same members
  const Team other = team_of(stranger, {&able, &best});
  EXPECT_EQ(to_string(review_state(shared_analysis, shared_map, log, &other).status), "unconfirmed");
  EXPECT_TRUE(has_reason(review_state(shared_analysis, shared_map, log, &other), "it is for team: \u00ABHeart team\u00BB"));
}

TEST_F(ReviewAttack, ALogThatWasBegunWithoutATeam) {
  ReviewLog log;
  log.file = file("teamless.jsonl").string();
  for (const SigningKey* const key : {&able, &best}) {
    for (const ReviewItem& item : review_state(shared_analysis).item_list)
      append_to_log(log, {*key, shared_map, nullptr, {decision(ReviewAction::kConfirm, item.id)}, {}});
  }
  EXPECT_EQ(to_string(state_of(log).status), "unconfirmed");
  EXPECT_TRUE(has_reason(state_of(log), "begun without a team"));
}

TEST_F(ReviewAttack, AHomeMadeTeamShowsItsOwnDigest) {
  const SigningKey stranger = owner_key();
  const SigningKey fake = member_key("B. Best", "imaging cardiologist");
  Team other = team_of(stranger, {&fake});
  other.required_confirmations = 1;
  ReviewLog log;
  log.file = file("home-made.jsonl").string();
  for (const ReviewItem& item : review_state(shared_analysis).item_list)
    append_to_log(log, {fake, shared_map, &other, {decision(ReviewAction::kConfirm, item.id)}, {}});
  const ReviewState forged = review_state(shared_analysis, shared_map, log, &other);
  EXPECT_NE(forged.team_digest, state().team_digest);  // all that tells them apart, so that it stands in the band
  EXPECT_NE(band_text(forged, false).find(forged.team_digest.substr(0, 12)), std::string::npos);
}

class ReviewSigner : public ReviewedMapTest {
 protected:
  //! Of all decisions under this name.
  [[nodiscard]] std::vector<std::string> digests_of(const std::string& member) const {
    std::vector<std::string> digests;
    for (const LogLine& line : read_log(shared_log.file).lines) {
      if (line.member == member && std::holds_alternative<Decision>(line.content)) digests.push_back(line.digest);
    }
    return digests;
  }
};

TEST_F(ReviewSigner, ANameWithoutItsKey) {
  const SigningKey impostor = member_key("B. Best", "imaging cardiologist");  // types a colleague's name
  say_of_all(able, ReviewAction::kConfirm);
  say_of_all(impostor, ReviewAction::kConfirm);
  EXPECT_EQ(state().settled, 0);
  EXPECT_TRUE(has_reason(state(), "a key that team: \u00ABHeart team\u00BB does not know"));
}

TEST_F(ReviewSigner, AKnownKeyUnderAnotherName) {
  // A signs a line that says B: the signature is good, the name is not the key's.
  const std::filesystem::path keys = data_folder() / "keys" / (able.facts().public_key.substr(0, 16) + ".toml");
  std::string text = text_of_file(keys);
  put_file(keys, text.replace(text.find("A. Able"), 7, "B. Best"));
  std::filesystem::permissions(keys, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const SigningKey impostor = unlock_key(able.facts().public_key, Passphrase("correct horse"));
  say_of_all(able, ReviewAction::kConfirm);
  say_of_all(impostor, ReviewAction::kConfirm);
  EXPECT_EQ(read_log(shared_log.file).broken, "");
  EXPECT_EQ(state().settled, 0);
  EXPECT_TRUE(has_reason(state(), "signed with the key of \u00ABA. Able\u00BB under the name \u00ABB. Best\u00BB"));
}

TEST_F(ReviewSigner, OnePersonTwice) {
  say_of_all(able, ReviewAction::kConfirm);
  say_of_all(able, ReviewAction::kConfirm);
  EXPECT_EQ(state().settled, 0);
  const SigningKey renewed = member_key("A. Able");
  shared_team = with_member(shared_team, request_of(renewed), true);
  say_of_all(renewed, ReviewAction::kConfirm);  // another key, the same person
  EXPECT_EQ(state().settled, 0);
  EXPECT_EQ(item_state("R1"), "partly_confirmed");
}

TEST_F(ReviewSigner, ARoleThatDoesNotCount) {
  const SigningKey nurse = member_key("N. Nice", "nurse");
  shared_team = with_member(shared_team, request_of(nurse), false);
  say_of_all(able, ReviewAction::kConfirm);
  say_of_all(nurse, ReviewAction::kConfirm);
  EXPECT_EQ(state().settled, 0);
  EXPECT_EQ(state().members, 2);
  EXPECT_TRUE(has_reason(state(), "the role of «N. Nice», «nurse», does not count"));
}

TEST_F(ReviewSigner, ARoleThatTheTeamDoesNotKnowThemBy) {
  const SigningKey nurse = member_key("N. Nice", "nurse");
  shared_team = with_member(shared_team, {"N. Nice", "cardiac surgeon", nurse.facts().public_key}, false);
  say(nurse, ReviewAction::kConfirm, "R1");
  EXPECT_EQ(item_state("R1"), "unconfirmed");
}

TEST_F(ReviewSigner, WhoLeavesVouchesNoLongerUntilACountingMemberUpholdsIt) {
  confirm_all();
  const std::vector<std::string> of_best = digests_of("B. Best");
  ASSERT_EQ(of_best.size(), 4U);
  append(able, {Uphold{of_best, "too early"}});  // before there is anything to uphold: it is worth nothing later either
  shared_team = without_member(shared_team, "B. Best");
  EXPECT_EQ(state().settled, 0);
  EXPECT_EQ(item_state("R1"), "partly_confirmed");
  EXPECT_TRUE(has_reason(state(), "was taken out of the team"));
  EXPECT_EQ(lines_to_uphold(shared_log, shared_team).size(), 4U);

  say(able, ReviewAction::kComment, "R1");  // a later line is no word for B
  EXPECT_EQ(state().settled, 0);
  append(able, {Uphold{of_best, "read with her on her last day"}}, "2026-11-26T10:00:00Z");
  EXPECT_EQ(to_string(state().status), "confirmed");
  EXPECT_EQ(state().settled_on, "2026-11-26");
  EXPECT_TRUE(lines_to_uphold(shared_log, shared_team).empty());
  EXPECT_EQ(state().item_list.front().votes.back().upheld_by, "A. Able");

  for (TeamMember& member : shared_team.members) member.voided = member.name == "B. Best" ? "was not a physician" : "";
  EXPECT_EQ(state().settled, 0);
  EXPECT_TRUE(has_reason(state(), "declared void what «B. Best» signed, reason: «was not a physician»"));
  EXPECT_FALSE(has_reason(state(), "no counting member upholds it"));
  EXPECT_TRUE(lines_to_uphold(shared_log, shared_team).empty());
}

TEST_F(ReviewSigner, NobodyUpholdsWhoseOwnWordDoesNotCount) {
  const SigningKey nurse = member_key("N. Nice", "nurse");
  const SigningKey stranger = member_key("S. Strange");
  shared_team = with_member(shared_team, request_of(nurse), false);
  confirm_all();
  const std::vector<std::string> of_best = digests_of("B. Best");
  shared_team = without_member(shared_team, "B. Best");
  for (const SigningKey* const key : std::vector<const SigningKey*>{&nurse, &stranger, &best}) append(*key, {Uphold{of_best, ""}});
  EXPECT_EQ(state().settled, 0);
}

TEST_F(ReviewSigner, DissentOfWhoHasLeftStandsUntilAnotherSaysWhyNot) {
  const SigningKey c = member_key("C. Clay");
  shared_team = with_member(shared_team, request_of(c), false);
  confirm_all();
  say(c, ReviewAction::kReject, "R1");
  append(able, {SetAside{digests_of("C. Clay"), "too early"}});
  ASSERT_EQ(item_state("R1"), "disputed");
  shared_team = without_member(shared_team, "C. Clay");
  EXPECT_EQ(item_state("R1"), "disputed");
  EXPECT_EQ(state().item_list.front().dissents.size(), 1U);
  say(c, ReviewAction::kWithdraw, "R1");  // whoever holds the old key now
  say(c, ReviewAction::kConfirm, "R1");
  EXPECT_EQ(item_state("R1"), "disputed");
  append(c, {SetAside{digests_of("C. Clay"), "my own"}});
  append(able, {SetAside{digests_of("C. Clay"), ""}});  // without a reason
  EXPECT_EQ(item_state("R1"), "disputed");
  EXPECT_EQ(lines_to_set_aside(shared_log, shared_team, state()).size(), 2U);
  append(able, {SetAside{digests_of("C. Clay"), "the MRI has come since"}});
  EXPECT_EQ(item_state("R1"), "confirmed");
  const Team with_able = shared_team;
  shared_team = with_member(without_member(shared_team, "A. Able"), request_of(member_key("D. Dorn")), false);
  EXPECT_EQ(item_state("R1"), "disputed") << "who set it aside has left, too";
}

TEST_F(ReviewSigner, AnyoneOfTheTeamCanDisputeAndTakeItBack) {
  const SigningKey nurse = member_key("N. Nice", "nurse");
  shared_team = with_member(shared_team, request_of(nurse), false);
  confirm_all();
  say(nurse, ReviewAction::kReject, "R1");
  EXPECT_EQ(item_state("R1"), "disputed");
  append(able, {SetAside{digests_of("N. Nice"), "a nurse"}});
  EXPECT_EQ(item_state("R1"), "disputed") << "who belongs to the team answers for themselves";
  say(nurse, ReviewAction::kWithdraw, "R1");
  EXPECT_EQ(item_state("R1"), "confirmed");
}

TEST_F(ReviewSigner, AKeyThatTheTeamTookInLaterDoesNotCountForBefore) {
  const SigningKey c = member_key("C. Clay");
  say_of_all(able, ReviewAction::kConfirm);
  say_of_all(c, ReviewAction::kConfirm);
  shared_team = with_member(shared_team, request_of(c), false);
  EXPECT_EQ(state().settled, 0);
  EXPECT_TRUE(has_reason(state(), "before the team took this key in"));
}

TEST_F(ReviewSigner, ARemovedMemberWhoWritesOnDoesNotCountWhoeverComesLater) {
  const Team before = shared_team;
  const Team after = without_member(shared_team, "B. Best");
  append_to_log(shared_log, {best, shared_map, &before, {decision(ReviewAction::kConfirm, "R1")}, "2020-01-01T00:00:00Z"});
  shared_team = after;
  say(able, ReviewAction::kConfirm, "R1");
  EXPECT_EQ(item_state("R1"), "partly_confirmed");
}

TEST_F(ReviewSigner, AnOlderTeamFileThatIsPutBack) {
  const Team before = shared_team;
  confirm_all();
  ASSERT_EQ(to_string(state().status), "confirmed");
  shared_team = without_member(shared_team, "B. Best");
  say(able, ReviewAction::kComment, "R1");
  shared_team = before;  // B is back, says the older file
  EXPECT_EQ(to_string(state().status), "unconfirmed");
  EXPECT_TRUE(has_reason(state(), "the team's file is at change 3, and line"));
}

TEST_F(ReviewSigner, TakingSomebodyOutDoesNotUndoWhatTheirLinesShow) {
  const SigningKey c = member_key("C. Clay");
  shared_team = with_member(shared_team, request_of(c), false);
  Team later = shared_team;
  later.serial = 1000;
  confirm_all();
  append_to_log(shared_log, {c, shared_map, &later, {decision(ReviewAction::kComment, "R1")}, {}});
  ASSERT_EQ(to_string(state().status), "unconfirmed");
  shared_team = without_member(shared_team, "C. Clay");
  EXPECT_EQ(to_string(state().status), "unconfirmed");
}

TEST_F(ReviewSigner, OfTwoFilesOfOneChangeNeitherCountsUntilALaterOne) {
  const std::filesystem::path path = file("team.toml");
  write_team(shared_team, path, owner);
  shared_team = read_team(path);
  confirm_all();
  ASSERT_EQ(to_string(state().status), "confirmed");
  Team other = shared_team;
  other.file_digest.clear();
  other.required_confirmations = 1;  // what would be easier to reach
  write_team(other, path, owner);
  const Team second = read_team(path);
  EXPECT_TRUE(second.outdated.empty()) << "nothing of the first was kept on this computer yet";
  EXPECT_EQ(to_string(review_state(shared_analysis, shared_map, read_log(shared_log.file), &second).status), "unconfirmed");
  remember_team(shared_team);
  EXPECT_NE(read_team(path).outdated.find("two files of change 3"), std::string::npos);
  remember_team(second);
  write_team(shared_team, path, owner);
  EXPECT_NE(read_team(path).outdated.find("neither counts"), std::string::npos) << "nor the first";
  write_team(with_member(shared_team, request_of(member_key("C. Clay")), false), path, owner);
  EXPECT_EQ(read_team(path).outdated, "");
}

TEST_F(ReviewSigner, AStrangersLinesDoNotBlockTheTeam) {
  const SigningKey stranger = member_key("S. Strange");
  Team later = shared_team;
  later.serial = 1000;
  confirm_all();
  append_to_log(shared_log, {stranger, shared_map, &later, {decision(ReviewAction::kReject, "R1")}, {}});
  EXPECT_EQ(to_string(state().status), "confirmed");
  EXPECT_TRUE(has_reason(state(), "\u00ABS. Strange\u00BB signs with a key that team: \u00ABHeart team\u00BB does not know"));
}

class ReviewDecision : public ReviewedMapTest {};

TEST_F(ReviewDecision, OneOfTwoIsPartOfAConfirmation) {
  say_of_all(able, ReviewAction::kConfirm);
  EXPECT_EQ(to_string(state().status), "partly_confirmed");
  EXPECT_EQ(state().settled, 0);
  EXPECT_EQ(item_state("R1"), "partly_confirmed");
  EXPECT_EQ(item_state("small:infarcted"), "partly_confirmed");
}

TEST_F(ReviewDecision, TwoWhoDisagreeAreADispute) {
  say(able, ReviewAction::kConfirm, "R1");
  say(best, ReviewAction::kReject, "R1");
  EXPECT_EQ(item_state("R1"), "disputed");
  reclassify(best, "R1", TissueClass::kIndeterminate);
  EXPECT_EQ(item_state("R1"), "disputed");
  say(best, ReviewAction::kConfirm, "R1");
  EXPECT_EQ(item_state("R1"), "confirmed");
}

TEST_F(ReviewDecision, AThirdWhoDisagreesUndoesTheConfirmation) {
  const SigningKey c = member_key("C. Clay");
  shared_team = with_member(shared_team, request_of(c), false);
  confirm_all();
  EXPECT_EQ(to_string(state().status), "confirmed");
  say(c, ReviewAction::kReject, "R1");
  EXPECT_EQ(item_state("R1"), "disputed");
  EXPECT_EQ(to_string(state().status), "partly_confirmed");
}

TEST_F(ReviewDecision, ARejecterWhoCommentsLaterStillRejects) {
  confirm_all();
  say(best, ReviewAction::kReject, "R1");
  say(best, ReviewAction::kComment, "R1");
  EXPECT_EQ(item_state("R1"), "disputed");
}

TEST_F(ReviewDecision, AConfirmerWhoReclassifiesConfirmsNoLonger) {
  confirm_all();
  reclassify(able, "R1", TissueClass::kIndeterminate);
  EXPECT_EQ(item_state("R1"), "disputed");
  reclassify(best, "R1", TissueClass::kIndeterminate);
  EXPECT_EQ(item_state("R1"), "reclassified");
  const ReviewState settled = state();
  EXPECT_EQ(to_string(settled.status), "reviewed");
  EXPECT_EQ(settled.reviewed_classes[0], TissueClass::kIndeterminate);
  EXPECT_EQ(shared_analysis.regions[0].tissue, TissueClass::kNormal);  // what was computed stays
  const auto areas = reviewed_areas(shared_analysis, settled);
  ASSERT_TRUE(areas);
  EXPECT_EQ(areas->class_area_mm2[4], 4000);
  EXPECT_EQ(areas->class_area_mm2[3], 60);
  EXPECT_EQ(areas->not_settled_mm2, 0);
}

TEST_F(ReviewDecision, AWithdrawalTakesBackAndCanBeMadeGood) {
  confirm_all();
  say(able, ReviewAction::kWithdraw, "R1");
  EXPECT_EQ(item_state("R1"), "partly_confirmed");
  EXPECT_EQ(to_string(state().status), "partly_confirmed");
  say(able, ReviewAction::kConfirm, "R1");
  EXPECT_EQ(to_string(state().status), "confirmed");
}

TEST_F(ReviewDecision, TheMapSettlesWithoutARejectedRegionAndItsZone) {
  for (const char* id : {"R1", "small:infarcted"}) {
    say(able, ReviewAction::kConfirm, id);
    say(best, ReviewAction::kConfirm, id);
  }
  say(able, ReviewAction::kReject, "R2");
  EXPECT_EQ(to_string(state().status), "partly_confirmed");
  say(best, ReviewAction::kReject, "R2");
  const ReviewState settled = state();
  EXPECT_EQ(to_string(settled.status), "reviewed");
  EXPECT_FALSE(is_confirmed(settled));
  EXPECT_EQ(settled.counts.confirmed, 2);
  EXPECT_EQ(settled.counts.rejected, 2);
  EXPECT_EQ(settled.counts.open, 0);
  EXPECT_EQ(to_string(settled.regions[1]), "rejected");
  EXPECT_EQ(to_string(settled.zones[0]), "rejected");
  EXPECT_FALSE(settled.reviewed_classes[1]);
  EXPECT_EQ(reviewed_areas(shared_analysis, settled)->rejected_mm2, 900);
}

TEST_F(ReviewDecision, AMapOnWhichEverythingWasRejectedIsNotConfirmed) {
  say_of_all(able, ReviewAction::kReject);
  say_of_all(best, ReviewAction::kReject);
  EXPECT_EQ(to_string(state().status), "reviewed");
  EXPECT_EQ(band_text(state(), false).find("CONFIRMED"), std::string::npos);
  EXPECT_NE(band_text(state(), false).find("REVIEWED: everything was rejected"), std::string::npos);
  shared_map.synthetic = true;
  EXPECT_EQ(to_string(state().status), "reviewed_synthetic");
}

TEST_F(ReviewDecision, AClockThatWasWrongMakesTheDateUncertain) {
  confirm_all();
  EXPECT_EQ(state().date_uncertain, "");
  append(able, {decision(ReviewAction::kComment, "R1")}, "2026-11-24T10:00:00Z");
  EXPECT_NE(state().date_uncertain.find("earlier than the line before"), std::string::npos);
  EXPECT_EQ(to_string(state().status), "confirmed");
  EXPECT_NE(band_text(state(), false).find("2026-11-25 (date uncertain)"), std::string::npos);
}

TEST_F(ReviewDecision, AProposalsPresetIsNoTextOfItsOwnInTheBand) {
  confirm_all();
  ReviewLog log = read_log(shared_log.file);
  for (LogLine& line : log.lines) {
    if (auto* const proposal = std::get_if<Proposal>(&line.content)) proposal->preset = "CONFIRMED by all";
  }
  EXPECT_EQ(state_of(log).proposed_preset, "a preset that is not known here");
  EXPECT_EQ(band_text(state_of(log), false).find("by all"), std::string::npos);
}

TEST_F(ReviewDecision, AnotherPresetOfTheSameValuesIsTold) {
  confirm_all();
  EXPECT_EQ(state().proposed_preset, "");
  const std::string proposed = shared_analysis.settings.preset;
  shared_analysis.settings.preset = "another-name";
  EXPECT_EQ(state().proposed_preset, proposed);
  EXPECT_NE(band_text(state(), false).find("As proposed: «" + proposed), std::string::npos);
}

TEST_F(ReviewDecision, AMapUnderAnotherNameThanItsOwnIsNotConfirmed) {
  confirm_all();
  shared_map.relabelled = "the manifest gives the map visit 'after', and the map itself 'before'";
  EXPECT_EQ(to_string(state().status), "unconfirmed");
  EXPECT_TRUE(has_reason(state(), "the manifest gives the map visit"));
}

TEST_F(ReviewDecision, AZoneIsNotConfirmedUnlessItsRegionIs) {
  say(able, ReviewAction::kConfirm, "Z1");
  say(best, ReviewAction::kConfirm, "Z1");
  EXPECT_EQ(item_state("Z1"), "partly_confirmed");
  say(able, ReviewAction::kConfirm, "R2");
  say(best, ReviewAction::kConfirm, "R2");
  EXPECT_EQ(item_state("Z1"), "confirmed");
  reclassify(able, "R2", TissueClass::kInfarcted);
  EXPECT_EQ(item_state("Z1"), "partly_confirmed");
  reclassify(best, "R2", TissueClass::kInfarcted);
  EXPECT_EQ(item_state("Z1"), "rejected");
}

TEST_F(ReviewDecision, ADecisionThatIsNotWholeDoesNotCount) {
  Decision d = decision(ReviewAction::kReclassify, "R1");
  append(able, {d});  // to no class
  d.to_class = TissueClass::kUnmapped;
  append(able, {d});
  d.to_class = TissueClass::kInfarcted;
  d.reason.clear();
  append(able, {d});
  d = decision(ReviewAction::kReclassify, "Z1");
  d.to_class = TissueClass::kInfarcted;
  append(able, {d});
  d = decision(ReviewAction::kConfirm, "R1");
  d.item.id = "R9";
  append(able, {d});
  EXPECT_EQ(state().reasons.size(), 5U);
  EXPECT_EQ(to_string(state().status), "unconfirmed");
}

TEST_F(ReviewDecision, ASyntheticMapIsConfirmedAsSynthetic) {
  shared_map.synthetic = true;
  confirm_all();
  EXPECT_EQ(to_string(state().status), "confirmed_synthetic");
}

TEST_F(ReviewDecision, AMapWithoutSubjectStaysPartlyConfirmed) {
  for (const char* const nobody : {"", " ", "   "}) {
    std::filesystem::remove(shared_log.file);
    shared_log = {};
    shared_log.file = file("map.h5.review.jsonl").string();
    shared_map.subject_id = nobody;
    append(able, {make_proposal(shared_analysis, 4)});
    confirm_all();
    EXPECT_EQ(state().settled, 4);
    EXPECT_EQ(to_string(state().status), "partly_confirmed") << "'" << nobody << "'";
    EXPECT_TRUE(has_reason(state(), "has no subject_id"));
  }
}

TEST_F(ReviewDecision, ATeamThatIsTooSmallConfirmsNothing) {
  shared_team.required_confirmations = 3;
  confirm_all();
  EXPECT_EQ(to_string(state().status), "partly_confirmed");
  EXPECT_TRUE(has_reason(state(), "3 members are needed, and the team has 2"));
}

TEST_F(ReviewDecision, AMapWithoutItemsIsNotConfirmed) {
  shared_analysis = Analysis{};
  EXPECT_EQ(to_string(state().status), "unconfirmed");
}

}  // namespace
}  // namespace viamyo
