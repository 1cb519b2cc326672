// Fields and positions inside a triangle: linear in the barycentric coordinates b1 and b2.
#pragma once

#include <cstdint>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! Written as one value plus differences, so that equal corner values give exactly that value everywhere. A corner without weight has no
//! part in it, so that a border or a vertex keeps its value where the triangle's other corners have none (NaN).
inline double linear(double v0, double v1, double v2, double b1, double b2) {
  const auto step = [](double weight, double to, double from) { return weight == 0 ? 0.0 : weight * (to - from); };
  if (b2 == 1) return v2;
  if (b1 + b2 == 1) return v1 + step(b2, v2, v1);
  return v0 + step(b1, v1, v0) + step(b2, v2, v0);
}

template <class Value>
double interpolate_at(const std::vector<Value>& field, const Triangle& triangle, double b1, double b2) {
  const auto at = [&](std::size_t i) { return static_cast<double>(field[static_cast<std::size_t>(triangle[i])]); };
  return linear(at(0), at(1), at(2), b1, b2);
}

inline Vec3 position_at(const Surface& surface, const Triangle& triangle, double b1, double b2) {
  const auto at = [&](std::size_t i) { return surface.vertices[static_cast<std::size_t>(triangle[i])]; };
  return at(0) + b1 * (at(1) - at(0)) + b2 * (at(2) - at(0));
}

}  // namespace viamyo
