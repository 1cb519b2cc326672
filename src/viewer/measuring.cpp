#include "measuring.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "viamyo/geodesics.h"
#include "viamyo/topology.h"

namespace viamyo::viewer {
namespace {

//! Where the walk stands: inside a triangle, or on an edge or vertex of it.
struct Place {
  std::int32_t triangle = 0;
  std::array<double, 3> weights{};
  Vec3 position;
  double left_mm = 0;  // to the goal, by the distances
};

class Walk {
 public:
  Walk(const Surface& surface, const SurfacePoint& from, const SurfacePoint& to)
      : surface_(surface), topology_(build_topology(surface)), goal_(to), at_{from.triangle, from.barycentric, from.position, 0} {
    distances_ = geodesic_distances_mm(surface, topology_, {{to.triangle, to.position, to.position}});
    at_.left_mm = value(from.triangle, from.barycentric);
  }

  SurfacePath run() {
    SurfacePath path;
    const std::size_t most = 10 * surface_.triangles.size() + 10;
    while (path.pieces.size() < most) {
      const std::vector<std::int32_t> around = triangles_around(at_);
      if (const auto last = std::find_if(around.begin(), around.end(), [&](std::int32_t t) { return holds_goal(t); });
          last != around.end()) {
        add(path, *last, goal_.position);
        return path;
      }
      const std::optional<Place> next = best_step(around);
      if (!next) return {};
      add(path, next->triangle, next->position);
      at_ = *next;
    }
    return {};
  }

 private:
  [[nodiscard]] const Vec3& vertex(std::int32_t v) const { return surface_.vertices[static_cast<std::size_t>(v)]; }
  [[nodiscard]] const Triangle& triangle(std::int32_t t) const { return topology_.triangles[static_cast<std::size_t>(t)]; }

  void add(SurfacePath& path, std::int32_t triangle, const Vec3& to) const {
    path.pieces.push_back({triangle, at_.position, to});
    path.length_mm += distance(at_.position, to);
  }

  [[nodiscard]] double value(std::int32_t t, const std::array<double, 3>& weights) const {
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      if (weights[i] != 0) sum += weights[i] * distances_[static_cast<std::size_t>(triangle(t)[i])];
    }
    return sum;
  }

  //! Triangles that the place belongs to: one inside, two on an edge, all around on a vertex.
  [[nodiscard]] std::vector<std::int32_t> triangles_around(const Place& place) const {
    std::vector<std::int32_t> touched;  // vertices with weight
    for (std::size_t i = 0; i < 3; ++i) {
      if (place.weights[i] > 0) touched.push_back(triangle(place.triangle)[i]);
    }
    if (touched.size() != 1 && touched.size() != 2) return {place.triangle};
    std::vector<std::int32_t> found;
    const auto v = static_cast<std::size_t>(touched.front());
    for (std::int32_t i = topology_.first_triangle[v]; i < topology_.first_triangle[v + 1]; ++i) {
      const std::int32_t t = topology_.triangles_of_vertex[static_cast<std::size_t>(i)];
      const Triangle& corners = triangle(t);
      if (std::find(corners.begin(), corners.end(), touched.back()) != corners.end()) found.push_back(t);
    }
    return found;
  }

  //! The goal may lie on an edge or vertex that this triangle shares with its own.
  [[nodiscard]] bool holds_goal(std::int32_t t) const {
    if (t == goal_.triangle) return true;
    const Triangle& corners = triangle(t);
    for (std::size_t i = 0; i < 3; ++i) {
      const std::int32_t v = triangle(goal_.triangle)[i];
      if (goal_.barycentric[i] > 0 && std::find(corners.begin(), corners.end(), v) == corners.end()) return false;
    }
    return true;
  }

