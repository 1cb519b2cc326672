#include "virtual_triangles.h"

#include <numeric>

namespace viamyo {

namespace {

// Cosines this near to zero count as right angles, so that rounding does not decide what happens on regular grids.
constexpr double kRightAngle = 1e-9;
constexpr int kMaxUnfoldings = 24;

bool is_obtuse_between(const Vec2& a, const Vec2& b) { return dot(a, b) < -kRightAngle * length(a) * length(b); }

//! A vertex laid out in the plane of the corner, which is at the origin.
struct Placed {
  std::int32_t vertex = 0;
  Vec2 place;
};

//! The edge through which the unfolding goes on: the side that it leaves, and its ends.
struct Gate {
  std::int32_t side = 0;
  Placed left;
  Placed right;
};

//! Behind the gate: the far corner of the next triangle, and the sides that lead there.
struct Beyond {
  Placed apex;
  std::int32_t left_side = 0;
  std::int32_t right_side = 0;
};

//! The side of the triangle beyond, or -1 at the boundary and at non-manifold edges.
std::int32_t side_beyond(const Mesh& mesh, std::int32_t side) {
  const Edge& edge = mesh.edge(mesh.edge_of(side));
  if (edge.side_count != 2) return -1;
  return mesh.side(edge, 0) == side ? mesh.side(edge, 1) : mesh.side(edge, 0);
}

Beyond unfold_beyond(const Mesh& mesh, const Gate& gate, std::int32_t entered) {
  const std::int32_t after = next_side(entered);
  const std::int32_t before = next_side(after);
  const bool starts_left = mesh.start_of(entered) == gate.left.vertex;
  const std::int32_t left_side = starts_left ? before : after;
  const std::int32_t right_side = starts_left ? after : before;
  const Vec2 place = unfolded(gate.left.place, gate.right.place, mesh.side_length_mm(left_side), mesh.side_length_mm(right_side));
  return {{mesh.start_of(before), place}, left_side, right_side};
}

}  // namespace

VirtualTriangles::VirtualTriangles(const Mesh& mesh) {
  const auto side_count = static_cast<std::int32_t>(3 * mesh.surface.triangles.size());
  for (std::int32_t side = 0; side < side_count; ++side) {
    if (mesh.edge_of(side) < 0) continue;
    const double ab = mesh.side_length_mm(side);
    const double cb = mesh.side_length_mm(next_side(side));
    const double ca = mesh.side_length_mm(next_side(next_side(side)));
    const bool has_angle = ca > 0 && cb > 0;
    if (has_angle && ca * ca + cb * cb - ab * ab < -kRightAngle * 2 * ca * cb) split_corner(mesh, side);
  }
  first_.assign(mesh.surface.vertices.size() + 1, 0);
  for (const VirtualTriangle& t : triangles_) {
    for (const std::int32_t v : t.base) ++first_[static_cast<std::size_t>(v) + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  by_base_.resize(2 * triangles_.size());
  std::vector<std::int32_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t t = 0; t < triangles_.size(); ++t) {
    for (const std::int32_t v : triangles_[t].base) {
      by_base_[static_cast<std::size_t>(next[static_cast<std::size_t>(v)]++)] = static_cast<std::int32_t>(t);
    }
  }
}

//! Unfolds behind the corner opposite to `side` until a vertex makes no obtuse angle with either side of the corner, or the surface ends.
//! All vertices that the corner sees on the way span virtual triangles with it, one beside the other.
void VirtualTriangles::split_corner(const Mesh& mesh, std::int32_t side) {
  const std::int32_t target = mesh.start_of(next_side(next_side(side)));
  const double to_left = mesh.side_length_mm(next_side(side));
  const double to_right = mesh.side_length_mm(next_side(next_side(side)));
  const Placed right{mesh.start_of(side), {to_right, 0}};
  const Placed left{mesh.start_of(next_side(side)), unfolded({0, 0}, right.place, to_left, mesh.side_length_mm(side))};
  const auto add = [&](const Placed& a, const Placed& b) {
    triangles_.push_back({target, {a.vertex, b.vertex}, {length(a.place - b.place), length(a.place), length(b.place)}});
  };
  Gate gate{side, left, right};
  Placed seen_left = left;  // the innermost vertices so far on either side; what lies outside of them is hidden
  Placed seen_right = right;
  for (int step = 0; step < kMaxUnfoldings; ++step) {
    const std::int32_t entered = side_beyond(mesh, gate.side);
    if (entered < 0 || mesh.side_length_mm(entered) <= 0) break;
    const auto [apex, left_side, right_side] = unfold_beyond(mesh, gate, entered);
    const bool is_far_from_left = is_obtuse_between(apex.place, left.place);
    const bool is_far_from_right = is_obtuse_between(apex.place, right.place);
    if (is_far_from_left && is_far_from_right) break;  // lies on the corner itself
    if (!is_far_from_left && cross(seen_left.place, apex.place) < 0) {
      add(seen_left, apex);
      seen_left = apex;
    }
    if (!is_far_from_right && cross(seen_right.place, apex.place) > 0) {
      add(seen_right, apex);
      seen_right = apex;
    }
    if (!is_far_from_left && !is_far_from_right) return;
    gate = is_far_from_right ? Gate{right_side, apex, gate.right} : Gate{left_side, gate.left, apex};
  }
  if (seen_left.vertex != left.vertex || seen_right.vertex != right.vertex) add(seen_left, seen_right);
}

}  // namespace viamyo
