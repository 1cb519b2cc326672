#include "patches.h"

#include <algorithm>

#include "stop_look.h"

namespace viamyo {

CellSurface::CellSurface(const Surface& surface, const CutValues& values, std::vector<CellRule> rules, const std::vector<bool>& take,
                         std::stop_token stop)
    : surface_(surface), values_(values), rules_(std::move(rules)), stop_(std::move(stop)) {
  StopLook look(stop_);
  first_piece_.reserve(surface.triangles.size() + 1);
  pieces_.reserve(surface.triangles.size() + surface.triangles.size() / 4);
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    look.turn();
    first_piece_.push_back(static_cast<std::int32_t>(pieces_.size()));
    if (!take[t]) continue;
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      const Fit how = fit(rules_[r], surface.triangles[t]);
      if (how == Fit::kNone) continue;
      CellPolygon piece{static_cast<std::int32_t>(t), static_cast<std::int32_t>(r), {1, 1.0 / 3, 1.0 / 3}};
      if (how == Fit::kPart) piece.share = area_share(cut(rules_[r], surface.triangles[t]));
      if (piece.share.share > 0) pieces_.push_back(piece);
    }
  }
  first_piece_.push_back(static_cast<std::int32_t>(pieces_.size()));
}

CellSurface::Fit CellSurface::fit(const CellRule& rule, const Triangle& triangle) const {
  Fit result = Fit::kWhole;
  for (const Constraint& constraint : rule.constraints) {
    const auto f = static_cast<std::size_t>(constraint.field);
    const auto [low, high] = std::minmax({at(triangle[0])[f], at(triangle[1])[f], at(triangle[2])[f]});
    // A triangle that only touches the threshold from below lies below it; one that is flat on it lies above.
    const bool all_above = low >= constraint.threshold;
    const bool all_below = !all_above && high <= constraint.threshold;
    if (constraint.above ? all_below : all_above) return Fit::kNone;
    if (!(constraint.above ? all_above : all_below)) result = Fit::kPart;
  }
  return result;
}

Polygon CellSurface::cut(const CellRule& rule, const Triangle& triangle) const {
  const std::array<std::array<double, kMaxCutFields>, 3> corners{at(triangle[0]), at(triangle[1]), at(triangle[2])};
  Polygon polygon = whole_triangle(corners);
  for (const Constraint& constraint : rule.constraints) {
    Polygon below;
    Polygon above;
    split(polygon, constraint.field, constraint.threshold, below, above);
    polygon = constraint.above ? above : below;
  }
  return polygon;
}

Polygon CellSurface::polygon(const CellPolygon& piece) const {
  if (piece.share.share == 1) {
    const Triangle& triangle = surface_.triangles[static_cast<std::size_t>(piece.triangle)];
    return whole_triangle(std::array{at(triangle[0]), at(triangle[1]), at(triangle[2])});
  }
  return cut(rule(piece), surface_.triangles[static_cast<std::size_t>(piece.triangle)]);
}

std::int32_t CellSurface::piece_at(std::int32_t triangle, const std::array<double, kMaxCutFields>& values) const {
  const auto t = static_cast<std::size_t>(triangle);
  for (std::size_t p = first_piece(t); p < first_piece(t + 1); ++p) {
    const auto& constraints = rule(pieces_[p]).constraints;
    const bool holds = std::all_of(constraints.begin(), constraints.end(), [&](const Constraint& c) {
      return (values[static_cast<std::size_t>(c.field)] >= c.threshold) == c.above;
    });
    if (holds) return static_cast<std::int32_t>(p);
  }
  return -1;
}

CellSurface::Interval CellSurface::stretch(const CellRule& rule, const Border& border) const {
  Interval interval{0, 1};
  for (const Constraint& constraint : rule.constraints) {
    const auto f = static_cast<std::size_t>(constraint.field);
    const double first = at(border.first)[f];
    const double second = at(border.second)[f];
    const double threshold = constraint.threshold;
    if (first == threshold && second == threshold) {
      // The edge lies on the iso-line: the third corner tells on which side the triangle is.
      if ((at(border.opposite)[f] >= threshold) != constraint.above) return {};
      continue;
    }
    const bool all_above = first >= threshold && second >= threshold;
    const bool all_below = first <= threshold && second <= threshold;
    if (constraint.above ? all_below : all_above) return {};
    if (all_above || all_below) continue;
    const double crossing = (threshold - first) / (second - first);
    if ((first < threshold) == constraint.above)
      interval.low = std::max(interval.low, crossing);
    else
      interval.high = std::min(interval.high, crossing);
  }
  return interval;
}

