// Maps with known answers for the tests of the analysis: a hemisphere with stored fields and landmarks, points on it, and short hands.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string_view>
#include <vector>

#include "meshes.h"
#include "viamyo/analysis.h"

namespace viamyo {

inline constexpr double kRadius = 25;
inline constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

inline void set_field(Map& map, std::string_view name, std::string_view unit, const std::function<double(const Vec3&)>& value) {
  meshes::add_field(map.surface, name, unit, value);
}

//! A hemisphere, rim at z = 0, pole at z = 25, with stored voltage and shortening and full landmarks (apex at the pole, septum towards -x).
inline Map hemisphere(const std::function<double(const Vec3&)>& voltage, const std::function<double(const Vec3&)>& shortening,
                      int rings = 64, int sectors = 128) {
  Map map;
  map.surface = meshes::uv_hemisphere(kRadius, rings, sectors);
  set_field(map, field_name::kUnipolarVoltage, "mV", voltage);
  set_field(map, field_name::kLinearLocalShortening, "%", shortening);
  map.landmarks.mitral_annulus_center = Vec3{0, 0, 0};
  map.landmarks.apex = Vec3{0, 0, kRadius};
  const auto on_rim = [](double degrees) {
    return Vec3{kRadius * std::cos(degrees * meshes::kPi / 180), kRadius * std::sin(degrees * meshes::kPi / 180), 0};
  };
  map.landmarks.anterior_rv_insertion = on_rim(120);
  map.landmarks.inferior_rv_insertion = on_rim(240);
  map.study.synthetic = true;
  return map;
}

inline Analysis analyzed(const Map& map, const std::vector<SettingChange>& changes = {}) {
  return analyze(map, make_settings("", changes), "test");
}

inline double area_of(const Analysis& a, TissueClass tissue) { return a.class_area_mm2[static_cast<std::size_t>(tissue)]; }

inline double sum_of_classes(const Analysis& a) {
  double sum = 0;
  for (std::size_t c = 1; c < a.class_area_mm2.size(); ++c) sum += a.class_area_mm2[c];
  return sum;
}

inline bool warns(const Analysis& a, std::string_view code) {
  return std::any_of(a.warnings.begin(), a.warnings.end(), [&](const Warning& w) { return w.code == code; });
}

//! The same accepted points everywhere on a surface: every `step`-th vertex.
inline void add_points(Map& map, std::size_t step) {
  Field uv{"UnipolarVoltage", "mV"};
  Field lls{"LinearLocalShortening", "%"};
  for (std::size_t v = 0; v < map.surface.vertices.size(); v += step) {
    map.points.positions.push_back(map.surface.vertices[v]);
    uv.values.push_back(find_field(map.surface.fields, "UnipolarVoltage")->values[v]);
    lls.values.push_back(find_field(map.surface.fields, "LinearLocalShortening")->values[v]);
  }
  map.points.fields = {uv, lls};
}

}  // namespace viamyo
