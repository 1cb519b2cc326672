// Superseded items: what the team said of the same tissue under other settings. It counts no longer, and is shown beside the item of today.
#pragma once

#include <string>
#include <vector>

#include "viamyo/review_log.h"

namespace viamyo {

struct SupersededItem {
  std::string item;                           //!< today's: "R1"
  std::string former;                         //!< "R2 mid anterior"
  double share = 0;                           //!< of the former item's area that lies in today's, 0.1 to 1; sampled, within some 0.02
  ItemState state = ItemState::kUnconfirmed;  //!< of the former item
  std::vector<ReviewVote> votes;
  std::string sentence;  //!< "92 % of former R2 mid anterior (superseded, then rejected): A. Able said reject because ..."
};

//! Former items with decisions that count for the team, by today's item, then by falling share. Each other fingerprint that the team proposed and
//! decided on (the latest eight) is analysed again, which takes as long as an analysis; those of other versions of the analysis are left out.
std::vector<SupersededItem> superseded_items(const Map& map, const ReviewedMap& reviewed, const ReviewLog& log, const Team& team,
                                             const Analysis& today);

}  // namespace viamyo
