#include "viamyo/geodesics.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "exact_near_source.h"
#include "planar_update.h"
#include "unfolding.h"
#include "viamyo/errors.h"
#include "virtual_triangles.h"

namespace viamyo {

namespace {

constexpr double kUnreached = std::numeric_limits<double>::infinity();

std::vector<double> edge_lengths_mm(const Surface& surface, const Topology& topology) {
  std::vector<double> lengths;
  lengths.reserve(topology.edges.size());
  for (const Edge& edge : topology.edges) {
    const auto& [a, b] = edge.vertices;
    lengths.push_back(distance(surface.vertices[static_cast<std::size_t>(a)], surface.vertices[static_cast<std::size_t>(b)]));
  }
  return lengths;
}

// Most turns of one vertex. On the ventricles and spheres of the tests, slivers among them, none has more than 2; elsewhere gains that matter to nobody
// could go on for very long.
constexpr std::uint8_t kMaxTurns = 16;
constexpr std::size_t kTurnsPerLook = 4096;

// Vertices this close in distance (relative) count as equally far: both update each other, so that rounding does not decide which one comes
// first, and the result does not depend on the order of vertices and triangles.
constexpr double kTie = 1e-9;

//! Carries the distances outwards, nearest vertex first. A vertex that is lowered after its turn gets another one.
//!
//! Among vertices whose exact distance is known from the near field, planar waves would only add their own error (they read too low where
//! fronts run together). There the march goes along edges alone; planar waves set in where no straight line reaches, and where an edge
//! path beat it.
class Marching {
 public:
  Marching(const Mesh& mesh, double near_field_mm, std::vector<double>& distances)
      : mesh_(mesh),
        virtual_(mesh),
        distances_(distances),
        straight_(distances),
        settled_(distances.size(), kUnreached),
        turns_of_(distances.size()) {
    for (double& d : straight_) {
      if (d > near_field_mm) d = kUnreached;
    }
  }

  //! Returns how many turns the vertices had.
  std::size_t run(const std::stop_token& stop) {
    std::size_t turns = 0;
    for (std::size_t v = 0; v < distances_.size(); ++v) {
      if (distances_[v] < kUnreached) queue_.emplace(distances_[v], static_cast<std::int32_t>(v));
    }
    while (!queue_.empty()) {
      const auto [distance, vertex] = queue_.top();
      queue_.pop();
      if (distance > value(vertex)) continue;  // lowered since
      if (turns_of_[static_cast<std::size_t>(vertex)] == kMaxTurns) continue;
      ++turns_of_[static_cast<std::size_t>(vertex)];
      if (++turns % kTurnsPerLook == 0 && stop.stop_requested()) throw Stopped();
      settled_[static_cast<std::size_t>(vertex)] = distance;
      update_around(vertex);
    }
    return turns;
  }

 private:
  using Entry = std::pair<double, std::int32_t>;

  [[nodiscard]] double value(std::int32_t vertex) const { return distances_[static_cast<std::size_t>(vertex)]; }
  //! Infinity until the front has passed the vertex: updates rely on what is final.
  [[nodiscard]] double settled(std::int32_t vertex) const { return settled_[static_cast<std::size_t>(vertex)]; }

  //! True when the front at distance `front` may still lower the vertex.
  [[nodiscard]] bool is_behind(std::int32_t vertex, double front) const { return value(vertex) > front * (1 - kTie); }

  void lower(std::int32_t vertex, double distance) {
    double& known = distances_[static_cast<std::size_t>(vertex)];
    if (!(distance < known * (1 - 1e-13))) return;  // gains of rounding would only go round in circles
    known = distance;
    queue_.emplace(distance, vertex);
  }

  [[nodiscard]] bool is_straight(std::int32_t vertex) const { return straight_[static_cast<std::size_t>(vertex)] < kUnreached; }
  [[nodiscard]] bool is_settled_straight(std::int32_t vertex) const {
    return is_straight(vertex) && settled(vertex) == straight_[static_cast<std::size_t>(vertex)];
  }

  //! Updates corner c of a triangle, or of a virtual one, from its settled corners a and b.
  void update(std::int32_t c, std::int32_t a, std::int32_t b, const UpdateTriangle& sides) {
    const bool is_exact = is_straight(c) && is_settled_straight(a) && is_settled_straight(b);
    lower(c, is_exact ? along_sides(settled(a), settled(b), sides) : planar_update(settled(a), settled(b), sides));
  }

  void update_around(std::int32_t vertex) {
    const auto v = static_cast<std::size_t>(vertex);
    for (auto i = mesh_.topology.first_triangle[v]; i < mesh_.topology.first_triangle[v + 1]; ++i) {
      update_triangle(vertex, mesh_.topology.triangles_of_vertex[static_cast<std::size_t>(i)]);
    }
    virtual_.for_each_at(vertex, [&](const VirtualTriangle& t) {
      if (is_behind(t.target, value(vertex))) update(t.target, t.base[0], t.base[1], t.sides);
    });
  }

  //! Updates the two other corners of a triangle from the vertex.
  void update_triangle(std::int32_t vertex, std::int32_t triangle) {
    std::int32_t leaving = 3 * triangle;
    while (mesh_.start_of(leaving) != vertex) ++leaving;
    const std::int32_t opposite = next_side(leaving);
    const std::int32_t arriving = next_side(opposite);
    const std::int32_t next = mesh_.start_of(opposite);
    const std::int32_t last = mesh_.start_of(arriving);
    const double to_next = mesh_.side_length_mm(leaving);
    const double across = mesh_.side_length_mm(opposite);
    const double to_last = mesh_.side_length_mm(arriving);
    const double here = value(vertex);
    if (is_behind(next, here)) update(next, vertex, last, {to_last, to_next, across});
    if (is_behind(last, here)) update(last, vertex, next, {to_next, to_last, across});
  }

  const Mesh& mesh_;
  VirtualTriangles virtual_;
  std::vector<double>& distances_;
  std::vector<double> straight_;  // where the near field knows the distance, that; else kUnreached
  std::vector<double> settled_;
  std::vector<std::uint8_t> turns_of_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

}  // namespace

std::vector<double> geodesic_distances_mm(const Surface& surface, const Topology& topology, const std::vector<SourceSegment>& sources,
                                          const std::vector<std::int32_t>& inside, const std::stop_token& stop, std::size_t* work) {
  const auto place_of = [&](std::int32_t vertex) { return topology.place_of_vertex[static_cast<std::size_t>(vertex)]; };
  std::vector<std::int32_t> inside_places(inside.size());
  std::transform(inside.begin(), inside.end(), inside_places.begin(), place_of);
  const std::vector<double> lengths = edge_lengths_mm(surface, topology);
  const Mesh mesh{surface, topology, lengths};
  std::vector<double> distances(surface.vertices.size(), kUnreached);
  std::size_t crossings = 0;
  const double near_field_mm = set_near_field(mesh, sources, inside_places, stop, distances, crossings);
  const std::size_t turns = Marching(mesh, near_field_mm, distances).run(stop);
  if (work != nullptr) *work = crossings + turns;
  for (std::size_t v = 0; v < distances.size(); ++v) distances[v] = distances[static_cast<std::size_t>(topology.place_of_vertex[v])];
  return distances;
}

}  // namespace viamyo
