// Who neighbours whom on a triangle mesh. Computed once per surface; meshes with defects (non-manifold edges, several parts) are allowed.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! An undirected edge and the triangle sides that lie on it.
struct Edge {
  std::array<std::int32_t, 2> vertices{};  //!< lower index first
  std::int32_t first_side = 0;             //!< into Topology::sides
  std::int32_t side_count = 0;             //!< 1 = boundary, 2 = inner, more = non-manifold
};

struct Topology {
  std::vector<Edge> edges;  //!< sorted by vertices
  //! Triangle sides grouped by edge: side s of triangle t (from its corner s to corner s+1) is 3 * t + s.
  std::vector<std::int32_t> sides;
  //! The edge of each triangle side [3 * T]; -1 for the sides of degenerate triangles.
  std::vector<std::int32_t> edge_of_side;
  //! Triangles around each vertex: triangles_of_vertex[first_triangle[v] .. first_triangle[v + 1]).
  std::vector<std::int32_t> first_triangle;
  std::vector<std::int32_t> triangles_of_vertex;
};

//! A closed chain of boundary edges, in the direction of the triangles' sides. A loop that meets itself is cut there.
struct BoundaryLoop {
  std::vector<std::int32_t> vertices;
  double length_mm = 0;
};

//! Throws InputError when an index is out of range. Degenerate triangles (repeated vertex) take part in nothing.
Topology build_topology(const Surface& surface);

//! Boundary loops, longest first (ties: smaller lowest vertex first). Each hole of the surface gives one loop; the rim is the first.
std::vector<BoundaryLoop> boundary_loops(const Surface& surface, const Topology& topology);

//! Component number of each triangle (0-based, in order of first triangle); triangles that share an edge are connected. -1 for degenerate
//! triangles, which are in no component.
std::vector<std::int32_t> connected_components(const Topology& topology, std::size_t triangle_count);

//! True when no edge has more than two sides and the two sides of each inner edge run in opposite directions.
bool is_consistently_oriented(const Surface& surface, const Topology& topology);

}  // namespace viamyo
