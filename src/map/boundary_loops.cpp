// Boundary loops of a surface: its rim, and its holes.
#include <algorithm>
#include <cmath>
#include <utility>

#include "viamyo/topology.h"

namespace viamyo {

namespace {

//! A boundary side walked from one of its vertices to the other.
struct Step {
  std::int32_t from = 0;
  bool against = false;  // against the direction of the triangle's side: only where the orientation is broken
  std::int32_t to = 0;
  std::int32_t side = -1;

  friend auto operator<=>(const Step&, const Step&) = default;
};

std::int32_t next_side_of_triangle(std::int32_t side) { return side % 3 == 2 ? side - 2 : side + 1; }

//! Walks along the boundary sides, each once. On a manifold every walk closes; elsewhere one may end blind, and such sides are in no loop.
class Walker {
 public:
  Walker(const Surface& surface, const Topology& topology)
      : surface_(surface),
        topology_(topology),
        used_(3 * surface.triangles.size(), false),
        place_in_path_(surface.vertices.size(), -1),
        next_step_(surface.vertices.size(), 0) {
    for (const Edge& edge : topology.edges) {
      if (edge.side_count != 1) continue;
      const std::int32_t side = topology.sides[index(edge.first_side)];
      steps_.push_back({start_of(side), false, end_of(side), side});
      steps_.push_back({end_of(side), true, start_of(side), side});
    }
    std::sort(steps_.begin(), steps_.end());
    for (std::size_t i = steps_.size(); i > 0; --i) next_step_[index(steps_[i - 1].from)] = i - 1;
  }

  std::vector<BoundaryLoop> loops() {
    for (const Step& step : steps_) {
      if (!step.against && !used_[index(step.side)]) walk(step);
    }
    return std::move(loops_);
  }

 private:
  static std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] std::int32_t start_of(std::int32_t side) const { return topology_.triangles[index(side / 3)][index(side % 3)]; }
  [[nodiscard]] std::int32_t end_of(std::int32_t side) const { return start_of(next_side_of_triangle(side)); }

  //! Follows the boundary from one step on and cuts a loop off whenever the path meets itself.
  void walk(const Step& first) {
    push(first);
    while (!path_.empty()) {
      const std::int32_t met = place_in_path_[index(path_.back().to)];
      if (met >= 0) {
        cut_loop(index(met));
      } else if (const Step next = next_step(path_.back()); next.side >= 0) {
        push(next);
      } else {
        pop();  // a blind end
      }
    }
  }

  void push(const Step& step) {
    used_[index(step.side)] = true;
    place_in_path_[index(step.from)] = static_cast<std::int32_t>(path_.size());
    path_.push_back(step);
  }

  void pop() {
    place_in_path_[index(path_.back().from)] = -1;
    path_.pop_back();
  }

  void cut_loop(std::size_t begin) {
    BoundaryLoop loop;
    for (std::size_t i = begin; i < path_.size(); ++i) loop.vertices.push_back(path_[i].from);
    while (path_.size() > begin) pop();
    std::rotate(loop.vertices.begin(), std::min_element(loop.vertices.begin(), loop.vertices.end()), loop.vertices.end());
    for (std::size_t i = 0; i < loop.vertices.size(); ++i) {
      const std::int32_t next = loop.vertices[(i + 1) % loop.vertices.size()];
      loop.length_mm += distance(surface_.vertices[index(loop.vertices[i])], surface_.vertices[index(next)]);
    }
    loops_.push_back(std::move(loop));
  }

  //! The unused boundary step that leaves the vertex where `last` arrives; side -1 when there is none.
  [[nodiscard]] Step next_step(const Step& last) {
    const std::int32_t around = side_around_vertex(last);
    if (around >= 0 && !used_[index(around)]) {
      const bool against = start_of(around) != last.to;
      return {last.to, against, against ? start_of(around) : end_of(around), around};
    }
    std::size_t& step = next_step_[index(last.to)];  // a side that was used once is used for good
    while (step < steps_.size() && steps_[step].from == last.to && used_[index(steps_[step].side)]) ++step;
    return step < steps_.size() && steps_[step].from == last.to ? steps_[step] : Step{};
  }

  //! Turns around the vertex where a boundary step arrives, through the triangles that share inner edges, to the boundary side that leaves there. Where
  //! several parts of the surface meet in one vertex this keeps to the part that the step belongs to. -1 at a non-manifold edge.
  [[nodiscard]] std::int32_t side_around_vertex(const Step& arriving) const {
    std::int32_t leaving = other_side_at(arriving.side, arriving.to);
    while (true) {
      const Edge& edge = topology_.edges[index(topology_.edge_of_side[index(leaving)])];
      if (edge.side_count == 1) return leaving;
      if (edge.side_count != 2) return -1;
      const std::int32_t* const pair = &topology_.sides[index(edge.first_side)];
      leaving = other_side_at(pair[0] == leaving ? pair[1] : pair[0], arriving.to);
    }
  }

  //! Of the two sides of a triangle that meet in a vertex, the one that is not `side`.
  [[nodiscard]] std::int32_t other_side_at(std::int32_t side, std::int32_t vertex) const {
    const std::int32_t next = next_side_of_triangle(side);
    return start_of(next) == vertex ? next : next_side_of_triangle(next);
  }

  const Surface& surface_;
  const Topology& topology_;
  std::vector<Step> steps_;  // both ways of every boundary side, sorted
  std::vector<bool> used_;   // per side
  std::vector<Step> path_;
  std::vector<std::int32_t> place_in_path_;  // per vertex: which step of the path leaves it
  std::vector<std::size_t> next_step_;       // per vertex: the first of its steps that may be unused
  std::vector<BoundaryLoop> loops_;
};

}  // namespace

std::vector<BoundaryLoop> boundary_loops(const Surface& surface, const Topology& topology) {
  std::vector<BoundaryLoop> loops = Walker(surface, topology).loops();
  // Lengths that differ by rounding alone are a tie, so that the order does not hang on the order of a sum.
  const auto rank = [](const BoundaryLoop& loop) { return std::pair(-std::round(loop.length_mm * 1e6), loop.vertices.front()); };
  std::sort(loops.begin(), loops.end(), [&](const BoundaryLoop& a, const BoundaryLoop& b) { return rank(a) < rank(b); });
  return loops;
}

}  // namespace viamyo
