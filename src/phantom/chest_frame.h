// From the heart's own coordinates (shape.h) to those of the chest.
#pragma once

#include <cmath>

#include "viamyo/vec3.h"

namespace viamyo::phantom {

// How the heart lies in the chest. LPS: x to the patient's left, y to the back, z to the head.
class ChestFrame {
 public:
  explicit ChestFrame(double heart_length) : half_length_(heart_length / 2) {}

  [[nodiscard]] Vec3 place(const Vec3& heart) const { return on_grid(kCentre + direction(heart + Vec3{0, 0, half_length_})); }
  [[nodiscard]] Vec3 direction(const Vec3& heart) const { return heart.x * lateral_ + heart.y * anterior_ + heart.z * apical_; }

 private:
  static constexpr Vec3 kCentre{32, -28, 18};
  static constexpr double kGrid_mm = 1.0 / 1024;  // coordinates on a fine grid: files pack better, and nobody maps finer

  static Vec3 on_grid(const Vec3& p) {
    const auto snap = [](double x) { return std::floor(x / kGrid_mm + 0.5) * kGrid_mm; };
    return {snap(p.x), snap(p.y), snap(p.z)};
  }

  double half_length_;
  Vec3 apical_ = normalized(Vec3{0.66, -0.60, -0.45});                  // left, anterior, inferior
  Vec3 anterior_ = normalized(cross(apical_, Vec3{0.70, 0.70, 0.12}));  // the septum faces right and to the front
  Vec3 lateral_ = cross(anterior_, apical_);
};

}  // namespace viamyo::phantom
