// The local step of fast marching: the distance of one corner of a triangle from those of the two others.
#pragma once

#include <algorithm>
#include <cmath>

namespace viamyo {

//! Sides of a triangle whose corner C is updated from A and B.
struct UpdateTriangle {
  double ab = 0;
  double ca = 0;
  double cb = 0;
};

//! The shorter of the paths along the two sides that meet in C.
inline double along_sides(double at_a, double at_b, const UpdateTriangle& sides) { return std::min(at_a + sides.ca, at_b + sides.cb); }

//! The least of T(x) + |xC| over x on AB, T running linearly from `at_a` to `at_b`: a planar wave that crosses AB on its way to C (Kimmel
//! and Sethian), or the path along one of the sides. It is at least the lower of the two values, and never above the path along a side.
inline double planar_update(double at_a, double at_b, const UpdateTriangle& sides) {
  const double least = along_sides(at_a, at_b, sides);
  const double rise = at_b - at_a;
  if (!(std::abs(rise) < sides.ab)) return least;  // also where a value is infinite or the edge has no length
  const double foot = (sides.ca * sides.ca + sides.ab * sides.ab - sides.cb * sides.cb) / (2 * sides.ab);
  const double height = std::sqrt(std::max(0.0, sides.ca * sides.ca - foot * foot));
  const double sine = rise / sides.ab;  // of the angle between the wave's direction and the normal of AB
  const double cosine = std::sqrt(1 - sine * sine);
  const double crossing = foot - height * sine / cosine;
  if (!(crossing > 0 && crossing < sides.ab)) return least;
  return std::min(least, at_a + sine * foot + cosine * height);
}

}  // namespace viamyo
