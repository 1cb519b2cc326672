// Exact distances close to the sources. Planar waves fit badly where a front is still strongly curved or has corners; there, straight
// lines are drawn from the sources over the unfolded triangles instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "unfolding.h"
#include "viamyo/geodesics.h"

namespace viamyo {

//! Lowers `distances` to the straight distances from the sources, for the vertices that see one within a few edge lengths. A line of
//! sight never leaves the surface: folds, holes and the gap between two walls that come close are respected. Returns the distance up to
//! which every vertex that sees a source has got its distance.
//! `inside` are places. `crossings` receives how many triangles were crossed. Throws Stopped soon after a stop is requested.
double set_near_field(const Mesh& mesh, const std::vector<SourceSegment>& sources, const std::vector<std::int32_t>& inside,
                      const std::stop_token& stop, std::vector<double>& distances, std::size_t& crossings);

}  // namespace viamyo
