// What a map does not tell and every view of it says: short words for bands, captions and tables.
#pragma once

#include <string>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! True when the map has mapping points. Without any nothing tells where its values were measured, and none is left out for being far from all.
bool is_support_known(const Map& map);

//! True when the map is said to be of the left ventricle, or is a synthetic one, which all are.
bool is_chamber_told(const Map& map);

//! "support unknown" without mapping points; "chamber not told", or "chamber RA: not a left ventricle", where it is not said to be an LV.
std::vector<std::string> untold(const Map& map);

//! The same as a sentence to add to a band: " Support unknown, chamber not told."; empty where all is told.
std::string untold_sentence(const Map& map);

}  // namespace viamyo
