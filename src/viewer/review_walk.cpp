#include "review_walk.h"

#include <algorithm>
#include <limits>

#include "camera_moves.h"
#include "review/items.h"
#include "review/names.h"
#include "viamyo/patch_shape.h"

namespace viamyo::viewer {
namespace {

bool contains(const std::vector<std::string>& ids, std::string_view id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

int index_of_item(const std::vector<ReviewItem>& items, std::string_view id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const ReviewItem& item) { return item.id == id; });
  return found == items.end() ? -1 : static_cast<int>(found - items.begin());
}

//! Of a class's small regions, which are one item: the largest stands for them.
int region_of(const Analysis& analysis, const ReviewItem& item) {
  int found = -1;
  for (std::size_t i = 0; i < analysis.regions.size(); ++i) {
    const Region& region = analysis.regions[i];
    if (region.id == item.id) return static_cast<int>(i);
    const bool one_of_them = region.small && item.id.starts_with("small:") && region.tissue == item.tissue;
    if (one_of_them && (found < 0 || region.area_mm2 > analysis.regions[static_cast<std::size_t>(found)].area_mm2))
      found = static_cast<int>(i);
  }
  return found;
}

int zone_of(const Analysis& analysis, const ReviewItem& item) {
  const auto& zones = analysis.candidate_zones;
  const auto found = std::find_if(zones.begin(), zones.end(), [&](const CandidateZone& zone) { return zone.id == item.id; });
  return found == zones.end() ? -1 : static_cast<int>(found - zones.begin());
}

bool has_decided(const ReviewItem& item, std::string_view member) {
  return std::any_of(item.votes.begin(), item.votes.end(), [&](const ReviewVote& vote) { return same_person(vote.member, member); });
}

}  // namespace

void forget_walk(Reviewing& reviewing) {
  reviewing.item.clear();
  reviewing.why.reset();
  reviewing.chosen.clear();
  reviewing.seen.clear();
}

void forget_review_items(Reviewing& reviewing) {
  forget_walk(reviewing);
  reviewing.former.clear();
}

void follow_review(Document& document) {
  document.scene.rejected = !document.compare && numbers_match_picture(document) ? rejected_of(document.review) : Rejected{};
}

const ReviewItem* find_item(const ReviewState& review, std::string_view id) {
  const int index = index_of_item(review.item_list, id);
  return index < 0 ? nullptr : &review.item_list[static_cast<std::size_t>(index)];
}

std::vector<ReviewItem> chosen_items(const Document& document) {
  std::vector<ReviewItem> chosen;
  for (const ReviewItem& item : document.review.item_list) {
    if (contains(document.reviewing.chosen, item.id)) chosen.push_back(item);
  }
  return chosen;
}

void stand_at(Document& document, const std::string& id, double aspect) {
  const ReviewItem* const item = find_item(document.review, id);
  if (item == nullptr) return;
  Reviewing& reviewing = document.reviewing;
  reviewing.item = id;
  reviewing.chosen = {id};
  if (!contains(reviewing.seen, id)) reviewing.seen.push_back(id);
  const Analysis& analysis = *document.analysis;
  document.scene.selection = {};
  document.scene.selection.zone = item->zone ? zone_of(analysis, *item) : -1;
  document.scene.selection.region = item->zone ? -1 : region_of(analysis, *item);
  const int region = document.scene.selection.region;
  document.why =
      explain_item(*document.map, analysis, item->zone || region < 0 ? id : analysis.regions[static_cast<std::size_t>(region)].id);
  reviewing.why = document.why;
  reviewing.anchor = inmost_of_selection(document);
  face(document, reviewing.anchor, aspect);
}

void stand_at_place(Document& document, const Vec3& place, double aspect) {
  const Explanation at = explain_place(*document.map, *document.analysis, document.closest->find(place));
  const auto& regions = document.analysis->regions;
  const auto region = std::find_if(regions.begin(), regions.end(), [&](const Region& r) { return r.id == at.region; });
  if (region == regions.end()) return;
  // Of a class's small regions the largest stands for all: the views turn to it, or the ring would be around another than the one that is explained.
  if (region->small) return stand_at(document, small_item_id(region->tissue), aspect);
  const bool in_zone = !at.zone.empty() && document.reviewing.item != at.zone;
  const std::vector<View> views = document.scene.views;
  stand_at(document, in_zone ? at.zone : region->id, aspect);
  document.scene.views = views;
  document.reviewing.anchor = at.position;
}

std::string neighbour(const Document& document, int step) {
  const std::vector<ReviewItem>& items = document.review.item_list;
  const auto count = static_cast<int>(items.size());
  if (count == 0) return {};
  const int at = index_of_item(items, document.reviewing.item);
  const int next = at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;
  return items[static_cast<std::size_t>(next)].id;
}

std::string next_undecided(const Document& document, std::string_view member) {
  const std::vector<ReviewItem>& items = document.review.item_list;
  const auto count = static_cast<int>(items.size());
  const int at = index_of_item(items, document.reviewing.item);
  for (int step = 1; step <= count; ++step) {
    const ReviewItem& item = items[static_cast<std::size_t>((at + step) % count)];
    if (!has_decided(item, member) && !is_settled_state(item.state)) return item.id;
  }
  return {};
}

bool is_on_screen(const Document& document, const ReviewItem& item) {
  const Display& display = document.scene.display;
  if (!contains(document.reviewing.seen, item.id) || display.classes_hidden || (item.zone && !display.zones)) return false;
  const auto& regions = document.analysis->regions;
  const auto small = std::count_if(regions.begin(), regions.end(), [&](const Region& r) { return r.small && r.tissue == item.tissue; });
  return !item.id.starts_with("small:") || small == 1;
}

}  // namespace viamyo::viewer
