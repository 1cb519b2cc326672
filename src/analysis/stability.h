// How much of an area keeps its class when one threshold moves by 10 %.
#pragma once

#include <vector>

#include "viamyo/clipping.h"
#include "viamyo/tissue_class.h"

namespace viamyo {

//! Field 0 of the polygons is voltage (mV), field 1 shortening (%).
class Stability {
 public:
  explicit Stability(const Thresholds& thresholds);

  //! The share (of the triangle) of the polygon that has the same class under every move of ten_percent_moves as it has now.
  [[nodiscard]] double stable_share(const Polygon& polygon) const;

 private:
  //! The thresholds of one field, moved or not, ascending and each once: no class changes between two neighbours.
  using Cuts = std::vector<double>;
  [[nodiscard]] double stable_share(const Polygon& polygon, int field, std::size_t first_cut) const;
  //! Where a polygon between two neighbouring cuts lies: the number of cuts at or below it.
  [[nodiscard]] static std::size_t band(const Cuts& cuts, double low);
  [[nodiscard]] bool is_stable(std::size_t voltage_band, std::size_t shortening_band) const;

  std::array<Cuts, 2> cuts_;  // of voltage, of shortening
  std::vector<bool> stable_;  // by voltage band, then shortening band
};

}  // namespace viamyo
