// How much of each item of one analysis lies in each item of another, of the same surface.
#pragma once

#include <array>
#include <vector>

#include "viamyo/review_state.h"

namespace viamyo {

//! Items at one place: the region's (or its class's small regions'), and the zone's, as indices of review_items; -1 = none.
struct ItemsAt {
  int region = -1;
  int zone = -1;
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
  [[nodiscard]] int zone_at(std::size_t triangle, const std::array<double, 3>& weights, int region) const;

  const Map& map_;
  const Analysis& analysis_;
  std::vector<std::size_t> first_piece_;  //!< by triangle, one more at the end
  std::vector<int> item_of_region_, item_of_zone_, region_of_zone_;
};

//! Per item of a: its area, and what of it lies in each item of b (a region's in regions, a zone's in zones), mm2.
struct Overlap {
  std::vector<double> whole;
  std::vector<std::vector<double>> shared;
};
Overlap overlap(const Map& map, const Analysis& a, const Analysis& b);

}  // namespace viamyo
