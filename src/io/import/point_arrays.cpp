#include "point_arrays.h"

#include <algorithm>
#include <cmath>

#include "import_tools.h"

namespace viamyo {

void add_point_values(Import& import, std::string_view field, std::string_view unit, std::vector<float> values) {
  const std::size_t points = import.map.points.positions.size();
  if (values.empty()) return;
  if (values.size() != points) {
    import.lost(NoteKind::kDropped, "{}: has {} values for {} points", field, values.size(), points);
    return;
  }
  add_measured(import, import.map.points.fields, {std::string(field), std::string(unit), 1, Origin::kMappingSystem, {}, std::move(values)});
}

std::vector<float> activation_ms(std::span<const double> mapped, std::span<const double> reference, double sampling_rate_hz) {
  std::vector<float> values;
  if (mapped.size() != reference.size() || !(sampling_rate_hz > 0)) return values;
  for (std::size_t p = 0; p < mapped.size(); ++p)
    values.push_back(
        carto_value((mapped[p] - reference[p]) == kCartoNothing ? kCartoNothing : (mapped[p] - reference[p]) * 1000 / sampling_rate_hz));
  return values;
}

void set_windows(Electrograms& electrograms, std::span<const double> from, std::span<const double> to, std::span<const double> reference) {
  const double ms = 1000 / electrograms.sampling_rate_hz;
  for (std::size_t p = 0; p < from.size(); ++p) {
    electrograms.point_windows_ms.push_back({static_cast<float>(from[p] * ms), static_cast<float>(to[p] * ms)});
    electrograms.reference_annotation_ms.push_back(static_cast<float>(reference[p] * ms));
  }
}

}  // namespace viamyo
