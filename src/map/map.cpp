#include "viamyo/map.h"

#include <algorithm>
#include <cmath>

namespace viamyo {

namespace {

constexpr std::array<std::string_view, 4> kOriginNames{"mapping_system", "interpolated", "recomputed", "electrograms"};

struct WellKnown {
  std::string_view name;
  std::string_view unit;
  int components;
};

constexpr std::array<WellKnown, 9> kWellKnown{{{field_name::kUnipolarVoltage, "mV", 1},
                                               {field_name::kBipolarVoltage, "mV", 1},
                                               {field_name::kLinearLocalShortening, "%", 1},
                                               {field_name::kLocalActivationTime, "ms", 1},
                                               {field_name::kEndSystolicDisplacement, "mm", 3},
                                               {field_name::kWallThickness, "mm", 1},
                                               {field_name::kCycleLength, "ms", 1},
                                               {field_name::kLocationStability, "mm", 1},
                                               {field_name::kLoopStability, "mm", 1}}};

const WellKnown* well_known(std::string_view name) {
  const auto* const found = std::find_if(kWellKnown.begin(), kWellKnown.end(), [&](const WellKnown& w) { return w.name == name; });
  return found == kWellKnown.end() ? nullptr : found;
}

}  // namespace

std::string_view to_string(Origin origin) { return kOriginNames.at(static_cast<std::size_t>(origin)); }

std::optional<Origin> origin_from_string(std::string_view text) {
  const auto* const found = std::find(kOriginNames.begin(), kOriginNames.end(), text);
  if (found == kOriginNames.end()) return std::nullopt;
  return static_cast<Origin>(found - kOriginNames.begin());
}

const Field* find_field(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

Field* find_field(std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::string_view required_unit(std::string_view field_name) {
  const WellKnown* const known = well_known(field_name);
  return known != nullptr ? known->unit : std::string_view{};
}

int required_components(std::string_view field_name) {
  const WellKnown* const known = well_known(field_name);
  return known != nullptr ? known->components : 0;
}

bool has_values(const Field* field) {
  return field != nullptr && std::any_of(field->values.begin(), field->values.end(), [](float v) { return std::isfinite(v); });
}

bool is_accepted(const MappingPoints& points, std::size_t point) { return points.accepted.empty() || points.accepted[point] != 0; }

std::size_t accepted_count(const MappingPoints& points) {
  if (points.accepted.empty()) return points.positions.size();
  return static_cast<std::size_t>(std::count_if(points.accepted.begin(), points.accepted.end(), [](std::uint8_t a) { return a != 0; }));
}

Landmarks landmarks_with(Landmarks own, const Landmarks& given) {
  for (const LandmarkName& landmark : kLandmarkNames) {
    if (given.*landmark.place) own.*landmark.place = given.*landmark.place;
  }
  return own;
}

}  // namespace viamyo
