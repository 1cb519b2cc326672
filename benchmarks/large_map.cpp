#include "large_map.h"

#include <cmath>
#include <cstdint>
#include <numbers>

namespace viamyo::benchmarks {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kRadius_mm = 25;
constexpr double kLength_mm = 85;
constexpr int kPoints = 150;

Vec3 on_ventricle(double degrees, double t) {
  const double r = kRadius_mm * std::sqrt(1 - t * t);
  return {r * std::cos(degrees * kPi / 180), r * std::sin(degrees * kPi / 180), kLength_mm * t};
}

}  // namespace

Map large_map(int vertices) {
  const int rows = static_cast<int>(std::sqrt(vertices / 1.6));
  const int sectors = vertices / rows;
  Map map;
  for (int row = 0; row < rows; ++row) {
    for (int s = 0; s < sectors; ++s) map.surface.vertices.push_back(on_ventricle(360.0 * s / sectors, static_cast<double>(row) / rows));
  }
  map.surface.vertices.push_back(on_ventricle(0, 1));
  const auto at = [&](int row, int s) { return static_cast<std::int32_t>(row * sectors + s % sectors); };
  for (int row = 0; row + 1 < rows; ++row) {
    for (int s = 0; s < sectors; ++s) {
      map.surface.triangles.push_back({at(row, s), at(row, s + 1), at(row + 1, s + 1)});
      map.surface.triangles.push_back({at(row, s), at(row + 1, s + 1), at(row + 1, s)});
    }
  }
  for (int s = 0; s < sectors; ++s)
    map.surface.triangles.push_back({at(rows - 1, s), at(rows - 1, s + 1), static_cast<std::int32_t>(rows * sectors)});

  Field voltage{"UnipolarVoltage", "mV"};
  Field shortening{"LinearLocalShortening", "%"};
  for (int i = 0; i < kPoints; ++i) {
    // The golden angle spreads the points evenly without a pattern along any meridian.
    const double t = (i + 0.5) / kPoints * 0.97;
    const double degrees = 137.508 * i;
    map.points.positions.push_back(on_ventricle(degrees, t));
    voltage.values.push_back(static_cast<float>(7.5 + 4.5 * std::cos((degrees - 90) * kPi / 180) * t));
    shortening.values.push_back(static_cast<float>(11 + 7 * std::sin(degrees * kPi / 180 + 2 * t)));
  }
  map.points.fields = {voltage, shortening};
  map.landmarks = {on_ventricle(0, 1), Vec3{0, 0, 0}, on_ventricle(120, 0.2), on_ventricle(240, 0.2)};
  map.study.synthetic = true;
  map.study.map_id = "benchmark";
  map.study.rhythm = "sinus";
  return map;
}

}  // namespace viamyo::benchmarks
