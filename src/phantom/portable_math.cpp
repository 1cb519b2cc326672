#include "portable_math.h"

#include <cmath>

namespace viamyo::phantom {

namespace {

// ln 2 and pi/2 in two parts: multiples of the first are exact, the second holds what is left.
constexpr double kLn2High = 0x1.62e42feep-1;
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
constexpr double kHalfPiHigh = 0x1.921fb544p+0;
constexpr double kHalfPiLow = 0x1.0b4611a626331p-34;
constexpr double kSqrtHalf = 0x1.6a09e667f3bcdp-1;

// Taylor series on |x| <= pi/4.
double sine_series(double x) {
  double sum = 0;
  for (int n = 19; n >= 3; n -= 2) sum = (1 - sum) * (x * x) / (n * (n - 1));
  return x * (1 - sum);
}

double cosine_series(double x) {
  double sum = 0;
  for (int n = 20; n >= 2; n -= 2) sum = (1 - sum) * (x * x) / (n * (n - 1));
  return 1 - sum;
}

// sin(x + quarters * pi / 2)
double sine_of(double x, int quarters) {
  const double n = std::floor(x / (kHalfPiHigh + kHalfPiLow) + 0.5);
  const double rest = (x - n * kHalfPiHigh) - n * kHalfPiLow;
  const int quadrant = static_cast<int>(static_cast<long long>(n) + quarters) & 3;
  const double value = (quadrant & 1) != 0 ? cosine_series(rest) : sine_series(rest);
  return (quadrant & 2) != 0 ? -value : value;
}

}  // namespace

double portable_exp(double x) {
  const double n = std::floor(x / (kLn2High + kLn2Low) + 0.5);
  if (n < -1000) return 0;
  const double rest = (x - n * kLn2High) - n * kLn2Low;
  double sum = 1;
  for (int k = 14; k >= 1; --k) sum = 1 + sum * rest / k;
  return std::ldexp(sum, static_cast<int>(n));
}

double portable_log(double x) {
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < kSqrtHalf) {
    mantissa *= 2;
    --exponent;
  }
  const double s = (mantissa - 1) / (mantissa + 1);
  double sum = 0;
  for (int k = 23; k >= 1; k -= 2) sum = sum * (s * s) + 1.0 / k;
  return exponent * kLn2High + (exponent * kLn2Low + 2 * s * sum);
}

double portable_sin(double x) { return sine_of(x, 0); }
double portable_cos(double x) { return sine_of(x, 1); }

double degrees_between(double a, double b) {
  const double turns = (a - b) / (2 * kPi);
  return 360 * std::abs(turns - std::floor(turns + 0.5));
}

}  // namespace viamyo::phantom
