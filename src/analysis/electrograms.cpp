#include "viamyo/electrograms.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shortest_decimal.h"

namespace viamyo {

namespace {

constexpr SampleWindow kNoSamples{0, -1};

// The window that belongs to the point, ms from the first sample; NaN where it cannot be told.
std::array<double, 2> window_ms(const Electrograms& electrograms, std::size_t point) {
  constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  if (electrograms.point_windows_ms.empty()) return electrograms.window_of_interest_ms.value_or(std::array{kUnknown, kUnknown});
  if (point >= electrograms.point_windows_ms.size() || point >= electrograms.reference_annotation_ms.size()) return {kUnknown, kUnknown};
  const auto& relative = electrograms.point_windows_ms[point];
  const double reference = electrograms.reference_annotation_ms[point];
  return {reference + relative[0], reference + relative[1]};
}

}  // namespace

SampleWindow window_of_interest(const Electrograms& electrograms, std::size_t point, TraceWindow window) {
  const int last_sample = electrograms.samples - 1;
  if (window == TraceWindow::kWhole) return {0, last_sample};

  const auto [from_ms, to_ms] = window_ms(electrograms, point);
  const double from = std::round(from_ms * electrograms.sampling_rate_hz / 1000);
  const double to = std::round(to_ms * electrograms.sampling_rate_hz / 1000);
  if (!(from <= to) || to < 0 || from > last_sample) return kNoSamples;  // also when one of them is NaN
  return {static_cast<int>(std::max(from, 0.0)), static_cast<int>(std::min<double>(to, last_sample))};
}

std::vector<float> steepest_descent_ms(const Electrograms& electrograms) {
  if (electrograms.unipolar.empty() || electrograms.samples <= 0) return {};
  const auto samples = static_cast<std::size_t>(electrograms.samples);
  std::vector<float> times(electrograms.unipolar.size() / samples, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t point = 0; point < times.size(); ++point) {
    const SampleWindow window = window_of_interest(electrograms, point);
    const float* const trace = &electrograms.unipolar[point * samples];
    double steepest = 0;
    for (int s = window.first; s < window.last; ++s) {
      const double fall = static_cast<double>(trace[s]) - trace[s + 1];
      if (!(fall > steepest)) continue;  // false for NaN as well
      steepest = fall;
      const double time = s * 1000 / electrograms.sampling_rate_hz;
      const bool has_reference = point < electrograms.reference_annotation_ms.size();
      times[point] = static_cast<float>(time - (has_reference ? electrograms.reference_annotation_ms[point] : 0));
    }
  }
  return times;
}

PeakToPeak peak_to_peak(const Electrograms& electrograms, const std::vector<float>& channel, std::size_t point, TraceWindow window) {
  const auto [first, last] = window_of_interest(electrograms, point, window);
  int finite = 0;
  float low = std::numeric_limits<float>::infinity();
  float high = -low;
  for (int s = first; s <= last; ++s) {
    const float value = channel[point * static_cast<std::size_t>(electrograms.samples) + static_cast<std::size_t>(s)];
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
    ++finite;
  }
  if (finite < 2) low = high = std::numeric_limits<float>::quiet_NaN();
  return {low, high, std::isnan(low) ? low : static_cast<float>(shortest_decimal(high) - shortest_decimal(low))};
}

std::vector<float> peak_to_peak_mV(const Electrograms& electrograms, const std::vector<float>& channel, TraceWindow window) {
  if (channel.empty() || electrograms.samples <= 0) return {};
  std::vector<float> voltages(channel.size() / static_cast<std::size_t>(electrograms.samples));
  for (std::size_t point = 0; point < voltages.size(); ++point)
    voltages[point] = peak_to_peak(electrograms, channel, point, window).voltage;
  return voltages;
}

}  // namespace viamyo
