#include "random.h"

#include <bit>
#include <cmath>

#include "portable_math.h"

namespace viamyo::phantom {

namespace {

constexpr int kWaves = 48;

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed, std::string_view stream) {
  std::uint64_t mixed = 0xcbf29ce484222325U;  // FNV-1a of the stream's name
  for (const char c : stream) mixed = (mixed ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  mixed ^= split_mix(seed);
  for (std::uint64_t& word : state_) word = split_mix(mixed);
}

std::uint64_t Random::bits() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Random::uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Random::normal() {
  const double radius = std::sqrt(-2 * portable_log(1 - uniform()));
  return radius * portable_cos(2 * kPi * uniform());
}

Vec3 Random::normal_vector() {
  const double x = normal();
  const double y = normal();
  return {x, y, normal()};
}

RandomField::RandomField(std::uint64_t seed, std::string_view stream, double length_mm) {
  Random random(seed, stream);
  for (int i = 0; i < kWaves; ++i) {
    const Vec3 vector = random.normal_vector() / length_mm;
    waves_.push_back({vector, 2 * kPi * random.uniform()});
  }
}

double RandomField::operator()(const Vec3& place) const {
  double sum = 0;
  for (const Wave& wave : waves_) sum += portable_cos(dot(wave.vector, place) + wave.phase);
  return sum * std::sqrt(2.0 / kWaves);
}

}  // namespace viamyo::phantom
