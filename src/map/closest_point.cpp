// Closest point of a triangle surface: a tree of axis-parallel boxes, searched nearest box first.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "viamyo/errors.h"
#include "viamyo/measures.h"

namespace viamyo {

namespace {

using Corners = std::array<Vec3, 3>;
using Barycentric = std::array<double, 3>;

constexpr std::int32_t kLeafSize = 4;
constexpr double kTie_mm = 1e-9;

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

double component(const Vec3& v, int axis) { return axis == 0 ? v.x : axis == 1 ? v.y : v.z; }

Vec3 at(const Corners& c, const Barycentric& b) { return b[0] * c[0] + b[1] * c[1] + b[2] * c[2]; }

//! Parameter in [0, 1] of the point of segment ab closest to p.
double closest_on_segment(const Vec3& a, const Vec3& b, const Vec3& p) {
  const Vec3 ab = b - a;
  const double squared = dot(ab, ab);
  return squared > 0 ? std::clamp(dot(p - a, ab) / squared, 0.0, 1.0) : 0.0;
}

Barycentric closest_on_sides(const Corners& c, const Vec3& p) {
  Barycentric best{};
  double best_squared = std::numeric_limits<double>::infinity();
  for (std::size_t s = 0; s < 3; ++s) {
    const std::size_t e = (s + 1) % 3;
    const double t = closest_on_segment(c[s], c[e], p);
    const Vec3 d = p - (c[s] + t * (c[e] - c[s]));
    if (dot(d, d) >= best_squared) continue;
    best_squared = dot(d, d);
    best = {};
    best[s] = 1 - t;
    best[e] = t;
  }
  return best;
}

//! The foot of the perpendicular where it lies inside the triangle, else the closest point of the sides.
Barycentric closest_in_triangle(const Corners& c, const Vec3& p) {
  const Vec3 normal = cross(c[1] - c[0], c[2] - c[0]);
  const double squared = dot(normal, normal);
  if (squared > 0) {
    const double b1 = dot(cross(p - c[0], c[2] - c[0]), normal) / squared;
    const double b2 = dot(cross(c[1] - c[0], p - c[0]), normal) / squared;
    if (b1 >= 0 && b2 >= 0 && b1 + b2 <= 1) return {1 - b1 - b2, b1, b2};
  }
  return closest_on_sides(c, p);
}

double distance_to(const Corners& c, const Vec3& p) { return distance(p, at(c, closest_in_triangle(c, p))); }

double distance_to_box(const Vec3& low, const Vec3& high, const Vec3& p) {
  const Vec3 outside{std::max({low.x - p.x, p.x - high.x, 0.0}), std::max({low.y - p.y, p.y - high.y, 0.0}),
                     std::max({low.z - p.z, p.z - high.z, 0.0})};
  return length(outside);
}

Vec3 lower(const Vec3& a, const Vec3& b) { return {std::min(a.x, b.x), std::min(a.y, b.y), std::min(a.z, b.z)}; }
Vec3 upper(const Vec3& a, const Vec3& b) { return {std::max(a.x, b.x), std::max(a.y, b.y), std::max(a.z, b.z)}; }

double three_times_middle(const Corners& c, int axis) { return component(c[0], axis) + component(c[1], axis) + component(c[2], axis); }

int longest_axis(const Vec3& size) {
  if (size.x >= size.y && size.x >= size.z) return 0;
  return size.y >= size.z ? 1 : 2;
}

//! A triangle without area lies within its neighbours' sides and carries no class, so it never answers while there are others.
bool has_area(const Corners& c) { return triangle_area_mm2(c[0], c[1], c[2]) > 0; }

}  // namespace

ClosestPoint::ClosestPoint(const Surface& surface) { build_tree(surface); }

ClosestPoint::ClosestPoint(const Surface& surface, const Topology& topology, const std::stop_token& stop) : stop_(stop) {
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    if (topology.counts(t)) order_.push_back(static_cast<std::int32_t>(t));
  }
  build_tree(surface);
  stop_ = {};
}

//! Over the triangles in order_, or all where there are none.
void ClosestPoint::build_tree(const Surface& surface) {
  corners_.reserve(surface.triangles.size());
  for (const auto& [a, b, c] : surface.triangles) {
    corners_.push_back({surface.vertices[index(a)], surface.vertices[index(b)], surface.vertices[index(c)]});
  }
  const auto take_all = [&] {
    order_.resize(corners_.size());
    std::iota(order_.begin(), order_.end(), 0);
  };
  if (order_.empty()) take_all();
  std::erase_if(order_, [&](std::int32_t t) { return !has_area(corners_[index(t)]); });
  if (order_.empty()) take_all();
  nodes_.reserve(order_.size());
  if (!order_.empty()) build(0, static_cast<std::int32_t>(order_.size()));
}

