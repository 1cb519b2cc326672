#include "viamyo/tissue_class.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace viamyo {
namespace {

constexpr std::array<std::string_view, kTissueClassCount> kNames{"unmapped",  "normal",        "viable_ischemic",
                                                                 "infarcted", "indeterminate", "viable"};

constexpr std::array<std::string_view, kTissueClassCount> kShownAs{
    "no data",
    "preserved at rest (does not exclude inducible ischaemia)",
    "viable-ischaemic, proposed: voltage kept, shortening reduced",
    "infarcted, proposed: both lost",
    "indeterminate",
    "viable by voltage alone",
};

constexpr std::array<std::string_view, kTissueClassCount> kSpoken{"no data",   "preserved at rest", "viable-ischaemic",
                                                                  "infarcted", "indeterminate",     "viable by voltage alone"};

float moved(float threshold, double factor) { return static_cast<float>(threshold + factor * std::fabs(static_cast<double>(threshold))); }

}  // namespace

std::string_view to_string(TissueClass tissue) { return kNames.at(static_cast<std::size_t>(tissue)); }

std::optional<TissueClass> tissue_class_from_string(std::string_view text) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<TissueClass>(found - kNames.begin());
}

std::string_view shown_as(TissueClass tissue, Criteria criteria) {
  if (tissue == TissueClass::kInfarcted && criteria == Criteria::kVoltage) return "infarcted, proposed: by voltage alone";
  return kShownAs.at(static_cast<std::size_t>(tissue));
}

std::string_view spoken(TissueClass tissue) { return kSpoken.at(static_cast<std::size_t>(tissue)); }

std::string_view to_string(Criteria criteria) { return criteria == Criteria::kVoltage ? "voltage" : "electromechanical"; }

TissueClass class_of(Cell cell) {
  switch (cell) {
    case Cell::kNormal:
      return TissueClass::kNormal;
    case Cell::kViableIschemic:
      return TissueClass::kViableIschemic;
    case Cell::kInfarcted:
      return TissueClass::kInfarcted;
    case Cell::kBetweenCutoffs:
    case Cell::kLowVoltagePreservedShortening:
      return TissueClass::kIndeterminate;
    case Cell::kViable:
      return TissueClass::kViable;
  }
  return TissueClass::kUnmapped;
}

Cell classify(const Thresholds& thresholds, double voltage_mV, double shortening_percent) {
  const bool viable = voltage_mV >= thresholds.voltage_viable_mV;
  const bool below_infarct = voltage_mV < thresholds.voltage_infarct_mV;
  if (thresholds.criteria == Criteria::kVoltage) {
    if (viable) return Cell::kViable;
    return below_infarct ? Cell::kInfarcted : Cell::kBetweenCutoffs;
  }
  const bool shortens = shortening_percent >= thresholds.shortening_ischemic_percent;
  if (viable) return shortens ? Cell::kNormal : Cell::kViableIschemic;
  if (!below_infarct) return Cell::kBetweenCutoffs;
  return shortens ? Cell::kLowVoltagePreservedShortening : Cell::kInfarcted;
}

std::array<Thresholds, 6> ten_percent_moves(const Thresholds& thresholds) {
  std::array<Thresholds, 6> moves;
  moves.fill(thresholds);
  for (std::size_t i = 0; i < 2; ++i) {
    const double factor = i == 0 ? 0.1 : -0.1;
    Thresholds& infarct = moves.at(i);
    infarct.voltage_infarct_mV = moved(thresholds.voltage_infarct_mV, factor);
    infarct.voltage_viable_mV = std::max(thresholds.voltage_viable_mV, infarct.voltage_infarct_mV);
    Thresholds& viable = moves.at(2 + i);
    viable.voltage_viable_mV = moved(thresholds.voltage_viable_mV, factor);
    viable.voltage_infarct_mV = std::min(thresholds.voltage_infarct_mV, viable.voltage_viable_mV);
    moves.at(4 + i).shortening_ischemic_percent = moved(thresholds.shortening_ischemic_percent, factor);
  }
  return moves;
}

}  // namespace viamyo
