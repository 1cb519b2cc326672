#include "outline.h"

#include <cmath>

namespace viamyo::viewer {

std::vector<ScreenPoint> line_to(Outline& outline, const ScreenPoint& to, double step) {
  if (!outline.last) {
    outline.last = to;
    outline.on_way = 0;
    return {to};
  }
  std::vector<ScreenPoint> places;
  const ScreenPoint from = *outline.last;
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  double along = step - outline.on_way;
  for (; along <= length; along += step) {
    const double share = along / length;
    places.push_back({from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)});
  }
  outline.on_way = length - (along - step);
  outline.last = to;
  return places;
}

}  // namespace viamyo::viewer
