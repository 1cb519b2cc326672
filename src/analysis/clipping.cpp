#include "viamyo/clipping.h"

namespace viamyo {

namespace {

//! Where the edge from `a` to `b` meets the threshold; `a` lies strictly below it and `b` strictly above.
Corner crossing(const Corner& a, const Corner& b, std::size_t field, double threshold) {
  const double s = (threshold - a.values[field]) / (b.values[field] - a.values[field]);
  Corner corner;
  corner.b1 = a.b1 + s * (b.b1 - a.b1);
  corner.b2 = a.b2 + s * (b.b2 - a.b2);
  for (std::size_t f = 0; f < corner.values.size(); ++f) corner.values[f] = a.values[f] + s * (b.values[f] - a.values[f]);
  corner.values[field] = threshold;  // exactly on the line, so that later cuts of the same field see it there
  return corner;
}

}  // namespace

Polygon whole_triangle(std::span<const std::array<double, kMaxCutFields>, 3> values) {
  Polygon polygon;
  polygon.push({0, 0, values[0]});
  polygon.push({1, 0, values[1]});
  polygon.push({0, 1, values[2]});
  return polygon;
}

void split(const Polygon& polygon, int field, double threshold, Polygon& below, Polygon& above) {
  below.clear();
  above.clear();
  const auto f = static_cast<std::size_t>(field);
  bool any_below = false;
  bool any_above = false;
  for (const Corner& corner : polygon.corners()) {
    any_below = any_below || corner.values[f] < threshold;
    any_above = any_above || corner.values[f] > threshold;
  }
  if (!any_below) {
    above = polygon;
    return;
  }
  if (!any_above) {
    below = polygon;
    return;
  }
  const auto corners = polygon.corners();
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Corner& corner = corners[i];
    const Corner& next = corners[(i + 1) % corners.size()];
    const double value = corner.values[f];
    const double next_value = next.values[f];
    if (value <= threshold) below.push(corner);
    if (value >= threshold) above.push(corner);
    if ((value < threshold && next_value > threshold) || (value > threshold && next_value < threshold)) {
      const Corner cut = value < threshold ? crossing(corner, next, f, threshold) : crossing(next, corner, f, threshold);
      below.push(cut);
      above.push(cut);
    }
  }
}

AreaShare area_share(const Polygon& polygon) {
  const auto corners = polygon.corners();
  AreaShare sum;
  for (std::size_t i = 2; i < corners.size(); ++i) {
    const Corner& o = corners[0];
    const Corner& p = corners[i - 1];
    const Corner& q = corners[i];
    // Twice the area in the (b1, b2) plane, where the whole triangle has twice-area 1.
    const double share = (p.b1 - o.b1) * (q.b2 - o.b2) - (p.b2 - o.b2) * (q.b1 - o.b1);
    sum.share += share;
    sum.b1 += share * (o.b1 + p.b1 + q.b1) / 3;
    sum.b2 += share * (o.b2 + p.b2 + q.b2) / 3;
  }
  if (sum.share <= 0) return {};
  sum.b1 /= sum.share;
  sum.b2 /= sum.share;
  return sum;
}

}  // namespace viamyo
