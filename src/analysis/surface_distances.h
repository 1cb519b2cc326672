// Distances along the surface that margins are measured with: from the mitral rim, from infarcted tissue, from the apex.
#pragma once

#include <stop_token>
#include <vector>

#include "patches.h"
#include "viamyo/measures.h"
#include "viamyo/segments.h"
#include "viamyo/topology.h"

namespace viamyo {

//! From the rim (the longest boundary loop). A closed surface measures from the plane through a given mitral annulus centre, square to the
//! axis, beyond which everything counts as distance 0. Empty where there is neither.
std::vector<double> distances_from_rim_mm(const Surface& surface, const Topology& topology, const std::vector<BoundaryLoop>& loops,
                                          const AxisResult& axis, const std::stop_token& stop);

//! From the pieces of infarcted tissue; empty when there is none.
std::vector<double> distances_from_infarct_mm(const Surface& surface, const Topology& topology, const CellSurface& cells,
                                              const std::stop_token& stop);

//! From one place on the surface.
std::vector<double> distances_from_place_mm(const Surface& surface, const Topology& topology, const SurfacePoint& place,
                                            const std::stop_token& stop);

}  // namespace viamyo
