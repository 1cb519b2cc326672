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

//! The items of "R1, z1,small:infarcted", each once, with blanks and in either case; or of "all", which asks for their number so that it is no slip. Throws UsageError for an unknown
//! item and another number.
std::vector<ReviewItem> chosen_items(const std::string& text, std::optional<int> count, const std::vector<ReviewItem>& items);

//! The key of this member on this computer, preferring the one that the team knows as current. Throws UsageError when there is none.
KeyFacts key_of_member(const std::string& name, const Team* team);

//! What has to be typed before one's first signature on a map, so that nobody signs on the wrong one: its subject's pseudonym, else the map's id. Empty:
//! nothing, because this key has signed on the map before, or the map has neither.
std::string pseudonym_to_type(const ReviewedMap& map, const ReviewLog& log, std::string_view public_key);

}  // namespace viamyo
