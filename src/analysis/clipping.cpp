#include "viamyo/clipping.h"

namespace viamyo {

namespace {

//! Where the edge from `a` to `b` meets the threshold; `a` lies strictly below it and `b` strictly above.
Corner crossing(const Corner& a, const Corner& b, std::size_t field, double threshold) {
  const double s = (threshold - a.values[field]) / (b.values[field] - a.values[field]);
  Corner corner{};
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
  const ValueRange range = polygon.empty() ? ValueRange{} : value_range(polygon, field);
  if (range.low >= threshold) {
    above = polygon;
    return;
  }
  if (range.high <= threshold) {
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

ValueRange value_range(const Polygon& polygon, int field) {
  const auto f = static_cast<std::size_t>(field);
  ValueRange range{polygon.corners()[0].values[f], polygon.corners()[0].values[f]};
  for (const Corner& corner : polygon.corners()) {
    range.low = std::min(range.low, corner.values[f]);
    range.high = std::max(range.high, corner.values[f]);
  }
  return range;
}

double share_below(const Polygon& polygon, int field, double threshold) {
  if (polygon.empty()) return 0;
  const ValueRange range = value_range(polygon, field);
  if (!(range.low < threshold)) return 0;
  if (range.high <= threshold) return area_share(polygon).share;
  Polygon below;
  Polygon above;
  split(polygon, field, threshold, below, above);
  return area_share(below).share;
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
