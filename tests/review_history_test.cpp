// What people may read of a review, and what blind reading keeps from them.
#include "viamyo/review_history.h"

#include "review_team.h"

namespace viamyo {
namespace {

class ReviewHistory : public ReviewedMapTest {
 protected:
  const ReviewItem& item(const ReviewState& s, const std::string& id) {
    for (const ReviewItem& i : s.item_list) {
      if (i.id == id) return i;
    }
    throw std::runtime_error("no item " + id);
  }
};

TEST_F(ReviewHistory, EveryLineSaysWhoSaidWhat) {
  say(able, ReviewAction::kReject, "R2");
  const std::vector<HistoryLine> history = review_history(shared_log, &shared_team, state(), "");
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].says, "begins the log of map: \u00ABmap-1\u00BB for team: \u00ABHeart team\u00BB");
  EXPECT_EQ(history[1].says, "proposes 4 items, settings f1, preset: \u00ABpublished-human-range\u00BB");
  EXPECT_EQ(history[2].says, "reject \u00ABR2 mid anterior\u00BB (viable_ischemic)");
  EXPECT_EQ(history[2].member, "A. Able");
  EXPECT_EQ(history[2].fault, "");
}

TEST_F(ReviewHistory, ALineThatDoesNotCountSaysWhy) {
  const SigningKey stranger = member_key("C. Clay");
  say(stranger, ReviewAction::kConfirm, "R1");
  EXPECT_NE(review_history(shared_log, &shared_team, state(), "").back().fault, "");
}

TEST_F(ReviewHistory, NoLineCountsWhereNothingOfTheLogDoes) {
  say(able, ReviewAction::kReject, "R2");
  shared_team.outdated = "the team's file is an old one";
  EXPECT_NE(state().log_fault.find("an old one"), std::string::npos);
  for (const HistoryLine& line : review_history(shared_log, &shared_team, state(), "")) EXPECT_EQ(line.fault, "nothing of the log counts");
}

TEST_F(ReviewHistory, CommentsStandBesideTheirItemTheNewestFirst) {
  const auto comment = [&](const SigningKey& signer, const std::string& text, const std::string& day) {
    Decision d = decision(ReviewAction::kComment, "R2");
    d.reason = text;
    append(signer, {d}, day + "T10:00:00Z");
  };
  const SigningKey nurse = member_key("N. Noor", "nurse");
  shared_team = with_member(shared_team, request_of(nurse), false);
  comment(able, "ask the imaging team", "2026-11-25");
  comment(nurse, "poor contact there", "2026-11-26");  // whose decisions do not count
  comment(member_key("C. Clay"), "from outside", "2026-11-26");
  const std::vector<std::string> all{"\u00ABN. Noor\u00BB, 2026-11-26: \u00ABpoor contact there\u00BB",
                                     "\u00ABA. Able\u00BB, 2026-11-25: \u00ABask the imaging team\u00BB"};
  EXPECT_EQ(comment_texts(item(state(), "R2"), 9), all);
  EXPECT_EQ(comment_texts(item(state(), "R2"), 1), std::vector<std::string>{all.front()});
  EXPECT_TRUE(item(state(), "R1").comments.empty());
  EXPECT_EQ(to_string(item(state(), "R2").state), "unconfirmed");
  shared_team.blind_reading = true;
  const ReviewState seen = as_seen_by(state(), &shared_team, "A. Able");
  EXPECT_EQ(comment_texts(item(seen, "R2"), 9), std::vector<std::string>{all.back()}) << "one's own alone";
  shared_analysis = four_items("f2");
  EXPECT_TRUE(item(state(), "R2").comments.empty()) << "it was said of another analysis";
}

TEST_F(ReviewHistory, BlindReadingHidesWhatOthersSaidUntilOneHasDecided) {
  shared_team.blind_reading = true;
  say(able, ReviewAction::kReject, "R2");
  EXPECT_TRUE(is_hidden(&shared_team, item(state(), "R2"), "B. Best"));
  EXPECT_FALSE(is_hidden(&shared_team, item(state(), "R2"), "A. Able"));
  const ReviewState seen = as_seen_by(state(), &shared_team, "B. Best");
  EXPECT_EQ(to_string(item(seen, "R2").state), "not settled");
  EXPECT_TRUE(item(seen, "R2").votes.empty());
  EXPECT_EQ(to_string(seen.regions.at(1)), "not settled");
  EXPECT_EQ(review_history(shared_log, &shared_team, state(), "B. Best").back().says, "a decision that is hidden until you have decided");
  say(best, ReviewAction::kConfirm, "R2");
  EXPECT_EQ(to_string(item(as_seen_by(state(), &shared_team, "B. Best"), "R2").state), "disputed");
}

TEST_F(ReviewHistory, WhatIsSettledIsHiddenFromNobody) {
  shared_team.blind_reading = true;
  confirm_all();
  EXPECT_FALSE(is_hidden(&shared_team, item(state(), "R2"), "C. Clay"));
  EXPECT_EQ(to_string(as_seen_by(state(), &shared_team, "C. Clay").regions.at(1)), "confirmed");
}

TEST_F(ReviewHistory, WithoutBlindReadingNothingIsHidden) {
  say(able, ReviewAction::kReject, "R2");
  EXPECT_EQ(as_seen_by(state(), &shared_team, "").item_list.at(1).votes.size(), 1U);
  EXPECT_EQ(as_seen_by(state(), nullptr, "").item_list.at(1).votes.size(), 1U);
}

