// The outline of a patch as a hand draws it: the same for the same line on the screen, however fast the hand, the mouse and the frames were.
#pragma once

#include <optional>
#include <vector>

#include "viamyo/vec3.h"

namespace viamyo::viewer {

struct ScreenPoint {
  double x = 0;
  double y = 0;
};

struct Outline {
  std::vector<Vec3> places;           //!< on the surface, in order
  std::optional<ScreenPoint> last{};  //!< where the line on the screen ends
  double on_way = 0;                  //!< since the last place that was looked at, along that line
};

//! Carries the line on to a place of the screen. Gives the places that are to be looked at on the way: every `step` along the line from its beginning, whatever
//! pieces it came in.
std::vector<ScreenPoint> line_to(Outline& outline, const ScreenPoint& to, double step);

}  // namespace viamyo::viewer
