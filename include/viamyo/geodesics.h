// Distances along the surface, by fast marching across triangles (Kimmel and Sethian, PNAS 1998;95:8431).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/topology.h"

namespace viamyo {

//! A straight piece of a source that lies in one triangle: a point (equal ends), part of an edge, or a cut through the triangle.
struct SourceSegment {
  std::int32_t triangle = 0;
  Vec3 from;
  Vec3 to;
};

//! Distance along the surface from the nearest source to every vertex, in mm; infinity where no source can be reached.
//!
//! Exact on planar pieces near the source (vertices within a few edges of it are set by straight distance), planar-wavefront updates
//! elsewhere, with unfolding at obtuse corners: within 3 % of exact on the spheres, cylinders and planes of the tests, coarse and fine
//! (at a focus, where fronts from all sides meet in a point, within 5 %). Never above the shortest edge path. Non-manifold edges are
//! crossed in every direction, vertices at one place are one, and triangles that do not count (see Topology) are not crossed. Does not depend on the
//! order of vertices and triangles. `inside`: vertices that belong to the source themselves (distance 0).
//!
//! The work is bounded by n log n on any mesh, n its triangles and sources: among slivers, or where sheets meet at one edge again and again, straight
//! lines are given up early and planar waves take over. `work`, when asked for, receives the number of steps taken: triangles crossed by straight
//! lines, and turns of vertices. Throws Stopped soon after a stop is requested.
std::vector<double> geodesic_distances_mm(const Surface& surface, const Topology& topology, const std::vector<SourceSegment>& sources,
                                          const std::vector<std::int32_t>& inside = {}, const std::stop_token& stop = {},
                                          std::size_t* work = nullptr);

}  // namespace viamyo
