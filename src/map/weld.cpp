#include "viamyo/weld.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <tuple>
#include <vector>

#include "one_place.h"
#include "viamyo/topology.h"

namespace viamyo {

namespace {

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

//! Equal for equal values and for two that are missing.
std::uint32_t bits_of(float value) { return std::isnan(value) ? 0xFFFFFFFFU : std::bit_cast<std::uint32_t>(value + 0.0F); }

//! What is told of each vertex beside its place.
class VertexValues {
 public:
  explicit VertexValues(const Map& map) : map_(map) {}

  //! Below, at or above 0, as the values of a come before, equal or follow those of b in some order.
  [[nodiscard]] int compare(std::size_t a, std::size_t b) const {
    for (const Field& field : map_.surface.fields) {
      const auto components = static_cast<std::size_t>(std::max(1, field.components));
      for (std::size_t k = 0; k < components; ++k) {
        const std::uint32_t of_a = bits_of(field.values[components * a + k]);
        const std::uint32_t of_b = bits_of(field.values[components * b + k]);
        if (of_a != of_b) return of_a < of_b ? -1 : 1;
      }
    }
    if (!map_.ground_truth) return 0;
    return static_cast<int>(map_.ground_truth->classes[a]) - static_cast<int>(map_.ground_truth->classes[b]);
  }

 private:
  const Map& map_;
};

//! The vertex that each one becomes: the first at its place with the same values.
std::vector<std::int32_t> merged_vertices(const Map& map, const std::vector<std::int32_t>& place, Welded& welded) {
  const VertexValues values(map);
  std::vector<std::int32_t> order(place.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    if (place[index(a)] != place[index(b)]) return place[index(a)] < place[index(b)];
    const int compared = values.compare(index(a), index(b));
    return compared != 0 ? compared < 0 : a < b;
  });
  std::vector<std::int32_t> becomes(place.size());
  std::size_t places = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool same_place = i > 0 && place[index(order[i])] == place[index(order[i - 1])];
    const bool same = same_place && values.compare(index(order[i]), index(order[i - 1])) == 0;
    becomes[index(order[i])] = same ? becomes[index(order[i - 1])] : order[i];
    places += std::size_t{!same_place};
    welded.vertices_merged += std::size_t{same};
  }
  welded.vertices_kept_apart = place.size() - welded.vertices_merged - places;
  return becomes;
}

//! Keeps the rows that are set, `components` values each.
template <class Value>
void keep_rows(std::vector<Value>& values, const std::vector<bool>& keep, std::size_t components = 1) {
  std::size_t to = 0;
  for (std::size_t row = 0; row < keep.size(); ++row) {
    if (!keep[row]) continue;
    for (std::size_t k = 0; k < components; ++k) values[to++] = values[components * row + k];
  }
  values.resize(to);
}

void drop_vertices(Map& map, const std::vector<bool>& keep) {
  std::vector<std::int32_t> number(keep.size());
  std::int32_t next = 0;
  for (std::size_t v = 0; v < keep.size(); ++v) number[v] = keep[v] ? next++ : -1;
  for (Triangle& t : map.surface.triangles) {
    for (std::int32_t& corner : t) corner = number[index(corner)];
  }
  keep_rows(map.surface.vertices, keep);
  for (Field& field : map.surface.fields) keep_rows(field.values, keep, static_cast<std::size_t>(std::max(1, field.components)));
  if (map.ground_truth) keep_rows(map.ground_truth->classes, keep);
}

}  // namespace

Welded weld(Map& map) {
  Surface& surface = map.surface;
  const Topology topology = build_topology(surface);
  Welded welded;
  for (Field& field : surface.fields)
    welded.values_filled += fill_from_same_place(surface, topology.place_of_vertex, field.components, field.values);
  const std::vector<std::int32_t> becomes = merged_vertices(map, topology.place_of_vertex, welded);
  for (Triangle& t : surface.triangles) {
    for (std::int32_t& corner : t) corner = becomes[index(corner)];
  }
  const std::vector<bool> used_before = in_triangles(surface);
  std::vector<bool> keep(surface.triangles.size());
  for (std::size_t t = 0; t < keep.size(); ++t) {
    const auto& [a, b, c] = topology.triangles[t];
    keep[t] = topology.counts(t);
    if (!keep[t]) ++(a == b || b == c || c == a ? welded.triangles_collapsed : welded.triangles_repeated);
  }
  keep_rows(surface.triangles, keep);
  const std::vector<bool> used = in_triangles(surface);
  std::vector<bool> stays(surface.vertices.size());
  for (std::size_t v = 0; v < stays.size(); ++v) {
    const bool is_merged = index(becomes[v]) != v;
    const bool lost_its_triangles = used_before[v] && !used[v];
    stays[v] = !is_merged && !lost_its_triangles;
    welded.vertices_dropped += std::size_t{lost_its_triangles};
  }
  drop_vertices(map, stays);
  return welded;
}

}  // namespace viamyo
