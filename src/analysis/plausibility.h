// Named warnings: what makes the numbers of an analysis doubtful, each with a stable code and one sentence.
#pragma once

#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/measures.h"
#include "viamyo/validation.h"

namespace viamyo {

//! What the warnings look at beside map and analysis.
struct PlausibilityInput {
  const Map* map = nullptr;
  const Analysis* analysis = nullptr;
  const std::vector<bool>* usable = nullptr;          //!< per point
  const std::vector<SurfacePoint>* places = nullptr;  //!< on the surface, of usable points; empty without points
  bool has_rim = false;
  const std::vector<Defect>* defects = nullptr;  //!< of the map; its warnings are told too
};

//! All warnings, in a fixed order: the map's defects, then units and channels, motion and rhythm, orientation, coverage, zones, settings.
std::vector<Warning> find_warnings(const PlausibilityInput& input);

}  // namespace viamyo
