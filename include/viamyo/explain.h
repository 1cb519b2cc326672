// Why a place has its class, and what would change it, in one sentence with numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/measures.h"

namespace viamyo {

//! The last words of a sentence on what was proposed: it knows nothing of a review, whose state stands beside it.
inline constexpr std::string_view kAsComputed = "As computed: for review only.";

struct Explanation {
  Vec3 position;
  TissueClass tissue = TissueClass::kUnmapped;
  double voltage_mV = kNoValue, shortening_percent = kNoValue;
  int segment = 0;           //!< 0 = unknown
  std::string region, zone;  //!< ids; empty = none
  int nearest_point = -1;
  double nearest_point_distance_mm = kNoValue;
  bool left_out = false;  //!< unmapped though the file has values here: every accepted point is farther than the fill distance
  std::string sentence;
};

//! At the surface point closest to `position` (mm).
Explanation explain_position(const Map& map, const Analysis& analysis, const Vec3& position);
//! The same at a place that was found already.
Explanation explain_place(const Map& map, const Analysis& analysis, const SurfacePoint& place);
//! At a vertex. Throws UsageError when there is no such vertex.
Explanation explain_vertex(const Map& map, const Analysis& analysis, int vertex);
//! Of a region ("R2") or candidate zone ("Z1"): its means at its centroid. Throws UsageError for an unknown id.
Explanation explain_item(const Map& map, const Analysis& analysis, const std::string& id);

//! "stored in the file", "interpolated", "interpolated (as stored in the file)": nobody in this program knows who made what a file holds.
std::string origin_in_words(const std::optional<Source>& source, bool in_file);

}  // namespace viamyo
