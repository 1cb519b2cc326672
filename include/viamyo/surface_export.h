// The surface with every value and class that the analysis gave it, for other programs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "viamyo/analysed_map.h"
#include "viamyo/result_fields.h"

namespace viamyo {

//! In Class and ReviewedClass where the team rejected the region, or has not settled it.
inline constexpr int kNotSettled = 255;

//! The facts that travel with every export, in this order: Notice, ReviewStatus, Fingerprint, Synthetic ("yes", "no", "unknown"), Support, Chamber, Classes
//! (whether Class is as computed or as the team settled it), ReviewItems (how many are confirmed, rejected, reclassified, open), SourceSHA256, Program; where the
//! map has a review log, also Review (the sentence of the band) and ReviewLogHead.
using ExportFacts = std::vector<std::pair<std::string, std::string>>;

struct SurfaceExport {
  Surface surface;  //!< fields: the values in use under their well-known names, the map's other ones as they were, and those of codes
  std::vector<std::string> regions;  //!< per vertex: "R2"; empty = in none
  ExportFacts facts;
};

//! What the analysis made says so: its fields have an origin and the parameters they were made with, stored fields keep theirs.
SurfaceExport surface_export(const AnalysedMap& of);

//! The map with that surface, one more line of provenance, and `derived_from` naming the input: what a native export saves.
Map map_with_analysis(const AnalysedMap& of);

//! The facts, as a native export carries them beside its surface.
std::vector<FieldText> field_texts(const AnalysedMap& of);

//! Header lines "# Notice: ...", then one row per vertex: index, x, y, z, fields, names of the classes and of the state, segment, region.
std::string to_csv(const SurfaceExport& exported);

}  // namespace viamyo
