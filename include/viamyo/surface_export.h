// The surface with every value and class that the analysis gave it, for other programs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/report.h"
#include "viamyo/review_state.h"

namespace viamyo {

namespace field_name {
inline constexpr std::string_view kClass = "Class";                // codes of TissueClass
inline constexpr std::string_view kSegmentAha17 = "SegmentAHA17";  // 1 to 17, 0 = unknown
}  // namespace field_name

//! The facts that travel with every export, in this order: Notice, ReviewStatus, Fingerprint, Synthetic ("yes", "no", "unknown"), Classes ("as computed":
//! no decision of the team changes one), SourceSHA256, Program; where the map has a review log, also Review (the sentence of the band) and ReviewLogHead.
using ExportFacts = std::vector<std::pair<std::string, std::string>>;

struct SurfaceExport {
  Surface surface;  //!< fields: the values in use under their well-known names, the map's other ones as they were, Class and SegmentAHA17
  std::vector<std::string> regions;  //!< per vertex: "R2"; empty = in none
  ExportFacts facts;
};

//! What the analysis made says so: its fields have an origin and the parameters they were made with, stored fields keep theirs.
SurfaceExport surface_export(const InputIdentity& input, const Map& map, const Analysis& analysis, const ReviewState& review);

//! The map with that surface, one more line of provenance, and `derived_from` naming the input: what a native export saves.
Map analysed_map(const InputIdentity& input, const Map& map, const Analysis& analysis, const ReviewState& review);

//! Header lines "# Notice: ...", then one row per vertex: index, x, y, z, fields, class name, segment, region.
std::string to_csv(const SurfaceExport& exported);

}  // namespace viamyo
