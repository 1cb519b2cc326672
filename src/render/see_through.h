// A wall that is seen through pales towards the ground, and so does everything that says what its colours mean.
#pragma once

#include <algorithm>

#include "viamyo/scene_state.h"

namespace viamyo {

//! Of the surface, 0.1 to 1.
inline double opacity_of(const Display& display) { return std::clamp(display.opacity, 0.1, 1.0); }

//! A colour of the surface as it is seen: of what lies behind the front wall, nothing is mixed in but the ground.
inline Rgb paled(const Rgb& colour, const Rgb& ground, double opacity) {
  const auto share = static_cast<float>(opacity);
  const auto mixed = [&](float from, float to) { return share * from + (1 - share) * to; };
  return {mixed(colour.r, ground.r), mixed(colour.g, ground.g), mixed(colour.b, ground.b)};
}

}  // namespace viamyo
