#include "segment_partition.h"

#include <numbers>

namespace viamyo {

namespace {

//! Normal of the plane through the axis whose positive side begins at `degrees`.
Vec3 plane_normal(const LongAxis& axis, double degrees) {
  const double radians = (degrees + 90) * std::numbers::pi / 180;
  return std::cos(radians) * axis.zero_degrees + std::sin(radians) * axis.ninety_degrees;
}

//! Normals of the planes between the segments of a ring, each plane between two pairs of them.
template <std::size_t kCount>
void set_planes(std::array<Vec3, kCount>& planes, const LongAxis& axis, const Ring& ring) {
  const double first = std::fmod(ring.from_degrees, ring.width_degrees());
  for (std::size_t i = 0; i < kCount; ++i) planes[i] = plane_normal(axis, first + static_cast<double>(i) * ring.width_degrees());
}

}  // namespace

SegmentPartition::SegmentPartition(const Surface& surface, const std::optional<LongAxis>& axis) : axis_(axis) {
  if (!axis_) return;
  count_ = axis_->has_rotation ? kSegmentCount : kRingCount;
  if (axis_->has_rotation) {
    set_planes(basal_planes_, *axis_, kRings[0]);
    set_planes(apical_planes_, *axis_, kRings[2]);
  }
  part_of_vertex_.reserve(surface.vertices.size());
  for (const Vec3& vertex : surface.vertices) part_of_vertex_.push_back(static_cast<signed char>(part_of(vertex)));
}

int SegmentPartition::part_of(const Vec3& position) const {
  if (!axis_) return 0;
  return axis_->has_rotation ? axis_->segment(position) - 1 : axis_->ring(position);
}

int SegmentPartition::part_of_triangle(const Triangle& triangle) const {
  if (!axis_) return 0;
  // Every part is convex, so three corners in one part hold the whole triangle.
  const auto part = [&](std::size_t corner) { return part_of_vertex_[static_cast<std::size_t>(triangle[corner])]; };
  return part(0) == part(1) && part(1) == part(2) ? part(0) : -1;
}

SegmentPartition::Fields SegmentPartition::fields_at(const Vec3& position, bool apical) const {
  const Vec3 offset = position - axis_->origin;
  Fields fields{axis_->t(position)};
  for (std::size_t i = 0; i < (apical ? 2U : 3U); ++i) fields[1 + i] = dot(offset, apical ? apical_planes_[i] : basal_planes_[i]);
  return fields;
}

Polygon SegmentPartition::with_fields(const Surface& surface, const Triangle& triangle, const Polygon& polygon, bool apical) const {
  std::array<Fields, 3> at{};
  for (std::size_t i = 0; i < 3; ++i) at[i] = fields_at(surface.vertices[static_cast<std::size_t>(triangle[i])], apical);
  Polygon result;
  for (Corner corner : polygon.corners()) {
    for (std::size_t f = 0; f < corner.values.size(); ++f) {
      corner.values[f] = at[0][f] + corner.b1 * (at[1][f] - at[0][f]) + corner.b2 * (at[2][f] - at[0][f]);
    }
    result.push(corner);
  }
  return result;
}

}  // namespace viamyo
