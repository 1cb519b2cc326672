// What a map does not tell and every view of it says: short words for bands, captions and tables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! What tells where the values of a surface were measured. Without mapping points nothing does, and no value is left out for being far from all; where
//! the file or the settings reject every point, no value is supported.
enum class Support : std::uint8_t { kNoPoints, kNoneAccepted, kPoints };

//! `excluded_points` are rows, rising, that an analysis leaves out beside those that the file rejects; rows that the map lacks count for nothing.
Support support_of(const Map& map, const std::vector<int>& excluded_points = {});

//! The word of outputs: "unknown", "no accepted points", "points".
std::string_view to_string(Support support);

//! True when the map is said to be of the left ventricle, or is a synthetic one, which all are.
bool is_chamber_told(const Map& map);

//! "support unknown" without mapping points, "no accepted points: support unknown" where all are rejected; "chamber not told", or "chamber RA: not a left
//! ventricle", where it is not said to be an LV.
std::vector<std::string> untold(const Map& map, Support support);

//! The same as a sentence to add to a band: " Support unknown, chamber not told."; empty where all is told.
std::string untold_sentence(const Map& map, Support support);

}  // namespace viamyo
