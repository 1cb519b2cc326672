// The same surface as files of other programs have it: doubled seams, triangle soups, two-sided meshes, triangles turned over, stray vertices, slivers.
// Every variant is deterministic.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "meshes.h"
#include "viamyo/map.h"

namespace viamyo::meshes {

//! Adds a copy of a vertex with all its values, `off` beside it.
inline std::int32_t copy_vertex(Map& map, std::int32_t vertex, const Vec3& off = {}) {
  const auto v = static_cast<std::size_t>(vertex);
  const auto copy = static_cast<std::int32_t>(map.surface.vertices.size());
  map.surface.vertices.push_back(map.surface.vertices[v] + off);
  for (Field& field : map.surface.fields) {
    const auto n = static_cast<std::size_t>(field.components);
    for (std::size_t k = 0; k < n; ++k) field.values.push_back(field.values[n * v + k]);
  }
  if (map.ground_truth) map.ground_truth->classes.push_back(map.ground_truth->classes[v]);
  return copy;
}

//! Repeats `count` triangles anywhere in the list, some of them turned over, some begun at another corner.
inline Map with_repeated_triangles(Map map, std::size_t count, std::uint32_t seed) {
  Random random(seed);
  const std::size_t all = map.surface.triangles.size();
  for (std::size_t i = 0; i < count; ++i) {
    auto [a, b, c] = map.surface.triangles[count == all ? i : random.below(all)];
    if (random.below(2) == 0) std::swap(b, c);
    map.surface.triangles.push_back(random.below(2) == 0 ? Triangle{a, b, c} : Triangle{b, c, a});
  }
  return map;
}

//! Each triangle with three vertices of its own.
inline Map souped(Map map) {
  const std::vector<Triangle> before = map.surface.triangles;
  const std::size_t vertices = map.surface.vertices.size();
  std::vector<bool> taken(vertices);
  for (std::size_t t = 0; t < before.size(); ++t) {
    for (std::size_t k = 0; k < 3; ++k) {
      const auto v = static_cast<std::size_t>(before[t][k]);
      if (taken[v]) map.surface.triangles[t][k] = copy_vertex(map, before[t][k]);
      taken[v] = true;
    }
  }
  return map;
}

//! Vertices doubled along a seam: what lies on one side of a plane through the middle has vertices of its own, up to `off_mm` beside the others.
inline Map seamed(Map map, double off_mm, std::uint32_t seed) {
  Random random(seed);
  const Vec3 normal = random.in_box({-1, -1, -1}, {1, 1, 1});
  Vec3 middle;
  for (const Vec3& v : map.surface.vertices) middle += v / static_cast<double>(map.surface.vertices.size());
  std::vector<std::int32_t> copies(map.surface.vertices.size(), -1);
  for (Triangle& t : map.surface.triangles) {
    Vec3 centre;
    for (const std::int32_t v : t) centre += map.surface.vertices[static_cast<std::size_t>(v)] / 3;
    if (dot(centre - middle, normal) < 0) continue;
    for (std::int32_t& v : t) {
      std::int32_t& copy = copies[static_cast<std::size_t>(v)];
      if (copy < 0) copy = copy_vertex(map, v, random.in_box({-off_mm, -off_mm, -off_mm}, {off_mm, off_mm, off_mm}));
      v = copy;
    }
  }
  return map;
}

//! A second side with vertices of its own at the same places, turned over.
inline Map two_sided(Map map) {
  const auto count = static_cast<std::int32_t>(map.surface.vertices.size());
  for (std::int32_t v = 0; v < count; ++v) copy_vertex(map, v);
  const std::vector<Triangle> front = map.surface.triangles;
  for (const auto& [a, b, c] : front) map.surface.triangles.push_back({a + count, c + count, b + count});
  return map;
}

//! Some triangles turned over, here and there.
inline Map turned_in_part(Map map, double share, std::uint32_t seed) {
  Random random(seed);
  for (Triangle& t : map.surface.triangles) {
    if (random.uniform(0, 1) < share) std::swap(t[1], t[2]);
  }
  return map;
}

//! A vertex in no triangle, far away, without values.
inline Map with_stray_vertex(Map map) {
  const std::int32_t stray = copy_vertex(map, 0, {4000, -3000, 2500});
  for (Field& field : map.surface.fields) {
    const auto n = static_cast<std::size_t>(field.components);
    for (std::size_t k = 0; k < n; ++k) field.values[n * static_cast<std::size_t>(stray) + k] = std::numeric_limits<float>::quiet_NaN();
  }
  return map;
}

//! `count` slivers without area: a vertex on an edge that only the triangle on one side of it has, and a triangle between. Mapped and unmapped ends give
//! an unmapped vertex.
inline Map with_slivers(Map map, std::size_t count, std::uint32_t seed) {
  Random random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t t = random.below(map.surface.triangles.size());
    const auto [a, b, c] = map.surface.triangles[t];
    const double share = std::array{0.5, 1e-3, 1 - 1e-4}[random.below(3)];
    const Vec3& from = map.surface.vertices[static_cast<std::size_t>(a)];
    const Vec3 off = share * (map.surface.vertices[static_cast<std::size_t>(b)] - from);
    if (length(off) < 1e-4) continue;  // already between needles
    const std::int32_t on_edge = copy_vertex(map, a, off);
    for (Field& field : map.surface.fields) {
      const auto n = static_cast<std::size_t>(field.components);
      for (std::size_t k = 0; k < n; ++k) {
        const float value_a = field.values[n * static_cast<std::size_t>(a) + k];
        const float value_b = field.values[n * static_cast<std::size_t>(b) + k];
        field.values[n * static_cast<std::size_t>(on_edge) + k] = value_a + static_cast<float>(share) * (value_b - value_a);
      }
    }
    map.surface.triangles[t] = {a, on_edge, c};
    map.surface.triangles.push_back({on_edge, b, c});
    map.surface.triangles.push_back({a, b, on_edge});
  }
  return map;
}

}  // namespace viamyo::meshes
