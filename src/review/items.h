// The items of a review: what the team decides on, in the order of the report.
#pragma once

#include <vector>

#include "viamyo/review_log.h"

namespace viamyo {

//! Regions that are not small, the small ones of each class as one item, and candidate zones; all unconfirmed.
std::vector<ReviewItem> review_items(const Analysis& analysis);

//! Whether a line means this item as it is: same id and class, area and centroid as near as the log's rules ask. Its label tells nothing.
bool is_of_item(const DecidedItem& decided, const ReviewItem& item);

//! "small:infarcted"
std::string small_item_id(TissueClass tissue);

}  // namespace viamyo
