#include "viamyo/point_quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "text_values.h"
#include "viamyo/errors.h"
#include "viamyo/measures.h"

namespace viamyo {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::array kMeasures{PointMeasure::kCycleLengthDeviation, PointMeasure::kLocationStability, PointMeasure::kLoopStability,
                               PointMeasure::kSurfaceDistance};

std::vector<double> field_values(const Map& map, std::string_view name) {
  const Field* const field = find_field(map.points.fields, name);
  if (field == nullptr) return std::vector<double>(map.points.positions.size(), kUnknown);
  return {field->values.begin(), field->values.end()};
}

double median_of(std::vector<double> values) {
  if (values.empty()) return kUnknown;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

std::vector<double> cycle_length_deviations(const Map& map) {
  std::vector<double> lengths = field_values(map, field_name::kCycleLength);
  std::vector<double> accepted;
  for (std::size_t p = 0; p < lengths.size(); ++p) {
    if (is_accepted(map.points, p) && std::isfinite(lengths[p])) accepted.push_back(lengths[p]);
  }
  const double median = median_of(std::move(accepted));
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

PointRule parse_point_rule(std::string_view text) {
  const std::size_t sign = text.find('>');
  const std::string_view name = trimmed(text.substr(0, sign));
  const auto measure = std::find_if(kMeasures.begin(), kMeasures.end(), [&](PointMeasure m) { return to_string(m) == name; });
  const std::optional<double> limit = sign == std::string_view::npos ? std::nullopt : parse_double(text.substr(sign + 1));
  if (measure == kMeasures.end() || !limit || !(*limit >= 0) || !std::isfinite(*limit)) {
    throw UsageError(
        fmt::format("{}: must be MEASURE>LIMIT with a limit from 0, MEASURE being cycle_length_deviation (%), location_stability, "
                    "loop_stability or surface_distance (mm)",
                    text));
  }
  return {*measure, *limit};
}

std::vector<int> points_left_out(const Map& map, const PointRule& rule) {
  const std::vector<double> values = point_values(map, rule.measure);
  std::vector<int> rows;
  for (std::size_t p = 0; p < values.size(); ++p) {
    if (is_accepted(map.points, p) && values[p] > rule.above) rows.push_back(static_cast<int>(p));
  }
  return rows;
}

}  // namespace viamyo
