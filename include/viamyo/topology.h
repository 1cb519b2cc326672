// Edge and vertex adjacency of a triangle mesh. Computed once per surface; meshes with defects (non-manifold edges, several parts) are allowed.
//
// Neighbours are told by place, not by number: files of other programs double the vertices along a seam, or give every triangle three of its own.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! Vertices this close to one another are at one place.
inline constexpr double kSamePlace_mm = 1e-6;

//! The place of each vertex, which has the number of the first vertex there: the lowest that is itself a place and lies within kSamePlace_mm. A vertex
//! that is alone is its own place, and so is one whose coordinates are not finite.
std::vector<std::int32_t> places_of(std::span<const Vec3> vertices);

//! An undirected edge and the triangle sides that lie on it.
struct Edge {
  std::array<std::int32_t, 2> vertices{};  //!< places, lower number first
  std::int32_t first_side = 0;             //!< into Topology::sides
  std::int32_t side_count = 0;             //!< 1 = boundary, 2 = inner, more = non-manifold
};

//! Of the triangles that count. A triangle counts for nothing when two of its corners are at one place, or when an earlier triangle has the same three
//! places, whichever way round.
struct Topology {
  std::vector<std::int32_t> place_of_vertex;  //!< [V], see places_of
  std::vector<Triangle> triangles;            //!< the surface's, by the places of their corners [T]
  std::vector<Edge> edges;                    //!< sorted by vertices
  //! Triangle sides grouped by edge: side s of triangle t (from its corner s to corner s+1) is 3 * t + s.
  std::vector<std::int32_t> sides;
  //! The edge of each triangle side [3 * T]; -1 for the sides of triangles that do not count.
  std::vector<std::int32_t> edge_of_side;
  //! Triangles around each place: triangles_of_vertex[first_triangle[v] .. first_triangle[v + 1]); none around a vertex that is not its own place.
  std::vector<std::int32_t> first_triangle;
  std::vector<std::int32_t> triangles_of_vertex;

  [[nodiscard]] bool counts(std::size_t triangle) const { return edge_of_side[3 * triangle] >= 0; }
  //! True for a place that a triangle which counts has a corner at.
  [[nodiscard]] bool is_used(std::size_t place) const { return first_triangle[place] < first_triangle[place + 1]; }
};

//! A closed chain of boundary edges, in the direction of the triangles' sides where these agree. A loop that meets itself is cut there.
struct BoundaryLoop {
  std::vector<std::int32_t> vertices;  //!< places
  double length_mm = 0;
};

//! Throws InputError when an index is out of range, Stopped soon after a stop is requested.
Topology build_topology(const Surface& surface, const std::stop_token& stop = {});

//! Boundary loops, longest first (ties: smaller lowest vertex first). Each hole of the surface gives one loop; the rim is the first.
std::vector<BoundaryLoop> boundary_loops(const Surface& surface, const Topology& topology);

//! Component number of each triangle (0-based, in order of first triangle); triangles that share an edge are connected. -1 for triangles that do
//! not count, which are in no component.
std::vector<std::int32_t> connected_components(const Topology& topology);

//! True when no edge has more than two sides and the two sides of each inner edge run in opposite directions.
bool is_consistently_oriented(const Topology& topology);

//! Which triangles to turn over [T], so that neighbours across the edges of two triangles agree, the first of each component left as it is. Empty
//! when there is no such choice (a Moebius strip).
std::optional<std::vector<bool>> turns_to_agree(const Topology& topology);

}  // namespace viamyo
