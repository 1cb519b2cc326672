// The log: what is written reads back and verifies, two programs lose nothing of one another, and a crash leaves whole lines.
#include "viamyo/review_log.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "review_team.h"

namespace viamyo {
namespace {

using ReviewLogFile = ReviewedMapTest;

TEST_F(ReviewLogFile, ReadsBackAsWritten) {
  Decision d = decision(ReviewAction::kReclassify, "R2");
  d.to_class = TissueClass::kInfarcted;
  d.basis = "LGE 75 %, \"transmural\" \\ æ";
  d.sentence = decision_sentence(able.facts(), d, shared_map, shared_analysis.thresholds, "published-human-range");
  d.on_screen = true;
  append(able, {d}, "2026-11-25T11:00:00Z");
  const ReviewLog log = read_log(shared_log.file);
  EXPECT_EQ(log.broken, "");
  ASSERT_EQ(log.lines.size(), 3U);
  EXPECT_EQ(log.head, shared_log.head);
  const LogBinding* const binding = binding_of(log);
  ASSERT_NE(binding, nullptr);
  EXPECT_EQ(binding->content, "c0ffee");
  EXPECT_EQ(binding->team_digest, team_digest(shared_team));
  const LogLine& line = log.lines[2];
  EXPECT_EQ(line.member, "A. Able");
  EXPECT_EQ(line.role, "cardiac surgeon");
  EXPECT_EQ(line.key, able.facts().public_key);
  EXPECT_EQ(line.time, "2026-11-25T11:00:00Z");
  EXPECT_EQ(line.team_serial, 3);
  const auto& back = std::get<Decision>(line.content);
  EXPECT_EQ(back.action, ReviewAction::kReclassify);
  EXPECT_EQ(back.item.id, "R2");
  EXPECT_EQ(back.item.area_mm2, 900);
  EXPECT_EQ(back.to_class, TissueClass::kInfarcted);
  EXPECT_EQ(back.reason, d.reason);
  EXPECT_EQ(back.basis, d.basis);
  EXPECT_TRUE(back.on_screen);
  EXPECT_EQ(back.sentence,
            "I, A. Able, cardiac surgeon, reclassify R2 mid anterior of subject: \u00ABS-01\u00BB, map: \u00ABmap-1\u00BB from "
            "viable-ischaemic to infarcted at 6.9 mV and 12 % (published-human-range)");
}

TEST(DecisionSentence, NamesTheCutOffsThatMadeTheClass) {
  const KeyFacts able{KeyKind::kMember, "A. Able", "cardiac surgeon", "", {}};
  ReviewedMap map;
  Thresholds thresholds;
  const auto end_of = [&](TissueClass tissue) {
    Decision decision;
    decision.action = ReviewAction::kConfirm;
    decision.item.tissue = tissue;
    const std::string sentence = decision_sentence(able, decision, map, thresholds, "a-preset");
    return sentence.substr(sentence.find(" at "));
  };
  EXPECT_EQ(end_of(TissueClass::kViableIschemic), " at 6.9 mV and 12 % (a-preset)");
  EXPECT_EQ(end_of(TissueClass::kInfarcted), " at 4.5 mV and 12 % (a-preset)");
  EXPECT_EQ(end_of(TissueClass::kIndeterminate), " at 4.5 and 6.9 mV and 12 % (a-preset)");
  thresholds.criteria = Criteria::kVoltage;
  EXPECT_EQ(end_of(TissueClass::kInfarcted), " at 4.5 mV (a-preset)") << "mechanics were not looked at";
}

TEST_F(ReviewLogFile, ALogThatIsNotThereHasNoLines) {
  const ReviewLog log = read_log(file("nowhere.jsonl"));
  EXPECT_TRUE(log.lines.empty());
  EXPECT_EQ(log.broken, "");
  put_file(file("empty.jsonl"), "");
  EXPECT_TRUE(read_log(file("empty.jsonl")).lines.empty());
}

TEST_F(ReviewLogFile, AProposalKeepsEverySetting) {
  const std::vector<SettingChange> changes{
      {"voltage_viable", "7.1"},       {"voltage_infarct", "4.3"},   {"shortening_ischemic", "11.7"},     {"fill_distance", "12.3"},
      {"ring_limits", "0.3,0.6,0.85"}, {"min_zone_points", "5"},     {"landmarks.apex", "1.25,-3.5,0.1"}, {"excluded_points", "3,17"},
      {"territories.RCA", "3,4,17"},   {"reference_segments", "5,6"}};
  Analysis analysis;
  analysis.settings = make_settings("", changes);
  const Proposal proposal = make_proposal(analysis, 0);
  append(able, {proposal});
  const ReviewLog log = read_log(shared_log.file);
  const LogLine* const line = latest_proposal(log, &shared_team);
  ASSERT_NE(line, nullptr);
  const Settings back = settings_of(std::get<Proposal>(line->content));
  Analysis again;
  again.settings = back;
  ASSERT_EQ(make_proposal(again, 0).settings.size(), proposal.settings.size());
  for (std::size_t i = 0; i < proposal.settings.size(); ++i) {
    EXPECT_EQ(make_proposal(again, 0).settings[i].key, proposal.settings[i].key);
    EXPECT_EQ(make_proposal(again, 0).settings[i].value, proposal.settings[i].value);
  }
  EXPECT_EQ(back.preset, "custom");
}

TEST_F(ReviewLogFile, APresetsNameIsNotTakenFromAProposalThatChangedItsValues) {
  Analysis analysis;
  analysis.settings = make_settings("", {{"voltage_viable", "7.1"}});
  Proposal proposal = make_proposal(analysis, 0);
  proposal.preset = "published-human-range";
  EXPECT_EQ(settings_of(proposal).preset, "custom");
}

TEST_F(ReviewLogFile, AStrangersProposalIsNotTakenForTheTeams) {
  const SigningKey stranger = member_key("A. Able");
  shared_analysis.fingerprint = "f2";
  append(stranger, {make_proposal(shared_analysis, 4)});
  const ReviewLog log = read_log(shared_log.file);
  EXPECT_EQ(latest_proposal(log, nullptr)->number, 3U);
  EXPECT_EQ(latest_proposal(log, &shared_team)->number, 2U);
  EXPECT_EQ(latest_proposal(log, &shared_team, "f2"), nullptr);
}

TEST_F(ReviewLogFile, UnknownFieldsOfALaterVersionAreKeptAndIgnored) {
  // Signed like any other line, with a field that this version does not know.
  const std::string line = log_lines().back();
  const std::string before = line.substr(0, line.rfind(",\"signature\":"));
  const std::string previous = nlohmann::json::parse(log_lines()[0])["signature"];
  const std::string text = before + R"(,"of_the_future":{"a":[1,2]})";
  const std::string wrong = text + ",\"signature\":\"" + std::string(128, '0') + "\"}\n";
  const std::string good = text + ",\"signature\":\"" + able.sign("viamyo.review-log/3\n" + text) + "\"}\n";
  put_lines({log_lines()[0], wrong});
  EXPECT_EQ(read_log(shared_log.file).broken_line, 2U);
  put_lines({log_lines()[0], good});
  EXPECT_EQ(read_log(shared_log.file).broken, "");
  EXPECT_EQ(read_log(shared_log.file).lines.size(), 2U);
}

TEST_F(ReviewLogFile, ATypeOrActionOfALaterVersionBreaksTheLogInsteadOfBeingSkipped) {
  confirm_all();
  ASSERT_EQ(to_string(state().status), "confirmed");
  const std::string line = log_lines().back();
  for (const auto& [from, to] : {std::pair{R"("type":"decision")", R"("type":"revocation")"},
                                 {R"("action":"confirm")", R"("action":"revoke")"},
                                 {R"(review-log/3)", R"(review-log/4)"}}) {
    std::vector<std::string> lines = log_lines();
    std::string text = line.substr(0, line.rfind(",\"signature\":"));
    text.replace(text.find(from), std::string_view(from).size(), to);
    lines.back() = text + ",\"signature\":\"" + able.sign("viamyo.review-log/3\n" + text) + "\"}\n";
    const std::vector<std::string> whole = log_lines();
    put_lines(lines);
    EXPECT_NE(read_log(shared_log.file).broken.find("not known to this version"), std::string::npos) << from;
    EXPECT_EQ(to_string(state().status), "unconfirmed");
    put_lines(whole);
  }
}

TEST_F(ReviewLogFile, AnUnfinishedLastLineIsIgnoredAndReplacedByTheNextAppend) {
  confirm_all();
  const std::string whole = text_of_file(shared_log.file);
  const std::string last = log_lines().back();
  const std::string before = whole.substr(0, whole.size() - last.size());
  for (std::size_t cut = 1; cut < last.size(); cut += 37) {  // wherever a crash may have stopped the writing
    put_file(shared_log.file, before + last.substr(0, cut));
    ReviewLog log = read_log(shared_log.file);
    EXPECT_TRUE(log.unfinished);
    EXPECT_EQ(log.broken, "");
    EXPECT_EQ(log.lines.size(), shared_log.lines.size() - 1);
    EXPECT_EQ(to_string(state().status), "partly_confirmed");
    append_to_log(log, {best, shared_map, &shared_team, {decision(ReviewAction::kConfirm, "Z1")}, {}});
    EXPECT_EQ(read_log(shared_log.file).lines.size(), shared_log.lines.size());
    EXPECT_EQ(to_string(state().status), "confirmed");
  }
}

TEST_F(ReviewLogFile, WhatCannotBeALogIsRefusedAndStaysAsItWas) {
  const std::filesystem::path folder = file("folder.jsonl");
  std::filesystem::create_directory(folder);
  EXPECT_NE(message_of([&] { read_log(folder); }).find("is a folder"), std::string::npos);
  const std::filesystem::path link = file("link.jsonl");
  std::filesystem::create_symlink(shared_log.file, link);
  EXPECT_NE(message_of([&] { read_log(link); }).find("is a link"), std::string::npos);
  const std::filesystem::path pipe = file("pipe.jsonl");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_NE(message_of([&] { read_log(pipe); }).find("not a regular file"), std::string::npos);
  for (const std::filesystem::path& path : {folder, link, pipe, file("no/such/folder.jsonl")}) {
    ReviewLog log;
    log.file = path.string();
    EXPECT_THROW(append_to_log(log, {able, shared_map, &shared_team, {decision(ReviewAction::kConfirm, "R1")}, {}}), OutputError) << path;
  }
}

TEST_F(ReviewLogFile, AReadOnlyLogIsReadAndNotWritten) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  ::chmod(shared_log.file.c_str(), 0444);
  EXPECT_EQ(read_log(shared_log.file).lines.size(), 2U);
  EXPECT_THROW(say(able, ReviewAction::kConfirm, "R1"), OutputError);
}

TEST_F(ReviewLogFile, AFullDiskLeavesTheLogAsItWas) {
  const std::string before = text_of_file(shared_log.file);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  ::getrlimit(RLIMIT_FSIZE, &old);
  for (const rlim_t room : {0U, 1U, 100U, 500U}) {  // bytes that still fit, fewer than a line has
    const rlimit limit{before.size() + room, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ReviewLog log = read_log(shared_log.file);
    EXPECT_THROW(append_to_log(log, {able, shared_map, &shared_team, {decision(ReviewAction::kConfirm, "R1")}, {}}), OutputError) << room;
    ::setrlimit(RLIMIT_FSIZE, &old);
    EXPECT_EQ(text_of_file(shared_log.file), before) << room;
    EXPECT_EQ(log.lines.size(), 2U);
  }
  say(able, ReviewAction::kConfirm, "R1");
  EXPECT_EQ(read_log(shared_log.file).lines.size(), 3U);
}

//! Appends one decision after another in a child process; 0 when all went well.
pid_t child_appends(const std::string& path, const SigningKey& key, const ReviewedMap& map, const Team& team, const Decision& decision,
                    int count) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  int code = 0;
  try {
    ReviewLog log = read_log(path);
    for (int i = 0; i < count; ++i) append_to_log(log, {key, map, &team, {decision}, {}});
  } catch (const std::exception&) {
    code = 1;
  }
  ::_exit(code);
}

int exit_code(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(ReviewLogFile, TwoProgramsAppendAThousandDecisionsEachAndNoneIsLost) {
  constexpr int kEach = 1000;
  const pid_t first = child_appends(shared_log.file, able, shared_map, shared_team, decision(ReviewAction::kConfirm, "R1"), kEach);
  const pid_t second = child_appends(shared_log.file, best, shared_map, shared_team, decision(ReviewAction::kConfirm, "R1"), kEach);
  EXPECT_EQ(exit_code(first), 0);
  EXPECT_EQ(exit_code(second), 0);
  const ReviewLog log = read_log(shared_log.file);
  EXPECT_EQ(log.broken, "");
  EXPECT_EQ(log.lines.size(), 2U + 2 * kEach);
  const auto of_a = std::count_if(log.lines.begin() + 2, log.lines.end(), [&](const LogLine& line) { return line.member == "A. Able"; });
  EXPECT_EQ(of_a, kEach);
  EXPECT_EQ(item_state("R1"), "confirmed");
}

TEST_F(ReviewLogFile, AKilledProgramLeavesWholeLines) {
  std::size_t lines = 2;
  for (int round = 0; round < 20; ++round) {
    const pid_t child = child_appends(shared_log.file, able, shared_map, shared_team, decision(ReviewAction::kConfirm, "R1"), 1'000'000);
    ::usleep(static_cast<useconds_t>(2000 + 1531 * round));
    ::kill(child, SIGKILL);
    EXPECT_EQ(exit_code(child), -1);
    const ReviewLog log = read_log(shared_log.file);
    EXPECT_EQ(log.broken, "") << round;
    EXPECT_GE(log.lines.size(), lines);
    lines = log.lines.size();
  }
  shared_log = read_log(shared_log.file);
  say(best, ReviewAction::kConfirm, "R1");  // nobody is kept out by a lock of the dead
  EXPECT_EQ(read_log(shared_log.file).lines.size(), lines + 1);
}

TEST_F(ReviewLogFile, TwoProgramsThatBeginALogAtOnceMakeOneBeginning) {
  for (int round = 0; round < 5; ++round) {
    const std::string path = file("new" + std::to_string(round) + ".jsonl").string();
    const pid_t first = child_appends(path, able, shared_map, shared_team, decision(ReviewAction::kConfirm, "R1"), 3);
    const pid_t second = child_appends(path, best, shared_map, shared_team, decision(ReviewAction::kConfirm, "R1"), 3);
    EXPECT_EQ(exit_code(first) + exit_code(second), 0);
    const ReviewLog log = read_log(path);
    EXPECT_EQ(log.broken, "");
    EXPECT_EQ(log.lines.size(), 7U);
  }
}

TEST_F(ReviewLogFile, ALineThatNobodyCouldReadIsNotWritten) {
  const std::string before = text_of_file(shared_log.file);
  Decision d = decision(ReviewAction::kComment, "R1");
  d.reason = std::string(1'100'000, 'a');
  EXPECT_THROW(append(able, {d}), UsageError);
  EXPECT_EQ(text_of_file(shared_log.file), before);
}

TEST_F(ReviewLogFile, ALineOf100MegabytesIsRefusedNotRead) {
  std::string huge;
  huge.resize(100'000'000, 'a');
  std::string text = text_of_file(shared_log.file);
  text += R"({"schema":"viamyo.review-log/1","reason":")" + huge + "\"}\n";
  put_file(shared_log.file, text);
  const ReviewLog log = read_log(shared_log.file);
  EXPECT_EQ(log.broken_line, 3U);
  EXPECT_NE(log.broken.find("longer"), std::string::npos);
  put_file(shared_log.file, std::string(1'000'000, '[') + "\n");
  EXPECT_EQ(read_log(shared_log.file).broken_line, 1U);
}

#if defined(VIAMYO_SANITIZED)
constexpr std::size_t kManyLines = 2'000;  // slower by as much
#else
constexpr std::size_t kManyLines = 20'000;
#endif

TEST_F(ReviewLogFile, AsManyLinesAsATeamCanWriteAreReadAndVerified) {
  std::vector<LogEntry> entries(kManyLines, decision(ReviewAction::kConfirm, "R1"));
  append(able, std::move(entries));
  const ReviewLog log = read_log(shared_log.file);
  EXPECT_EQ(log.broken, "");
  EXPECT_EQ(log.lines.size(), kManyLines + 2);
  EXPECT_EQ(state_of(log).item_list[0].agreeing, 1);  // however often A says it, A is one
}

TEST_F(ReviewLogFile, ClocksThatGoBackwardsOrLieAheadAreFlagged) {
  append(able, {decision(ReviewAction::kConfirm, "R1")}, "2026-11-25T12:00:00Z");
  append(best, {decision(ReviewAction::kConfirm, "R1")}, "2026-11-25T11:00:00Z");
  append(able, {decision(ReviewAction::kComment, "R1")}, "2031-01-01T00:00:00Z");
  const std::vector<ReviewReason> anomalies = clock_anomalies(read_log(shared_log.file), "2026-11-25T13:00:00Z");
  ASSERT_EQ(anomalies.size(), 2U);
  EXPECT_EQ(anomalies[0].line, 4U);
  EXPECT_NE(anomalies[0].text.find("earlier"), std::string::npos);
  EXPECT_EQ(anomalies[1].line, 5U);
  EXPECT_NE(anomalies[1].text.find("future"), std::string::npos);
  EXPECT_EQ(item_state("R1"), "confirmed");  // the order is the chain's
}

TEST_F(ReviewLogFile, NothingIsAddedToALogOfAnotherMapOrTeamOrOneThatIsBroken) {
  const std::string before = text_of_file(shared_log.file);
  const auto refused = [&](const ReviewedMap& map, const Team* team) {
    ReviewLog log = read_log(shared_log.file);
    return message_of([&] { append_to_log(log, {able, map, team, {decision(ReviewAction::kConfirm, "R1")}, {}}); });
  };
  EXPECT_NE(refused({"another", "map-1", "S-01", false}, &shared_team).find("another map"), std::string::npos);
  EXPECT_NE(refused(shared_map, nullptr).find("is the log of team Heart team"), std::string::npos);
  const Team other = team_of(owner_key("Heart team"), {&able, &best});
  EXPECT_NE(refused(shared_map, &other).find("is the log of team Heart team"), std::string::npos);
  EXPECT_EQ(text_of_file(shared_log.file), before);
  put_file(shared_log.file, before + "{}\n");
  EXPECT_NE(refused(shared_map, &shared_team).find("does not verify"), std::string::npos);
  EXPECT_EQ(text_of_file(shared_log.file), before + "{}\n");
}

TEST_F(ReviewLogFile, ACutTailIsNoticedWhereTheLongerLogWasSeen) {
  confirm_all();
  say(best, ReviewAction::kWithdraw, "R1");
  remember_head(read_log(shared_log.file), &shared_team);
  std::vector<std::string> lines = log_lines();
  lines.pop_back();  // the withdrawal disappears
  put_lines(lines);
  const ReviewLog cut = read_log(shared_log.file);
  EXPECT_EQ(cut.broken, "");  // the rest is a sound log
  EXPECT_NE(missing_lines(cut, shared_map, &shared_team).find("its end was cut off"), std::string::npos);
  const ReviewState here = review_state(shared_analysis, shared_map, cut, &shared_team, missing_lines(cut, shared_map, &shared_team));
  EXPECT_EQ(to_string(here.status), "unconfirmed");
  EXPECT_FALSE(here.log_verified);
  remember_head(cut, &shared_team);  // a shorter head never replaces a longer one
  EXPECT_NE(missing_lines(cut, shared_map, &shared_team), "");
  ::setenv("XDG_DATA_HOME", file("elsewhere").c_str(), 1);
  EXPECT_EQ(missing_lines(cut, shared_map, &shared_team), "");  // where it was not seen, it cannot be noticed
}

TEST_F(ReviewLogFile, AnotherEndOfTheSameLengthIsNoticedToo) {
  say(able, ReviewAction::kReject, "R1");
  remember_head(read_log(shared_log.file), &shared_team);
  std::vector<std::string> lines = log_lines();
  lines.pop_back();
  put_lines(lines);
  ReviewLog log = read_log(shared_log.file);
  append_to_log(log, {able, shared_map, &shared_team, {decision(ReviewAction::kConfirm, "R1")}, {}});
  EXPECT_NE(missing_lines(log, shared_map, &shared_team).find("is not the log that was seen"), std::string::npos);
}

}  // namespace
}  // namespace viamyo
