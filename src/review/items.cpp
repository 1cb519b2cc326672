#include "items.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace viamyo {
namespace {

constexpr double kItemArea_mm2 = 0.1;
constexpr double kItemPlace_mm = 0.1;

//! The class of the region that a zone lies in; zones are made of viable-ischaemic tissue alone.
constexpr TissueClass kZoneClass = TissueClass::kViableIschemic;

struct SmallRegions {
  int count = 0;
  double area_mm2 = 0;
  Vec3 moment;
};

ReviewItem small_item(TissueClass tissue, const SmallRegions& small) {
  ReviewItem item;
  item.id = small_item_id(tissue);
  item.label = fmt::format("{} small region{}, {}", small.count, small.count == 1 ? "" : "s", spoken(tissue));
  item.tissue = tissue;
  item.area_mm2 = small.area_mm2;
  if (small.area_mm2 > 0) item.centroid_mm = small.moment * (1 / small.area_mm2);
  return item;
}

ReviewItem region_item(const Region& region) {
  ReviewItem item;
  item.id = region.id;
  item.label = region.label;
  item.tissue = region.tissue;
  item.area_mm2 = region.area_mm2;
  item.centroid_mm = region.centroid_mm;
  return item;
}

ReviewItem zone_item(const CandidateZone& zone) {
  ReviewItem item;
  item.id = zone.id;
  item.label = zone.id + " " + zone.label;
  item.zone = true;
  item.tissue = kZoneClass;
  item.area_mm2 = zone.area_mm2;
  item.centroid_mm = zone.centroid_mm;
  return item;
}

}  // namespace

bool is_of_item(const DecidedItem& decided, const ReviewItem& item) {
  return decided.id == item.id && decided.tissue == item.tissue && std::abs(decided.area_mm2 - item.area_mm2) <= kItemArea_mm2 &&
         distance(decided.centroid_mm, item.centroid_mm) <= kItemPlace_mm;
}

std::string small_item_id(TissueClass tissue) { return fmt::format("small:{}", to_string(tissue)); }

std::vector<ReviewItem> review_items(const Analysis& analysis) {
  std::vector<ReviewItem> items;
  std::map<TissueClass, SmallRegions> small;
  for (const Region& region : analysis.regions) {
    if (!region.small) {
      items.push_back(region_item(region));
      continue;
    }
    SmallRegions& sum = small[region.tissue];
    ++sum.count;
    sum.area_mm2 += region.area_mm2;
    sum.moment = sum.moment + region.centroid_mm * region.area_mm2;
  }
  for (const auto& [tissue, sum] : small) items.push_back(small_item(tissue, sum));
  for (const CandidateZone& zone : analysis.candidate_zones) items.push_back(zone_item(zone));
  return items;
}

}  // namespace viamyo
