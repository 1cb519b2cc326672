// Surfaces with known geometry for the tests: spheres, cylinders, planes, boxes, and what one does to them (refine, jitter, renumber,
// move). Everything is deterministic: the same arguments give the same surface on every machine.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <numbers>
#include <numeric>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

#include "viamyo/map.h"

namespace viamyo::meshes {

inline constexpr double kPi = std::numbers::pi;

//! Uniform random numbers that do not depend on the standard library's distributions.
class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  double uniform(double low, double high) { return low + (high - low) * (static_cast<double>(engine_()) + 0.5) / 4294967296.0; }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(uniform(0, static_cast<double>(count))); }
  Vec3 in_box(const Vec3& low, const Vec3& high) {
    const double x = uniform(low.x, high.x);
    const double y = uniform(low.y, high.y);
    return {x, y, uniform(low.z, high.z)};
  }

 private:
  std::mt19937 engine_;
};

//! Numbers 0 .. count-1 in random order.
inline std::vector<std::int32_t> random_order(std::size_t count, std::uint32_t seed) {
  std::vector<std::int32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  Random random(seed);
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

// ---- building ----

//! Splits each triangle into four at the middles of its sides. Fields are interpolated linearly, so every linear quantity keeps its
//! integral.
inline Surface refined(const Surface& coarse) {
  Surface fine = coarse;
  fine.triangles.clear();
  std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> middles;
  const auto middle = [&](std::int32_t a, std::int32_t b) {
    const auto next = static_cast<std::int32_t>(fine.vertices.size());
    const auto [place, is_new] = middles.try_emplace(std::minmax(a, b), next);
    if (!is_new) return place->second;
    const auto ia = static_cast<std::size_t>(a);
    const auto ib = static_cast<std::size_t>(b);
    fine.vertices.push_back(0.5 * (fine.vertices[ia] + fine.vertices[ib]));
    for (Field& field : fine.fields) {
      const auto n = static_cast<std::size_t>(field.components);
      for (std::size_t k = 0; k < n; ++k) field.values.push_back(0.5F * (field.values[ia * n + k] + field.values[ib * n + k]));
    }
    return next;
  };
  for (const auto& [a, b, c] : coarse.triangles) {
    const std::int32_t ab = middle(a, b);
    const std::int32_t bc = middle(b, c);
    const std::int32_t ca = middle(c, a);
    fine.triangles.insert(fine.triangles.end(), {{a, ab, ca}, {ab, b, bc}, {ca, bc, c}, {ab, bc, ca}});
  }
  return fine;
}

//! A closed sphere around the origin: 10 * 4^subdivisions + 2 vertices (642 at 3, 40,962 at 6), outward normals, vertices on the poles (z
//! axis).
inline Surface icosphere(double radius_mm, int subdivisions) {
  Surface sphere;
  const double z = 1 / std::sqrt(5.0);
  sphere.vertices.push_back({0, 0, 1});
  for (int k = 0; k < 10; ++k) {
    const double angle = k * kPi / 5;  // even: upper ring, odd: lower ring
    const double ring = k % 2 == 0 ? z : -z;
    sphere.vertices.push_back({2 * z * std::cos(angle), 2 * z * std::sin(angle), ring});
  }
  sphere.vertices.push_back({0, 0, -1});
  for (std::int32_t k = 0; k < 10; ++k) {
    const std::int32_t a = 1 + k;
    const std::int32_t b = 1 + (k + 1) % 10;
    const std::int32_t c = 1 + (k + 2) % 10;
    if (k % 2 == 0) sphere.triangles.insert(sphere.triangles.end(), {{0, a, c}, {a, b, c}});
    if (k % 2 == 1) sphere.triangles.insert(sphere.triangles.end(), {{11, c, a}, {a, c, b}});
  }
  const auto to_radius = [](Surface& s, double r) {
    for (Vec3& v : s.vertices) v = r * normalized(v);
  };
  for (int i = 0; i < subdivisions; ++i) {
    sphere = refined(sphere);
    to_radius(sphere, 1);
  }
  to_radius(sphere, radius_mm);
  return sphere;
}

//! A planar sheet z = 0 over [0, width] x [0, height], columns x rows squares cut along one diagonal, normals +z. Vertex (i, j) has number
//! j * (columns + 1) + i.
inline Surface planar_grid(double width_mm, double height_mm, int columns, int rows) {
  Surface grid;
  for (int j = 0; j <= rows; ++j) {
    for (int i = 0; i <= columns; ++i) grid.vertices.push_back({width_mm * i / columns, height_mm * j / rows, 0});
  }
  for (std::int32_t j = 0; j < rows; ++j) {
    for (std::int32_t i = 0; i < columns; ++i) {
      const std::int32_t a = j * (columns + 1) + i;
      const std::int32_t d = a + columns + 1;
      grid.triangles.insert(grid.triangles.end(), {{a, a + 1, d + 1}, {a, d + 1, d}});
    }
  }
  return grid;
}

//! Rows of `around` vertices each, closed around, outward normals; place(i, j) says where vertex j * around + i lies. Row 0 is the lowest.
inline Surface body_of_rows(int around, int rows, const std::function<Vec3(int, int)>& place) {
  Surface body;
  for (int j = 0; j < rows; ++j) {
    for (int i = 0; i < around; ++i) body.vertices.push_back(place(i, j));
  }
  for (std::int32_t j = 0; j + 1 < rows; ++j) {
    for (std::int32_t i = 0; i < around; ++i) {
      const std::int32_t a = j * around + i;
      const std::int32_t b = j * around + (i + 1) % around;
      body.triangles.insert(body.triangles.end(), {{a, b, b + around}, {a, b + around, a + around}});
    }
  }
  return body;
}

//! An open cylinder about the z axis from z = 0 to height, outward normals. Vertex j * around + i lies at angle 2 pi i / around in row j.
inline Surface cylinder(double radius_mm, double height_mm, int around, int along) {
  return body_of_rows(around, along + 1, [&](int i, int j) {
    const double angle = 2 * kPi * i / around;
    return Vec3{radius_mm * std::cos(angle), radius_mm * std::sin(angle), height_mm * j / along};
  });
}

//! The half z >= 0 of a sphere, open at its rim z = 0, outward normals. `rings` rows of `sectors` vertices, row 0 the rim; the pole is
//! the last.
inline Surface uv_hemisphere(double radius_mm, int rings, int sectors) {
  Surface half = body_of_rows(sectors, rings, [&](int i, int j) {
    const double angle = 2 * kPi * i / sectors;
    const double latitude = kPi / 2 * j / rings;
    return radius_mm * Vec3{std::cos(latitude) * std::cos(angle), std::cos(latitude) * std::sin(angle), std::sin(latitude)};
  });
  const auto pole = static_cast<std::int32_t>(half.vertices.size());
  half.vertices.push_back({0, 0, radius_mm});
  for (std::int32_t i = 0; i < sectors; ++i) half.triangles.push_back({pole - sectors + i, pole - sectors + (i + 1) % sectors, pole});
  return half;
}

//! A closed box from the origin to `size`: 8 vertices, 12 triangles, outward normals.
inline Surface box(const Vec3& size) {
  Surface b;
  for (int k = 0; k < 8; ++k) b.vertices.push_back({(k & 1) != 0 ? size.x : 0, (k & 2) != 0 ? size.y : 0, (k & 4) != 0 ? size.z : 0});
  constexpr std::array<std::array<std::int32_t, 4>, 6> kFaces{
      {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}}};
  for (const auto& f : kFaces) b.triangles.insert(b.triangles.end(), {{f[0], f[1], f[2]}, {f[0], f[2], f[3]}});
  return b;
}

