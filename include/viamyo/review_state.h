// What the treating team has confirmed. Nothing is, until the team says so.
#pragma once

#include <string>
#include <vector>

#include "viamyo/analysis.h"

namespace viamyo {

struct ReviewState {
  std::string status = "unconfirmed";  //!< of the map
  int items = 0;                       //!< regions, candidate zones, and each class's small regions as one
  int settled = 0;
  std::vector<std::string> regions;  //!< state of each region, by index
  std::vector<std::string> zones;
};

//! The state of an analysis without a review log: every item unconfirmed.
ReviewState review_state(const Analysis& analysis);

}  // namespace viamyo
