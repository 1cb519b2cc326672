#include "near_field.h"

#include <numeric>
#include <utility>

#include "light_beam.h"

namespace viamyo {

namespace {

// How far the near field reaches, in mean edge lengths. The error of planar waves beyond falls with this number (2 % at 3, below 1 % at 5).
constexpr double kReach = 5;
// Most triangles that a beam crosses, which bounds the work among slivers: many for a single point, whose front is strongly curved; fewer for
// each of the many pieces of a line.
constexpr std::size_t kCrossingsOfAll = 2000;
constexpr std::size_t kFewestCrossings = 32;
constexpr std::size_t kMostCrossings = 256;

double distance_to_segment(const Vec3& p, const Vec3& a, const Vec3& b) {
  const Vec3 ab = b - a;
  const double squared = dot(ab, ab);
  const double t = squared > 0 ? std::clamp(dot(p - a, ab) / squared, 0.0, 1.0) : 0.0;
  return distance(p, a + t * ab);
}

//! The corner of a triangle at a point, or -1. Light from a corner leaves through all triangles around it.
std::int32_t corner_at(const Mesh& mesh, std::int32_t triangle, const Vec3& point) {
  const Triangle& t = mesh.surface.triangles[static_cast<std::size_t>(triangle)];
  for (std::size_t k = 0; k < 3; ++k) {
    const double size = distance(mesh.position(t[k]), mesh.position(t[(k + 1) % 3]));
    if (distance(mesh.position(t[k]), point) <= 1e-9 * size) return t[k];
  }
  return -1;
}

class NearField {
 public:
  NearField(const Mesh& mesh, std::size_t source_count, std::vector<double>& distances)
      : mesh_(mesh),
        distances_(distances),
        known_before_(distances),
        most_crossings_(static_cast<int>(std::clamp(kCrossingsOfAll / std::max<std::size_t>(source_count, 1), kFewestCrossings, kMostCrossings))) {
    const std::vector<double>& lengths = mesh.edge_lengths_mm;
    mean_edge_mm_ = lengths.empty() ? 0 : std::accumulate(lengths.begin(), lengths.end(), 0.0) / static_cast<double>(lengths.size());
  }

  void shine_from_vertex(std::int32_t vertex);
  //! Ends that lie on a corner are left to shine_from_vertex.
  void shine_from_segment(const SourceSegment& source);

 private:
  //! A triangle laid out in the plane, counter-clockwise.
  struct Flat {
    std::int32_t triangle = 0;
    std::array<Vec2, 3> corners{};
  };

  [[nodiscard]] double known_before(std::int32_t vertex) const { return known_before_[static_cast<std::size_t>(vertex)]; }
  void lower(std::int32_t vertex, double distance) {
    double& known = distances_[static_cast<std::size_t>(vertex)];
    known = std::min(known, distance);
  }
  void set_reach(std::int32_t triangle);
  void shine_around(const Flat& flat, const Vec2& point, const Vec2* other_end);
  void shine_across(const Flat& flat, const Vec2& from, const Vec2& to);
  void enter(const Flat& flat, std::size_t s, const LightSource& light, const Ray& left_ray, const Ray& right_ray);
  void follow(const LightSource& light, const LightBeam& beam, int crossings);
  void cross_triangle(const LightSource& light, const LightBeam& beam, std::int32_t entered, int crossings);
  [[nodiscard]] bool is_worth_following(const LightSource& light, const LightBeam& beam) const;