//! Both surfaces in one, unconnected. Fields are dropped.
inline Surface joined(const Surface& a, const Surface& b) {
  Surface both;
  both.vertices = a.vertices;
  both.vertices.insert(both.vertices.end(), b.vertices.begin(), b.vertices.end());
  both.triangles = a.triangles;
  const auto offset = static_cast<std::int32_t>(a.vertices.size());
  for (const Triangle& t : b.triangles) both.triangles.push_back({t[0] + offset, t[1] + offset, t[2] + offset});
  return both;
}

// ---- fields ----

//! Adds a field whose value at each vertex is value(position).
inline void add_field(Surface& surface, std::string_view name, std::string_view unit, const std::function<double(const Vec3&)>& value) {
  Field field;
  field.name = std::string(name);
  field.unit = std::string(unit);
  for (const Vec3& v : surface.vertices) field.values.push_back(static_cast<float>(value(v)));
  surface.fields.push_back(std::move(field));
}

// ---- changing ----

//! True for vertices on the boundary (a side without an opposite side).
inline std::vector<bool> boundary_vertices(const Surface& surface) {
  std::map<std::pair<std::int32_t, std::int32_t>, int> sides;
  for (const Triangle& t : surface.triangles) {
    for (std::size_t s = 0; s < 3; ++s) ++sides[std::minmax(t[s], t[(s + 1) % 3])];
  }
  std::vector<bool> on_boundary(surface.vertices.size(), false);
  for (const auto& [edge, count] : sides) {
    if (count != 1) continue;
    on_boundary[static_cast<std::size_t>(edge.first)] = true;
    on_boundary[static_cast<std::size_t>(edge.second)] = true;
  }
  return on_boundary;
}

