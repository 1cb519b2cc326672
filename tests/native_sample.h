// A map that has every part of the native file, for the tests of reading, writing and digests; and what undoing a part takes.
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "meshes.h"
#include "viamyo/map.h"

namespace viamyo::sample {

inline constexpr float kNoValue = std::numeric_limits<float>::quiet_NaN();

//! A field whose values are all different and none of them exact in decimals; the second has no value.
inline Field field(std::string name, std::string unit, std::size_t rows, int components = 1) {
  Field made;
  made.name = std::move(name);
  made.unit = std::move(unit);
  made.components = components;
  const std::size_t count = rows * static_cast<std::size_t>(components);
  for (std::size_t i = 0; i < count; ++i) made.values.push_back(1.0F + static_cast<float>(i) / 7.0F);
  made.values[1] = kNoValue;
  return made;
}

inline Surface surface() {
  Surface surface = meshes::uv_hemisphere(30, 6, 12);
  const std::size_t rows = surface.vertices.size();
  Field interpolated = field("UnipolarVoltage", "mV", rows);
  interpolated.origin = Origin::kInterpolated;
  interpolated.parameters = R"({"fill_distance_mm":15})";
  Field recomputed = field("LinearLocalShortening", "%", rows);
  recomputed.origin = Origin::kRecomputed;
  Field from_traces = field("BipolarVoltage", "mV", rows);
  from_traces.origin = Origin::kElectrograms;
  surface.fields = {field("EndSystolicDisplacement", "mm", rows, 3),
                    field("LocalActivationTime", "ms", rows),
                    field("ContactForce", "g", rows),
                    field("Dimensionless", "", rows),
                    field("WallThickness", "mm", rows),
                    interpolated,
                    recomputed,
                    from_traces};
  return surface;
}

inline Electrograms electrograms(std::size_t rows) {
  Electrograms egm;
  egm.samples = 20;
  egm.sampling_rate_hz = 977.5;
  egm.window_of_interest_ms = {3.25, 17.5};
  for (std::size_t i = 0; i < rows * 20; ++i) {
    const auto t = static_cast<float>(i);
    egm.unipolar.push_back(std::sin(t));
    egm.bipolar.push_back(std::cos(t));
    egm.reference.push_back(std::sin(2 * t));
  }
  for (std::size_t i = 0; i < rows; ++i) {
    egm.point_windows_ms.push_back({-2.5F, static_cast<float>(i)});
    egm.reference_annotation_ms.push_back(8.5F + static_cast<float>(i) / 3.0F);
  }
  return egm;
}

inline MappingPoints points(const Surface& surface) {
  MappingPoints points;
  for (std::size_t v = 0; v < surface.vertices.size(); v += 7) {
    points.positions.push_back(0.97 * surface.vertices[v]);
    points.end_systolic_positions.push_back(0.8 * surface.vertices[v]);
    points.names.push_back(v == 7 ? "" : "P" + std::to_string(v) + " \xC2\xB5");
    points.accepted.push_back(v == 14 ? 0 : 1);
  }
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  points.end_systolic_positions[2] = {unknown, unknown, unknown};
  const std::size_t rows = points.positions.size();
  for (const auto& [name, unit] :
       {std::pair("UnipolarVoltage", "mV"), std::pair("BipolarVoltage", "mV"), std::pair("LinearLocalShortening", "%"),
        std::pair("LocalActivationTime", "ms"), std::pair("CycleLength", "ms"), std::pair("LocationStability", "mm"),
        std::pair("LoopStability", "mm"), std::pair("Impedance", "Ohm")}) {
    points.fields.push_back(field(name, unit, rows));
  }
  points.electrograms = electrograms(rows);
  return points;
}

inline Study study() {
  Study study;
  study.map_id = "map-1";
  study.subject_id = "S-07";
  study.visit = "baseline";
  study.species = "swine";
  study.system = "NOGA XP";
  study.acquired = "2024-05-06T07:08:09Z";
  study.rhythm = "sinus";
  study.paced = false;
  study.qrs_ms = 96.5;
  study.coordinate_frame = "LPS";
  study.chamber = "LV";
  study.description = "Every part of the file, with \xC2\xB5 and a \"quote\".";
  study.synthetic = true;
  study.derived_from = std::string(64, 'a');
  study.licence = "CC0-1.0";
  return study;
}

inline Map full_map() {
  Map map;
  map.surface = surface();
  map.points = points(map.surface);
  map.landmarks = {Vec3{0, 0, 30}, Vec3{0, 0, 0}, Vec3{1.0 / 3, 2, 3}, Vec3{4, 5, 6}};
  map.study = study();
  map.ground_truth = GroundTruth{std::vector<std::uint8_t>(map.surface.vertices.size(), 2), "drawn from one tissue"};
  map.ground_truth->classes[3] = 5;
  map.provenance = {R"({"action":"phantom"})", R"({"action":"edit","settings":{"a":1}})"};
  return map;
}

//! What a map must have and nothing else.
inline Map bare_map() {
  Map map;
  map.surface = meshes::uv_hemisphere(30, 6, 12);
  return map;
}

}  // namespace viamyo::sample
