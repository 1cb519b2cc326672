// Regions: connected patches of one class, measured, ordered and named; and the same measuring for candidate zones.
#pragma once

#include <stop_token>
#include <vector>

#include "patches.h"
#include "segment_partition.h"
#include "stability.h"
#include "viamyo/analysis.h"
#include "viamyo/measures.h"

namespace viamyo {

//! What a patch of the surface is measured with.
struct PatchContext {
  const Surface* surface = nullptr;
  const std::vector<double>* triangle_areas_mm2 = nullptr;
  const CutValues* values = nullptr;  //!< [0] voltage, [1] shortening, [2] distance to the rim, [3] distance to infarct
  const SegmentPartition* parts = nullptr;
  const Stability* stability = nullptr;
  const Analysis* analysis = nullptr;  //!< values in use and distances
  std::stop_token stop;                //!< whoever goes through all pieces throws Stopped soon after a stop is requested
};

//! Sums over the pieces of one patch.
struct PatchSums {
  double area = 0;
  Vec3 moment;  //!< area times position
  double voltage = 0, shortening = 0, unipolar = 0, thickness = 0, thickness_area = 0;
  double stable_area = 0;
  double within_margin_area = 0;
  std::vector<double> part_area;  //!< per part
  double least_rim_distance = kNoValue, least_infarct_distance = kNoValue, least_apex_distance = kNoValue;
  int points = 0;

  [[nodiscard]] Vec3 centroid() const { return moment / area; }
  //! Parts holding at least that share of the area, by index, ascending.
  [[nodiscard]] std::vector<int> parts_from(double share) const;
  //! Segments (1 to 17) holding at least 1 %; none without rotation.
  [[nodiscard]] std::vector<int> segments() const;
};

//! Sums of all patches. `patch_of_piece` as CellSurface::patches; `thickness` and `apex_distance` per vertex, may be null.
std::vector<PatchSums> measure_patches(const CellSurface& cells, const std::vector<std::int32_t>& patch_of_piece,
                                       const PatchContext& context, double annulus_margin_mm, const std::vector<float>* thickness,
                                       const std::vector<double>* apex_distance);

//! Patch numbers in the order of their ids: area, then centroid x, y, z, each rounded to 1e-6, largest first. Patches without area are left out.
std::vector<std::int32_t> order_patches(const std::vector<PatchSums>& patches);

//! How many published cut-offs call a mean unipolar voltage viable; empty when there is no such mean.
std::optional<Agreement> agreement_of(double mean_unipolar_mV);

//! Regions of the class cells, in order. `region_of_piece` receives the region index of every piece (-1 for pieces without area).
std::vector<Region> find_regions(const CellSurface& cells, const Topology& topology, const PatchContext& context,
                                 const std::vector<SurfacePoint>& points, const std::vector<bool>& usable, const Settings& settings,
                                 std::vector<std::int32_t>& region_of_piece);

//! Counts per patch of the usable points whose closest surface point lies in it.
std::vector<int> count_points(const CellSurface& cells, const std::vector<std::int32_t>& patch_of_piece, std::size_t patch_count,
                              const PatchContext& context, const std::vector<SurfacePoint>& points, const std::vector<bool>& usable);

//! Cut-field values at a place on the surface.
std::array<double, kMaxCutFields> values_at(const Surface& surface, const CutValues& values, const SurfacePoint& point);

}  // namespace viamyo
