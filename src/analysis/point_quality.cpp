#include "viamyo/point_quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "text_values.h"
#include "viamyo/errors.h"
#include "viamyo/measures.h"

namespace viamyo {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::array kMeasures{PointMeasure::kCycleLengthDeviation, PointMeasure::kLocationStability, PointMeasure::kLoopStability,
                               PointMeasure::kSurfaceDistance};

constexpr std::string_view kMeasureNames = "cycle_length_deviation (%), location_stability, loop_stability or surface_distance (mm)";

std::optional<PointMeasure> measure_of(std::string_view name) {
  const auto found = std::find_if(kMeasures.begin(), kMeasures.end(), [&](PointMeasure m) { return to_string(m) == name; });
  return found == kMeasures.end() ? std::nullopt : std::optional(*found);
}

std::vector<double> field_values(const Map& map, std::string_view name) {
  const Field* const field = find_field(map.points.fields, name);
  if (field == nullptr) return std::vector<double>(map.points.positions.size(), kUnknown);
  return {field->values.begin(), field->values.end()};
}

//! Of accepted points, without those that have no value; rising.
std::vector<double> accepted_values(const Map& map, const std::vector<double>& values) {
  std::vector<double> accepted;
  for (std::size_t p = 0; p < values.size(); ++p) {
    if (is_accepted(map.points, p) && std::isfinite(values[p])) accepted.push_back(values[p]);
  }
  std::sort(accepted.begin(), accepted.end());
  return accepted;
}

double quantile(const std::vector<double>& rising, double share) {
  if (rising.empty()) return kUnknown;
  const double place = share * static_cast<double>(rising.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double above = rising[std::min(below + 1, rising.size() - 1)];
  return rising[below] + (place - static_cast<double>(below)) * (above - rising[below]);
}

std::vector<double> cycle_length_deviations(const Map& map) {
  std::vector<double> lengths = field_values(map, field_name::kCycleLength);
  const double median = quantile(accepted_values(map, lengths), 0.5);
  for (double& length : lengths) length = median > 0 ? 100 * std::abs(length - median) / median : kUnknown;
  return lengths;
}

std::vector<double> surface_distances(const Map& map) {
  if (map.surface.triangles.empty()) return std::vector<double>(map.points.positions.size(), kUnknown);
  const ClosestPoint closest(map.surface);
  std::vector<double> distances;
  distances.reserve(map.points.positions.size());
  for (const Vec3& position : map.points.positions) distances.push_back(closest.find(position).distance_mm);
  return distances;
}

//! Of the accepted points, by the values of a rule's measure.
std::vector<int> rows_above(const Map& map, const std::vector<double>& values, double limit) {
  std::vector<int> rows;
  for (std::size_t p = 0; p < values.size(); ++p) {
    if (is_accepted(map.points, p) && values[p] > limit) rows.push_back(static_cast<int>(p));
  }
  return rows;
}

struct LeftOut {
  std::vector<PointExclusion> exclusions;
  std::set<int> rows;  //!< of all of them together
};

//! Each rule is looked at once.
LeftOut left_out_by(const Map& map, const std::vector<int>& named_rows, const std::vector<PointRule>& rules) {
  LeftOut all;
  const auto add = [&](std::string rule, const std::vector<int>& rows, std::size_t unknown) {
    const std::size_t before = left_out_count(map.points, {all.rows.begin(), all.rows.end()});
    all.rows.insert(rows.begin(), rows.end());
    const std::size_t after = left_out_count(map.points, {all.rows.begin(), all.rows.end()});
    all.exclusions.push_back({std::move(rule), left_out_count(map.points, rows), after - before, unknown});
  };
  if (!named_rows.empty()) add("excluded_points", named_rows, 0);
  for (const PointRule& rule : rules) {
    const std::vector<double> values = point_values(map, rule.measure);
    const std::size_t known = accepted_values(map, values).size();
    add(fmt::format("{}>{}", to_string(rule.measure), rule.above), rows_above(map, values, rule.above), accepted_count(map.points) - known);
  }
  return all;
}

}  // namespace

std::string_view to_string(PointMeasure measure) {
  switch (measure) {
    case PointMeasure::kCycleLengthDeviation:
      return "cycle_length_deviation";
    case PointMeasure::kLocationStability:
      return "location_stability";
    case PointMeasure::kLoopStability:
      return "loop_stability";
    case PointMeasure::kSurfaceDistance:
      return "surface_distance";
  }
  return {};
}

std::string_view unit_of(PointMeasure measure) { return measure == PointMeasure::kCycleLengthDeviation ? "%" : "mm"; }

std::vector<double> point_values(const Map& map, PointMeasure measure) {
  switch (measure) {
    case PointMeasure::kCycleLengthDeviation:
      return cycle_length_deviations(map);
    case PointMeasure::kLocationStability:
      return field_values(map, field_name::kLocationStability);
    case PointMeasure::kLoopStability:
      return field_values(map, field_name::kLoopStability);
    case PointMeasure::kSurfaceDistance:
      return surface_distances(map);
  }
  return {};
}

std::vector<MeasureSpread> point_quality(const Map& map) {
  std::vector<MeasureSpread> all;
  for (const PointMeasure measure : kMeasures) {
    const std::vector<double> values = accepted_values(map, point_values(map, measure));
    if (values.empty()) continue;
    all.push_back(
        {measure, values.size(), values.front(), quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75), values.back()});
  }
  return all;
}

PointMeasure parse_point_measure(std::string_view name) {
  if (const std::optional<PointMeasure> measure = measure_of(name)) return *measure;
  throw UsageError(fmt::format("'{}': must be {}", name, kMeasureNames));
}

PointRule parse_point_rule(std::string_view text) {
  const std::size_t sign = text.find('>');
  const std::optional<PointMeasure> measure = measure_of(trimmed(text.substr(0, sign)));
  const double limit = sign == std::string_view::npos ? kUnknown : parse_double(text.substr(sign + 1)).value_or(kUnknown);
  if (!measure || !std::isfinite(limit) || limit < 0)
    throw UsageError(fmt::format("'{}': must be MEASURE>LIMIT with a limit from 0, MEASURE being {}", text, kMeasureNames));
  return {*measure, limit};
}

std::vector<int> points_left_out(const Map& map, const PointRule& rule) {
  return rows_above(map, point_values(map, rule.measure), rule.above);
}

std::size_t left_out_count(const MappingPoints& points, const std::vector<int>& rows) {
  const std::set<int> once(rows.begin(), rows.end());
  return static_cast<std::size_t>(std::count_if(once.begin(), once.end(), [&](int row) {
    const auto p = static_cast<std::size_t>(row);
    return p < points.positions.size() && is_accepted(points, p);
  }));
}

std::vector<PointExclusion> point_exclusions(const Map& map, const std::vector<int>& named_rows, const std::vector<PointRule>& rules) {
  return left_out_by(map, named_rows, rules).exclusions;
}

std::vector<PointExclusion> leave_out_points(const Map& map, const std::vector<PointRule>& rules, Settings& settings) {
  LeftOut all = left_out_by(map, settings.excluded_points, rules);
  if (!rules.empty()) settings.excluded_points.assign(all.rows.begin(), all.rows.end());
  return std::move(all.exclusions);
}

}  // namespace viamyo
