// The shape of a synthetic ventricle as a triangle mesh, ring by ring.
#include <algorithm>
#include <cmath>

#include "portable_math.h"
#include "shape.h"

namespace viamyo::phantom {

namespace {

struct Ring {
  std::int32_t first = 0;  // vertex
  std::int32_t count = 1;
  double shift = 0;  // of the first vertex, in steps

  [[nodiscard]] double angle(std::int32_t i) const { return 2 * kPi * (i + shift) / count; }
  //! `i` runs once around, and may be `count`: the first again.
  [[nodiscard]] std::int32_t vertex(std::int32_t i) const { return i < count ? first + i : first; }
};

Ring add_ring(Surface& surface, const Shape& shape, double height, int number, double edge_mm) {
  const Vec3 lateral = shape.place(height, 0);
  const Vec3 septal = shape.place(height, kPi);
  const double circumference = kPi * distance(lateral, septal);
  const int count = std::max(6, static_cast<int>(std::floor(circumference / edge_mm + 0.5)));
  const Ring ring{static_cast<std::int32_t>(surface.vertices.size()), count, number % 2 == 0 ? 0.0 : 0.5};
  for (std::int32_t i = 0; i < count; ++i) surface.vertices.push_back(shape.place(height, ring.angle(i)));
  return ring;
}

// The strip between two rings that may differ in their number of vertices: always the side whose next vertex comes first moves on.
void join(Surface& surface, const Ring& inner, const Ring& outer) {
  std::int32_t i = 0;
  std::int32_t o = 0;
  while (i < inner.count || o < outer.count) {
    const bool move_outer = i == inner.count || (o < outer.count && outer.angle(o + 1) < inner.angle(i + 1));
    if (move_outer) {
      surface.triangles.push_back({outer.vertex(o), outer.vertex(o + 1), inner.vertex(i)});
      ++o;
    } else {
      surface.triangles.push_back({inner.vertex(i), outer.vertex(o), inner.vertex(i + 1)});
      ++i;
    }
  }
}

}  // namespace

Surface triangulate(const Shape& shape, double edge_mm) {
  Surface surface;
  surface.vertices.push_back(shape.place(1, 0));
  const double row_mm = edge_mm * std::sqrt(0.75);
  const int rows = static_cast<int>(std::floor(shape.wall_length() / row_mm + 0.5));
  Ring inner{};
  for (int row = 1; row <= rows; ++row) {
    const double height = 1 - static_cast<double>(row) / rows;
    const Ring outer = add_ring(surface, shape, height, row, edge_mm);
    if (row == 1) {
      for (std::int32_t i = 0; i < outer.count; ++i) surface.triangles.push_back({outer.vertex(i), outer.vertex(i + 1), 0});
    } else {
      join(surface, inner, outer);
    }
    inner = outer;
  }
  return surface;
}

}  // namespace viamyo::phantom
