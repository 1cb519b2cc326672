// How many items of a map have which state, as JSON.
#pragma once

#include "json.h"
#include "viamyo/review_state.h"

namespace viamyo::cli {

inline Json counts_json(const ItemCounts& counts) {
  return {{"confirmed", counts.confirmed}, {"rejected", counts.rejected}, {"reclassified", counts.reclassified}, {"open", counts.open}};
}

}  // namespace viamyo::cli
