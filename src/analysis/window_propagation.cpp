#include "window_propagation.h"

#include <algorithm>
#include <numeric>

#include "viamyo/errors.h"

namespace viamyo {

namespace {

// How far the near field reaches, in mean edge lengths. The error of planar waves beyond it falls with this number.
constexpr double kReach = 5;
// Most triangles that a beam crosses, which bounds the work among slivers: many for a single point, whose front is strongly curved; fewer
// for each of the many pieces of a line.
constexpr std::size_t kCrossingsOfAll = 2000;
constexpr std::size_t kMinCrossings = 32;
constexpr std::size_t kMaxCrossings = 256;
// Most triangles that the parts of one beam cross together, likewise. From the rim and the infarcts of ventricles they cross at most 334; only meshes
// that branch or crowd without end come near these numbers, and what is left out there the march makes good.
constexpr std::size_t kTogetherOfAll = 200000;
constexpr std::size_t kMinTogether = 512;
constexpr std::size_t kMaxTogether = 4096;

std::size_t share_of(std::size_t all, std::size_t source_count, std::size_t fewest, std::size_t most) {
  return std::clamp(all / std::max<std::size_t>(source_count, 1), fewest, most);
}

}  // namespace

std::int32_t corner_at(const Mesh& mesh, std::int32_t triangle, const Vec3& point) {
  const Triangle& t = mesh.surface.triangles[static_cast<std::size_t>(triangle)];
  for (std::size_t k = 0; k < 3; ++k) {
    const double size = distance(mesh.position(t[k]), mesh.position(t[(k + 1) % 3]));
    if (distance(mesh.position(t[k]), point) <= std::max(1e-9 * size, kSamePlace_mm))
      return mesh.topology.place_of_vertex[static_cast<std::size_t>(t[k])];
  }
  return -1;
}

WindowPropagation::WindowPropagation(const Mesh& mesh, std::size_t source_count, const std::stop_token& stop,
                                     std::vector<double>& distances)
    : mesh_(mesh),
      distances_(distances),
      known_before_(distances),
      stop_(stop),
      most_crossings_(share_of(kCrossingsOfAll, source_count, kMinCrossings, kMaxCrossings)),
      most_together_(share_of(kTogetherOfAll, source_count, kMinTogether, kMaxTogether)) {
  const std::vector<double>& lengths = mesh.edge_lengths_mm;
  mean_edge_mm_ = lengths.empty() ? 0 : std::accumulate(lengths.begin(), lengths.end(), 0.0) / static_cast<double>(lengths.size());
}

double WindowPropagation::least_reach_mm() const { return kReach * mean_edge_mm_; }

void WindowPropagation::set_reach(std::int32_t triangle) {
  double local = 0;
  for (std::int32_t side = 3 * triangle; side < 3 * triangle + 3; ++side) local += mesh_.side_length_mm(side) / 3;
  reach_mm_ = kReach * std::max(mean_edge_mm_, local);
}

void WindowPropagation::propagate_from_vertex(std::int32_t vertex) {
  const auto v = static_cast<std::size_t>(vertex);
  for (auto i = mesh_.topology.first_triangle[v]; i < mesh_.topology.first_triangle[v + 1]; ++i) {
    const std::int32_t triangle = mesh_.topology.triangles_of_vertex[static_cast<std::size_t>(i)];
    std::int32_t side = 3 * triangle;  // the side that leaves the vertex
    while (mesh_.start_of(side) != vertex) ++side;
    const std::int32_t opposite = next_side(side);
    const std::int32_t right_vertex = mesh_.start_of(opposite);
    const std::int32_t left_vertex = mesh_.start_of(next_side(opposite));
    const double to_right = mesh_.side_length_mm(side);
    const double to_left = mesh_.side_length_mm(next_side(opposite));
    lower(right_vertex, to_right);
    lower(left_vertex, to_left);
    const Vec2 right{to_right, 0};
    const Vec2 left = unfolded({0, 0}, right, to_left, mesh_.side_length_mm(opposite));
    set_reach(triangle);
    follow({}, {opposite, left_vertex, right_vertex, left, right, {{}, left}, {{}, right}});
  }
}

void WindowPropagation::propagate_from_segment(const SourceSegment& source) {
  if (!mesh_.topology.counts(static_cast<std::size_t>(source.triangle))) return;  // its corners are set already
  const Triangle& t = mesh_.surface.triangles[static_cast<std::size_t>(source.triangle)];
  const Vec3& a = mesh_.position(t[0]);
  const Vec3 ab = mesh_.position(t[1]) - a;
  const Vec3 ac = mesh_.position(t[2]) - a;
  const Vec3 normal = cross(ab, ac);
  if (!(length(normal) > 0)) return;  // nothing to lay out; its corners are set already
  const Vec3 x_axis = normalized(ab);
  const Vec3 y_axis = normalized(cross(normal, ab));
  const auto flatten = [&](const Vec3& p) { return Vec2{dot(p - a, x_axis), dot(p - a, y_axis)}; };
  const Flat flat{source.triangle, {Vec2{0, 0}, flatten(a + ab), flatten(a + ac)}};
  const Vec2 from = flatten(source.from);
  const Vec2 to = flatten(source.to);
  set_reach(source.triangle);
  const bool is_point = length(to - from) <= 1e-12 * length(ab);
  if (!is_point) propagate_across(flat, from, to);
  if (corner_at(mesh_, source.triangle, source.from) < 0) propagate_around(flat, from, is_point ? nullptr : &to);
  if (!is_point && corner_at(mesh_, source.triangle, source.to) < 0) propagate_around(flat, to, &from);
}

//! Light from a point that is no corner, in all directions; from an end of a straight piece only where the piece itself does not shine:
//! away from its other end.
void WindowPropagation::propagate_around(const Flat& flat, const Vec2& point, const Vec2* other_end) {
  const PseudoSource light{point, false, {}};
  for (std::size_t s = 0; s < 3; ++s) {
    Ray left = light.ray_through(flat.corners[(s + 1) % 3]);
    Ray right = light.ray_through(flat.corners[s]);
    if (other_end != nullptr) {
      const Vec2 away = point - *other_end;
      const bool left_is_out = dot(left.direction, away) < 0;
      const bool right_is_out = dot(right.direction, away) < 0;
      if (left_is_out && right_is_out) continue;
      if (left_is_out) left.direction = turned_left(away);
      if (right_is_out) right.direction = -turned_left(away);
    }
    enter(flat, s, light, left, right);
  }
}

//! Light at right angles to a straight piece, to both sides.
void WindowPropagation::propagate_across(const Flat& flat, const Vec2& from, const Vec2& to) {
  const Vec2 normal = turned_left((1 / length(to - from)) * (to - from));
  for (const bool forward : {true, false}) {
    const PseudoSource light{from, true, forward ? normal : -normal};
    for (std::size_t s = 0; s < 3; ++s) {
      Ray left{forward ? from : to, light.direction};
      Ray right{forward ? to : from, light.direction};
      if (orientation_of(left, flat.corners[(s + 1) % 3]) < 0) left = light.ray_through(flat.corners[(s + 1) % 3]);
      if (orientation_of(right, flat.corners[s]) > 0) right = light.ray_through(flat.corners[s]);
      enter(flat, s, light, left, right);
    }
  }
}

//! Sends light out of the source's own triangle through its side s. `left` and `right` bound it already.
void WindowPropagation::enter(const Flat& flat, std::size_t s, const PseudoSource& light, const Ray& left_ray, const Ray& right_ray) {
  const std::int32_t side = 3 * flat.triangle + static_cast<std::int32_t>(s);
  const Vec2& right = flat.corners[s];
  const Vec2& left = flat.corners[(s + 1) % 3];
  if (light.is_parallel && dot(light.direction, turned_left(right - left)) <= 0) return;  // runs away from this side
  if (light.is_parallel && orientation_of(right_ray, left_ray.origin) <= 0) return;       // passes beside it
  follow(light, {side, mesh_.start_of(next_side(side)), mesh_.start_of(side), left, right, left_ray, right_ray});
}

//! False where the reach ends, or where nothing that the beam meets can be nearer by it than along the side from one of its ends.
bool WindowPropagation::is_worth_following(const PseudoSource& light, const PropagationWindow& beam) const {
  const Vec2 left_end = crossing(beam.left_ray, beam.left, beam.right, beam.left);
  const Vec2 right_end = crossing(beam.right_ray, beam.left, beam.right, beam.right);
  const double to_left = light.distance_to(left_end);
  const double to_right = light.distance_to(right_end);
  if (to_left > reach_mm_ && to_right > reach_mm_) return false;
  return known_before(beam.left_vertex) + length(right_end - beam.left) > to_right &&
         known_before(beam.right_vertex) + length(left_end - beam.right) > to_left;
}

//! Follows a beam and the beams that it parts into, one triangle further in each round, so that what is given up is what lies farthest.
void WindowPropagation::follow(const PseudoSource& light, const PropagationWindow& first) {
  if (stop_.stop_requested()) throw Stopped();
  front_.assign(1, first);
  std::size_t together = 0;
  for (std::size_t round = 0; round < most_crossings_ && !front_.empty() && together + front_.size() <= most_together_; ++round) {
    together += front_.size();
    beyond_.clear();
    for (const PropagationWindow& beam : front_) {
      if (is_worth_following(light, beam)) cross_edge(light, beam, beyond_);
    }
    front_.swap(beyond_);
  }
  crossings_ += together;
}

void WindowPropagation::cross_edge(const PseudoSource& light, const PropagationWindow& beam, std::vector<PropagationWindow>& beyond) {
  const Edge& edge = mesh_.edge(mesh_.edge_of(beam.side));
  for (std::int32_t i = 0; i < edge.side_count && beyond.size() <= most_together_; ++i) {
    const std::int32_t entered = mesh_.side(edge, i);
    if (entered != beam.side) cross_triangle(light, beam, entered, beyond);
  }
}

//! Carries a beam over the triangle behind the side `entered`; its far corner, where it is lit, parts the beam in two.
void WindowPropagation::cross_triangle(const PseudoSource& light, const PropagationWindow& beam, std::int32_t entered,
                                       std::vector<PropagationWindow>& beyond) {
  const std::int32_t after = next_side(entered);
  const std::int32_t before = next_side(after);
  const std::int32_t apex_vertex = mesh_.start_of(before);
  const bool starts_left = mesh_.start_of(entered) == beam.left_vertex;
  const std::int32_t left_side = starts_left ? before : after;
  const std::int32_t right_side = starts_left ? after : before;
  const Vec2 apex = unfolded(beam.left, beam.right, mesh_.side_length_mm(left_side), mesh_.side_length_mm(right_side));
  const double beyond_left = orientation_of(beam.left_ray, apex);
  const double beyond_right = -orientation_of(beam.right_ray, apex);
  const bool is_visible = beyond_left <= 0 && beyond_right <= 0;
  if (is_visible) lower(apex_vertex, light.distance_to(apex));
  const Ray parting = light.ray_through(apex);
  if (beyond_left < 0) {
    beyond.push_back({left_side, beam.left_vertex, apex_vertex, beam.left, apex, beam.left_ray, is_visible ? parting : beam.right_ray});
  }
  if (beyond_right < 0) {
    beyond.push_back({right_side, apex_vertex, beam.right_vertex, apex, beam.right, is_visible ? parting : beam.left_ray, beam.right_ray});
  }
}

}  // namespace viamyo
