#include "zones.h"

#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "cell_rules.h"

namespace viamyo {

namespace {

double reached_or_none(double distance_mm) { return distance_mm < kUnreachable_mm ? distance_mm : kNoValue; }

//! The region that a zone piece was cut from: that of the viable-ischaemic piece of the same triangle.
std::int32_t region_at(const ZoneInput& input, std::int32_t triangle) {
  const auto t = static_cast<std::size_t>(triangle);
  for (std::size_t p = input.classes->first_piece(t); p < input.classes->first_piece(t + 1); ++p) {
    if (static_cast<Cell>(input.classes->rule(input.classes->pieces()[p]).cell) == Cell::kViableIschemic)
      return (*input.region_of_piece)[p];
  }
  return -1;
}

//! a, b ... z, aa, ab ...
std::string letters(int index) {
  std::string text;
  for (int i = index; i >= 0; i = i / 26 - 1) text.insert(text.begin(), static_cast<char>('a' + i % 26));
  return text;
}

CandidateZone make_zone(const PatchSums& patch, const PatchContext& context) {
  const ValuesInUse& values = context.analysis->values;
  CandidateZone zone;
  zone.area_mm2 = patch.area;
  zone.centroid_mm = patch.centroid();
  zone.segments = patch.segments();
  zone.distance_to_annulus_mm = reached_or_none(patch.least_rim_distance);
  zone.distance_to_infarct_mm = context.analysis->distance_to_infarct_mm.empty() ? kNoValue : reached_or_none(patch.least_infarct_distance);
  zone.distance_to_apex_mm = reached_or_none(patch.least_apex_distance);
  zone.mean_voltage_mV = patch.voltage / patch.area;
  zone.mean_shortening_percent = patch.shortening / patch.area;
  zone.wall_thickness_mm = patch.thickness_area > 0 ? patch.thickness / patch.thickness_area : kNoValue;
  zone.stable_fraction = patch.stable_area / patch.area;
  zone.preset_agreement = agreement_of(values.unipolar_mV.empty() ? kNoValue : patch.unipolar / patch.area);
  return zone;
}

}  // namespace

std::vector<CandidateZone> find_zones(const Topology& topology, const PatchContext& context, const ZoneInput& input,
                                      const Settings& settings, const Thresholds& thresholds, std::vector<std::int32_t>& zone_of_triangle) {
  const CellSurface cells(*context.surface, *context.values,
                          {zone_rule(settings, thresholds, !context.analysis->distance_to_infarct_mm.empty())}, *input.mapped,
                          context.stop);
  const std::vector<std::int32_t> patch_of_piece = cells.patches(topology);
  const std::vector<PatchSums> patches =
      measure_patches(cells, patch_of_piece, context, settings.annulus_margin_mm, input.wall_thickness_mm, input.apex_distance_mm);
  const std::vector<int> counts = count_points(cells, patch_of_piece, patches.size(), context, *input.points, *input.usable);
  std::vector<std::int32_t> region_of_patch(patches.size(), -1);
  for (std::size_t p = 0; p < patch_of_piece.size(); ++p) {
    region_of_patch[static_cast<std::size_t>(patch_of_piece[p])] = region_at(input, cells.pieces()[p].triangle);
  }

  std::vector<CandidateZone> zones;
  std::vector<std::int32_t> zone_of_patch(patches.size(), -1);
  std::map<std::int32_t, int> zones_in_region;
  for (const std::int32_t patch : order_patches(patches)) {
    const auto i = static_cast<std::size_t>(patch);
    if (patches[i].area < settings.min_zone_area_mm2 || counts[i] < settings.min_zone_points || region_of_patch[i] < 0) continue;
    CandidateZone zone = make_zone(patches[i], context);
    zone.points = counts[i];
    zone.id = fmt::format("Z{}", zones.size() + 1);
    zone.region = (*input.regions)[static_cast<std::size_t>(region_of_patch[i])].id;
    zone.label = fmt::format("{}-{}", zone.region, letters(zones_in_region[region_of_patch[i]]++));
    zone_of_patch[i] = static_cast<std::int32_t>(zones.size());
    zones.push_back(std::move(zone));
  }
  zone_of_triangle.assign(context.surface->triangles.size(), -1);
  for (std::size_t p = 0; p < patch_of_piece.size(); ++p) {
    zone_of_triangle[static_cast<std::size_t>(cells.pieces()[p].triangle)] = zone_of_patch[static_cast<std::size_t>(patch_of_piece[p])];
  }
  return zones;
}

}  // namespace viamyo
