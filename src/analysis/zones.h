// Candidate zones, for review only: the parts of viable-ischaemic regions that keep the margins.
#pragma once

#include "regions.h"

namespace viamyo {

//! What zones are made from beside a PatchContext whose cut fields hold the distances to rim and infarct.
struct ZoneInput {
  const CellSurface* classes = nullptr;
  const std::vector<std::int32_t>* region_of_piece = nullptr;  //!< of the class pieces
  const std::vector<Region>* regions = nullptr;
  const std::vector<bool>* mapped = nullptr;  //!< per triangle
  const std::vector<SurfacePoint>* points = nullptr;
  const std::vector<bool>* usable = nullptr;
  const std::vector<float>* wall_thickness_mm = nullptr;  //!< null = unknown
  const std::vector<double>* apex_distance_mm = nullptr;  //!< null = unknown
};

//! Zones in the order of their ids. `zone_of_triangle` receives the zone index of every triangle, -1 = none.
std::vector<CandidateZone> find_zones(const Topology& topology, const PatchContext& context, const ZoneInput& input,
                                      const Settings& settings, const Thresholds& thresholds, std::vector<std::int32_t>& zone_of_triangle);

}  // namespace viamyo
