// Triangles laid out one after the other in one plane, as paper unfolds: straight lines there are shortest paths on the surface.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "viamyo/map.h"
#include "viamyo/topology.h"

namespace viamyo {

struct Vec2 {
  double x = 0;
  double y = 0;
};

constexpr Vec2 operator+(const Vec2& a, const Vec2& b) { return {a.x + b.x, a.y + b.y}; }
constexpr Vec2 operator-(const Vec2& a, const Vec2& b) { return {a.x - b.x, a.y - b.y}; }
constexpr Vec2 operator-(const Vec2& a) { return {-a.x, -a.y}; }
constexpr Vec2 operator*(double s, const Vec2& a) { return {s * a.x, s * a.y}; }
constexpr double dot(const Vec2& a, const Vec2& b) { return a.x * b.x + a.y * b.y; }
constexpr double cross(const Vec2& a, const Vec2& b) { return a.x * b.y - a.y * b.x; }
constexpr Vec2 turned_left(const Vec2& a) { return {-a.y, a.x}; }
inline double length(const Vec2& a) { return std::sqrt(dot(a, a)); }

//! The third corner of a triangle over the edge from `left` to `right`, on the side of one who looks out with left on the left. The edge
//! must have a length.
inline Vec2 unfolded(const Vec2& left, const Vec2& right, double from_left, double from_right) {
  const Vec2 edge = right - left;
  const double squared = dot(edge, edge);
  const double along = (from_left * from_left + squared - from_right * from_right) / (2 * squared);
  const double height = std::sqrt(std::max(0.0, from_left * from_left / squared - along * along));
  return left + along * edge + height * turned_left(edge);
}

//! A surface with its adjacency and the length of each edge: what the walks over unfolded triangles need. Its vertices are the places of the topology.
struct Mesh {
  const Surface& surface;
  const Topology& topology;
  const std::vector<double>& edge_lengths_mm;  //!< per edge of the topology

  [[nodiscard]] const Vec3& position(std::int32_t vertex) const { return surface.vertices[static_cast<std::size_t>(vertex)]; }
  [[nodiscard]] std::int32_t start_of(std::int32_t side) const {
    return topology.triangles[static_cast<std::size_t>(side / 3)][static_cast<std::size_t>(side % 3)];
  }
  [[nodiscard]] std::int32_t edge_of(std::int32_t side) const { return topology.edge_of_side[static_cast<std::size_t>(side)]; }
  [[nodiscard]] const Edge& edge(std::int32_t e) const { return topology.edges[static_cast<std::size_t>(e)]; }
  [[nodiscard]] std::int32_t side(const Edge& e, std::int32_t i) const {
    return topology.sides[static_cast<std::size_t>(e.first_side + i)];
  }
  [[nodiscard]] double side_length_mm(std::int32_t side) const { return edge_lengths_mm[static_cast<std::size_t>(edge_of(side))]; }
};

inline std::int32_t next_side(std::int32_t side) { return side % 3 == 2 ? side - 2 : side + 1; }

}  // namespace viamyo