//! Moves every vertex off the boundary by up to amount_mm along each axis, then back onto the ideal surface by `project`.
inline Surface jittered(Surface surface, double amount_mm, std::uint32_t seed, const std::function<Vec3(const Vec3&)>& project) {
  const std::vector<bool> fixed = boundary_vertices(surface);
  Random random(seed);
  const Vec3 far{amount_mm, amount_mm, amount_mm};
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    const Vec3 step = random.in_box(-far, far);
    if (!fixed[v]) surface.vertices[v] = project(surface.vertices[v] + step);
  }
  return surface;
}

inline std::function<Vec3(const Vec3&)> onto_sphere(double radius_mm) {
  return [=](const Vec3& p) { return radius_mm * normalized(p); };
}
inline std::function<Vec3(const Vec3&)> onto_cylinder(double radius_mm) {
  return [=](const Vec3& p) {
    const double r = std::hypot(p.x, p.y);
    return Vec3{radius_mm * p.x / r, radius_mm * p.y / r, p.z};
  };
}
inline std::function<Vec3(const Vec3&)> onto_plane() {
  return [](const Vec3& p) { return Vec3{p.x, p.y, 0}; };
}

//! A surface with its vertices and triangles renumbered and each triangle begun at another corner.
struct Permuted {
  Surface surface;
  std::vector<std::int32_t> new_vertex;    //!< new number of each old vertex
  std::vector<std::int32_t> new_triangle;  //!< new number of each old triangle
  std::vector<std::int32_t> first_corner;  //!< old corner that is now corner 0, per old triangle
};

inline Permuted permuted(const Surface& surface, std::uint32_t seed) {
  Permuted p;
  p.surface = surface;
  p.new_vertex = random_order(surface.vertices.size(), seed);
  p.new_triangle = random_order(surface.triangles.size(), seed + 1);
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    const auto to = static_cast<std::size_t>(p.new_vertex[v]);
    p.surface.vertices[to] = surface.vertices[v];
    for (std::size_t f = 0; f < surface.fields.size(); ++f) {
      const auto n = static_cast<std::size_t>(surface.fields[f].components);
      for (std::size_t k = 0; k < n; ++k) p.surface.fields[f].values[to * n + k] = surface.fields[f].values[v * n + k];
    }
  }
  Random random(seed + 2);
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    const std::size_t first = random.below(3);
    p.first_corner.push_back(static_cast<std::int32_t>(first));
    Triangle& to = p.surface.triangles[static_cast<std::size_t>(p.new_triangle[t])];
    for (std::size_t s = 0; s < 3; ++s) {
      to[s] = p.new_vertex[static_cast<std::size_t>(surface.triangles[t][(first + s) % 3])];
    }
  }
  return p;
}

//! A rotation about an axis by an angle, then a translation.
struct RigidMotion {
  Vec3 axis{1, 2, 3};
  double angle_rad = 1.1;
  Vec3 shift{37, -91, 250};

  [[nodiscard]] Vec3 rotated(const Vec3& p) const {
    const Vec3 k = normalized(axis);
    return std::cos(angle_rad) * p + std::sin(angle_rad) * cross(k, p) + (1 - std::cos(angle_rad)) * dot(k, p) * k;
  }
  [[nodiscard]] Vec3 operator()(const Vec3& p) const { return rotated(p) + shift; }
};

//! Moves the vertices; fields stay.
inline Surface moved(Surface surface, const std::function<Vec3(const Vec3&)>& motion) {
  for (Vec3& v : surface.vertices) v = motion(v);
  return surface;
}

//! The same surface seen from the other side.
inline Surface flipped(Surface surface) {
  for (Triangle& t : surface.triangles) std::swap(t[1], t[2]);
  return surface;
}

//! Without the triangles for which `drop` says so; vertices and fields stay.
inline Surface without(Surface surface, const std::function<bool(const Surface&, const Triangle&)>& drop) {
  std::vector<Triangle> kept;
  for (const Triangle& t : surface.triangles) {
    if (!drop(surface, t)) kept.push_back(t);
  }
  surface.triangles = std::move(kept);
  return surface;
}

inline double mean_edge_mm(const Surface& surface) {
  double sum = 0;
  for (const Triangle& t : surface.triangles) {
    for (std::size_t s = 0; s < 3; ++s) {
      sum += distance(surface.vertices[static_cast<std::size_t>(t[s])], surface.vertices[static_cast<std::size_t>(t[(s + 1) % 3])]);
    }
  }
  return sum / (3.0 * static_cast<double>(surface.triangles.size()));
}

}  // namespace viamyo::meshes
