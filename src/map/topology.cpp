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

void check_indices(const Surface& surface) {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  if (surface.triangles.size() > kMost / 3 || surface.vertices.size() > kMost) {
    throw InputError(fmt::format("the surface has {} triangles, more than can be numbered", surface.triangles.size()));
  }
  const auto vertex_count = static_cast<std::int32_t>(surface.vertices.size());
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    for (const std::int32_t v : surface.triangles[t]) {
      if (v < 0 || v >= vertex_count) throw InputError(fmt::format("triangle {} refers to vertex {} of {}", t, v, vertex_count));
    }
  }
}

//! A triangle side on its way into its edge: the higher of its vertices (the lower one is the bucket).
struct BucketedSide {
  std::int32_t higher;
  std::int32_t side;
};

std::int32_t side_start(const Surface& surface, std::int32_t side) {
  return surface.triangles[static_cast<std::size_t>(side / 3)][static_cast<std::size_t>(side % 3)];
}

//! Counting sort of all sides by their lower vertex; `first[v] .. first[v + 1]` is the bucket of v.
std::vector<BucketedSide> bucket_sides(const Surface& surface, std::vector<std::int32_t>& first) {
  first.assign(surface.vertices.size() + 1, 0);
  const auto for_each_side = [&](auto&& use) {
    for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
      const Triangle& corners = surface.triangles[t];
      if (is_degenerate(corners)) continue;
      for (std::size_t s = 0; s < 3; ++s) use(std::minmax(corners[s], corners[(s + 1) % 3]), static_cast<std::int32_t>(3 * t + s));
    }
  };
  for_each_side([&](std::pair<std::int32_t, std::int32_t> edge, std::int32_t) { ++first[static_cast<std::size_t>(edge.first) + 1]; });
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<BucketedSide> sides(static_cast<std::size_t>(first.back()));
  std::vector<std::int32_t> next(first.begin(), first.end() - 1);
  for_each_side([&](std::pair<std::int32_t, std::int32_t> edge, std::int32_t side) {
    sides[static_cast<std::size_t>(next[static_cast<std::size_t>(edge.first)]++)] = {edge.second, side};
  });
  return sides;
}

void build_edges(const Surface& surface, Topology& topology) {
  std::vector<std::int32_t> first;
  std::vector<BucketedSide> bucketed = bucket_sides(surface, first);
  topology.sides.resize(bucketed.size());
  topology.edge_of_side.assign(3 * surface.triangles.size(), -1);
  topology.edges.reserve(bucketed.size() / 2 + surface.vertices.size() / 8);
  for (std::size_t lower = 0; lower + 1 < first.size(); ++lower) {
    const auto begin = bucketed.begin() + first[lower];
    const auto end = bucketed.begin() + first[lower + 1];
    std::sort(begin, end,
              [](const BucketedSide& a, const BucketedSide& b) { return a.higher != b.higher ? a.higher < b.higher : a.side < b.side; });
    for (auto s = begin; s != end; ++s) {
      const auto place = static_cast<std::int32_t>(s - bucketed.begin());
      if (s == begin || s->higher != (s - 1)->higher) topology.edges.push_back({{static_cast<std::int32_t>(lower), s->higher}, place, 0});
      ++topology.edges.back().side_count;
      topology.sides[static_cast<std::size_t>(place)] = s->side;
      topology.edge_of_side[static_cast<std::size_t>(s->side)] = static_cast<std::int32_t>(topology.edges.size() - 1);
    }
  }
}

void build_vertex_triangles(const Surface& surface, Topology& topology) {
  std::vector<std::int32_t>& first = topology.first_triangle;
  first.assign(surface.vertices.size() + 1, 0);
  for (const Triangle& t : surface.triangles) {
    if (is_degenerate(t)) continue;
    for (const std::int32_t v : t) ++first[static_cast<std::size_t>(v) + 1];
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  topology.triangles_of_vertex.resize(static_cast<std::size_t>(first.back()));
  std::vector<std::int32_t> next(first.begin(), first.end() - 1);
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    if (is_degenerate(surface.triangles[t])) continue;
    for (const std::int32_t v : surface.triangles[t]) {
      topology.triangles_of_vertex[static_cast<std::size_t>(next[static_cast<std::size_t>(v)]++)] = static_cast<std::int32_t>(t);
    }
  }
}

}  // namespace

Topology build_topology(const Surface& surface) {
  check_indices(surface);
  Topology topology;
  build_edges(surface, topology);
  build_vertex_triangles(surface, topology);
  return topology;
}

std::vector<std::int32_t> connected_components(const Topology& topology, std::size_t triangle_count) {
  std::vector<std::int32_t> component(triangle_count, -1);
  std::vector<std::int32_t> to_visit;
  std::int32_t next = 0;
  const auto take = [&](std::int32_t triangle) {
    component[static_cast<std::size_t>(triangle)] = next;
    to_visit.push_back(triangle);
  };
  for (std::size_t seed = 0; seed < triangle_count; ++seed) {
    if (component[seed] >= 0 || topology.edge_of_side[3 * seed] < 0) continue;
    take(static_cast<std::int32_t>(seed));
    while (!to_visit.empty()) {
      const auto first_side = static_cast<std::size_t>(3 * to_visit.back());
      to_visit.pop_back();
      for (std::size_t side = first_side; side < first_side + 3; ++side) {
        const Edge& edge = topology.edges[static_cast<std::size_t>(topology.edge_of_side[side])];
        for (std::int32_t i = 0; i < edge.side_count; ++i) {
          const std::int32_t neighbour = topology.sides[static_cast<std::size_t>(edge.first_side + i)] / 3;
          if (component[static_cast<std::size_t>(neighbour)] < 0) take(neighbour);
        }
      }
    }
    ++next;
  }
  return component;
}

bool is_consistently_oriented(const Surface& surface, const Topology& topology) {
  return std::all_of(topology.edges.begin(), topology.edges.end(), [&](const Edge& edge) {
    if (edge.side_count != 2) return edge.side_count == 1;
    const std::int32_t* const sides = &topology.sides[static_cast<std::size_t>(edge.first_side)];
    return side_start(surface, sides[0]) != side_start(surface, sides[1]);
  });
}

}  // namespace viamyo
