// Voltage from electrograms: peak to peak inside the window of interest.
#pragma once

#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! First and last sample of the window of interest of a point, both inside; nearest sample to each end, cut to the recording. Without a window the
//! whole recording. `last < first` when the window lies outside the recording.
struct SampleWindow {
  int first = 0;
  int last = -1;
};
SampleWindow window_of_interest(const Electrograms& electrograms, std::size_t point);

//! Maximum minus minimum of each point's trace inside its window, mV; NaN where the trace has no finite sample there. `channel` is one of
//! the arrays of Electrograms; empty gives an empty result.
std::vector<float> peak_to_peak_mV(const Electrograms& electrograms, const std::vector<float>& channel);

}  // namespace viamyo
