#include "signals.h"

#include <algorithm>
#include <cmath>

#include "portable_math.h"

namespace viamyo::phantom {

namespace {

constexpr int kSamples = 320;  // at 1000 Hz: a sample is a millisecond
constexpr int kReference = 90;
constexpr int kWindowFirst = 40;
constexpr int kWindowLast = 230;
constexpr double kRepolarisation_ms = 290;  // the T wave lies outside the window, and is not voltage

double bell(double x) { return portable_exp(-x * x / 2); }

bool is_scarred(Tissue tissue) {
  return tissue == Tissue::kTransmuralInfarct || tissue == Tissue::kAneurysm || tissue == Tissue::kNonTransmuralScar;
}

// The wave front comes and goes: up, steeply down at the moment of activation, and back; slower where muscle is scarred.
std::vector<double> unipolar_trace(const Reading& reading, double activation, Random& random) {
  const double width_ms = is_scarred(reading.tissue) || reading.is_false ? 11 : 6;
  const double rise = random.uniform(0.3, 0.8);
  const double repolarisation = random.uniform(0.1, 0.3);
  std::vector<double> trace(kSamples);
  for (int s = 0; s < kSamples; ++s) {
    const double x = (s - activation) / width_ms;
    const double front = -x * bell(x) * (x < 0 ? rise : 1);
    trace[static_cast<std::size_t>(s)] = front + repolarisation * bell((s - kRepolarisation_ms) / 22) + 0.003 * random.normal();
  }
  return trace;
}

// A short deflection, or, in scar, several that follow each other.
std::vector<double> bipolar_trace(const Reading& reading, double activation, Random& random) {
  const int deflections = is_scarred(reading.tissue) ? 4 : 1;
  std::vector<double> trace(kSamples, 0.0);
  double centre = activation;
  double strength = 1;
  for (int d = 0; d < deflections; ++d) {
    for (int s = 0; s < kSamples; ++s) {
      const double x = (s - centre) / 3.5;
      trace[static_cast<std::size_t>(s)] += strength * (1 - x * x) * bell(x);
    }
    centre += random.uniform(6, 11);
    strength = random.uniform(-0.8, 0.8);
  }
  for (double& value : trace) value += 0.004 * random.normal();
  return trace;
}

std::vector<double> reference_trace() {
  std::vector<double> trace(kSamples);
  for (int s = 0; s < kSamples; ++s) {
    const double depolarisation = bell((s - kReference) / 7.0) - 0.25 * bell((s - kReference - 20) / 8.0);
    trace[static_cast<std::size_t>(s)] = depolarisation + 0.2 * bell((s - kRepolarisation_ms) / 22);
  }
  return trace;
}

void append(std::vector<float>& all, const std::vector<float>& trace) { all.insert(all.end(), trace.begin(), trace.end()); }

}  // namespace

// All samples lie on a grid of 1/128 of the voltage's power of two or finer, so that the lowest sample, and the highest as that plus the voltage,
// are exact in float32, and so is their difference.
std::vector<float> with_peak_to_peak(const std::vector<double>& trace, int first, int last, float voltage_mV) {
  const auto [lowest, highest] = std::minmax_element(trace.begin() + first, trace.begin() + last + 1);
  int exponent = 0;
  std::frexp(voltage_mV, &exponent);
  const double grid_mV = std::ldexp(1.0, exponent - 8);
  const double scale = voltage_mV / (*highest - *lowest);
  const auto on_grid = [&](double value) { return std::floor(scale * value / grid_mV + 0.5) * grid_mV; };

  const double low_mV = on_grid(*lowest);
  const double high_mV = low_mV + static_cast<double>(voltage_mV);
  std::vector<float> scaled;
  scaled.reserve(trace.size());
  for (const double value : trace) scaled.push_back(static_cast<float>(on_grid(value)));
  for (int s = first; s <= last; ++s) {
    float& value = scaled[static_cast<std::size_t>(s)];
    value = static_cast<float>(std::clamp(static_cast<double>(value), low_mV, high_mV));
  }
  scaled[static_cast<std::size_t>(highest - trace.begin())] = static_cast<float>(high_mV);
  return scaled;
}

Electrograms make_electrograms(const std::vector<Reading>& readings, std::uint64_t seed, std::string_view stream) {
  Random random(seed, stream);
  Electrograms electrograms;
  electrograms.samples = kSamples;
  electrograms.sampling_rate_hz = 1000;
  electrograms.window_of_interest_ms = {static_cast<double>(kWindowFirst), static_cast<double>(kWindowLast)};
  const std::vector<float> reference = with_peak_to_peak(reference_trace(), 0, kSamples - 1, 1.2F);
  for (const Reading& reading : readings) {
    const double activation = kReference + static_cast<double>(reading.activation_ms);
    append(electrograms.unipolar,
           with_peak_to_peak(unipolar_trace(reading, activation, random), kWindowFirst, kWindowLast, reading.unipolar_mV));
    append(electrograms.bipolar,
           with_peak_to_peak(bipolar_trace(reading, activation, random), kWindowFirst, kWindowLast, reading.bipolar_mV));
    append(electrograms.reference, reference);
  }
  return electrograms;
}

}  // namespace viamyo::phantom
