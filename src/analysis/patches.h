// The surface cut into cells by thresholds on linear fields, and the connected patches that the cells form.
//
// A cell is where a list of constraints holds (voltage at or above one threshold, shortening below another ...). Within a triangle it is one
// convex polygon. Two polygons of the same group are connected when they share a border of positive length, which is decided from the values
// at the ends of the shared edge alone, so that both triangles see the same where both have the same values there.
#pragma once

#include <array>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "viamyo/clipping.h"
#include "viamyo/map.h"
#include "viamyo/topology.h"

#include "union_find.h"

namespace viamyo {

//! value >= threshold (above) or value < threshold, of one of the cut fields.
struct Constraint {
  int field = 0;
  double threshold = 0;
  bool above = true;
};

struct CellRule {
  int cell = 0;   //!< the caller's name for it
  int group = 0;  //!< cells of one group form patches together
  std::vector<Constraint> constraints;
};

//! The part of a triangle that lies in a cell.
struct CellPolygon {
  std::int32_t triangle = 0;
  std::int32_t rule = 0;  //!< index of its rule
  AreaShare share;
};

//! Stands for "cannot be reached" among the cut fields: larger than any distance, and finite, so that linear arithmetic works on it.
inline constexpr double kUnreachable_mm = 1e9;

using CutValues = std::vector<std::array<double, kMaxCutFields>>;

class CellSurface {
 public:
  //! `values` holds the cut fields per vertex; only triangles with `take` set are cut. The references must outlive this. This and `patches` throw Stopped
  //! soon after a stop is requested.
  CellSurface(const Surface& surface, const CutValues& values, std::vector<CellRule> rules, const std::vector<bool>& take,
              std::stop_token stop);

  [[nodiscard]] const std::vector<CellPolygon>& pieces() const { return pieces_; }
  [[nodiscard]] const CellRule& rule(const CellPolygon& piece) const { return rules_[static_cast<std::size_t>(piece.rule)]; }
  //! Pieces of triangle t: [first_piece(t), first_piece(t + 1)).
  [[nodiscard]] std::size_t first_piece(std::size_t triangle) const { return static_cast<std::size_t>(first_piece_[triangle]); }
  //! The piece of a triangle that holds these field values; -1 when none does.
  [[nodiscard]] std::int32_t piece_at(std::int32_t triangle, const std::array<double, kMaxCutFields>& values) const;
  [[nodiscard]] Polygon polygon(const CellPolygon& piece) const;

  //! Patch number of every piece, 0-based in order of first piece.
  [[nodiscard]] std::vector<std::int32_t> patches(const Topology& topology) const;

 private:
  enum class Fit : std::uint8_t { kNone, kPart, kWhole };
  struct Interval {
    double low = 0;
    double high = 0;
  };
  [[nodiscard]] Fit fit(const CellRule& rule, const Triangle& triangle) const;
  [[nodiscard]] Polygon cut(const CellRule& rule, const Triangle& triangle) const;
  //! A side of a triangle with its own vertices, in the direction of its edge: at one place values may differ, where a file doubles vertices along a seam.
  struct Border {
    std::int32_t triangle = 0;
    std::int32_t first = 0, second = 0, opposite = 0;
  };
  [[nodiscard]] Border border(const Topology& topology, const Edge& edge, std::int32_t i) const;
  //! The stretch of a side (0 at its first vertex, 1 at its second) that the cell touches from inside the triangle.
  [[nodiscard]] Interval stretch(const CellRule& rule, const Border& border) const;
  //! Unites the pieces of two triangles that meet along an edge.
  void connect(const Border& a, const Border& b, UnionFind& sets) const;
  //! The same for an edge of many triangles, without a look at each pair of them.
  void connect_all(const Topology& topology, const Edge& edge, UnionFind& sets) const;
  //! True when two pieces of one triangle share a border of positive length.
  [[nodiscard]] bool touch_inside(const CellPolygon& a, const CellPolygon& b) const;
  [[nodiscard]] const std::array<double, kMaxCutFields>& at(std::int32_t vertex) const { return values_[static_cast<std::size_t>(vertex)]; }

  const Surface& surface_;
  const CutValues& values_;
  std::vector<CellRule> rules_;
  std::stop_token stop_;
  std::vector<CellPolygon> pieces_;
  std::vector<std::int32_t> first_piece_;
};

}  // namespace viamyo
