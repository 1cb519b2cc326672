// The end-diastolic endocardium of a left ventricle: a tapered half-ellipsoid with a flatter septum and an open, tilted, saddle-shaped rim.
//
// Heart coordinates: apex near the origin, z towards the apex (so that the base lies at negative z), x lateral, y anterior. The angle about z is that
// of the segments: lateral wall 0, anterior 90, septum 180, inferior 270 degrees. Angles in radians unless named otherwise.
#pragma once

#include <cstdint>
#include <vector>

#include "random.h"
#include "viamyo/map.h"

namespace viamyo::phantom {

//! What differs from heart to heart. Lengths in mm.
struct ShapeSpec {
  double length = 84;  //!< apex to mitral plane
  double radius = 27;  //!< largest half-width
  //! A bulge outwards, as of an aneurysm: how far, how wide, and where.
  double bulge = 0;
  double bulge_width = 20;
  double bulge_height = 0.9;
  double bulge_angle_degrees = 110;
};

class Shape {
 public:
  Shape(const ShapeSpec& spec, std::uint64_t seed);

  //! Place on the surface: `height` from 0 at the rim to 1 at the apex, in shares of the way along the wall.
  [[nodiscard]] Vec3 place(double height, double angle) const;
  [[nodiscard]] Vec3 outward_normal(double height, double angle) const;
  //! About 0 at the base to 1 at the apex, for any place near the wall.
  [[nodiscard]] double height_of(const Vec3& place) const { return 1 + place.z / spec_.length; }
  [[nodiscard]] double length() const { return spec_.length; }
  //! Length of the wall from apex to rim.
  [[nodiscard]] double wall_length() const { return wall_length_; }

 private:
  [[nodiscard]] Vec3 smooth_place(double height, double angle) const;
  [[nodiscard]] double opening(double angle) const;
  void measure_wall();

  ShapeSpec spec_;
  RandomField relief_;
  std::vector<double> fraction_at_;  // share of the opening angle at equal steps along the wall, apex first
  double wall_length_ = 0;
  Vec3 bulge_centre_;
};

//! Triangles of good quality with about `edge_mm` long sides, oriented outwards; the rim is open. Vertex 0 is the apex, the last ring the rim.
Surface triangulate(const Shape& shape, double edge_mm);

}  // namespace viamyo::phantom
