// Exact clipping inside triangles: every field is linear there, so iso-lines are straight and areas are those of polygons.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! Values of the fields that cut, per vertex. A corner of a polygon carries one value per field.
inline constexpr int kMaxCutFields = 4;

//! A corner of a polygon inside a triangle: barycentric coordinates (the third is 1 - b1 - b2 at corner 0) and field values.
//! Left uninitialised by default: polygons hold room for many and use few, and this is the innermost loop of the analysis.
struct Corner {
  double b1;
  double b2;
  std::array<double, kMaxCutFields> values;
};

//! A convex polygon inside one triangle. At most 3 corners plus one per cut.
class Polygon {
 public:
  static constexpr int kCapacity = 24;

  Polygon() = default;
  ~Polygon() = default;
  Polygon(const Polygon& other) { *this = other; }
  Polygon& operator=(const Polygon& other) {  // only the corners in use
    if (this != &other) std::copy_n(other.corners_.begin(), size_ = other.size_, corners_.begin());
    return *this;
  }

  [[nodiscard]] std::span<const Corner> corners() const { return {corners_.data(), static_cast<std::size_t>(size_)}; }
  [[nodiscard]] bool empty() const { return size_ < 3; }
  void push(const Corner& corner) { corners_[static_cast<std::size_t>(size_++)] = corner; }
  void clear() { size_ = 0; }

 private:
  std::array<Corner, kCapacity> corners_;
  int size_ = 0;
};

//! The whole triangle with the values of its three corners.
Polygon whole_triangle(std::span<const std::array<double, kMaxCutFields>, 3> values);

//! Cuts the polygon at value == threshold of one field. Corners exactly on the line belong to both; a polygon that lies wholly on the line goes
//! to `above` (the side of >=). The parts are empty where there is no area.
void split(const Polygon& polygon, int field, double threshold, Polygon& below, Polygon& above);

//! Area as a share of the triangle's (0 to 1) and the barycentric coordinates (b1, b2) of the centroid.
struct AreaShare {
  double share = 0;
  double b1 = 0;
  double b2 = 0;
};
AreaShare area_share(const Polygon& polygon);

//! Least and largest value of a field over the corners of a polygon that is not empty.
struct ValueRange {
  double low = 0;
  double high = 0;
};
ValueRange value_range(const Polygon& polygon, int field);

//! The share of the triangle that lies in the polygon and below (not at) the threshold.
double share_below(const Polygon& polygon, int field, double threshold);

}  // namespace viamyo
