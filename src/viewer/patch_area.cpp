// The area inside a closed line on the surface: parts of triangles as cells, joined where no line runs between their middles.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "analysis/union_find.h"
#include "measuring.h"
#include "viamyo/topology.h"

namespace viamyo::viewer {
namespace {

constexpr int kParts = 16;  // along each edge of a divided triangle

struct Point2 {
  double x = 0;
  double y = 0;
};

double turn(const Point2& a, const Point2& b, const Point2& c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

//! Touching counts: a line along an edge parts its two sides.
bool cross_or_touch(const std::array<Point2, 2>& s, const std::array<Point2, 2>& line) {
  constexpr double kNothing = 1e-12;
  const auto opposite = [](double a, double b) { return (a <= kNothing && b >= -kNothing) || (a >= -kNothing && b <= kNothing); };
  const bool along = std::abs(turn(line[0], line[1], s[0])) <= kNothing && std::abs(turn(line[0], line[1], s[1])) <= kNothing;
  return !along && opposite(turn(s[0], s[1], line[0]), turn(s[0], s[1], line[1])) &&
         opposite(turn(line[0], line[1], s[0]), turn(line[0], line[1], s[1]));
}

//! The parts of one divided triangle, in the plane of (b1, b2): part (i, j, k) is the upright (k = 0) or upturned (k = 1) one at column i, row j.
struct Divided {
  int first_cell = 0;
  std::vector<std::array<Point2, 2>> lines;

  [[nodiscard]] static int part(int i, int j, int upturned) { return 2 * (j * kParts + i) + upturned; }
  [[nodiscard]] static Point2 middle(int i, int j, int upturned) {
    const double shift = upturned == 0 ? 1.0 / 3 : 2.0 / 3;
    return {(i + shift) / kParts, (j + shift) / kParts};
  }
  [[nodiscard]] bool is_free(const Point2& from, const Point2& to) const {
    return std::none_of(lines.begin(), lines.end(), [&](const auto& line) { return cross_or_touch({from, to}, line); });
  }
};

class Cells {
 public:
  Cells(const Surface& surface, const std::vector<PathSegment>& line) : surface_(surface), topology_(build_topology(surface)) {
    for (const PathSegment& piece : line) {
      if (piece.from != piece.to)
        divided_[piece.triangle].lines.push_back({in_plane(piece.triangle, piece.from), in_plane(piece.triangle, piece.to)});
    }
    cell_count_ = static_cast<int>(surface.triangles.size());  // a whole triangle's cell has its own number
    for (auto& [t, parts] : divided_) {
      parts.first_cell = cell_count_;
      cell_count_ += 2 * kParts * kParts;
    }
  }

  double smaller_side_mm2() {
    UnionFind sides(static_cast<std::size_t>(cell_count_));
    for (const auto& [t, parts] : divided_) join_inside(parts, sides);
    for (const Edge& edge : topology_.edges) {
      for (std::int32_t s = 1; s < edge.side_count; ++s) join_across(side(edge, 0), side(edge, s), sides);
    }
    std::map<std::int32_t, double> areas;
    // Parts of the surface that are not joined to the line's have no side of it.
    const std::vector<std::int32_t> component = connected_components(topology_);
    for (std::size_t t = 0; t < component.size(); ++t) {
      const bool joined = std::any_of(divided_.begin(), divided_.end(),
                                      [&](const auto& d) { return component[static_cast<std::size_t>(d.first)] == component[t]; });
      if (joined) add_areas(static_cast<std::int32_t>(t), sides, areas);
    }
    double all = 0;
    double largest = 0;
    for (const auto& [cell, area] : areas) {
      all += area;
      largest = std::max(largest, area);
    }
    return all - largest;
  }

 private:
  [[nodiscard]] std::array<Vec3, 3> corners(std::int32_t t) const {
    const Triangle& v = surface_.triangles[static_cast<std::size_t>(t)];
    const auto at = [&](std::size_t i) { return surface_.vertices[static_cast<std::size_t>(v[i])]; };
    return {at(0), at(1), at(2)};
  }

  [[nodiscard]] Point2 in_plane(std::int32_t t, const Vec3& p) const {
    const auto [a, b, c] = corners(t);
    const Vec3 n = cross(b - a, c - a);
    const double n2 = dot(n, n);
    return {dot(cross(p - a, c - a), n) / n2, dot(cross(b - a, p - a), n) / n2};
  }

  static void join_inside(const Divided& d, UnionFind& sides) {
    const auto join = [&](std::array<int, 3> a, std::array<int, 3> b) {
      if (!d.is_free(Divided::middle(a[0], a[1], a[2]), Divided::middle(b[0], b[1], b[2]))) return;
      sides.unite(d.first_cell + Divided::part(a[0], a[1], a[2]), d.first_cell + Divided::part(b[0], b[1], b[2]));
    };
    for (int j = 0; j < kParts; ++j) {
      for (int i = 0; i + j + 1 < kParts; ++i) {  // each upturned part has three upright neighbours
        join({i, j, 1}, {i, j, 0});
        join({i, j, 1}, {i + 1, j, 0});
        join({i, j, 1}, {i, j + 1, 0});
      }
    }
  }

  struct Side {
    std::int32_t triangle = 0;
    int corner = 0;
  };
  [[nodiscard]] Side side(const Edge& edge, std::int32_t i) const {
    const std::int32_t s = topology_.sides[static_cast<std::size_t>(edge.first_side + i)];
    return {s / 3, static_cast<int>(s % 3)};
  }

  //! The cell at part k (counted from the edge's lower vertex) of a side, and whether no line runs between its middle and the edge.
  [[nodiscard]] std::pair<int, bool> cell_at(const Side& side, int k) const {
    const auto found = divided_.find(side.triangle);
    if (found == divided_.end()) return {side.triangle, true};
    const Triangle& v = topology_.triangles[static_cast<std::size_t>(side.triangle)];
    const auto from = static_cast<std::size_t>(side.corner);
    const int along = v[from] < v[(from + 1) % 3] ? k : kParts - 1 - k;
    const double share = (along + 0.5) / kParts;
    const int last = kParts - 1;
    if (side.corner == 0) return reach(found->second, along, 0, {share, 0});
    if (side.corner == 1) return reach(found->second, last - along, along, {1 - share, share});
    return reach(found->second, 0, last - along, {0, 1 - share});
  }
  static std::pair<int, bool> reach(const Divided& d, int i, int j, const Point2& on_edge) {
    return {d.first_cell + Divided::part(i, j, 0), d.is_free(Divided::middle(i, j, 0), on_edge)};
  }

  void join_across(const Side& a, const Side& b, UnionFind& sides) const {
    for (int k = 0; k < kParts; ++k) {
      const auto [one, one_free] = cell_at(a, k);
      const auto [other, other_free] = cell_at(b, k);
      if (one_free && other_free) sides.unite(one, other);
    }
  }

  void add_areas(std::int32_t t, UnionFind& sides, std::map<std::int32_t, double>& areas) const {
    const auto [a, b, c] = corners(t);
    const double area = triangle_area_mm2(a, b, c);
    const auto found = divided_.find(t);
    if (found == divided_.end()) {
      areas[sides.find(t)] += area;
      return;
    }
    for (int j = 0; j < kParts; ++j) {
      for (int i = 0; i + j < kParts; ++i) {
        for (int upturned = 0; upturned < (i + j + 1 < kParts ? 2 : 1); ++upturned) {
          const int cell = found->second.first_cell + Divided::part(i, j, upturned);
          areas[sides.find(cell)] += area / (kParts * kParts);
        }
      }
    }
  }

  const Surface& surface_;
  Topology topology_;
  std::map<std::int32_t, Divided> divided_;
  int cell_count_ = 0;
};

}  // namespace

double enclosed_area_mm2(const Surface& surface, const std::vector<PathSegment>& closed_line) {
  return closed_line.empty() ? 0 : Cells(surface, closed_line).smaller_side_mm2();
}

}  // namespace viamyo::viewer
