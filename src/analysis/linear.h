// Fields and positions inside a triangle: linear in the barycentric coordinates b1 and b2.
#pragma once

#include <cstdint>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! Written as first value plus differences, so that equal corner values give exactly that value everywhere.
template <class Value>
double linear_at(const std::vector<Value>& field, const Triangle& triangle, double b1, double b2) {
  const auto at = [&](std::size_t i) { return static_cast<double>(field[static_cast<std::size_t>(triangle[i])]); };
  return at(0) + b1 * (at(1) - at(0)) + b2 * (at(2) - at(0));
}

inline Vec3 position_at(const Surface& surface, const Triangle& triangle, double b1, double b2) {
  const auto at = [&](std::size_t i) { return surface.vertices[static_cast<std::size_t>(triangle[i])]; };
  return at(0) + b1 * (at(1) - at(0)) + b2 * (at(2) - at(0));
}

}  // namespace viamyo
