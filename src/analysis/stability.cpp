#include "stability.h"

#include <algorithm>
#include <limits>

namespace viamyo {

namespace {

//! A value that stands on the same side of every threshold as the polygon's inside: its largest threshold from below, or its least value.
double representative(const Polygon& polygon, std::size_t field, double cut_field_threshold, double best) {
  double low = std::numeric_limits<double>::infinity();
  for (const Corner& corner : polygon.corners()) low = std::min(low, corner.values[field]);
  return low >= cut_field_threshold ? std::max(best, cut_field_threshold) : best;
}

}  // namespace

Stability::Stability(const Thresholds& thresholds) : now_(thresholds), moved_(ten_percent_moves(thresholds)) {
  const auto add = [&](const Thresholds& t) {
    cuts_.push_back({0, static_cast<double>(t.voltage_infarct_mV)});
    cuts_.push_back({0, static_cast<double>(t.voltage_viable_mV)});
    if (t.criteria == Criteria::kElectromechanical) cuts_.push_back({1, static_cast<double>(t.shortening_ischemic_percent)});
  };
  add(now_);
  for (const Thresholds& t : moved_) add(t);
}

double Stability::stable_share(const Polygon& polygon) const { return polygon.empty() ? 0 : stable_share(polygon, 0); }

double Stability::stable_share(const Polygon& polygon, std::size_t next_cut) const {
  for (std::size_t i = next_cut; i < cuts_.size(); ++i) {
    Polygon below;
    Polygon above;
    split(polygon, cuts_[i].field, cuts_[i].threshold, below, above);
    if (!below.empty() && !above.empty()) return stable_share(below, i + 1) + stable_share(above, i + 1);
  }
  return is_stable(polygon) ? area_share(polygon).share : 0;
}

bool Stability::is_stable(const Polygon& polygon) const {
  // The polygon lies between two neighbouring thresholds of each field; the lower one (or anything below all of them) stands for it.
  constexpr double kBelowAll = -std::numeric_limits<double>::infinity();
  double voltage = kBelowAll;
  double shortening = kBelowAll;
  for (const Cut& cut : cuts_) {
    double& value = cut.field == 0 ? voltage : shortening;
    value = representative(polygon, static_cast<std::size_t>(cut.field), cut.threshold, value);
  }
  const TissueClass tissue = class_of(classify(now_, voltage, shortening));
  return std::all_of(moved_.begin(), moved_.end(), [&](const Thresholds& t) { return class_of(classify(t, voltage, shortening)) == tissue; });
}

}  // namespace viamyo
