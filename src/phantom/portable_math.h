// Elementary functions made of +, -, *, / and exact operations alone, so that a phantom is the same, bit for bit, whatever the C library.
#pragma once

namespace viamyo::phantom {

inline constexpr double kPi = 3.14159265358979323846;

//! Within a few units in the last place of the exact value; sine and cosine for |x| below 1e5, which is far more than a phantom asks for.
double portable_exp(double x);
double portable_log(double x);
double portable_sin(double x);
double portable_cos(double x);

constexpr double radians(double degrees) { return degrees * (kPi / 180); }

//! 0 below `from`, 1 above `to`, smooth between them.
constexpr double smooth_step(double from, double to, double x) {
  const double u = (x - from) / (to - from);
  if (u <= 0) return 0;
  if (u >= 1) return 1;
  return u * u * (3 - 2 * u);
}

//! How far two directions around the axis lie apart, in degrees: 0 to 180. Both in radians.
double degrees_between(double a, double b);

}  // namespace viamyo::phantom