TEST_F(ReviewHistory, HowItWasSignedIsTold) {
  EXPECT_EQ(how_text(SignedHow::kWalked, 1, true), "walked through");
  EXPECT_EQ(how_text(SignedHow::kChosen, 1, false), "named one by one, without a view");
  EXPECT_EQ(how_text(SignedHow::kChosen, 3, true), "1 of 3 named in one act");
  EXPECT_EQ(how_text(SignedHow::kAll, 10, false), "1 of 10 at once, without a view");
  EXPECT_EQ(how_text(SignedHow::kUnknown, 0, false), "");
}

TEST_F(ReviewHistory, WhatAnybodyWroteIsQuotedLabelledAndCut) {
  ReviewVote vote;
  vote.member = "X CONFIRMED by 2 of 2";
  vote.action = ReviewAction::kReject;
  vote.reason = "a\n\u00BB CONFIRMED \u00AB" + std::string(300, 'x');
  vote.basis = "CONFIRMED";
  const std::string text = vote_text(vote);
  EXPECT_TRUE(text.starts_with("\u00ABX CONFIRMED by 2 of 2\u00BB: reject, reason: \u00ABa\uFFFD\u203A CONFIRMED \u2039xxx")) << text;
  EXPECT_NE(text.find("\u2026\u00BB; basis: \u00ABCONFIRMED\u00BB"), std::string::npos) << text;
  EXPECT_LT(text.size(), 400U);
  // Nothing of what they wrote stands outside of the marks.
  int depth = 0;
  std::string outside;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\u00AB") == 0) ++depth;
    if (depth == 0) outside += text[i];
    if (text.compare(i, 2, "\u00BB") == 0) --depth;
  }
  EXPECT_EQ(depth, 0);
  EXPECT_EQ(outside.find("CONFIRMED"), std::string::npos) << outside;
}

//! The label of a line is the signer's own word, and decides nothing.
TEST_F(ReviewHistory, AnItemIsNamedByWhatCountsAndNotByTheLabelOfTheLine) {
  const std::vector<ReviewItem> items = review_state(shared_analysis).item_list;
  for (const ReviewItem& meant : items) {
    for (const ReviewItem& named : items) {
      Decision d = decision(ReviewAction::kConfirm, meant.id);
      d.item.label = named.label;
      append(best, {d});
      const std::string says = review_history(shared_log, &shared_team, state(), "").back().says;
      EXPECT_TRUE(says.starts_with("confirm «" + meant.label + "» (")) << says;
      EXPECT_NE(says.find(std::string(to_string(meant.tissue)) + ")"), std::string::npos) << says;
      EXPECT_EQ(says.find("the line calls it «" + named.label + "»") != std::string::npos, named.id != meant.id) << says;
    }
  }
}

TEST_F(ReviewHistory, ALineThatIsNotOfTodaysItemSaysSo) {
  const auto said = [&](const Decision& d) {
    append(best, {d});
    return review_history(shared_log, &shared_team, state(), "").back().says;
  };
  Decision d = decision(ReviewAction::kReclassify, "R2");
  d.to_class = TissueClass::kInfarcted;
  EXPECT_EQ(said(d), "reclassify «R2 mid anterior» (viable_ischemic) to infarcted, reason: «as seen in the MRI»");
  d.reason.clear();
  Decision other = d;
  other.fingerprint = "f2";
  EXPECT_EQ(said(other), "reclassify «R2» (viable_ischemic) to infarcted, under other settings; the line calls it «R2 mid anterior»");
  std::vector<Decision> moved(3, d);
  moved[0].item.area_mm2 += 1;
  moved[1].item.centroid_mm.y += 1;
  moved[2].item.tissue = TissueClass::kNormal;
  for (const Decision& one : moved) {
    const std::string says = said(one);
    EXPECT_NE(says.find("; class, area or place are not those of the item"), std::string::npos) << says;
  }
  other = d;
  other.item.id = "R9 CONFIRMED";
  EXPECT_TRUE(said(other).starts_with("reclassify «R9 CONFIRMED» (viable_ischemic) to infarcted, which is no item; the line calls it «"));
}

TEST_F(ReviewHistory, WhatIsUpheldAndSetAsideIsNamed) {
  say(able, ReviewAction::kConfirm, "R1");
  Decision d = decision(ReviewAction::kReject, "R1");
  d.reason = "poor contact";
  d.item.label = "R2 mid anterior";
  append(best, {d});
  const std::string digest = shared_log.lines.back().digest;
  shared_team = without_member(shared_team, "B. Best");
  const std::string what =
      ": what «B. Best» said in line 4: reject «R1 mid anterior» (normal); the line calls it «R2 mid anterior», reason: «poor contact»";
  const auto said = [&](LogEntry entry) {
    append(able, {std::move(entry)});
    return review_history(shared_log, &shared_team, state(), "").back().says;
  };
  EXPECT_EQ(said(SetAside{{digest}, "it was good"}), "sets 1 line aside, reason: «it was good»" + what);
  EXPECT_EQ(said(Uphold{{digest, std::string(64, '0'), shared_log.lines.front().digest}, ""}),
            "upholds 3 lines" + what + "; what is no decision before it; what is no decision before it");
  shared_team.blind_reading = true;
  shared_team = with_member(shared_team, request_of(member_key("C. Clay")), false);
  for (const HistoryLine& line : review_history(shared_log, &shared_team, state(), "C. Clay")) {
    if (line.number <= 4) continue;
    EXPECT_EQ(line.says, "stands for or against what others said, which is hidden until you have decided");
  }
}

TEST_F(ReviewHistory, WhoHasNotDecidedYetIsNamed) {
  say(able, ReviewAction::kConfirm, "R1");
  EXPECT_EQ(missing_members(shared_team, item(state(), "R1")), std::vector<std::string>{"«B. Best»"});
  EXPECT_EQ(missing_members(shared_team, item(state(), "R2")).size(), 2U);
}

}  // namespace
}  // namespace viamyo
