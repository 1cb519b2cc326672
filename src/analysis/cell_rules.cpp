#include "cell_rules.h"

#include <cmath>

namespace viamyo {

void fill_distance(CutValues& values, std::size_t field, const std::vector<double>& distances) {
  for (std::size_t v = 0; v < values.size(); ++v) {
    values[v][field] = v < distances.size() && std::isfinite(distances[v]) ? distances[v] : kUnreachable_mm;
  }
}

CutValues cut_values(const Analysis& analysis, std::size_t vertex_count) {
  CutValues values(vertex_count);
  const auto fill = [&](std::size_t field, const std::vector<float>& from) {
    for (std::size_t v = 0; v < from.size(); ++v) values[v][field] = static_cast<double>(from[v]);
  };
  fill(0, analysis.settings.voltage == VoltageKind::kBipolar ? analysis.values.bipolar_mV : analysis.values.unipolar_mV);
  fill(1, analysis.values.shortening_percent);
  fill_distance(values, 2, analysis.distance_to_rim_mm);
  fill_distance(values, 3, analysis.distance_to_infarct_mm);
  return values;
}

std::vector<CellRule> class_rules(const Thresholds& thresholds) {
  const auto infarct = static_cast<double>(thresholds.voltage_infarct_mV);
  const auto viable = static_cast<double>(thresholds.voltage_viable_mV);
  const auto ischemic = static_cast<double>(thresholds.shortening_ischemic_percent);
  const auto rule = [](Cell cell, std::vector<Constraint> constraints) {
    return CellRule{static_cast<int>(cell), static_cast<int>(class_of(cell)), std::move(constraints)};
  };
  const CellRule between = rule(Cell::kBetweenCutoffs, {{0, infarct, true}, {0, viable, false}});
  if (thresholds.criteria == Criteria::kVoltage) {
    return {rule(Cell::kViable, {{0, viable, true}}), rule(Cell::kInfarcted, {{0, infarct, false}}), between};
  }
  return {rule(Cell::kNormal, {{0, viable, true}, {1, ischemic, true}}),
          rule(Cell::kViableIschemic, {{0, viable, true}, {1, ischemic, false}}),
          rule(Cell::kInfarcted, {{0, infarct, false}, {1, ischemic, false}}), between,
          rule(Cell::kLowVoltagePreservedShortening, {{0, infarct, false}, {1, ischemic, true}})};
}

CellRule zone_rule(const Settings& settings, const Thresholds& thresholds, bool has_infarct) {
  CellRule rule;
  rule.constraints = {{0, static_cast<double>(thresholds.voltage_viable_mV), true},
                      {1, static_cast<double>(thresholds.shortening_ischemic_percent), false},
                      {2, settings.annulus_margin_mm, true}};
  // Tissue next to the infarct is at distance 0, which a margin of 0 allows.
  if (settings.infarct_margin_mm > 0 && has_infarct) rule.constraints.push_back({3, settings.infarct_margin_mm, true});
  return rule;
}

}  // namespace viamyo
