// What was said in a review, as people may read it: blind reading hides what others said of an item until one has decided oneself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viamyo/review_log.h"

namespace viamyo {

//! Whether `looker` (a member's name, or empty) may not see yet what was said of the item: the team reads blind, the item is not settled, and the looker
//! has not decided on it.
bool is_hidden(const Team* team, const ReviewItem& item, std::string_view looker);

//! The state for `looker`'s eyes: hidden items are "not settled", without votes. Never more settled than the state itself.
ReviewState as_seen_by(const ReviewState& state, const Team* team, std::string_view looker);

//! How a word was signed: "walked through", "named one by one", "1 of 3 named in one act", "1 of 10 at once", each with ", without a view" where the item
//! stood in none; empty where a line of an older version does not say.
std::string how_text(SignedHow how, int in_one_act, bool on_screen);

//! "«A. Able»: reclassify to infarcted, reason: «transmural LGE» (walked through)"
std::string vote_text(const ReviewVote& vote);

//! "set aside by «A. Able», 2026-11-26, reason: «the contact was good»: «B. Best»: reject, reason: «poor contact»"
std::string set_aside_text(const WordSetAside& aside);

//! That of every vote on the item, then of words that count for nothing, and stand against other ones, then of those that were set aside.
std::vector<std::string> said_texts(const ReviewItem& item);

//! "«B. Best», 2026-11-25: «ask the imaging team»", the newest first, at most as many.
std::vector<std::string> comment_texts(const ReviewItem& item, std::size_t most);

//! Current members whose role counts and who have no vote on the item, each in quotation marks.
std::vector<std::string> missing_members(const Team& team, const ReviewItem& item);

struct HistoryLine {
  std::size_t number = 0;  //!< in the log, from 1
  std::string time, member, role;
  std::string says;   //!< one sentence, by what of the line counts; whatever else it calls its item is told as its own word
  std::string fault;  //!< why the signer, or the whole log, does not count; empty = counts
  std::string digest;
  bool hidden = false;  //!< `says` is not what was signed: blind reading hides it from the looker
};

std::vector<HistoryLine> review_history(const ReviewLog& log, const Team* team, const ReviewState& state, std::string_view looker);

}  // namespace viamyo
