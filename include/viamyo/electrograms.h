// Voltage and activation time from electrograms, inside the window of interest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! What part of a trace counts: its window of interest, or all of it.
enum class TraceWindow : std::uint8_t { kInterest, kWhole };

//! First and last sample of the window of interest of a point, both inside; nearest sample to each end, cut to the recording. `last < first` where there
//! is no window, it ends before it begins, or it lies outside the recording. kWhole: the whole recording, whatever windows there are.
struct SampleWindow {
  int first = 0;
  int last = -1;
};
SampleWindow window_of_interest(const Electrograms& electrograms, std::size_t point, TraceWindow window = TraceWindow::kInterest);

//! The extremes of one point's trace inside its window, mV. NaN, all three, where the trace has no two finite samples there: one sample has no height.
struct PeakToPeak {
  float low, high;
  float voltage;  //!< high - low as decimals: recorders store decimal steps, and the difference of two float32 would miss a last digit
};
//! `channel` is one of the arrays of Electrograms, and has the point.
PeakToPeak peak_to_peak(const Electrograms& electrograms, const std::vector<float>& channel, std::size_t point,
                        TraceWindow window = TraceWindow::kInterest);

//! Maximum minus minimum of each point's trace inside its window, mV; NaN as above. `channel` is one of the arrays of Electrograms; empty gives an
//! empty result.
std::vector<float> peak_to_peak_mV(const Electrograms& electrograms, const std::vector<float>& channel,
                                   TraceWindow window = TraceWindow::kInterest);

//! When each point's unipolar trace falls most steeply inside its window (the sample after which the fall to the next one is largest, the first of
//! equals), ms: relative to the point's reference annotation where the electrograms have one, else from the first sample. NaN where the window holds
//! no two finite samples in a row, or the trace nowhere falls. Within a sample of a mapping system's own annotation at most points, not at all.
std::vector<float> steepest_descent_ms(const Electrograms& electrograms);

}  // namespace viamyo
