// Thresholds of settings in mV: the one place where percent become millivolts.
#pragma once

#include "viamyo/settings.h"
#include "viamyo/tissue_class.h"

namespace viamyo {

//! `reference_voltage_mV`: what percent are of; it counts for nothing where the thresholds are in mV.
inline Thresholds resolved_thresholds(const Settings& s, Criteria criteria, double reference_voltage_mV) {
  const auto resolved = [&](float value) {
    return s.threshold_unit == ThresholdUnit::kMillivolt ? value
                                                         : static_cast<float>(static_cast<double>(value) / 100 * reference_voltage_mV);
  };
  return {criteria, resolved(s.voltage_infarct), resolved(s.voltage_viable), s.shortening_ischemic_percent};
}

}  // namespace viamyo