bool CellSurface::touch_inside(const CellPolygon& a, const CellPolygon& b) const {
  // Cells that oppose each other at one threshold meet along its iso-line: the smaller contact is where both have it as a side.
  for (const Constraint& of_a : rule(a).constraints) {
    for (const Constraint& of_b : rule(b).constraints) {
      if (of_a.field != of_b.field || of_a.threshold != of_b.threshold || of_a.above == of_b.above) continue;
      const auto corners_on_line = [&](const Polygon& polygon) {
        return std::count_if(polygon.corners().begin(), polygon.corners().end(),
                             [&](const Corner& c) { return c.values[static_cast<std::size_t>(of_a.field)] == of_a.threshold; });
      };
      return corners_on_line(polygon(a)) >= 2 && corners_on_line(polygon(b)) >= 2;
    }
  }
  return false;
}

std::vector<std::int32_t> CellSurface::patches(const Topology& topology) const {
  UnionFind sets(pieces_.size());
  StopLook look(stop_);
  for (std::size_t t = 0; t + 1 < first_piece_.size(); ++t) {
    look.turn();
    for (std::size_t p = first_piece(t); p < first_piece(t + 1); ++p) {
      for (std::size_t q = p + 1; q < first_piece(t + 1); ++q) {
        if (rule(pieces_[p]).group == rule(pieces_[q]).group && touch_inside(pieces_[p], pieces_[q])) {
          sets.unite(static_cast<std::int32_t>(p), static_cast<std::int32_t>(q));
        }
      }
    }
  }
  for (const Edge& edge : topology.edges) {
    look.turn();
    if (edge.side_count == 2) connect(border(topology, edge, 0), border(topology, edge, 1), sets);
    if (edge.side_count > 2) connect_all(topology, edge, sets);
  }
  return sets.numbered();
}

CellSurface::Border CellSurface::border(const Topology& topology, const Edge& edge, std::int32_t i) const {
  const std::int32_t side = topology.sides[static_cast<std::size_t>(edge.first_side + i)];
  const auto t = static_cast<std::size_t>(side / 3);
  const auto s = static_cast<std::size_t>(side % 3);
  const Triangle& own = surface_.triangles[t];
  const bool runs_along = topology.triangles[t][s] == edge.vertices[0];
  return {side / 3, own[runs_along ? s : (s + 1) % 3], own[runs_along ? (s + 1) % 3 : s], own[(s + 2) % 3]};
}

void CellSurface::connect(const Border& a, const Border& b, UnionFind& sets) const {
  const auto one = static_cast<std::size_t>(a.triangle);
  const auto other = static_cast<std::size_t>(b.triangle);
  for (std::size_t p = first_piece(one); p < first_piece(one + 1); ++p) {
    for (std::size_t q = first_piece(other); q < first_piece(other + 1); ++q) {
      if (rule(pieces_[p]).group != rule(pieces_[q]).group) continue;
      const Interval s = stretch(rule(pieces_[p]), a);
      const Interval r = stretch(rule(pieces_[q]), b);
      if (std::max(s.low, r.low) < std::min(s.high, r.high)) sets.unite(static_cast<std::int32_t>(p), static_cast<std::int32_t>(q));
    }
  }
}

void CellSurface::connect_all(const Topology& topology, const Edge& edge, UnionFind& sets) const {
  struct Contact {
    int group = 0;
    double low = 0, high = 0;
    std::size_t piece = 0;
  };
  std::vector<Contact> contacts;
  for (std::int32_t i = 0; i < edge.side_count; ++i) {
    const Border here = border(topology, edge, i);
    const auto t = static_cast<std::size_t>(here.triangle);
    for (std::size_t p = first_piece(t); p < first_piece(t + 1); ++p) {
      const Interval s = stretch(rule(pieces_[p]), here);
      if (s.low < s.high) contacts.push_back({rule(pieces_[p]).group, s.low, s.high, p});
    }
  }
  std::sort(contacts.begin(), contacts.end(),
            [](const Contact& a, const Contact& b) { return a.group != b.group ? a.group < b.group : a.low < b.low; });
  // Along the edge, each contact meets the one before that reaches farthest, or none.
  for (std::size_t i = 1, farthest = 0; i < contacts.size(); ++i) {
    const bool meets = contacts[i].group == contacts[farthest].group && contacts[i].low < contacts[farthest].high;
    if (meets) sets.unite(static_cast<std::int32_t>(contacts[i].piece), static_cast<std::int32_t>(contacts[farthest].piece));
    if (!meets || contacts[i].high > contacts[farthest].high) farthest = i;
  }
}

}  // namespace viamyo
