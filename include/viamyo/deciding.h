// What a member does at a review, and what it must hold to: the same at the command line and in the window.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/review_log.h"

namespace viamyo {

//! What a member says of one or several items.
struct Verdict {
  ReviewAction action = ReviewAction::kConfirm;
  std::optional<TissueClass> to_class;  //!< of a reclassification
  std::string reason, basis;
};

//! The class to reclassify to. Throws UsageError for another word.
TissueClass class_to_give(std::string_view text);

//! Throws UsageError where the verdict lacks what its action needs, or does not fit an item.
void check_verdict(const Verdict& verdict, const std::vector<ReviewItem>& items);

Decision decision_on(const ReviewItem& item, const Verdict& verdict, const std::string& fingerprint);

//! The line of the member's latest decision on an item of these settings, under this key or one that they had before, whether it counts or not; nullptr
//! where there is none, or it was withdrawn.
const LogLine* own_decision(const ReviewLog& log, const Team* team, const KeyFacts& member, const std::string& fingerprint,
                            const std::string& item);

//! Whether a decision says what the verdict says: the same action, to the same class.
bool says_the_same(const Decision& decision, const Verdict& verdict);

//! "You rejected R4 on 2026-11-25": what a line of the member's own says.
std::string own_words(const LogLine& decision);

//! What the verdict on an item would overturn, one sentence each: what the member said otherwise, and what the team has settled otherwise.
std::vector<std::string> overturned(const Verdict& verdict, const ReviewItem& item, const LogLine* own);

//! The items of "R1, z1,small:infarcted", each once, with blanks and in either case; or of "all", which asks for their number so that it is no slip. Throws UsageError for an unknown
//! item and another number.
std::vector<ReviewItem> chosen_items(const std::string& text, std::optional<int> count, const std::vector<ReviewItem>& items);

//! The key of this member on this computer, preferring the one that the team knows as current. Throws UsageError when there is none, or when the team
//! knows another key of this person as theirs, which may lie elsewhere: what is signed with the wrong one is worth nothing.
KeyFacts key_of_member(const std::string& name, const Team* team);

//! Throws UsageError as that, of a key that was unlocked already.
void check_is_their_key(const KeyFacts& key, const Team* team);

//! What has to be typed before one's first signature on a map, so that nobody signs on the wrong one: its subject's pseudonym, else the map's id. Empty:
//! nothing, because this key has signed on the map before, or the map has neither.
std::string pseudonym_to_type(const ReviewedMap& map, const ReviewLog& log, std::string_view public_key);

}  // namespace viamyo
