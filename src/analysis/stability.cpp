#include "stability.h"

#include <algorithm>
#include <limits>

namespace viamyo {

namespace {

//! A value in a band: its lower cut, which belongs to it, or anything below all cuts.
double value_in(const std::vector<double>& cuts, std::size_t band) {
  return band == 0 ? -std::numeric_limits<double>::infinity() : cuts[band - 1];
}

}  // namespace

Stability::Stability(const Thresholds& thresholds) {
  const std::array<Thresholds, 6> moved = ten_percent_moves(thresholds);
  const auto add = [&](const Thresholds& t) {
    cuts_[0].push_back(static_cast<double>(t.voltage_infarct_mV));
    cuts_[0].push_back(static_cast<double>(t.voltage_viable_mV));
    if (t.criteria == Criteria::kElectromechanical) cuts_[1].push_back(static_cast<double>(t.shortening_ischemic_percent));
  };
  add(thresholds);
  for (const Thresholds& t : moved) add(t);
  for (Cuts& cuts : cuts_) {
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  }
  for (std::size_t v = 0; v <= cuts_[0].size(); ++v) {
    for (std::size_t s = 0; s <= cuts_[1].size(); ++s) {
      const auto class_under = [&](const Thresholds& t) { return class_of(classify(t, value_in(cuts_[0], v), value_in(cuts_[1], s))); };
      stable_.push_back(
          std::all_of(moved.begin(), moved.end(), [&](const Thresholds& t) { return class_under(t) == class_under(thresholds); }));
    }
  }
}

double Stability::stable_share(const Polygon& polygon) const { return polygon.empty() ? 0 : stable_share(polygon, 0, 0); }

double Stability::stable_share(const Polygon& polygon, int field, std::size_t first_cut) const {
  const Cuts& cuts = cuts_[static_cast<std::size_t>(field)];
  const ValueRange range = value_range(polygon, field);
  for (std::size_t i = first_cut; i < cuts.size(); ++i) {
    if (!(range.low < cuts[i] && cuts[i] < range.high)) continue;
    Polygon below;
    Polygon above;
    split(polygon, field, cuts[i], below, above);
    return stable_share(below, field, i + 1) + stable_share(above, field, i + 1);
  }
  if (field == 0) return stable_share(polygon, 1, 0);
  return is_stable(band(cuts_[0], value_range(polygon, 0).low), band(cuts_[1], range.low)) ? area_share(polygon).share : 0;
}

std::size_t Stability::band(const Cuts& cuts, double low) {
  // Nothing of the polygon lies across a cut, so what does not begin at or above one lies below it.
  return static_cast<std::size_t>(std::upper_bound(cuts.begin(), cuts.end(), low) - cuts.begin());
}

bool Stability::is_stable(std::size_t voltage_band, std::size_t shortening_band) const {
  return stable_[voltage_band * (cuts_[1].size() + 1) + shortening_band];
}

}  // namespace viamyo