  const Mesh& mesh_;
  std::vector<double>& distances_;
  // As they were before any light, so that what a beam is cut off by does not depend on the beams before it.
  const std::vector<double> known_before_;
  int most_crossings_;
  double mean_edge_mm_ = 0;
  double reach_mm_ = 0;
};

void NearField::set_reach(std::int32_t triangle) {
  double local = 0;
  for (std::int32_t side = 3 * triangle; side < 3 * triangle + 3; ++side) local += mesh_.side_length_mm(side) / 3;
  reach_mm_ = kReach * std::max(mean_edge_mm_, local);
}

void NearField::shine_from_vertex(std::int32_t vertex) {
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
    const Vec2 right{to_right, 0};
    const Vec2 left = unfolded({0, 0}, right, to_left, mesh_.side_length_mm(opposite));
    lower(right_vertex, to_right);
    lower(left_vertex, to_left);
    set_reach(triangle);
    follow({}, {opposite, left_vertex, right_vertex, left, right, {{}, left}, {{}, right}}, 0);
  }
}

void NearField::shine_from_segment(const SourceSegment& source) {
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
  if (!is_point) shine_across(flat, from, to);
  if (corner_at(mesh_, source.triangle, source.from) < 0) shine_around(flat, from, is_point ? nullptr : &to);
  if (!is_point && corner_at(mesh_, source.triangle, source.to) < 0) shine_around(flat, to, &from);
}

//! Light from a point that is no corner, in all directions; from an end of a straight piece only where the piece itself does not shine: away from its other end.
void NearField::shine_around(const Flat& flat, const Vec2& point, const Vec2* other_end) {
  const LightSource light{point, false, {}};
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
void NearField::shine_across(const Flat& flat, const Vec2& from, const Vec2& to) {
  const Vec2 normal = turned_left((1 / length(to - from)) * (to - from));
  for (const bool forward : {true, false}) {
    const LightSource light{from, true, forward ? normal : -normal};
    for (std::size_t s = 0; s < 3; ++s) {
      Ray left{forward ? from : to, light.direction};
      Ray right{forward ? to : from, light.direction};
      if (leftness(left, flat.corners[(s + 1) % 3]) < 0) left = light.ray_through(flat.corners[(s + 1) % 3]);
      if (leftness(right, flat.corners[s]) > 0) right = light.ray_through(flat.corners[s]);
      enter(flat, s, light, left, right);
    }
  }
}

//! Sends light out of the source's own triangle through its side s. `left` and `right` bound it already.
void NearField::enter(const Flat& flat, std::size_t s, const LightSource& light, const Ray& left_ray, const Ray& right_ray) {
  const std::int32_t side = 3 * flat.triangle + static_cast<std::int32_t>(s);
  const Vec2& right = flat.corners[s];
  const Vec2& left = flat.corners[(s + 1) % 3];
  if (light.is_parallel && dot(light.direction, turned_left(right - left)) <= 0) return;  // runs away from this side
  if (light.is_parallel && leftness(right_ray, left_ray.origin) <= 0) return;              // passes beside it
  follow(light, {side, mesh_.start_of(next_side(side)), mesh_.start_of(side), left, right, left_ray, right_ray}, 0);
}

//! False where the reach ends, or where nothing that the beam meets can be nearer by it than along the side from one of its ends.
bool NearField::is_worth_following(const LightSource& light, const LightBeam& beam) const {
  const Vec2 left_end = crossing(beam.left_ray, beam.left, beam.right, beam.left);
  const Vec2 right_end = crossing(beam.right_ray, beam.left, beam.right, beam.right);
  const double to_left = light.distance_to(left_end);
  const double to_right = light.distance_to(right_end);
  if (to_left > reach_mm_ && to_right > reach_mm_) return false;
  return known_before(beam.left_vertex) + length(right_end - beam.left) > to_right &&
         known_before(beam.right_vertex) + length(left_end - beam.right) > to_left;
}

void NearField::follow(const LightSource& light, const LightBeam& beam, int crossings) {
  if (mesh_.side_length_mm(beam.side) <= 0) return;  // between coincident vertices: no direction to go on in
  if (crossings == most_crossings_ || !is_worth_following(light, beam)) return;
  const Edge& edge = mesh_.edge(mesh_.edge_of(beam.side));
  for (std::int32_t i = 0; i < edge.side_count; ++i) {
    const std::int32_t entered = mesh_.side(edge, i);
    if (entered != beam.side) cross_triangle(light, beam, entered, crossings + 1);
  }
}

//! Carries a beam over the triangle behind the side `entered`; its far corner, where it is lit, parts the beam in two.
void NearField::cross_triangle(const LightSource& light, const LightBeam& beam, std::int32_t entered, int crossings) {
  const std::int32_t after = next_side(entered);
  const std::int32_t before = next_side(after);
  const std::int32_t apex_vertex = mesh_.start_of(before);
  const bool starts_left = mesh_.start_of(entered) == beam.left_vertex;
  const std::int32_t left_side = starts_left ? before : after;
  const std::int32_t right_side = starts_left ? after : before;
  const Vec2 apex = unfolded(beam.left, beam.right, mesh_.side_length_mm(left_side), mesh_.side_length_mm(right_side));
  const double beyond_left = leftness(beam.left_ray, apex);
  const double beyond_right = -leftness(beam.right_ray, apex);
  const bool is_lit = beyond_left <= 0 && beyond_right <= 0;
  if (is_lit) lower(apex_vertex, light.distance_to(apex));
  const Ray parting = light.ray_through(apex);
  if (beyond_left < 0) {
    follow(light, {left_side, beam.left_vertex, apex_vertex, beam.left, apex, beam.left_ray, is_lit ? parting : beam.right_ray}, crossings);
  }
  if (beyond_right < 0) {
    follow(light, {right_side, apex_vertex, beam.right_vertex, apex, beam.right, is_lit ? parting : beam.left_ray, beam.right_ray}, crossings);
  }
}

//! Vertices of `inside` that have a neighbour outside; the others are of no use as sources.
std::vector<std::int32_t> border_of(const Mesh& mesh, const std::vector<std::int32_t>& inside) {
  std::vector<bool> is_inside(mesh.surface.vertices.size(), false);
  for (const std::int32_t v : inside) is_inside[static_cast<std::size_t>(v)] = true;
  std::vector<bool> is_border(mesh.surface.vertices.size(), false);
  for (const Edge& edge : mesh.topology.edges) {
    const auto a = static_cast<std::size_t>(edge.vertices[0]);
    const auto b = static_cast<std::size_t>(edge.vertices[1]);
    if (is_inside[a] != is_inside[b]) is_border[is_inside[a] ? a : b] = true;
  }
  std::vector<std::int32_t> border;
  for (std::size_t v = 0; v < is_border.size(); ++v) {
    if (is_border[v]) border.push_back(static_cast<std::int32_t>(v));
  }
  return border;
}

}  // namespace

void set_near_field(const Mesh& mesh, const std::vector<SourceSegment>& sources, const std::vector<std::int32_t>& inside,
                    std::vector<double>& distances) {
  const auto lower = [&](std::int32_t vertex, double distance) {
    double& known = distances[static_cast<std::size_t>(vertex)];
    known = std::min(known, distance);
  };
  std::vector<std::int32_t> points = border_of(mesh, inside);
  for (const std::int32_t v : inside) lower(v, 0);
  for (const SourceSegment& source : sources) {
    for (const std::int32_t v : mesh.surface.triangles[static_cast<std::size_t>(source.triangle)]) {
      lower(v, distance_to_segment(mesh.position(v), source.from, source.to));
    }
    for (const Vec3& end : {source.from, source.to}) {
      if (const std::int32_t v = corner_at(mesh, source.triangle, end); v >= 0) points.push_back(v);
    }
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  NearField field(mesh, sources.size() + points.size(), distances);
  for (const SourceSegment& source : sources) field.shine_from_segment(source);
  for (const std::int32_t v : points) field.shine_from_vertex(v);
}

}  // namespace viamyo
