#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "pen.h"
#include "view_layer.h"

namespace viamyo {
namespace {

//! Labels that were set already, so that none covers another.
class Placed {
 public:
  explicit Placed(const Pen& pen) : pen_(pen) {}

  //! Sets the label at the place, or lower where it is taken, or nowhere; one that must be there, in any case at the place.
  void add(const ScreenPlace& place, std::string_view text, const Rgb& colour, bool must = false) {
    if (!place.visible) return;
    const double half = pen_.canvas().text_width(text, pen_.px(kCaptionSize), FontWeight::kMedium) / 2 + pen_.px(8);
    const double step = pen_.px(kCaptionSize + 10);
    for (int tries = 0; tries < 4; ++tries) {
      const Box box{place.x - half, place.x + half, place.y + tries * step};
      if (!is_free(box, step)) continue;
      pen_.label({place.x, box.y}, text, kCaptionSize, colour);
      boxes_.push_back(box);
      return;
    }
    if (!must) return;
    const double x = std::clamp(place.x, half, std::max(half, pen_.rect().width - half));
    pen_.label({x, place.y}, text, kCaptionSize, colour);
    boxes_.push_back({x - half, x + half, place.y});
  }

 private:
  struct Box {
    double left, right, y;
  };
  [[nodiscard]] bool is_free(const Box& box, double height) const {
    if (box.left < 0 || box.right > pen_.rect().width || box.y + height / 2 > pen_.rect().height) return false;
    for (const Box& other : boxes_) {
      if (std::abs(box.y - other.y) < height && box.left < other.right && other.left < box.right) return false;
    }
    return true;
  }

  const Pen& pen_;
  std::vector<Box> boxes_;
};

void add_landmarks(const Pen& pen, Placed& placed) {
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
    placed.add({seen.x, seen.y + pen.px(16), true}, fmt::format("{}{}", name, status == LandmarkStatus::kEstimated ? ", estimated" : ""),
               theme("dark").accent);  // on a dark pill, whatever the theme
  };
  add(axis.used.apex, "apex", axis.apex);
  add(axis.used.mitral_annulus_center, "annulus", axis.mitral_annulus_center);
  add(axis.used.anterior_rv_insertion, "anterior RV insertion", axis.anterior_rv_insertion);
  add(axis.used.inferior_rv_insertion, "inferior RV insertion", axis.inferior_rv_insertion);
}

void write_with_halo(const Pen& pen, Point2 place, std::string_view text, double size) {
  const double off = pen.px(1);
  for (const auto& [dx, dy] : {std::pair{-1, 0}, std::pair{1, 0}, std::pair{0, -1}, std::pair{0, 1}})
    pen.write({place.x + dx * off, place.y + dy * off}, text, size, FontWeight::kSemiBold, {rgb_from_hex("#FFFFFF"), 0.7}, Align::kCentre);
  pen.write(place, text, size, FontWeight::kSemiBold, {rgb_from_hex("#0D0F14")}, Align::kCentre);
}

//! Radius and angle of the middle of a segment in a bull's-eye.
std::pair<double, double> middle_of(int segment, const std::array<double, 3>& limits) {
  constexpr std::array<double, 6> kAngles{90, 150, 210, 270, 330, 30};  // of segments 1 to 6
  const auto radius = [&](double from, double to) { return 1 - (from + to) / 2; };
  if (segment <= 6) return {radius(0, limits[0]), kAngles.at(static_cast<std::size_t>(segment - 1))};
  if (segment <= 12) return {radius(limits[0], limits[1]), kAngles.at(static_cast<std::size_t>(segment - 7))};
  if (segment <= 16) return {radius(limits[1], limits[2]), 90.0 * (segment - 12)};
  return {0, 0};
}

//! What the team says where it differs from what was computed. Small regions are told in the report: their labels would hide the map.
template <class Add>
void add_decisions(const AnnotationContext& context, Add add) {
  const ReviewState& review = *context.review;
  for (std::size_t r = 0; r < context.analysis->regions.size() && r < review.regions.size(); ++r) {
    const Region& region = context.analysis->regions[r];
    if (region.small) continue;
    const std::optional<Vec3> anchor = context.scene->region_anchor(static_cast<int>(r));
    if (review.regions[r] == "rejected") add(anchor, fmt::format("{} rejected by the team", region.id), rgb_from_hex("#FFFFFF"));
    if (review.regions[r] == "reclassified" && r < review.reviewed_classes.size() && review.reviewed_classes[r])
      add(anchor, fmt::format("{}: {} by the team", region.id, to_string(*review.reviewed_classes[r])), rgb_from_hex("#FFFFFF"));
  }
}

}  // namespace

