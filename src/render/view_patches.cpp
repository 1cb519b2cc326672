// Where in a view a region or zone is seen best: the place for its label.
#include <algorithm>
#include <array>
#include <cmath>

#include "view_layer.h"

namespace viamyo {
namespace {

constexpr std::size_t kMaxPlaces = 160;  // tried of one patch
constexpr std::size_t kMaxBorders = 800;
constexpr double kFarEnough = 40;  // pixels at scale 1: no label needs more
constexpr double kCell = 12;       // of the coarse picture of where the heart is, at scale 1

//! How far a piece of border lies from a place, in heights of a box that is kLabelShape times as wide.
double box_distance(const ScreenPlace& place, const std::array<Point2, 2>& piece) {
  const Point2 from{(piece[0].x - place.x) / kLabelShape, piece[0].y - place.y};
  const Point2 way{(piece[1].x - piece[0].x) / kLabelShape, piece[1].y - piece[0].y};
  // The larger of |x| and |y| is least at an end, where one of them is 0, or where both are equal.
  double least = std::max(std::abs(from.x), std::abs(from.y));
  const auto offer = [&](double part, double whole) {
    const double t = whole != 0 ? std::clamp(part / whole, 0.0, 1.0) : 1;
    least = std::min(least, std::max(std::abs(from.x + t * way.x), std::abs(from.y + t * way.y)));
  };
  offer(1, 1);
  offer(-from.x, way.x);
  offer(-from.y, way.y);
  offer(from.y - from.x, way.x - way.y);
  offer(-from.y - from.x, way.x + way.y);
  return least;
}

}  // namespace

Vec3 ViewLayer::place_of(const BarycentricPoint& place) const {
  return place_in(places(), data_->map->surface.triangles[static_cast<std::size_t>(place.triangle)], place.b1, place.b2).at;
}

bool ViewLayer::faces_viewer(std::int32_t triangle) const {
  if (view_.kind == ViewKind::kBullseye) return true;
  const Triangle& corners = data_->map->surface.triangles[static_cast<std::size_t>(triangle)];
  const auto at = [&](std::size_t i) { return data_->space.at[static_cast<std::size_t>(corners[i])]; };
  const double towards = dot(cross(at(1) - at(0), at(2) - at(0)), view_.camera.direction);
  return (towards < 0) == data_->space_arrays.faces_outwards;
}

//! What faces the viewer counts as seen, even where something stands before it: a label has rather less room than too much.
std::vector<std::array<Point2, 2>> ViewLayer::seen_outline(const PatchShape& shape) const {
  std::vector<std::array<Point2, 2>> seen;
  for (std::size_t i = 0; i < shape.outline.size(); i += 1 + shape.outline.size() / kMaxBorders) {
    const Vec3 at = place_of(shape.outline[i].front());
    const ScreenPlace place = on_screen(at);
    if (!place.visible) continue;
    if (!faces_viewer(shape.outline[i].front().triangle) && is_hidden(at)) continue;
    const ScreenPlace end = on_screen(place_of(shape.outline[i].back()));
    seen.push_back({Point2{place.x, place.y}, Point2{end.x, end.y}});
  }
  return seen;
}

bool ViewLayer::is_heart(double x, double y) const {
  if (x < 0 || y < 0 || x >= rect_.width || y >= rect_.height) return false;
  const double side = kCell * scale_;
  const auto columns = static_cast<std::size_t>(rect_.width / side) + 1;
  if (heart_.empty()) {
    const auto rows = static_cast<std::size_t>(rect_.height / side) + 1;
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column)
        heart_.push_back(pick((static_cast<double>(column) + 0.5) * side, (static_cast<double>(row) + 0.5) * side).has_value());
    }
  }
  return heart_[static_cast<std::size_t>(y / side) * columns + static_cast<std::size_t>(x / side)];
}

template <class IsIn>
double ViewLayer::room_within(const ScreenPlace& place, double most, IsIn is_in) const {
  constexpr std::array<std::array<double, 2>, 8> kWays{{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}}};
  constexpr int kSteps = 10;
  for (int step = 1; step <= kSteps; ++step) {
    const double away = most * step / kSteps;
    for (const auto& [x, y] : kWays) {
      if (!is_in(place.x + kLabelShape * away * x, place.y + away * y)) return most * (step - 1) / kSteps;
    }
  }
  return most;
}

ScreenPlace ViewLayer::inmost_seen(const PatchShape& shape) const {
  ScreenPlace best;
  best.room = -1;
  const std::vector<std::array<Point2, 2>> border = seen_outline(shape);
  for (const BarycentricPoint& middle : middles_of(shape, kMaxPlaces)) {
    const Vec3 at = place_of(middle);
    ScreenPlace place = on_screen(at);
    if (!place.visible) continue;
    place.room =
        std::min({place.x / kLabelShape, place.y, (rect_.width - place.x) / kLabelShape, rect_.height - place.y, kFarEnough * scale_});
    for (const auto& piece : border) place.room = std::min(place.room, box_distance(place, piece));
    if (place.room <= best.room || is_hidden(at)) continue;
    place.room = room_within(place, place.room, [this](double x, double y) { return is_heart(x, y); });
    if (place.room > best.room) best = place;
  }
  if (!best.visible) return best;
  // What lies before another part of the patch is no room either.
  std::vector<std::int32_t> triangles;
  triangles.reserve(shape.polygons.size());
  for (const auto& polygon : shape.polygons) triangles.push_back(polygon.front().triangle);
  std::sort(triangles.begin(), triangles.end());
  best.room = room_within(best, best.room, [&](double x, double y) {
    const std::optional<SurfacePoint> at = pick(x, y);
    return at && std::binary_search(triangles.begin(), triangles.end(), at->triangle);
  });
  return best;
}

ScreenPlace ViewLayer::region_place(int region) const {
  if (!data_ || region < 0 || region >= static_cast<int>(data_->analysis->regions.size())) return {};
  const auto found = region_places_.find(region);
  return found != region_places_.end() ? found->second : region_places_.emplace(region, inmost_seen(data_->region(region))).first->second;
}

ScreenPlace ViewLayer::zone_place(int zone) const {
  if (!data_ || zone < 0 || zone >= static_cast<int>(data_->zones.size())) return {};
  const auto found = zone_places_.find(zone);
  if (found != zone_places_.end()) return found->second;
  return zone_places_.emplace(zone, inmost_seen(data_->zones[static_cast<std::size_t>(zone)])).first->second;
}

}  // namespace viamyo
