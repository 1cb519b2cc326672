// Which vertices are at one place: a hash table of small cubes, so that each vertex meets the few places in its own cube and those that it nearly touches.
#include <array>
#include <bit>
#include <cmath>

#include "viamyo/topology.h"

namespace viamyo {

namespace {

// A few of the tolerance: most vertices then look into one or two cubes, and no cube can hold many places.
constexpr double kCube_mm = 4 * kSamePlace_mm;

//! Places by the cube that they are in: open addressing, a chain of places per cube.
class PlaceTable {
 public:
  explicit PlaceTable(std::span<const Vec3> vertices)
      : vertices_(vertices), first_(std::bit_ceil(2 * vertices.size() + 2), -1), next_(vertices.size(), -1) {}

  //! The lowest place within reach of a vertex; -1 without one.
  [[nodiscard]] std::int32_t near(const Vec3& p) const {
    std::int32_t lowest = -1;
    // A hair more than the tolerance, so that rounding hides nobody; the exact test is that of the distance.
    const Vec3 reach{1.001 * kSamePlace_mm, 1.001 * kSamePlace_mm, 1.001 * kSamePlace_mm};
    const std::array<Vec3, 2> ends{cube_of(p - reach), cube_of(p + reach)};
    const std::array<bool, 3> is_one{ends[0].x == ends[1].x, ends[0].y == ends[1].y, ends[0].z == ends[1].z};
    for (std::size_t corner = 0; corner < 8; ++corner) {
      const std::array<std::size_t, 3> end{corner & 1U, (corner >> 1U) & 1U, corner >> 2U};
      const bool was_seen = (end[0] == 1 && is_one[0]) || (end[1] == 1 && is_one[1]) || (end[2] == 1 && is_one[2]);
      if (!was_seen) look_into({ends[end[0]].x, ends[end[1]].y, ends[end[2]].z}, p, lowest);
    }
    return lowest;
  }

  void add(std::int32_t vertex) {
    std::int32_t& first = first_[slot_of(cube_of(at(vertex)))];
    next_[static_cast<std::size_t>(vertex)] = first;
    first = vertex;
  }

 private:
  [[nodiscard]] const Vec3& at(std::int32_t v) const { return vertices_[static_cast<std::size_t>(v)]; }

  static Vec3 cube_of(const Vec3& p) {
    const auto number = [](double x) { return std::floor(x / kCube_mm) + 0.0; };  // never -0, which hashes otherwise
    return {number(p.x), number(p.y), number(p.z)};
  }

  [[nodiscard]] std::size_t slot_of(const Vec3& cube) const {
    std::uint64_t hash = 0;
    for (const double number :
         {cube.x, cube.y, cube.z}) {  // whole numbers as doubles have their bits at the top: both shifts bring them down
      hash ^= std::bit_cast<std::uint64_t>(number);
      hash = (hash ^ (hash >> 32U)) * 0x9E3779B97F4A7C15U;
      hash ^= hash >> 29U;
    }
    return static_cast<std::size_t>(hash) & (first_.size() - 1);
  }

  void look_into(const Vec3& cube, const Vec3& p, std::int32_t& lowest) const {
    for (std::int32_t v = first_[slot_of(cube)]; v >= 0; v = next_[static_cast<std::size_t>(v)]) {
      if ((lowest < 0 || v < lowest) && distance(at(v), p) <= kSamePlace_mm) lowest = v;
    }
  }

  std::span<const Vec3> vertices_;
  std::vector<std::int32_t> first_;  // per slot: the latest place there; slots that cubes share are told apart by the distance
  std::vector<std::int32_t> next_;   // per place: the one before it in its slot
};

}  // namespace

std::vector<std::int32_t> places_of(std::span<const Vec3> vertices) {
  PlaceTable places(vertices);
  std::vector<std::int32_t> place(vertices.size());
  for (std::size_t v = 0; v < vertices.size(); ++v) {
    const auto number = static_cast<std::int32_t>(v);
    const std::int32_t found = is_finite(vertices[v]) ? places.near(vertices[v]) : number;
    place[v] = found < 0 ? number : found;
    if (found < 0) places.add(number);
  }
  return place;
}

}  // namespace viamyo
