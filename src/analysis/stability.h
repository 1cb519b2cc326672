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
  [[nodiscard]] double stable_share(const Polygon& polygon, std::size_t next_cut) const;
  [[nodiscard]] bool is_stable(const Polygon& polygon) const;

  struct Cut {
    int field;
    double threshold;
  };
  Thresholds now_;
  std::array<Thresholds, 6> moved_;
  std::vector<Cut> cuts_;  // every threshold, moved or not: no class changes between them
};

}  // namespace viamyo
