// How many items of a map have which state, in words: what every output says beside the map's own word.
#pragma once

#include <string>

#include "viamyo/review_state.h"

namespace viamyo {

//! "7 confirmed, 2 rejected, 1 reclassified, 0 open".
std::string counts_text(const ItemCounts& counts);

}  // namespace viamyo
