#include "viamyo/topology.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "viamyo/errors.h"

namespace viamyo {

namespace {

bool is_degenerate(const Triangle& t) { return t[0] == t[1] || t[1] == t[2] || t[2] == t[0]; }

std::int32_t next_side_of_triangle(std::int32_t side) { return side % 3 == 2 ? side - 2 : side + 1; }
std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

void stop_if_asked(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Stopped();
}

void check_indices(const Surface& surface) {
  constexpr auto kMax = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  if (surface.triangles.size() > kMax / 3 || surface.vertices.size() > kMax) {
    throw InputError(fmt::format("the surface has {} triangles, more than can be numbered", surface.triangles.size()));
  }
  const auto vertex_count = static_cast<std::int32_t>(surface.vertices.size());
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    for (const std::int32_t v : surface.triangles[t]) {
      if (v < 0 || v >= vertex_count) throw InputError(fmt::format("triangle {} refers to vertex {} of {}", t, v, vertex_count));
    }
  }
}

std::int32_t start_of(const Topology& topology, std::int32_t side) {
  return topology.triangles[index(side / 3)][static_cast<std::size_t>(side % 3)];
}

//! Adjacency of the triangles that count, made step by step.
class Builder {
 public:
  Builder(Topology& topology, std::size_t vertex_count) : topology_(topology), vertex_count_(vertex_count) {
    counts_.reserve(topology.triangles.size());
    for (const Triangle& t : topology.triangles) counts_.push_back(!is_degenerate(t));
  }

  void build_edges() {
    std::vector<std::int32_t> first;
    std::vector<BucketedSide> bucketed = bucket_sides(first);
    topology_.edges.clear();
    topology_.sides.resize(bucketed.size());
    topology_.edge_of_side.assign(3 * topology_.triangles.size(), -1);
    topology_.edges.reserve(bucketed.size() / 2 + vertex_count_ / 8);
    for (std::size_t lower = 0; lower + 1 < first.size(); ++lower) {
      const auto begin = bucketed.begin() + first[lower];
      const auto end = bucketed.begin() + first[lower + 1];
      std::sort(begin, end,
                [](const BucketedSide& a, const BucketedSide& b) { return a.higher != b.higher ? a.higher < b.higher : a.side < b.side; });
      for (auto s = begin; s != end; ++s) {
        const auto place = static_cast<std::int32_t>(s - bucketed.begin());
        if (s == begin || s->higher != (s - 1)->higher)
          topology_.edges.push_back({{static_cast<std::int32_t>(lower), s->higher}, place, 0});
        ++topology_.edges.back().side_count;
        topology_.sides[index(place)] = s->side;
        topology_.edge_of_side[index(s->side)] = static_cast<std::int32_t>(topology_.edges.size() - 1);
      }
    }
  }

  //! Leaves out each triangle with the three places of an earlier one. Such twins share all edges, so the sides of each edge are compared by the corner
  //! opposite to them. True when there were any.
  bool leave_out_twins() {
    bool any = false;
    std::vector<std::pair<std::int32_t, std::int32_t>> opposite;  // the corner, the triangle
    for (const Edge& edge : topology_.edges) {
      if (edge.side_count < 2) continue;
      opposite.clear();
      for (std::int32_t i = 0; i < edge.side_count; ++i) {
        const std::int32_t side = topology_.sides[index(edge.first_side + i)];
        opposite.emplace_back(start_of(topology_, next_side_of_triangle(next_side_of_triangle(side))), side / 3);
      }
      std::sort(opposite.begin(), opposite.end());
      for (std::size_t i = 1; i < opposite.size(); ++i) {
        if (opposite[i].first != opposite[i - 1].first) continue;
        counts_[index(opposite[i].second)] = false;
        any = true;
      }
    }
    return any;
  }

