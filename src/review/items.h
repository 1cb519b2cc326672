// The items of a review: what the team decides on, in the order of the report.
#pragma once

#include <vector>

#include "viamyo/review_state.h"

namespace viamyo {

//! Regions that are not small, the small ones of each class as one item, and candidate zones; all unconfirmed.
std::vector<ReviewItem> review_items(const Analysis& analysis);

//! "small:infarcted"
std::string small_item_id(TissueClass tissue);

}  // namespace viamyo
