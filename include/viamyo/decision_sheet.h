// The decision sheet: one page about what the team has decided on a map, to print and to keep.
#pragma once

#include <string>

#include "viamyo/analysis.h"
#include "viamyo/report.h"
#include "viamyo/review_state.h"

namespace viamyo {

//! A whole HTML page that loads nothing: identity, thresholds with their source, a bull's-eye, every item with its decisions and who made them,
//! what was not mapped, what does not count and why, the log's head. It says UNCONFIRMED in large letters until the map is settled.
std::string decision_sheet(const InputIdentity& input, const Map& map, const Analysis& analysis, const ReviewState& review);

}  // namespace viamyo
