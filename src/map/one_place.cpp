#include "one_place.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace viamyo {

namespace {

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

std::vector<bool> in_triangles(const Surface& surface) {
  std::vector<bool> used(surface.vertices.size());
  for (const Triangle& t : surface.triangles) {
    for (const std::int32_t v : t) used[index(v)] = true;
  }
  return used;
}

std::size_t fill_from_same_place(const Surface& surface, const std::vector<std::int32_t>& place_of_vertex, int components,
                                 std::vector<float>& values) {
  const auto width = static_cast<std::size_t>(std::max(1, components));
  const auto all = [&](std::size_t vertex, auto is) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(vertex * width);
    return std::all_of(first, first + static_cast<std::ptrdiff_t>(width), is);
  };
  const auto is_told = [&](std::size_t vertex) { return all(vertex, [](float value) { return std::isfinite(value); }); };
  const auto is_missing = [&](std::size_t vertex) { return !all(vertex, [](float value) { return !std::isnan(value); }); };
  const std::vector<bool> used = in_triangles(surface);
  std::vector<std::int32_t> teller(place_of_vertex.size(), -1);  // per place
  for (std::size_t v = 0; v < place_of_vertex.size(); ++v) {
    std::int32_t& first = teller[index(place_of_vertex[v])];
    if (first < 0 && used[v] && is_told(v)) first = static_cast<std::int32_t>(v);
  }
  std::size_t given = 0;
  for (std::size_t v = 0; v < place_of_vertex.size(); ++v) {
    const std::int32_t from = teller[index(place_of_vertex[v])];
    if (from < 0 || !used[v] || !is_missing(v)) continue;
    for (std::size_t k = 0; k < width; ++k) values[v * width + k] = values[index(from) * width + k];
    ++given;
  }
  return given;
}

Disagreement disagreement_at_places(const Surface& surface, const std::vector<std::int32_t>& place_of_vertex,
                                    const std::vector<float>& values, double tolerance) {
  Disagreement found;
  if (values.empty()) return found;
  constexpr float kFar = std::numeric_limits<float>::infinity();
  const std::vector<bool> used = in_triangles(surface);
  std::vector<float> low(values.size(), kFar);
  std::vector<float> high(values.size(), -kFar);
  for (std::size_t v = 0; v < values.size(); ++v) {
    if (!used[v] || !std::isfinite(values[v])) continue;
    const std::size_t place = index(place_of_vertex[v]);
    low[place] = std::min(low[place], values[v]);
    high[place] = std::max(high[place], values[v]);
  }
  for (std::size_t place = 0; place < values.size(); ++place) {
    const double apart = static_cast<double>(high[place]) - static_cast<double>(low[place]);  // -inf where nothing is told
    found.places += std::size_t{apart > tolerance};
    found.widest = std::max(found.widest, apart);
  }
  return found;
}

}  // namespace viamyo
