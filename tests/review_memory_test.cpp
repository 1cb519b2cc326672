// What a computer has seen it misses: who cuts a log, takes it away or begins another raises nothing there.
#include "review_worlds.h"

namespace viamyo {
namespace {

class ReviewMemory : public ReviewedMapTest {
 protected:
  void remember() const { remember_head(read_log(shared_log.file), &shared_team); }
  [[nodiscard]] std::string missing() const { return missing_lines(read_log(shared_log.file), shared_map, &shared_team); }
  //! As this computer sees it.
  [[nodiscard]] ReviewState seen() const {
    return review_state(shared_analysis, shared_map, read_log(shared_log.file), &shared_team, missing());
  }
  void begin_anew() {
    std::filesystem::remove(shared_log.file);
    const std::string name = shared_log.file;
    shared_log = {};
    shared_log.file = name;
  }
};

TEST_F(ReviewMemory, WhoTakesTheLogAwayDoesNotTakeTheDissentAway) {
  confirm_all();
  say(best, ReviewAction::kReject, "R1");
  remember();
  begin_anew();
  EXPECT_NE(missing().find("is gone"), std::string::npos) << missing();
  EXPECT_EQ(seen().log_fault, "nothing of the log counts: it " + missing());
  append(able, {make_proposal(shared_analysis, 4)});
  confirm_all();
  EXPECT_EQ(to_string(seen().status), "unconfirmed");
  remember();
  EXPECT_NE(missing(), "") << "another log does not take the place of the one that was seen";
}

TEST_F(ReviewMemory, ALogBegunAnewElsewhereIsMissedAsWell) {
  confirm_all();
  say(best, ReviewAction::kReject, "R1");
  remember();
  begin_anew();
  shared_log.file = file("another name.jsonl").string();
  append(able, {make_proposal(shared_analysis, 4)});
  confirm_all();
  EXPECT_EQ(to_string(seen().status), "unconfirmed");
}

TEST_F(ReviewMemory, ACountingMemberMayBeginAgainAndHasToSayWhy) {
  say_of_all(best, ReviewAction::kReject);
  remember();
  begin_anew();
  append(able, {make_proposal(shared_analysis, 4)});
  confirm_all();
  const std::optional<LostLog> lost = lost_log(read_log(shared_log.file), shared_map, &shared_team);
  ASSERT_TRUE(lost);
  const SigningKey stranger = member_key("S. Strange");
  append(stranger, {Restart{lost->head, "because"}});
  append(able, {Restart{lost->head, ""}});
  append(able, {Restart{std::string(64, 'a'), "another one"}});
  EXPECT_EQ(to_string(seen().status), "unconfirmed");
  EXPECT_FALSE(seen().restarted);
  append(able, {Restart{lost->head, "the disk broke"}});
  EXPECT_EQ(to_string(seen().status), "confirmed");
  ASSERT_TRUE(seen().restarted);
  EXPECT_NE(seen().restarted->text.find("the disk broke"), std::string::npos);
  EXPECT_NE(band_text(seen(), false).find("An earlier log was lost."), std::string::npos);
  const Team with_able = shared_team;
  shared_team = without_member(shared_team, "A. Able");
  EXPECT_NE(missing(), "") << "who said so has left, and this computer has not seen more since";
  shared_team = with_able;
  remember();
  EXPECT_EQ(missing(), "");
}

TEST_F(ReviewMemory, ASecondTeamOfTheSameMapHasItsOwnLog) {
  remember();
  const SigningKey stranger = owner_key("Second team");
  const Team other = team_of(stranger, {&able});
  ReviewLog log;
  log.file = file("second.jsonl").string();
  append_to_log(log, {able, shared_map, &other, {decision(ReviewAction::kConfirm, "R1")}, {}});
  EXPECT_EQ(missing_lines(log, shared_map, &other), "");
  remember_head(log, &other);
  EXPECT_EQ(missing(), "");
  EXPECT_NE(missing_lines(log, shared_map, &shared_team), "") << "it stands where the first team's log was";
}

//! On a computer that saw the longer log: whatever is cut off, taken out or put in its place.
TEST_F(ReviewMemory, NoLinesThatAreTakenOutRaiseAnything) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    WorldMaker maker(seed);
    const World world = maker.make();
    ::setenv("XDG_DATA_HOME", file("data-" + std::to_string(seed)).c_str(), 1);
    remember_head(world.log, &world.team());
    for (int i = 0; i < 6; ++i) {
      World less = world;
      const auto from = static_cast<std::ptrdiff_t>(maker.dice().below(world.log.lines.size()));
      less.log.lines.erase(less.log.lines.begin() + from, i < 3 ? less.log.lines.end() : less.log.lines.begin() + from + 1);
      for (std::size_t k = static_cast<std::size_t>(from); k < less.log.lines.size(); ++k) {
        less.log.lines[k].number = k + 1;
        less.log.lines[k].digest += "'";  // its line before is another
      }
      for (int more = static_cast<int>(maker.dice().below(3)); more > 0; --more) {
        if (!less.log.lines.empty()) maker.append(less, maker.any_line(less));
        if (!less.log.lines.empty()) less.log.lines.back().digest += "'";
      }
      const std::string gone = missing_lines(less.log, world.map, &world.team());
      ASSERT_NE(gone, "") << seed;
      const ReviewState after = review_state(world.analysis, world.map, less.log, &world.team(), gone);
      EXPECT_EQ(to_string(after.status), "unconfirmed");
      for (const ReviewItem& item : after.item_list) EXPECT_EQ(to_string(item.state), "unconfirmed");
    }
  }
}

}  // namespace
}  // namespace viamyo
