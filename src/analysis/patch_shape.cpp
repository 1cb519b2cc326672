#include "viamyo/patch_shape.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "barycentric.h"
#include "cell_rules.h"

namespace viamyo {
namespace {

constexpr double kOnSide = 1e-9;  // barycentric: nearer to a side than this lies on it

Polygon cut_triangle(const CutValues& values, const Triangle& triangle, const CellRule& rule) {
  const auto at = [&](std::size_t corner) { return values[static_cast<std::size_t>(triangle[corner])]; };
  const std::array corners{at(0), at(1), at(2)};
  Polygon polygon = whole_triangle(corners);
  for (const Constraint& constraint : rule.constraints) {
    Polygon below;
    Polygon above;
    split(polygon, constraint.field, constraint.threshold, below, above);
    polygon = constraint.above ? above : below;
    if (polygon.empty()) break;
  }
  return polygon;
}

//! The side of the triangle (from corner s to corner s + 1) that both places lie on; -1 inside.
int common_side(const BarycentricPoint& a, const BarycentricPoint& b) {
  const auto on = [](double coordinate) { return std::abs(coordinate) < kOnSide; };
  if (on(a.b2) && on(b.b2)) return 0;
  if (on(1 - a.b1 - a.b2) && on(1 - b.b1 - b.b2)) return 1;
  return on(a.b1) && on(b.b1) ? 2 : -1;
}

//! Collects the polygons of one patch, and which sides of triangles they lie on.
class ShapeMaker {
 public:
  ShapeMaker(const Surface& surface, const Analysis& analysis) : surface_(surface), place_(analysis.place_of_vertex) {}

  void add(std::int32_t triangle, const Polygon& polygon) {
    if (polygon.empty()) return;
    std::vector<BarycentricPoint> corners;
    for (const Corner& corner : polygon.corners()) corners.push_back({triangle, corner.b1, corner.b2});
    for (std::size_t i = 0; i < corners.size(); ++i) {
      if (const int side = common_side(corners[i], corners[(i + 1) % corners.size()]); side >= 0) ++uses_[edge(triangle, side)];
    }
    shape_.polygons.push_back(std::move(corners));
  }

  //! A side of a polygon is border where it runs inside its triangle, or where the triangle beyond has none of the patch.
  PatchShape finish() {
    for (const std::vector<BarycentricPoint>& corners : shape_.polygons) {
      for (std::size_t i = 0; i < corners.size(); ++i) {
        const BarycentricPoint& from = corners[i];
        const BarycentricPoint& to = corners[(i + 1) % corners.size()];
        const int side = common_side(from, to);
        if (side < 0 || uses_[edge(from.triangle, side)] < 2) shape_.outline.push_back({from, to});
      }
    }
    return std::move(shape_);
  }

 private:
  using EdgeKey = std::array<std::int32_t, 2>;
  [[nodiscard]] EdgeKey edge(std::int32_t triangle, int side) const {
    const Triangle& corners = surface_.triangles[static_cast<std::size_t>(triangle)];
    const auto place = [&](int corner) { return place_[static_cast<std::size_t>(corners.at(static_cast<std::size_t>(corner % 3)))]; };
    const std::int32_t a = place(side);
    const std::int32_t b = place(side + 1);
    return {std::min(a, b), std::max(a, b)};
  }

  const Surface& surface_;
  const std::vector<std::int32_t>& place_;  // of each vertex
  PatchShape shape_;
  std::map<EdgeKey, int> uses_;
};

}  // namespace

PatchShape region_shape(const Map& map, const Analysis& analysis, int region) {
  const CutValues values = cut_values(analysis, map.surface.vertices.size());
  const std::vector<CellRule> rules = class_rules(analysis.thresholds);
  ShapeMaker maker(map.surface, analysis);
  for (const Piece& piece : analysis.pieces) {
    if (piece.region != region) continue;
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const CellRule& r) { return r.cell == static_cast<int>(piece.cell); });
    if (rule != rules.end())
      maker.add(piece.triangle, cut_triangle(values, map.surface.triangles[static_cast<std::size_t>(piece.triangle)], *rule));
  }
  return maker.finish();
}

PatchShape zone_shape(const Map& map, const Analysis& analysis, int zone) {
  const CutValues values = cut_values(analysis, map.surface.vertices.size());
  const CellRule rule = zone_rule(analysis.settings, analysis.thresholds, !analysis.distance_to_infarct_mm.empty());
  ShapeMaker maker(map.surface, analysis);
  for (std::size_t t = 0; t < analysis.zone_of_triangle.size(); ++t) {
    if (analysis.zone_of_triangle[t] == zone) maker.add(static_cast<std::int32_t>(t), cut_triangle(values, map.surface.triangles[t], rule));
  }
  return maker.finish();
}

std::optional<BarycentricPoint> inmost_place(const PatchShape& shape, const Surface& surface) {
  constexpr std::size_t kMaxPlaces = 300;
  constexpr std::size_t kMaxBorders = 600;
  const std::vector<BarycentricPoint> middles = middles_of(shape, kMaxPlaces);
  std::vector<Vec3> border;
  for (std::size_t i = 0; i < shape.outline.size(); i += 1 + shape.outline.size() / kMaxBorders)
    border.push_back(position_of(shape.outline[i].front(), surface));
  const auto room = [&](const BarycentricPoint& place) {
    const Vec3 at = position_of(place, surface);
    double least = std::numeric_limits<double>::infinity();
    for (const Vec3& other : border) least = std::min(least, distance(at, other));
    return least;
  };
  std::optional<BarycentricPoint> best;
  double most = -1;
  for (const BarycentricPoint& middle : middles) {
    if (const double free = room(middle); free > most) {
      most = free;
      best = middle;
    }
  }
  return best;
}

std::vector<BarycentricPoint> middles_of(const PatchShape& shape, std::size_t most) {
  std::vector<BarycentricPoint> middles;
  for (std::size_t i = 0; i < shape.polygons.size(); i += 1 + shape.polygons.size() / most) {
    const std::vector<BarycentricPoint>& polygon = shape.polygons[i];
    BarycentricPoint middle{polygon.front().triangle, 0, 0};
    for (const BarycentricPoint& corner : polygon) {
      middle.b1 += corner.b1 / static_cast<double>(polygon.size());
      middle.b2 += corner.b2 / static_cast<double>(polygon.size());
    }
    middles.push_back(middle);
  }
  return middles;
}

Vec3 position_of(const BarycentricPoint& place, const Surface& surface) {
  return position_at(surface, surface.triangles[static_cast<std::size_t>(place.triangle)], place.b1, place.b2);
}

}  // namespace viamyo
