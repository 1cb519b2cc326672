// How much of each item of one analysis lies in each item of another, of the same surface.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "viamyo/analysis.h"

namespace viamyo {

//! Items at one place: the region's (or its class's small regions'), and the zone's.
struct ItemsAt {
  std::string region, zone;  //!< ids; empty = none
};

//! Looks up the items of an analysis at places inside triangles. The references must outlive this.
class ItemLookup {
 public:
  ItemLookup(const Map& map, const Analysis& analysis);
  //! Barycentric weights of the triangle's corners.
  [[nodiscard]] ItemsAt at(std::size_t triangle, const std::array<double, 3>& weights) const;

 private:
  [[nodiscard]] double interpolated(const std::vector<float>& values, std::size_t triangle, const std::array<double, 3>& weights) const;
  [[nodiscard]] double interpolated(const std::vector<double>& values, std::size_t triangle, const std::array<double, 3>& weights) const;
  [[nodiscard]] int region_at(std::size_t triangle, const std::array<double, 3>& weights) const;
  [[nodiscard]] std::string zone_at(std::size_t triangle, const std::array<double, 3>& weights, const std::string& region) const;

  const Map& map_;
  const Analysis& analysis_;
  std::vector<std::size_t> first_piece_;  //!< by triangle, one more at the end
};

//! (item of a, item of b) -> mm2. Items of a alone stand with an empty id of b as well: their whole area.
using Overlap = std::map<std::pair<std::string, std::string>, double>;
Overlap overlap(const Map& map, const Analysis& a, const Analysis& b);

}  // namespace viamyo
