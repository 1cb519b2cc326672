#include "overlap.h"

#include <algorithm>
#include <cmath>

#include "items.h"
#include "viamyo/measures.h"

namespace viamyo {
namespace {

constexpr int kSteps = 4;  // each triangle is looked at in 16 places

//! The middles of the 16 like triangles that a triangle falls into.
std::vector<std::array<double, 3>> places() {
  std::vector<std::array<double, 3>> all;
  constexpr double kPart = 1.0 / (3 * kSteps);
  for (int i = 0; i < kSteps; ++i) {
    for (int j = 0; i + j < kSteps; ++j) {
      for (const int turned : {1, 2}) {
        if (turned == 2 && i + j == kSteps - 1) continue;
        const double a = (3 * i + turned) * kPart;
        const double b = (3 * j + turned) * kPart;
        all.push_back({a, b, 1 - a - b});
      }
    }
  }
  return all;
}

}  // namespace

ItemLookup::ItemLookup(const Map& map, const Analysis& analysis) : map_(map), analysis_(analysis) {
  first_piece_.assign(map.surface.triangles.size() + 1, 0);
  for (const Piece& piece : analysis.pieces) ++first_piece_[static_cast<std::size_t>(piece.triangle) + 1];
  for (std::size_t t = 1; t < first_piece_.size(); ++t) first_piece_[t] += first_piece_[t - 1];
}

double ItemLookup::interpolated(const std::vector<float>& values, std::size_t triangle, const std::array<double, 3>& weights) const {
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k)
    sum += weights.at(k) * static_cast<double>(values[static_cast<std::size_t>(map_.surface.triangles[triangle].at(k))]);
  return sum;
}

double ItemLookup::interpolated(const std::vector<double>& values, std::size_t triangle, const std::array<double, 3>& weights) const {
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k) sum += weights.at(k) * values[static_cast<std::size_t>(map_.surface.triangles[triangle].at(k))];
  return sum;
}

int ItemLookup::region_at(std::size_t triangle, const std::array<double, 3>& weights) const {
  if (first_piece_[triangle] == first_piece_[triangle + 1]) return -1;  // nothing is mapped here
  const bool bipolar = analysis_.settings.voltage == VoltageKind::kBipolar;
  const double voltage = interpolated(bipolar ? analysis_.values.bipolar_mV : analysis_.values.unipolar_mV, triangle, weights);
  const bool mechanics = !analysis_.values.shortening_percent.empty();
  const double shortening = mechanics ? interpolated(analysis_.values.shortening_percent, triangle, weights) : 0;
  const Cell cell = classify(analysis_.thresholds, voltage, shortening);
  for (std::size_t p = first_piece_[triangle]; p < first_piece_[triangle + 1]; ++p) {
    if (analysis_.pieces[p].cell == cell) return analysis_.pieces[p].region;
  }
  return -1;
}

std::string ItemLookup::zone_at(std::size_t triangle, const std::array<double, 3>& weights, const std::string& region) const {
  if (analysis_.zone_of_triangle.empty() || analysis_.zone_of_triangle[triangle] < 0) return {};
  const CandidateZone& zone = analysis_.candidate_zones[static_cast<std::size_t>(analysis_.zone_of_triangle[triangle])];
  const auto keeps = [&](const std::vector<double>& distance, double margin) {
    return distance.empty() || interpolated(distance, triangle, weights) >= margin;
  };
  const bool inside = zone.region == region && keeps(analysis_.distance_to_rim_mm, analysis_.settings.annulus_margin_mm) &&
                      keeps(analysis_.distance_to_infarct_mm, analysis_.settings.infarct_margin_mm);
  return inside ? zone.id : std::string();
}

ItemsAt ItemLookup::at(std::size_t triangle, const std::array<double, 3>& weights) const {
  const int index = region_at(triangle, weights);
  if (index < 0) return {};
  const Region& region = analysis_.regions[static_cast<std::size_t>(index)];
  return {region.small ? small_item_id(region.tissue) : region.id, zone_at(triangle, weights, region.id)};
}

Overlap overlap(const Map& map, const Analysis& a, const Analysis& b) {
  const ItemLookup in_a(map, a);
  const ItemLookup in_b(map, b);
  const std::vector<double> areas = triangle_areas_mm2(map.surface);
  const std::vector<std::array<double, 3>> all = places();
  Overlap shared;
  for (std::size_t t = 0; t < areas.size(); ++t) {
    const double area = areas[t] / static_cast<double>(all.size());
    for (const std::array<double, 3>& weights : all) {
      const ItemsAt first = in_a.at(t, weights);
      if (first.region.empty()) continue;
      const ItemsAt second = in_b.at(t, weights);
      shared[{first.region, {}}] += area;
      if (!second.region.empty()) shared[{first.region, second.region}] += area;
      if (first.zone.empty()) continue;
      shared[{first.zone, {}}] += area;
      if (!second.zone.empty()) shared[{first.zone, second.zone}] += area;
    }
  }
  return shared;
}

}  // namespace viamyo