  void build_vertex_triangles() {
    std::vector<std::int32_t>& first = topology_.first_triangle;
    first.assign(vertex_count_ + 1, 0);
    for (std::size_t t = 0; t < counts_.size(); ++t) {
      if (!counts_[t]) continue;
      for (const std::int32_t v : topology_.triangles[t]) ++first[index(v) + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    topology_.triangles_of_vertex.resize(index(first.back()));
    std::vector<std::int32_t> next(first.begin(), first.end() - 1);
    for (std::size_t t = 0; t < counts_.size(); ++t) {
      if (!counts_[t]) continue;
      for (const std::int32_t v : topology_.triangles[t])
        topology_.triangles_of_vertex[index(next[index(v)]++)] = static_cast<std::int32_t>(t);
    }
  }

 private:
  //! A triangle side on its way into its edge: the higher of its vertices (the lower one is the bucket).
  struct BucketedSide {
    std::int32_t higher;
    std::int32_t side;
  };

  template <class Use>
  void for_each_side(Use use) const {
    for (std::size_t t = 0; t < counts_.size(); ++t) {
      if (!counts_[t]) continue;
      const Triangle& corners = topology_.triangles[t];
      for (std::size_t s = 0; s < 3; ++s) use(std::minmax(corners[s], corners[(s + 1) % 3]), static_cast<std::int32_t>(3 * t + s));
    }
  }

  //! Counting sort of all sides by their lower vertex; `first[v] .. first[v + 1]` is the bucket of v.
  std::vector<BucketedSide> bucket_sides(std::vector<std::int32_t>& first) const {
    first.assign(vertex_count_ + 1, 0);
    for_each_side([&](std::pair<std::int32_t, std::int32_t> edge, std::int32_t) { ++first[index(edge.first) + 1]; });
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<BucketedSide> sides(index(first.back()));
    std::vector<std::int32_t> next(first.begin(), first.end() - 1);
    for_each_side([&](std::pair<std::int32_t, std::int32_t> edge, std::int32_t side) {
      sides[index(next[index(edge.first)]++)] = {edge.second, side};
    });
    return sides;
  }

  Topology& topology_;
  std::size_t vertex_count_;
  std::vector<bool> counts_;
};

//! Calls use(other, side_here, side_there) for the triangles across the sides of triangle t. Each edge is handed out in full once: `seen` keeps an edge
//! of very many triangles from being walked again from each of them.
template <class Use>
void for_each_neighbour(const Topology& topology, std::int32_t t, std::vector<bool>& seen, Use use) {
  for (std::int32_t side = 3 * t; side < 3 * t + 3; ++side) {
    const auto e = index(topology.edge_of_side[index(side)]);
    if (seen[e]) continue;
    seen[e] = true;
    const Edge& edge = topology.edges[e];
    for (std::int32_t i = 0; i < edge.side_count; ++i) {
      const std::int32_t there = topology.sides[index(edge.first_side + i)];
      if (there != side) use(edge, side, there);
    }
  }
}

}  // namespace

Topology build_topology(const Surface& surface, const std::stop_token& stop) {
  check_indices(surface);
  Topology topology;
  topology.place_of_vertex = places_of(surface.vertices);
  stop_if_asked(stop);
  topology.triangles = surface.triangles;
  for (Triangle& t : topology.triangles) {
    for (std::int32_t& v : t) v = topology.place_of_vertex[index(v)];
  }
  Builder builder(topology, surface.vertices.size());
  builder.build_edges();
  stop_if_asked(stop);
  if (builder.leave_out_twins()) builder.build_edges();
  stop_if_asked(stop);
  builder.build_vertex_triangles();
  return topology;
}

std::vector<std::int32_t> connected_components(const Topology& topology) {
  std::vector<std::int32_t> component(topology.triangles.size(), -1);
  std::vector<bool> seen(topology.edges.size());
  std::vector<std::int32_t> to_visit;
  std::int32_t next = 0;
  const auto take = [&](std::int32_t triangle) {
    component[index(triangle)] = next;
    to_visit.push_back(triangle);
  };
  for (std::size_t seed = 0; seed < component.size(); ++seed) {
    if (component[seed] >= 0 || !topology.counts(seed)) continue;
    take(static_cast<std::int32_t>(seed));
    while (!to_visit.empty()) {
      const std::int32_t triangle = to_visit.back();
      to_visit.pop_back();
      for_each_neighbour(topology, triangle, seen, [&](const Edge&, std::int32_t, std::int32_t there) {
        if (component[index(there / 3)] < 0) take(there / 3);
      });
    }
    ++next;
  }
  return component;
}

bool is_consistently_oriented(const Topology& topology) {
  return std::all_of(topology.edges.begin(), topology.edges.end(), [&](const Edge& edge) {
    if (edge.side_count != 2) return edge.side_count == 1;
    const std::int32_t* const sides = &topology.sides[index(edge.first_side)];
    return start_of(topology, sides[0]) != start_of(topology, sides[1]);
  });
}

std::optional<std::vector<bool>> turns_to_agree(const Topology& topology) {
  std::vector<bool> turned(topology.triangles.size());
  std::vector<bool> reached(topology.triangles.size());
  std::vector<bool> seen(topology.edges.size());
  std::vector<std::int32_t> to_visit;
  for (std::size_t seed = 0; seed < turned.size(); ++seed) {
    if (reached[seed] || !topology.counts(seed)) continue;
    reached[seed] = true;
    to_visit.push_back(static_cast<std::int32_t>(seed));
    while (!to_visit.empty()) {
      const std::int32_t triangle = to_visit.back();
      to_visit.pop_back();
      for_each_neighbour(topology, triangle, seen, [&](const Edge& edge, std::int32_t here, std::int32_t there) {
        const auto other = index(there / 3);
        if (edge.side_count != 2 || reached[other]) return;
        const bool face_alike = start_of(topology, here) != start_of(topology, there);
        turned[other] = face_alike ? turned[index(triangle)] : !turned[index(triangle)];
        reached[other] = true;
        to_visit.push_back(there / 3);
      });
    }
  }
  const bool agree = std::all_of(topology.edges.begin(), topology.edges.end(), [&](const Edge& edge) {
    if (edge.side_count != 2) return true;
    const std::int32_t* const sides = &topology.sides[index(edge.first_side)];
    const bool face_alike = start_of(topology, sides[0]) != start_of(topology, sides[1]);
    return face_alike == (turned[index(sides[0] / 3)] == turned[index(sides[1] / 3)]);
  });
  return agree ? std::optional(std::move(turned)) : std::nullopt;
}

}  // namespace viamyo
