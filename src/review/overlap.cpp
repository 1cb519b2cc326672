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

  const std::vector<ReviewItem> items = review_items(analysis);
  const auto index_of = [&](const std::string& id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const ReviewItem& item) { return item.id == id; });
    return static_cast<int>(found - items.begin());
  };
  for (const Region& region : analysis.regions)
    item_of_region_.push_back(index_of(region.small ? small_item_id(region.tissue) : region.id));
  for (const CandidateZone& zone : analysis.candidate_zones) {
    item_of_zone_.push_back(index_of(zone.id));
    const auto region =
        std::find_if(analysis.regions.begin(), analysis.regions.end(), [&](const Region& each) { return each.id == zone.region; });
    region_of_zone_.push_back(static_cast<int>(region - analysis.regions.begin()));
  }
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

int ItemLookup::zone_at(std::size_t triangle, const std::array<double, 3>& weights, int region) const {
  if (analysis_.zone_of_triangle.empty() || analysis_.zone_of_triangle[triangle] < 0) return -1;
  const auto zone = static_cast<std::size_t>(analysis_.zone_of_triangle[triangle]);
  const auto keeps = [&](const std::vector<double>& distance, double margin) {
    return distance.empty() || interpolated(distance, triangle, weights) >= margin;
  };
  const bool inside = region_of_zone_[zone] == region && keeps(analysis_.distance_to_rim_mm, analysis_.settings.annulus_margin_mm) &&
                      keeps(analysis_.distance_to_infarct_mm, analysis_.settings.infarct_margin_mm);
  return inside ? item_of_zone_[zone] : -1;
}

ItemsAt ItemLookup::at(std::size_t triangle, const std::array<double, 3>& weights) const {
  const int region = region_at(triangle, weights);
  if (region < 0) return {};
  return {item_of_region_[static_cast<std::size_t>(region)], zone_at(triangle, weights, region)};
}

namespace {

void add(Overlap& overlap, int a, int b, double area) {
  if (a < 0) return;
  overlap.whole[static_cast<std::size_t>(a)] += area;
  if (b >= 0) overlap.shared[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)] += area;
}

}  // namespace

Overlap overlap(const Map& map, const Analysis& a, const Analysis& b) {
  const ItemLookup in_a(map, a);
  const ItemLookup in_b(map, b);
  const std::size_t items_of_a = review_items(a).size();
  Overlap result{std::vector<double>(items_of_a), std::vector(items_of_a, std::vector<double>(review_items(b).size()))};
  const std::vector<double> areas = triangle_areas_mm2(map.surface, build_topology(map.surface));
  const std::vector<std::array<double, 3>> all = places();
  for (std::size_t t = 0; t < areas.size(); ++t) {
    const double area = areas[t] / static_cast<double>(all.size());
    for (const std::array<double, 3>& weights : all) {
      const ItemsAt first = in_a.at(t, weights);
      if (first.region < 0) continue;
      const ItemsAt second = in_b.at(t, weights);
      add(result, first.region, second.region, area);
      add(result, first.zone, second.zone, area);
    }
  }
  return result;
}

}  // namespace viamyo