std::int32_t ClosestPoint::build(std::int32_t first, std::int32_t count) {
  if (stop_.stop_requested()) throw Stopped();
  const Node box = box_around(first, count);
  const auto place = static_cast<std::int32_t>(nodes_.size());
  nodes_.push_back(box);
  if (count <= kLeafSize) return place;
  const std::int32_t left_count = part(box);
  const std::int32_t left = build(first, left_count);
  const std::int32_t right = build(first + left_count, count - left_count);
  Node& node = nodes_[index(place)];
  node.first = left;
  node.count = 0;
  node.right = right;
  return place;
}

ClosestPoint::Node ClosestPoint::box_around(std::int32_t first, std::int32_t count) const {
  Node node;
  node.first = first;
  node.count = count;
  node.low = node.high = corners_[index(order_[index(first)])][0];
  for (std::int32_t i = first; i < first + count; ++i) {
    for (const Vec3& v : corners_[index(order_[index(i)])]) {
      node.low = lower(node.low, v);
      node.high = upper(node.high, v);
    }
  }
  return node;
}

//! Orders the box's triangles so that the first of them, whose number is returned, lie on one side of a plane and the others on the other.
std::int32_t ClosestPoint::part(const Node& box) {
  const auto begin = order_.begin() + box.first;
  const auto end = begin + box.count;
  const int axis = longest_axis(box.high - box.low);
  const auto where = [&](std::int32_t t) { return three_times_middle(corners_[index(t)], axis); };
  const double cut = 1.5 * (component(box.low, axis) + component(box.high, axis));  // three times the middle of the box
  auto split = std::partition(begin, end, [&](std::int32_t t) { return where(t) < cut; });
  if (std::min(split - begin, end - split) <= box.count / 8) {  // lopsided: halves instead, so that the tree stays shallow
    split = begin + box.count / 2;
    std::nth_element(begin, split, end, [&](std::int32_t a, std::int32_t b) { return where(a) < where(b); });
  }
  return static_cast<std::int32_t>(split - begin);
}

SurfacePoint ClosestPoint::find(const Vec3& query) const {
  const double nearest = nearest_distance(0, query, std::numeric_limits<double>::infinity());
  SurfacePoint found;
  found.triangle = std::numeric_limits<std::int32_t>::max();
  find_lowest(0, query, nearest + kTie_mm, found.triangle);
  if (found.triangle == std::numeric_limits<std::int32_t>::max()) return {-1, {}, query, nearest};  // the query is not finite
  const Corners& c = corners_[index(found.triangle)];
  found.barycentric = closest_in_triangle(c, query);
  found.position = at(c, found.barycentric);
  found.distance_mm = distance(query, found.position);
  return found;
}

double ClosestPoint::nearest_distance(std::int32_t place, const Vec3& query, double bound) const {
  const Node& node = nodes_[index(place)];
  if (node.count > 0) {
    for (std::int32_t i = node.first; i < node.first + node.count; ++i) {
      bound = std::min(bound, distance_to(corners_[index(order_[index(i)])], query));
    }
    return bound;
  }
  std::array<std::int32_t, 2> children{node.first, node.right};
  std::array<double, 2> gaps{};
  for (std::size_t k = 0; k < 2; ++k) {
    const Node& child = nodes_[index(children[k])];
    gaps[k] = distance_to_box(child.low, child.high, query);
  }
  const std::size_t nearer = gaps[1] < gaps[0] ? 1 : 0;
  for (const std::size_t k : {nearer, 1 - nearer}) {
    if (gaps[k] < bound) bound = nearest_distance(children[k], query, bound);
  }
  return bound;
}

void ClosestPoint::find_lowest(std::int32_t place, const Vec3& query, double bound, std::int32_t& lowest) const {
  const Node& node = nodes_[index(place)];
  if (distance_to_box(node.low, node.high, query) > bound) return;
  if (node.count == 0) {
    find_lowest(node.first, query, bound, lowest);
    find_lowest(node.right, query, bound, lowest);
    return;
  }
  for (std::int32_t i = node.first; i < node.first + node.count; ++i) {
    const std::int32_t triangle = order_[index(i)];
    if (triangle < lowest && distance_to(corners_[index(triangle)], query) <= bound) lowest = triangle;
  }
}

//! The corners first: they settle nearly every question, and a search tree would cost more than all other checks of a map together.
bool is_within_mm(const Surface& surface, const Vec3& place, double reach_mm) {
  double nearest_squared = std::numeric_limits<double>::infinity();
  for (const Triangle& triangle : surface.triangles) {
    const Vec3 away = surface.vertices[index(triangle[0])] - place;
    nearest_squared = std::min(nearest_squared, dot(away, away));
  }
  return nearest_squared <= reach_mm * reach_mm || ClosestPoint(surface).find(place).distance_mm <= reach_mm;
}

}  // namespace viamyo
