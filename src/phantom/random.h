// Random numbers that are the same everywhere: xoshiro256** (Blackman and Vigna 2018) with our own distributions.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "viamyo/vec3.h"

namespace viamyo::phantom {

//! A stream of random numbers. Streams of the same seed but other names are independent, so that, say, two visits of one patient share the
//! heart's shape while their points differ.
class Random {
 public:
  Random(std::uint64_t seed, std::string_view stream);

  std::uint64_t bits();
  double uniform();  //!< in [0, 1)
  double uniform(double low, double high);
  double normal();       //!< mean 0, SD 1 (Box and Muller)
  Vec3 normal_vector();  //!< three independent normal numbers

 private:
  std::array<std::uint64_t, 4> state_{};
};

//! A smooth random function of place, about normal with mean 0 and SD 1 at each place; places a `length_mm` apart still correlate by 0.6.
//! A sum of plane waves with normally distributed wave vectors: its covariance is exp(-(d / length)^2 / 2) (Rahimi and Recht 2007).
class RandomField {
 public:
  RandomField(std::uint64_t seed, std::string_view stream, double length_mm);

  double operator()(const Vec3& place) const;

 private:
  struct Wave {
    Vec3 vector;
    double phase = 0;
  };
  std::vector<Wave> waves_;
};

}  // namespace viamyo::phantom
