// Labels in a view: segments, walls, regions, and what the team decided.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "annotation_painter.h"
#include "label_places.h"
#include "view_layer.h"

namespace viamyo {
namespace {

void add_landmarks(const AnnotationPainter& pen, LabelPlaces& placed) {
  const AxisResult& axis = pen.context().analysis->axis;
  const auto add = [&](const std::optional<Vec3>& place, std::string_view name, LandmarkStatus status) {
    if (!place) return;
    const ScreenPlace seen = pen.context().scene->project(pen.view_index(), *place);
    if (seen.x < 0 || seen.y < 0 || seen.x >= pen.rect().width || seen.y >= pen.rect().height) return;
    if (!seen.visible) {  // behind the wall, or in the cavity as the middle of the annulus: a ring, and its name only where it could be meant
      pen.canvas().circle(pen.at(seen.x, seen.y), pen.px(3), pen.px(1.5), {pen.theme().accent, 0.7});
      if (place != axis.used.mitral_annulus_center) return;
    } else {
      pen.canvas().fill_circle(pen.at(seen.x, seen.y), pen.px(4), {pen.theme().border});
      pen.canvas().fill_circle(pen.at(seen.x, seen.y), pen.px(2.5), {pen.theme().accent});
    }
    placed.add({seen.x, seen.y + pen.px(16), true, 0}, fmt::format("{}{}", name, status == LandmarkStatus::kEstimated ? ", estimated" : ""),
               theme("dark").accent);  // on a dark pill, whatever the theme
  };
  for (std::size_t i = 0; i < kLandmarkNames.size(); ++i)
    add(axis.used.*kLandmarkNames.at(i).place, kLandmarkNames.at(i).short_label, axis.*kLandmarkStatuses.at(i));
}

void write_with_halo(const AnnotationPainter& pen, Point2 place, std::string_view text, double size) {
  const double off = pen.px(1);
  for (const auto& [dx, dy] : {std::pair{-1, 0}, std::pair{1, 0}, std::pair{0, -1}, std::pair{0, 1}})
    pen.write({place.x + dx * off, place.y + dy * off}, text, size, FontWeight::kSemiBold, {rgb_from_hex("#FFFFFF"), 0.7}, Align::kCentre);
  pen.write(place, text, size, FontWeight::kSemiBold, {rgb_from_hex("#0D0F14")}, Align::kCentre);
}

//! On a ground of its own: the watermark runs around the disc.
void write_wall(const AnnotationPainter& pen, Point2 place, std::string_view wall, Align align) {
  const double width = pen.canvas().text_width(wall, pen.px(kCaptionSize), FontWeight::kMedium);
  const double left = place.x - (align == Align::kRight ? width : align == Align::kCentre ? width / 2 : 0);
  pen.ground({left - pen.px(4), place.y - pen.px(1)}, width + pen.px(8), pen.px(kCaptionSize * 1.25 + 2), pen.px(3));
  pen.write(place, wall, kCaptionSize, FontWeight::kMedium, {pen.theme().text}, align);
}

//! Radius and angle of the middle of a segment in a bull's-eye.
std::pair<double, double> middle_of(int segment, const std::array<double, 3>& limits) {
  const auto ring = static_cast<std::size_t>(ring_of_segment(segment));
  if (ring == limits.size()) return {0, 0};
  const double from = ring == 0 ? 0 : limits.at(ring - 1);
  return {1 - (from + limits.at(ring)) / 2, segment_from_degrees(segment) + kRings.at(ring).width_degrees() / 2};
}

//! What the team says where it differs from what was computed. Small regions are told in the report: their labels would hide the map.
void add_decisions(const AnnotationPainter& pen, LabelPlaces& places) {
  const AnnotationContext& context = pen.context();
  const ReviewState& review = *context.review;
  for (std::size_t r = 0; r < context.analysis->regions.size() && r < review.regions.size(); ++r) {
    const Region& region = context.analysis->regions[r];
    if (region.small) continue;
    const bool reclassified =
        review.regions[r] == ItemState::kReclassified && r < review.reviewed_classes.size() && review.reviewed_classes[r];
    if (!reclassified && review.regions[r] != ItemState::kRejected) continue;
    const std::string text = reclassified ? fmt::format("{}: {} by the team", region.id, spoken(*review.reviewed_classes[r]))
                                          : fmt::format("{} rejected by the team", region.id);
    places.name(context.scene->region_place(pen.view_index(), static_cast<int>(r)), text, rgb_from_hex("#FFFFFF"));
  }
}

void add_zones(const AnnotationPainter& pen, LabelPlaces& places) {
  const AnnotationContext& context = pen.context();
  const std::vector<int>& rejected = context.state->rejected.zones;
  for (std::size_t z = 0; z < context.analysis->candidate_zones.size(); ++z) {
    if (std::binary_search(rejected.begin(), rejected.end(), static_cast<int>(z))) continue;
    places.name(context.scene->zone_place(pen.view_index(), static_cast<int>(z)),
                fmt::format("{} review only", context.analysis->candidate_zones[z].id), rgb_from_hex("#FFFFFF"));
  }
}

//! The id and where it lies; how many segments those are the table tells.
std::string name_of(const Region& region) { return region.label.substr(0, region.label.find(';')); }

void add_segments(const AnnotationPainter& pen) {
  for (int segment = 1; segment <= kSegmentCount; ++segment) {
    const std::optional<Vec3> anchor = pen.context().scene->segment_anchor(segment);
    if (!anchor) continue;
    const ScreenPlace seen = pen.context().scene->project(pen.view_index(), *anchor);
    if (seen.visible) write_with_halo(pen, {seen.x, seen.y - pen.px(kCaptionSize) * 0.62}, std::to_string(segment), kCaptionSize);
  }
}

//! The number at the line, and its two ends.
void add_measure(const AnnotationPainter& pen, LabelPlaces& places) {
  const SceneState& state = *pen.context().state;
  if (state.path.empty()) return;
  const auto seen = [&](std::size_t i) { return pen.context().scene->project(pen.view_index(), state.path[i]); };
  for (const std::size_t end : {std::size_t{0}, state.path.size() - 1}) {
    const ScreenPlace place = seen(end);
    if (!place.visible) continue;
    pen.canvas().fill_circle(pen.at(place.x, place.y), pen.px(5), {pen.theme().border});
    pen.canvas().fill_circle(pen.at(place.x, place.y), pen.px(3.2), {theme("dark").accent});
  }
  if (state.path_label.empty()) return;
  // At the middle of the line or, where that is hidden, at the nearest place of it that is seen.
  const std::size_t middle = state.path.size() / 2;
  for (std::size_t off = 0; off <= middle; ++off) {
    for (const std::size_t i : {middle - off, std::min(middle + off, state.path.size() - 1)}) {
      if (const ScreenPlace place = seen(i); place.visible) return places.name(place, state.path_label, theme("dark").accent);
    }
  }
}

}  // namespace

void draw_bullseye_texts(const AnnotationPainter& pen) {
  const ViewRect& rect = pen.rect();
  const double unit = rect.height / (2 * bullseye_half_height(rect, pen.context().scale));  // pixels of radius 1
  const Point2 centre{rect.width / 2.0, rect.height / 2.0};
  for (int segment = 1; segment <= kSegmentCount; ++segment) {
    const auto [radius, degrees] = middle_of(segment, pen.context().analysis->settings.ring_limits);
    const double angle = degrees * std::numbers::pi / 180;
    write_with_halo(pen,
                    {centre.x + unit * radius * std::cos(angle), centre.y - unit * radius * std::sin(angle) - pen.px(kCaptionSize) * 0.62},
                    std::to_string(segment), kCaptionSize);
  }
  const double line = pen.px(kCaptionSize);
  write_wall(pen, {centre.x, centre.y - unit * kWallsAt - line * 1.25}, "anterior", Align::kCentre);
  write_wall(pen, {centre.x, centre.y + unit * kWallsAt}, "inferior", Align::kCentre);
  write_wall(pen, {centre.x - unit * 1.06, centre.y - line * 0.62}, "septal", Align::kRight);
  write_wall(pen, {centre.x + unit * 1.06, centre.y - line * 0.62}, "lateral", Align::kLeft);
}

void draw_labels(const AnnotationPainter& pen) {
  const AnnotationContext& context = pen.context();
  if (context.scene == nullptr) return;
  LabelPlaces places(pen);
  const SceneState& state = *context.state;
  const bool current = context.current && state.thresholds == context.analysis->thresholds && !state.display.classes_hidden;
  const int region = state.selection.region;
  if (current && state.display.zones) add_zones(pen, places);
  if (current) add_decisions(pen, places);
  if (current && region >= 0 && region < static_cast<int>(context.analysis->regions.size()))
    places.name(context.scene->region_place(pen.view_index(), region), name_of(context.analysis->regions[static_cast<std::size_t>(region)]),
                theme("dark").accent);  // on a dark pill, whatever the theme
  if (state.display.segments && pen.view().kind == ViewKind::kSurface) add_segments(pen);
  add_measure(pen, places);
  if (state.display.landmarks) add_landmarks(pen, places);
}

}  // namespace viamyo
