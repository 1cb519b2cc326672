#include "shape.h"

#include <algorithm>
#include <cmath>

#include "portable_math.h"

namespace viamyo::phantom {

namespace {

constexpr double kOpening = 2.0;      // polar angle of the mean rim, seen from the centre of the ellipsoid: 115 degrees
constexpr double kTilt = 0.07;        // the rim lies farther from the apex on the side of the aorta
constexpr double kSaddle = 0.05;      // and has two horns
constexpr double kAortaAngle = 2.27;  // 130 degrees, anteroseptal
constexpr double kTaper = 0.2;        // narrower towards the apex
constexpr double kSeptalFlattening = 0.16;
constexpr double kApexBend_mm = 4;  // the tip bends towards the septum
constexpr double kRelief_mm = 0.7;
constexpr double kReliefLength_mm = 16;
constexpr int kWallSteps = 400;

// Half the height of the ellipsoid, so that the mean rim lies a `length` from the apex.
double semi_axis(double length) { return length / (1 - portable_cos(kOpening)); }

}  // namespace

Shape::Shape(const ShapeSpec& spec, std::uint64_t seed) : spec_(spec), relief_(seed, "relief", kReliefLength_mm) {
  measure_wall();
  bulge_centre_ = smooth_place(spec_.bulge_height, radians(spec_.bulge_angle_degrees));
}

double Shape::opening(double angle) const {
  return kOpening + kTilt * portable_cos(angle - kAortaAngle) + kSaddle * portable_cos(2 * (angle - kAortaAngle));
}

// Tabulates the way along the wall of the mean ellipse, so that equal steps of height are equal steps along the wall.
void Shape::measure_wall() {
  const double axis = semi_axis(spec_.length);
  std::vector<double> way(kWallSteps + 1, 0.0);
  for (std::size_t i = 1; i <= kWallSteps; ++i) {
    const double polar = kOpening * (static_cast<double>(i) - 0.5) / kWallSteps;
    const double along = spec_.radius * portable_cos(polar);
    const double down = axis * portable_sin(polar);
    way[i] = way[i - 1] + std::sqrt(along * along + down * down) * kOpening / kWallSteps;
  }
  wall_length_ = way.back();
  fraction_at_.assign(kWallSteps + 1, 0.0);
  std::size_t segment = 1;
  for (std::size_t i = 0; i <= kWallSteps; ++i) {
    const double wanted = wall_length_ * static_cast<double>(i) / kWallSteps;
    while (segment < kWallSteps && way[segment] < wanted) ++segment;
    const double inside = (wanted - way[segment - 1]) / (way[segment] - way[segment - 1]);
    fraction_at_[i] = (static_cast<double>(segment - 1) + inside) / kWallSteps;
  }
}

Vec3 Shape::smooth_place(double height, double angle) const {
  const double step = std::clamp(1 - height, 0.0, 1.0) * kWallSteps;
  const auto low = std::min(static_cast<std::size_t>(step), static_cast<std::size_t>(kWallSteps - 1));
  const double fraction = fraction_at_[low] + (step - static_cast<double>(low)) * (fraction_at_[low + 1] - fraction_at_[low]);
  const double polar = fraction * opening(angle);
  const double cosine = portable_cos(polar);

  const double septal = (1 - portable_cos(angle)) / 2;
  const double flattened = 1 - kSeptalFlattening * septal * septal * septal * portable_sin(polar / 2);
  const double radius = spec_.radius * portable_sin(polar) * (1 - kTaper * (1 + cosine) / 2) * flattened;
  const double bend = kApexBend_mm * (1 + cosine) * (1 + cosine) / 4;
  return {radius * portable_cos(angle) - bend, radius * portable_sin(angle), -semi_axis(spec_.length) * (1 - cosine)};
}

Vec3 Shape::outward_normal(double height, double angle) const {
  constexpr double kStep = 1e-3;
  const double inner_height = std::clamp(height, 2 * kStep, 1 - 0.02);  // no direction around at the tip itself
  const Vec3 around = smooth_place(inner_height, angle + kStep) - smooth_place(inner_height, angle - kStep);
  const Vec3 towards_apex = smooth_place(inner_height + kStep, angle) - smooth_place(inner_height - kStep, angle);
  return normalized(cross(around, towards_apex));
}

Vec3 Shape::place(double height, double angle) const {
  const Vec3 smooth = smooth_place(height, angle);
  const double far = distance(smooth, bulge_centre_) / spec_.bulge_width;
  // No relief at the very tip, where the normal above depends on the angle.
  const double relief = kRelief_mm * relief_(smooth) * smooth_step(1.0, 0.8, height);
  const double bulge = spec_.bulge * portable_exp(-far * far);
  if (bulge <= 0) return smooth + relief * outward_normal(height, angle);
  // The bulge blows up from a centre inside, so that the tip moves straight down.
  const Vec3 centre{0, 0, -0.35 * spec_.length};
  return smooth + relief * outward_normal(height, angle) + bulge * normalized(smooth - centre);
}

}  // namespace viamyo::phantom
