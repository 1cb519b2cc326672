// How good the mapping points are, and leaving out those that a user calls too bad. No limit is built in: no source gives one that could be cited.
//
// A rule turns into rows for Settings::excluded_points, which is what an analysis records, puts into its fingerprint, and can be taken back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/settings.h"

namespace viamyo {

enum class PointMeasure : std::uint8_t {
  kCycleLengthDeviation,  //!< percent, from the median of the accepted points, whatever its sign
  kLocationStability,     //!< mm
  kLoopStability,         //!< mm
  kSurfaceDistance        //!< mm, from the closest place of the surface
};

//! "cycle_length_deviation", "location_stability", "loop_stability", "surface_distance".
std::string_view to_string(PointMeasure measure);

//! "%" or "mm".
std::string_view unit_of(PointMeasure measure);

//! One value per point; NaN where the map does not tell.
std::vector<double> point_values(const Map& map, PointMeasure measure);

//! The measure of that name. Throws UsageError that lists the names.
PointMeasure parse_point_measure(std::string_view name);

//! How a measure is spread over the accepted points that have it.
struct MeasureSpread {
  PointMeasure measure = PointMeasure::kLocationStability;
  std::size_t n = 0;  //!< at least 1
  double min = 0;
  double lower_quartile = 0;  //!< linear between the two nearest values, as the other quantiles
  double median = 0;
  double upper_quartile = 0;
  double max = 0;
};

//! In the order of PointMeasure; measures that no accepted point has are left out.
std::vector<MeasureSpread> point_quality(const Map& map);

//! Leaves out what lies above the limit. A point without the value stays.
struct PointRule {
  PointMeasure measure = PointMeasure::kLocationStability;
  double above = 0;

  friend bool operator==(const PointRule&, const PointRule&) = default;
};

//! "location_stability>4". Throws UsageError for another form, measure or limit (finite, from 0).
PointRule parse_point_rule(std::string_view text);

//! Rows of the accepted points that the rule leaves out, rising.
std::vector<int> points_left_out(const Map& map, const PointRule& rule);

//! How many accepted points such rows leave out; each counts once, rows that the map excludes or lacks do not.
std::size_t left_out_count(const MappingPoints& points, const std::vector<int>& rows);

//! What one rule does to the accepted points, for whoever reports how many points went where.
struct PointExclusion {
  std::string rule;          //!< "location_stability>4"; "excluded_points" for rows that were named
  std::size_t points = 0;    //!< that the rule alone leaves out
  std::size_t left_out = 0;  //!< of these, those that no rule before it leaves out: over all rules they add up to what is left out
  std::size_t unknown = 0;   //!< points without the measure, which stay
};

//! Named rows first, where there are any, then the rules in their order.
std::vector<PointExclusion> point_exclusions(const Map& map, const std::vector<int>& named_rows, const std::vector<PointRule>& rules = {});

//! Adds the rows that the rules leave out to those that the settings name. Gives what each does, as point_exclusions.
std::vector<PointExclusion> leave_out_points(const Map& map, const std::vector<PointRule>& rules, Settings& settings);

}  // namespace viamyo
