// End-systolic motion that explains the stated shortening: of the points, and the smooth part of it for the whole wall.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "shape.h"

namespace viamyo::phantom {

//! Contraction as a physiologist draws it: inwards by the local share, the base towards the apex by the mean share, and a twist.
struct Contraction {
  double length_mm = 0;
  double mean_share = 0;                           //!< mean shortening of the heart, as a share of 1
  std::function<double(const Vec3&)> local_share;  //!< shortening of the tissue there

  [[nodiscard]] Vec3 displacement(const Vec3& place) const;
};

//! A displacement of the points under which their linear local shortening (the kernel of viamyo/shortening.h with its defaults) comes close to
//! the wanted one, and of all such the most probable one: the contraction plus a smooth random displacement of the wall plus an error of location of
//! each point. Found as a Gaussian-process regression (Gauss-Newton, as shortening is not linear in the motion).
class Motion {
 public:
  Motion(Contraction contraction, std::span<const Vec3> points, std::span<const double> wanted_percent);

  //! Of the wall at a place: without any point's own error.
  [[nodiscard]] Vec3 of_wall(const Vec3& place) const;
  //! Of each point, its own error included.
  [[nodiscard]] const std::vector<Vec3>& of_points() const { return of_points_; }

 private:
  Contraction contraction_;
  std::vector<Vec3> points_;
  std::vector<Vec3> of_points_;
  std::vector<Vec3> pull_;  // what each point adds to the smooth displacement around it
};

}  // namespace viamyo::phantom
