// Distances and areas between places that were clicked.
#pragma once

#include <cstdint>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/measures.h"

namespace viamyo::viewer {

//! A straight piece of a line along the surface, in one triangle.
struct PathSegment {
  std::int32_t triangle = 0;
  Vec3 from;
  Vec3 to;
};

//! A line from one place to another along the surface. Empty when the places lie on parts that are not joined.
struct SurfacePath {
  std::vector<PathSegment> pieces;  //!< in order
  double length_mm = 0;             //!< of the pieces together: what is drawn is what is measured
};

//! A shortest line: it follows the distances of geodesics.h downhill, so it is never shorter than the shortest and at most a few percent longer.
SurfacePath shortest_path(const Surface& surface, const SurfacePoint& from, const SurfacePoint& to);

//! The corners of the line, for drawing.
std::vector<Vec3> corners_of(const std::vector<PathSegment>& pieces);

//! Area inside a closed line, mm2: of the two sides of the line the smaller. Triangles that the line runs through are divided into 256 parts, each counted
//! with the side that its middle is on. 0 for a line that encloses nothing.
double enclosed_area_mm2(const Surface& surface, const std::vector<PathSegment>& closed_line);

}  // namespace viamyo::viewer
