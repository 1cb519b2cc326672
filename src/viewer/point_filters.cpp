#include "point_filters.h"

#include <algorithm>
#include <iterator>

namespace viamyo::viewer {
namespace {

std::vector<int> without(const std::vector<int>& rows, const std::vector<int>& others) {
  std::vector<int> left;
  std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(), std::back_inserter(left));
  return left;
}

std::vector<int> with(const std::vector<int>& rows, const std::vector<int>& others) {
  std::vector<int> all;
  std::set_union(rows.begin(), rows.end(), others.begin(), others.end(), std::back_inserter(all));
  return all;
}

}  // namespace

FilteredPoints filtered(const Map& map, const FilteredPoints& before, PointMeasure measure, std::optional<double> above) {
  FilteredPoints after;
  after.excluded = before.excluded;
  std::vector<PointRule> rules;
  for (const PointFilter& filter : before.filters) {
    after.excluded = without(after.excluded, filter.rows);
    if (filter.rule.measure != measure) rules.push_back(filter.rule);
  }
  if (above) rules.push_back({measure, *above});
  for (const PointRule& rule : rules) {
    const std::vector<int> rows = without(points_left_out(map, rule), after.excluded);
    after.excluded = with(after.excluded, rows);
    after.filters.push_back({rule, rows});
  }
  return after;
}

const PointFilter* find_filter(const std::vector<PointFilter>& filters, PointMeasure measure) {
  const auto found =
      std::find_if(filters.begin(), filters.end(), [&](const PointFilter& filter) { return filter.rule.measure == measure; });
  return found == filters.end() ? nullptr : &*found;
}

}  // namespace viamyo::viewer
