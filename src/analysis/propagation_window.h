// A bundle of straight lines that leaves a source and runs over unfolded triangles.
#pragma once

#include "unfolding.h"

namespace viamyo {

struct Ray {
  Vec2 origin;
  Vec2 direction;
};

//! All lines from a point, or all lines from a straight piece at right angles to it.
struct PseudoSource {
  Vec2 point;  // the source itself, or a point of the straight piece
  bool is_parallel = false;
  Vec2 direction;  // of parallel lines, length 1

  [[nodiscard]] Ray ray_through(const Vec2& p) const {
    if (!is_parallel) return {point, p - point};
    return {p - dot(p - point, direction) * direction, direction};
  }
  [[nodiscard]] double distance_to(const Vec2& p) const { return is_parallel ? dot(p - point, direction) : length(p - point); }
};

//! How far p lies to the left of a ray; positive = left. Only the sign counts, and where rounding decides it is 0.
inline double orientation_of(const Ray& ray, const Vec2& p) {
  const Vec2 to = p - ray.origin;
  const double turn = cross(ray.direction, to);
  return turn * turn > 1e-20 * dot(ray.direction, ray.direction) * dot(to, to) ? turn : 0;
}

//! Where a ray crosses the line from a to b; `otherwise` where they are parallel.
inline Vec2 crossing(const Ray& ray, const Vec2& a, const Vec2& b, const Vec2& otherwise) {
  const Vec2 edge = b - a;
  const double turn = cross(ray.direction, edge);
  if (turn * turn <= 1e-24 * dot(ray.direction, ray.direction) * dot(edge, edge)) return otherwise;
  const double share = cross(a - ray.origin, ray.direction) / turn;
  return a + std::clamp(share, 0.0, 1.0) * edge;
}

//! The part of a bundle between two rays, on its way out of a triangle through one of its sides.
struct PropagationWindow {
  std::int32_t side = 0;  // through which it leaves
  std::int32_t left_vertex = 0;
  std::int32_t right_vertex = 0;
  Vec2 left;  // the ends of that side
  Vec2 right;
  Ray left_ray;
  Ray right_ray;
};

}  // namespace viamyo
