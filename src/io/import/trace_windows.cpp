#include "trace_windows.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace viamyo {

namespace {

// Of the point's channels that have values: first and last sample, ms from the first of the recording.
std::optional<std::array<double, 2>> extent_ms(const Electrograms& egm, std::size_t point) {
  const auto samples = static_cast<std::size_t>(egm.samples);
  std::optional<std::array<double, 2>> extent;
  for (const std::vector<float>* const channel : {&egm.unipolar, &egm.bipolar}) {
    if (channel->size() < (point + 1) * samples) continue;
    for (std::size_t s = 0; s < samples; ++s) {
      if (!std::isfinite((*channel)[point * samples + s])) continue;
      const double ms = static_cast<double>(s) * 1000 / egm.sampling_rate_hz;
      if (!extent) extent = {ms, ms};
      (*extent)[0] = std::min((*extent)[0], ms);
      (*extent)[1] = std::max((*extent)[1], ms);
    }
  }
  return extent;
}

}  // namespace

void tell_windows(Import& import) {
  if (!import.map.points.electrograms || import.map.points.electrograms->point_windows_ms.empty()) return;
  const Electrograms& egm = *import.map.points.electrograms;
  const std::size_t points = import.map.points.positions.size();
  const double step = 1000 / egm.sampling_rate_hz;
  std::size_t reversed = 0;
  std::size_t outside = 0;
  std::size_t beyond = 0;
  for (std::size_t p = 0; p < std::min(points, egm.point_windows_ms.size()); ++p) {
    const double reference = p < egm.reference_annotation_ms.size() ? static_cast<double>(egm.reference_annotation_ms[p]) : NAN;
    const double from = reference + static_cast<double>(egm.point_windows_ms[p][0]);
    const double to = reference + static_cast<double>(egm.point_windows_ms[p][1]);
    const std::optional<std::array<double, 2>> extent = extent_ms(egm, p);
    if (!extent || !std::isfinite(from) || !std::isfinite(to)) continue;  // said where it is missing
    const auto [first, last] = *extent;
    if (from > to)
      ++reversed;
    else if (std::min(to, last) - std::max(from, first) < step / 2)
      ++outside;
    else if (from < first - step / 2 || to > last + step / 2)
      ++beyond;
  }
  if (reversed > 0)
    import.lost(NoteKind::kDropped,
                "windows of interest of {} of {} points: they end before they begin, so their electrograms give no voltage", reversed,
                points);
  if (outside > 0)
    import.lost(NoteKind::kDropped,
                "windows of interest of {} of {} points: they hold no two samples of the traces, and so give no voltage", outside, points);
  if (beyond > 0)
    import.lost(NoteKind::kMissing,
                "samples of {} of {} points: their windows of interest reach beyond the traces, and voltages from these are of the "
                "part inside",
                beyond, points);
}

}  // namespace viamyo
