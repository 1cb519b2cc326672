// What vertices at one place tell of it together: a value that one of them has is the place's, for those too that have none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! Flags of the vertices that are corners of a triangle, whether it counts or not. Others have no say.
std::vector<bool> in_triangles(const Surface& surface);

//! Gives each corner of a triangle without a value (one component or more is NaN) that of the lowest corner at its place with a finite one. `values` has
//! `components` for each vertex, `place_of_vertex` is a topology's. Returns how many were given one.
std::size_t fill_from_same_place(const Surface& surface, const std::vector<std::int32_t>& place_of_vertex, int components,
                                 std::vector<float>& values);

//! Where corners at one place have finite values farther apart than `tolerance`.
struct Disagreement {
  std::size_t places = 0;
  double widest = 0;
};

//! Of values with one component.
Disagreement disagreement_at_places(const Surface& surface, const std::vector<std::int32_t>& place_of_vertex,
                                    const std::vector<float>& values, double tolerance);

}  // namespace viamyo
