// Linear local shortening recomputed from motion. The kernel of the mapping system is not public: this one is stated, and not identical to it.
#pragma once

#include <span>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/task.h"

namespace viamyo {

struct ShorteningKernel {
  double min_distance_mm = 5;
  double max_distance_mm = 30;
  double sigma_mm = 15;
};

//! LLS in % at each position: 100 * sum(w_i (L_i_ED - L_i_ES) / L_i_ED) / sum(w_i) over the neighbours at ED distance d_i in [min, max] mm, w_i =
//! exp(-(d_i / sigma)^2); NaN with fewer than 3 neighbours. Positive = shortening. Rigid motion gives 0, uniform contraction by s 100 (1 - s).
//! Both spans have the same length and hold finite positions.
std::vector<float> linear_local_shortening_percent(std::span<const Vec3> end_diastole, std::span<const Vec3> end_systole,
                                                   const ShorteningKernel& kernel, const Task& task = {});

}  // namespace viamyo
