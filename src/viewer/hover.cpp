#include "hover.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/value.h"
#include "map/letters.h"

namespace viamyo::viewer {
namespace {

std::string value_text(double value, std::string_view unit, std::string_view what, const std::string& origin) {
  if (!std::isfinite(value)) return fmt::format("no {}", what);
  return fmt::format("{} {:.1f} {} ({})", what, value, unit, origin);
}

std::string value_at_point(const Document& document, int point, const std::vector<float>& values, std::string_view field,
                           std::string_view unit, std::string_view what) {
  const auto row = static_cast<std::size_t>(point);
  const double value = row < values.size() ? static_cast<double>(values[row]) : kNoValue;
  return value_text(value, unit, what, origin_at_point(document, field));
}

std::string point_text(const Document& document, int point) {
  const ValuesInUse& values = document.analysis->values;
  const auto row = static_cast<std::size_t>(point);
  const std::vector<int>& excluded = document.wanted.excluded_points;
  const bool left_out = !is_accepted(document.map->points, row) || std::binary_search(excluded.begin(), excluded.end(), point);
  const std::vector<std::string>& names = document.map->points.names;
  const std::string name = row < names.size() && !names[row].empty() ? fmt::format(" ({})", quotation(names[row])) : "";
  const bool bipolar = document.analysis->settings.voltage == VoltageKind::kBipolar;
  const std::string voltage =
      bipolar ? value_at_point(document, point, values.point_bipolar_mV, field_name::kBipolarVoltage, "mV", "bipolar voltage")
              : value_at_point(document, point, values.point_unipolar_mV, field_name::kUnipolarVoltage, "mV", "unipolar voltage");
  return fmt::format(
      "Mapping point {}{}{}: {}, {}", point, name, left_out ? ", excluded" : "", voltage,
      value_at_point(document, point, values.point_shortening_percent, field_name::kLinearLocalShortening, "%", "shortening"));
}

std::string surface_text(const Document& document, const Explanation& at) {
  const Analysis& analysis = *document.analysis;
  const bool hidden = document.scene.display.classes_hidden;
  const std::string_view voltage = analysis.settings.voltage == VoltageKind::kBipolar ? "bipolar voltage" : "unipolar voltage";
  std::string text =
      fmt::format("{:.1f}, {:.1f}, {:.1f} mm: {}, {}", at.position.x, at.position.y, at.position.z,
                  value_text(at.voltage_mV, "mV", voltage, origin_on_surface(analysis.values.voltage_source)),
                  value_text(at.shortening_percent, "%", "shortening", origin_on_surface(analysis.values.shortening_source)));
  if (!hidden)
    text += fmt::format("; {}{}, unconfirmed", shown_as(at.tissue, analysis.thresholds.criteria),
                        numbers_match_picture(document) ? "" : " (updating)");
  if (at.segment > 0) text += fmt::format("; segment {} {}", at.segment, segment_name(at.segment));
  if (at.nearest_point >= 0) text += fmt::format("; {:.1f} mm from point {}", at.nearest_point_distance_mm, at.nearest_point);
  return text;
}

}  // namespace

std::string point_name(const Map& map, int point) {
  const auto row = static_cast<std::size_t>(point);
  const bool has_name = row < map.points.names.size() && !map.points.names[row].empty();
  return has_name ? printable(map.points.names[row]) : fmt::format("#{}", point);
}

std::string origin_on_surface(const std::optional<Source>& source) {
  if (!source) return "origin unknown";
  switch (*source) {
    case Source::kStored:
      return "stored in the file";
    case Source::kInterpolated:
      return "interpolated";
    case Source::kElectrograms:
      return "from electrograms, interpolated";
    case Source::kRecomputed:
      return "recomputed from motion";
  }
  return "origin unknown";
}

std::string origin_at_point(const Document& document, std::string_view field) {
  const ValuesInUse& values = document.analysis->values;
  if (field == field_name::kLinearLocalShortening && values.shortening_source == Source::kRecomputed) return "recomputed from motion";
  const Field* const stored = find_field(document.map->points.fields, field);
  const bool from_traces = field != field_name::kLinearLocalShortening && values.voltage_source == Source::kElectrograms;
  if (from_traces || !has_values(stored)) return "from electrograms";
  return stored->origin == Origin::kMappingSystem ? "measured" : std::string(to_string(stored->origin));
}

void hover_at(AppState& state, int view, const std::optional<SurfacePoint>& place, int point) {
  state.hover = {};
  const Document* const document = state.document();
  if (document == nullptr || (!place && point < 0)) return;
  state.hover.view = view;
  state.hover.point = point;
  if (place) state.hover.at = explain_place(*document->map, *document->analysis, *place);
  state.hover.text = point >= 0 ? point_text(*document, point) : surface_text(*document, *state.hover.at);
}

}  // namespace viamyo::viewer
