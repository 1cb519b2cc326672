// The parts of the ventricle that statistics are kept for, and exact cutting of surface polygons among them.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "viamyo/clipping.h"
#include "viamyo/segments.h"

namespace viamyo {

//! Parts: the 17 segments where the rotation is known, the 4 rings where only the axis is, else the one whole map.
class SegmentPartition {
 public:
  SegmentPartition(const Surface& surface, const std::optional<LongAxis>& axis);

  [[nodiscard]] int count() const { return count_; }
  //! Part (0-based) of a place.
  [[nodiscard]] int part_of(const Vec3& position) const;
  //! The one part that holds the whole triangle, or -1.
  [[nodiscard]] int part_of_triangle(const Triangle& triangle) const;
  //! Cuts a polygon of the triangle at the planes between parts: calls `take(part, polygon)` for each piece with area.
  template <class Take>
  void cut(const Surface& surface, const Triangle& triangle, const Polygon& polygon, Take take) const;

 private:
  //! t and the signed distances to the planes through the axis, as cut fields: those of basal and mid rings, or those of the apical ring.
  using Fields = std::array<double, kMaxCutFields>;
  [[nodiscard]] Fields fields_at(const Vec3& position, bool apical) const;
  [[nodiscard]] Polygon with_fields(const Surface& surface, const Triangle& triangle, const Polygon& polygon, bool apical) const;
  template <class Take>
  void cut_sectors(int ring, const Polygon& polygon, Take take) const;

  std::optional<LongAxis> axis_;
  int count_ = 1;
  std::array<Vec3, 3> basal_planes_;   // normals of the planes between the six segments of the basal and mid rings
  std::array<Vec3, 2> apical_planes_;  // and between the four of the apical one
  std::vector<signed char> part_of_vertex_;
};

template <class Take>
void SegmentPartition::cut_sectors(int ring, const Polygon& polygon, Take take) const {
  // On which side of each plane a sector lies, as bits from the first plane on: 0-60, 60-120, ... (see segments.h for the numbers).
  // Bit 0: in 0-180 degrees, bit 1: in 60-240, bit 2: in 120-300; entries 2 and 5 can only be slivers on the axis itself.
  static constexpr std::array<int, 8> kBasalSegment{5, 6, 3, 1, 4, 2, 3, 2};
  static constexpr std::array<int, 4> kApicalSegment{16, 13, 15, 14};  // bit 0: in 45-225, bit 1: in 135-315
  const bool apical = ring == 2;
  const int planes = apical ? 2 : 3;
  std::array<Polygon, 8> stack;
  std::array<int, 8> sides{};
  int size = 1;
  stack[0] = polygon;
  for (int plane = 0; plane < planes; ++plane) {
    for (int i = size - 1; i >= 0; --i) {
      const auto at = static_cast<std::size_t>(i);
      Polygon below;
      Polygon above;
      split(stack[at], 1 + plane, 0, below, above);
      if (above.empty()) continue;
      if (below.empty()) {
        sides[at] |= 1 << plane;
        continue;
      }
      stack[at] = below;
      stack[static_cast<std::size_t>(size)] = above;
      sides[static_cast<std::size_t>(size)] = sides[at] | (1 << plane);
      ++size;
    }
  }
  for (int i = 0; i < size; ++i) {
    const auto bits = static_cast<std::size_t>(sides[static_cast<std::size_t>(i)]);
    const int segment = apical ? kApicalSegment[bits] : kBasalSegment[bits] + 6 * ring;
    take(segment - 1, stack[static_cast<std::size_t>(i)]);
  }
}

template <class Take>
void SegmentPartition::cut(const Surface& surface, const Triangle& triangle, const Polygon& polygon, Take take) const {
  if (!axis_) {
    take(0, polygon);
    return;
  }
  Polygon rest = with_fields(surface, triangle, polygon, false);
  for (int ring = 0; ring < kRingCount && !rest.empty(); ++ring) {
    Polygon here = rest;
    Polygon beyond;
    if (ring < 3) split(rest, 0, axis_->ring_limits[static_cast<std::size_t>(ring)], here, beyond);
    rest = beyond;
    if (here.empty()) continue;
    if (!axis_->has_rotation)
      take(ring, here);
    else if (ring == 3)
      take(kSegmentCount - 1, here);
    else
      cut_sectors(ring, ring == 2 ? with_fields(surface, triangle, here, true) : here, take);
  }
}

}  // namespace viamyo
