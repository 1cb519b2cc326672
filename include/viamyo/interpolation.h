// Values of the mapping points carried to the surface: inverse-distance weighting, power 2.
#pragma once

#include <span>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/task.h"

namespace viamyo {

//! A point that has a value.
struct Sample {
  Vec3 position;
  double value = 0;
};

//! The value at each target: sum(v_i / d_i^2) / sum(1 / d_i^2) over the samples within `fill_distance_mm` (Euclidean, inclusive); a sample closer than
//! 1e-6 mm gives its value (the mean of all such); NaN with nobody in reach. Rounded to float32. Shepard 1968; power and reach are conventions.
std::vector<float> interpolate(std::span<const Sample> samples, std::span<const Vec3> targets, double fill_distance_mm,
                               const Task& task = {});

//! Euclidean distance from each target to the nearest of `positions`, mm; infinity when there are none.
//! Throws Stopped soon after a stop is requested.
std::vector<double> nearest_distances_mm(std::span<const Vec3> positions, std::span<const Vec3> targets, const std::stop_token& stop = {});

}  // namespace viamyo