  //! The place of the edge from corner i that is nearest to the goal by way of it: convex along the edge, so thirds are cut off.
  [[nodiscard]] Place best_on_edge(std::int32_t t, std::size_t i) const {
    const std::size_t j = (i + 1) % 3;
    const auto at = [&](double share) {
      Place place{t, {}, {}, 0};
      place.weights[i] = 1 - share;
      place.weights[j] = share;
      place.position = vertex(triangle(t)[i]) + share * (vertex(triangle(t)[j]) - vertex(triangle(t)[i]));
      place.left_mm = value(t, place.weights);
      return place;
    };
    const auto cost = [&](double share) {
      const Place place = at(share);
      return place.left_mm + distance(at_.position, place.position);
    };
    double low = 0;
    double high = 1;
    constexpr int kCuts = 60;
    for (int cut = 0; cut < kCuts; ++cut) {
      const double third = (high - low) / 3;
      (cost(low + third) <= cost(high - third) ? high : low) = cost(low + third) <= cost(high - third) ? high - third : low + third;
    }
    const double share = (low + high) / 2;
    constexpr double kOnVertex = 1e-9;
    return at(share < kOnVertex ? 0 : (share > 1 - kOnVertex ? 1 : share));
  }

  [[nodiscard]] std::optional<Place> best_step(const std::vector<std::int32_t>& around) const {
    std::optional<Place> best;
    double least = INFINITY;
    for (const std::int32_t t : around) {
      for (std::size_t i = 0; i < 3; ++i) {
        const Place place = best_on_edge(t, i);
        const double cost = place.left_mm + distance(at_.position, place.position);
        if (!(place.left_mm < at_.left_mm) || !(cost < least)) continue;
        least = cost;
        best = place;
      }
    }
    return best;
  }

  const Surface& surface_;
  Topology topology_;
  SurfacePoint goal_;
  Place at_;
  std::vector<double> distances_;
};

//! The triangles of a surface that a line of this length from a place can come to, as a surface of their own.
struct Part {
  Surface surface;
  std::vector<std::int32_t> triangles;  //!< of the whole, by that of the part
};

Part part_around(const Surface& whole, const Vec3& place, double reach_mm) {
  Part part;
  std::vector<std::int32_t> vertex_of_part(whole.vertices.size(), -1);
  for (std::size_t t = 0; t < whole.triangles.size(); ++t) {
    const Triangle& triangle = whole.triangles[t];
    double nearest = INFINITY;
    double longest = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const Vec3& corner = whole.vertices[static_cast<std::size_t>(triangle[i])];
      nearest = std::min(nearest, distance(corner, place));
      longest = std::max(longest, distance(corner, whole.vertices[static_cast<std::size_t>(triangle[(i + 1) % 3])]));
    }
    if (nearest > reach_mm + longest) continue;
    Triangle copy = triangle;
    for (std::int32_t& v : copy) {
      std::int32_t& known = vertex_of_part[static_cast<std::size_t>(v)];
      if (known < 0) {
        known = static_cast<std::int32_t>(part.surface.vertices.size());
        part.surface.vertices.push_back(whole.vertices[static_cast<std::size_t>(v)]);
      }
      v = known;
    }
    part.surface.triangles.push_back(copy);
    part.triangles.push_back(static_cast<std::int32_t>(t));
  }
  return part;
}

//! Looked for near its beginning alone: what is found and is no longer than the reach is the shortest of all, because a shorter one could not have left the
//! part. Empty where nothing such is found.
SurfacePath path_within(const Surface& surface, SurfacePoint from, SurfacePoint to, double reach_mm) {
  const Part part = part_around(surface, from.position, reach_mm);
  for (SurfacePoint* const place : {&from, &to}) {
    const auto found = std::lower_bound(part.triangles.begin(), part.triangles.end(), place->triangle);
    if (found == part.triangles.end() || *found != place->triangle) return {};
    place->triangle = static_cast<std::int32_t>(found - part.triangles.begin());
  }
  SurfacePath path = Walk(part.surface, from, to).run();
  if (path.length_mm > reach_mm) return {};
  for (PathSegment& piece : path.pieces) piece.triangle = part.triangles[static_cast<std::size_t>(piece.triangle)];
  return path;
}

}  // namespace

SurfacePath shortest_path(const Surface& surface, const SurfacePoint& from, const SurfacePoint& to) {
  const double straight_mm = distance(from.position, to.position);
  SurfacePath near = path_within(surface, from, to, 2 * straight_mm);
  return near.pieces.empty() ? Walk(surface, from, to).run() : near;
}

std::vector<Vec3> corners_of(const std::vector<PathSegment>& pieces) {
  std::vector<Vec3> corners;
  for (const PathSegment& piece : pieces) {
    if (corners.empty() || corners.back() != piece.from) corners.push_back(piece.from);
    corners.push_back(piece.to);
  }
  return corners;
}

}  // namespace viamyo::viewer
