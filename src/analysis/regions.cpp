#include "regions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "barycentric.h"
#include "place_name.h"
#include "stop_look.h"
#include "viamyo/presets.h"

namespace viamyo {

namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr double kPartShare = 0.01;   // a segment is listed with a region when it holds at least 1 % of it
constexpr double kNamedShare = 0.05;  // a segment or ring is in the region's name when it holds at least 5 %; of 17, one always does

class PatchMeter {
 public:
  PatchMeter(const PatchContext& context, double annulus_margin_mm, const std::vector<float>* thickness,
             const std::vector<double>* apex_distance)
      : c_(context), annulus_margin_mm_(annulus_margin_mm), thickness_(thickness), apex_distance_(apex_distance) {}

  [[nodiscard]] PatchSums empty_sums() const {
    PatchSums sums;
    sums.part_area.assign(static_cast<std::size_t>(c_.parts->count()), 0);
    sums.least_rim_distance = sums.least_infarct_distance = sums.least_apex_distance = kFar;
    return sums;
  }

  void add(PatchSums& sums, const CellSurface& cells, const CellPolygon& piece) const {
    const auto t = static_cast<std::size_t>(piece.triangle);
    const Triangle& triangle = c_.surface->triangles[t];
    const double triangle_area = (*c_.triangle_areas_mm2)[t];
    const double area = piece.share.share * triangle_area;
    const Polygon polygon = cells.polygon(piece);
    sums.area += area;
    sums.moment += area * position_at(*c_.surface, triangle, piece.share.b1, piece.share.b2);
    add_means(sums, triangle, piece.share, area);
    sums.stable_area += c_.stability->stable_share(polygon) * triangle_area;
    if (!c_.analysis->distance_to_rim_mm.empty()) sums.within_margin_area += share_below(polygon, 2, annulus_margin_mm_) * triangle_area;
    add_parts(sums, triangle, polygon, triangle_area);
    add_least_distances(sums, triangle, polygon);
  }

 private:
  void add_means(PatchSums& sums, const Triangle& triangle, const AreaShare& share, double area) const {
    const ValuesInUse& values = c_.analysis->values;
    const auto& voltage = c_.analysis->settings.voltage == VoltageKind::kUnipolar ? values.unipolar_mV : values.bipolar_mV;
    sums.voltage += area * interpolate_at(voltage, triangle, share.b1, share.b2);
    if (!values.shortening_percent.empty())
      sums.shortening += area * interpolate_at(values.shortening_percent, triangle, share.b1, share.b2);
    if (!values.unipolar_mV.empty()) sums.unipolar += area * interpolate_at(values.unipolar_mV, triangle, share.b1, share.b2);
    if (thickness_ != nullptr) {
      const double thickness = interpolate_at(*thickness_, triangle, share.b1, share.b2);
      if (std::isfinite(thickness)) {
        sums.thickness += area * thickness;
        sums.thickness_area += area;
      }
    }
  }

  void add_parts(PatchSums& sums, const Triangle& triangle, const Polygon& polygon, double triangle_area) const {
    const auto take = [&](int part, const Polygon& piece) {
      sums.part_area[static_cast<std::size_t>(part)] += area_share(piece).share * triangle_area;
    };
    const int whole = c_.parts->part_of_triangle(triangle);
    if (whole >= 0)
      take(whole, polygon);
    else
      c_.parts->cut(*c_.surface, triangle, polygon, take);
  }

  void add_least_distances(PatchSums& sums, const Triangle& triangle, const Polygon& polygon) const {
    for (const Corner& corner : polygon.corners()) {
      sums.least_rim_distance = std::min(sums.least_rim_distance, corner.values[2]);
      sums.least_infarct_distance = std::min(sums.least_infarct_distance, corner.values[3]);
      if (apex_distance_ != nullptr) {
        sums.least_apex_distance = std::min(sums.least_apex_distance, interpolate_at(*apex_distance_, triangle, corner.b1, corner.b2));
      }
    }
  }

  const PatchContext& c_;
  double annulus_margin_mm_;
  const std::vector<float>* thickness_;
  const std::vector<double>* apex_distance_;
};

//! Rounded to 1e-6, so that the order does not hang on the last bits of a sum.
std::array<double, 4> order_key(const PatchSums& patch) {
  const auto rounded = [](double v) { return std::round(v * 1e6); };
  const Vec3 c = patch.centroid();
  return {rounded(patch.area), rounded(c.x), rounded(c.y), rounded(c.z)};
}

}  // namespace

std::vector<int> PatchSums::parts_from(double share) const {
  std::vector<int> found;
  for (std::size_t i = 0; i < part_area.size(); ++i) {
    if (part_area[i] >= share * area) found.push_back(static_cast<int>(i));
  }
  return found;
}

std::vector<int> PatchSums::segments() const {
  if (part_area.size() != kSegmentCount) return {};
  std::vector<int> found = parts_from(kPartShare);
  for (int& part : found) ++part;
  return found;
}

