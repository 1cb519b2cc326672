// Short electrograms whose peak to peak inside the window of interest is the stated voltage, exactly.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "values.h"
#include "viamyo/map.h"

namespace viamyo::phantom {

Electrograms make_electrograms(const std::vector<Reading>& readings, std::uint64_t seed, std::string_view stream);

//! Scales a trace so that its maximum minus its minimum over the samples first .. last is `voltage_mV`, also in float32 arithmetic.
std::vector<float> with_peak_to_peak(const std::vector<double>& trace, int first, int last, float voltage_mV);

}  // namespace viamyo::phantom