void draw_bullseye_texts(const Pen& pen) {
  const ViewRect& rect = pen.rect();
  const double aspect = static_cast<double>(rect.width) / std::max(rect.height, 1);
  const double unit = rect.height / (2 * bullseye_half_height(aspect));  // pixels of radius 1
  const Point2 centre{rect.width / 2.0, rect.height / 2.0};
  for (int segment = 1; segment <= kSegmentCount; ++segment) {
    const auto [radius, degrees] = middle_of(segment, pen.context().analysis->settings.ring_limits);
    const double angle = degrees * std::numbers::pi / 180;
    write_with_halo(pen,
                    {centre.x + unit * radius * std::cos(angle), centre.y - unit * radius * std::sin(angle) - pen.px(kCaptionSize) * 0.62},
                    std::to_string(segment), kCaptionSize);
  }
  const Paint paint{pen.theme().second_text};
  const double line = pen.px(kCaptionSize);
  pen.write({centre.x, centre.y - unit * 1.04 - line * 1.25}, "anterior", kCaptionSize, FontWeight::kRegular, paint, Align::kCentre);
  pen.write({centre.x, centre.y + unit * 1.04}, "inferior", kCaptionSize, FontWeight::kRegular, paint, Align::kCentre);
  pen.write({centre.x - unit * 1.06, centre.y - line * 0.62}, "septal", kCaptionSize, FontWeight::kRegular, paint, Align::kRight);
  pen.write({centre.x + unit * 1.06, centre.y - line * 0.62}, "lateral", kCaptionSize, FontWeight::kRegular, paint);
}

void draw_labels(const Pen& pen) {
  const AnnotationContext& context = pen.context();
  if (context.scene == nullptr) return;
  Placed placed(pen);
  const SceneState& state = *context.state;
  const bool current = context.current && state.thresholds == context.analysis->thresholds && !state.display.classes_hidden;
  const Selection& selection = state.selection;
  const auto add = [&](const std::optional<Vec3>& anchor, std::string_view text, const Rgb& colour) {
    if (anchor) placed.add(context.scene->project(pen.view_index(), *anchor), text, colour);
  };
  if (current && state.display.zones) {
    for (std::size_t z = 0; z < context.analysis->candidate_zones.size(); ++z) {
      const std::vector<int>& rejected = state.rejected.zones;
      if (std::binary_search(rejected.begin(), rejected.end(), static_cast<int>(z))) continue;
      placed.add(context.scene->zone_place(pen.view_index(), static_cast<int>(z)),
                 fmt::format("{} review only", context.analysis->candidate_zones[z].id), rgb_from_hex("#FFFFFF"), true);
    }
  }
  if (current) add_decisions(context, add);
  if (current && selection.region >= 0 && selection.region < static_cast<int>(context.analysis->regions.size()))
    add(context.scene->region_anchor(selection.region), context.analysis->regions[static_cast<std::size_t>(selection.region)].label,
        theme("dark").accent);  // on a dark pill, whatever the theme
  if (state.display.segments && pen.view().kind == ViewKind::kSurface) {
    for (int segment = 1; segment <= kSegmentCount; ++segment) {
      const std::optional<Vec3> anchor = context.scene->segment_anchor(segment);
      if (!anchor) continue;
      const ScreenPlace seen = context.scene->project(pen.view_index(), *anchor);
      if (seen.visible) write_with_halo(pen, {seen.x, seen.y - pen.px(kCaptionSize) * 0.62}, std::to_string(segment), kCaptionSize);
    }
  }
  if (state.display.landmarks) add_landmarks(pen, placed);
}

}  // namespace viamyo