std::vector<PatchSums> measure_patches(const CellSurface& cells, const std::vector<std::int32_t>& patch_of_piece,
                                       const PatchContext& context, double annulus_margin_mm, const std::vector<float>* thickness,
                                       const std::vector<double>* apex_distance) {
  const PatchMeter meter(context, annulus_margin_mm, thickness, apex_distance);
  std::vector<PatchSums> patches;
  StopLook look(context.stop);
  for (std::size_t p = 0; p < cells.pieces().size(); ++p) {
    look.turn();
    const auto patch = static_cast<std::size_t>(patch_of_piece[p]);
    if (patch >= patches.size()) patches.resize(patch + 1, meter.empty_sums());
    meter.add(patches[patch], cells, cells.pieces()[p]);
  }
  return patches;
}

std::vector<std::int32_t> order_patches(const std::vector<PatchSums>& patches) {
  std::vector<std::int32_t> order;
  std::vector<std::array<double, 4>> keys(patches.size());
  for (std::size_t i = 0; i < patches.size(); ++i) {
    if (!(patches[i].area > 0)) continue;
    order.push_back(static_cast<std::int32_t>(i));
    keys[i] = order_key(patches[i]);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int32_t a, std::int32_t b) { return keys[static_cast<std::size_t>(a)] > keys[static_cast<std::size_t>(b)]; });
  return order;
}

std::optional<Agreement> agreement_of(double mean_unipolar_mV) {
  if (!std::isfinite(mean_unipolar_mV)) return std::nullopt;
  const auto& cutoffs = agreement_cutoffs_mV();
  const auto mean = static_cast<float>(mean_unipolar_mV);  // a plateau at a cut-off stays at it, whatever the order of summation
  const auto viable = std::count_if(cutoffs.begin(), cutoffs.end(), [&](float cutoff) { return mean >= cutoff; });
  return Agreement{static_cast<int>(viable), static_cast<int>(cutoffs.size())};
}

std::array<double, kMaxCutFields> values_at(const Surface& surface, const CutValues& values, const SurfacePoint& point) {
  const Triangle& triangle = surface.triangles[static_cast<std::size_t>(point.triangle)];
  std::array<double, kMaxCutFields> result{};
  for (std::size_t f = 0; f < result.size(); ++f) {
    const auto at = [&](std::size_t i) { return values[static_cast<std::size_t>(triangle[i])][f]; };
    result[f] = linear(at(0), at(1), at(2), point.barycentric[1], point.barycentric[2]);
  }
  return result;
}

std::vector<int> count_points(const CellSurface& cells, const std::vector<std::int32_t>& patch_of_piece, std::size_t patch_count,
                              const PatchContext& context, const std::vector<SurfacePoint>& points, const std::vector<bool>& usable) {
  std::vector<int> counts(patch_count);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!usable[i]) continue;
    const std::int32_t piece = cells.piece_at(points[i].triangle, values_at(*context.surface, *context.values, points[i]));
    if (piece >= 0) ++counts[static_cast<std::size_t>(patch_of_piece[static_cast<std::size_t>(piece)])];
  }
  return counts;
}

std::vector<Region> find_regions(const CellSurface& cells, const Topology& topology, const PatchContext& context,
                                 const std::vector<SurfacePoint>& points, const std::vector<bool>& usable, const Settings& settings,
                                 std::vector<std::int32_t>& region_of_piece) {
  const std::vector<std::int32_t> patch_of_piece = cells.patches(topology);
  const std::vector<PatchSums> patches = measure_patches(cells, patch_of_piece, context, settings.annulus_margin_mm, nullptr, nullptr);
  const std::vector<int> point_counts = count_points(cells, patch_of_piece, patches.size(), context, points, usable);
  const std::vector<std::int32_t> order = order_patches(patches);

  std::vector<std::int32_t> region_of_patch(patches.size(), -1);
  for (std::size_t i = 0; i < order.size(); ++i) region_of_patch[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
  region_of_piece.resize(patch_of_piece.size());
  for (std::size_t p = 0; p < patch_of_piece.size(); ++p) region_of_piece[p] = region_of_patch[static_cast<std::size_t>(patch_of_piece[p])];

  std::vector<Region> regions(order.size());
  for (std::size_t p = 0; p < patch_of_piece.size(); ++p) {
    if (region_of_piece[p] < 0) continue;
    regions[static_cast<std::size_t>(region_of_piece[p])].tissue = static_cast<TissueClass>(cells.rule(cells.pieces()[p]).group);
  }
  const ValuesInUse& values = context.analysis->values;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const PatchSums& patch = patches[static_cast<std::size_t>(order[i])];
    Region& region = regions[i];
    region.id = fmt::format("R{}", i + 1);
    const std::string place = place_name(patch.part_area, patch.parts_from(kNamedShare));
    region.label = place.empty() ? region.id : fmt::format("{} {}", region.id, place);
    region.area_mm2 = patch.area;
    region.centroid_mm = patch.centroid();
    region.segments = patch.segments();
    region.points = point_counts[static_cast<std::size_t>(order[i])];
    region.mean_voltage_mV = patch.voltage / patch.area;
    region.mean_shortening_percent = values.shortening_percent.empty() ? kNoValue : patch.shortening / patch.area;
    region.stable_fraction = patch.stable_area / patch.area;
    region.preset_agreement = agreement_of(values.unipolar_mV.empty() ? kNoValue : patch.unipolar / patch.area);
    region.within_annulus_margin_mm2 = context.analysis->distance_to_rim_mm.empty() ? kNoValue : patch.within_margin_area;
    region.small = patch.area < settings.min_region_area_mm2;
  }
  return regions;
}

}  // namespace viamyo
