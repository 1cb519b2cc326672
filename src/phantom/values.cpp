#include "values.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "portable_math.h"

namespace viamyo::phantom {

namespace {

constexpr double kCorrelationLength_mm = 16;
constexpr double kFieldShare = 0.6;  // of the variance; the rest differs from point to point
constexpr double kShorteningFieldShare = 0.7;
constexpr double kUnipolarInBipolar = 0.5;  // correlation of the two voltages
constexpr double kUnipolarInShortening = 0.2;
constexpr double kAnteriorUnipolar = 0.07;  // pigs: anterior UV about 15 % higher and BV about 35 % lower than remote
constexpr double kAnteriorBipolar = -0.17;
constexpr double kApicalShortening = 3;  // % more at the apex than at the base; ours

double mix(double share, double a, double b) { return std::sqrt(share) * a + std::sqrt(1 - share) * b; }
double correlate(double r, double with, double own) { return r * with + std::sqrt(1 - r * r) * own; }

// The lognormal law with this mean and SD, at a standard normal number.
double lognormal(const Law& law, double normal) {
  const double variance = portable_log(1 + law.sd * law.sd / (law.mean * law.mean));
  return law.mean * portable_exp(std::sqrt(variance) * normal - variance / 2);
}

// Mapping systems store few digits.
float rounded(double value, double step) { return static_cast<float>(std::floor(value / step + 0.5) * step); }

// The three random functions of place behind the values, and the stream of what differs from point to point.
class Laws {
 public:
  Laws(const CaseSpec& spec, std::uint64_t seed)
      : spec_(spec),
        unipolar_(seed, name("unipolar"), kCorrelationLength_mm),
        bipolar_(seed, name("bipolar"), kCorrelationLength_mm),
        shortening_(seed, name("shortening"), kCorrelationLength_mm),
        random_(seed, name("points")) {}

  void draw(const Site& site, Reading& reading) {
    const TissueDistribution& law = distribution_of(reading.tissue);
    const double unipolar = mix(kFieldShare, unipolar_(site.wall), random_.normal());
    const double bipolar = correlate(kUnipolarInBipolar, unipolar, mix(kFieldShare, bipolar_(site.wall), random_.normal()));
    const double shortening =
        correlate(kUnipolarInShortening, unipolar, mix(kShorteningFieldShare, shortening_(site.wall), random_.normal()));
    const double anterior = portable_sin(site.angle);
    reading.unipolar_mV = rounded(std::max(0.3, lognormal(law.unipolar_mV, unipolar) * (1 + kAnteriorUnipolar * anterior)), 0.01);
    reading.bipolar_mV = rounded(std::max(0.1, lognormal(law.bipolar_mV, bipolar) * (1 + kAnteriorBipolar * anterior)), 0.01);
    reading.shortening_percent = rounded(mean_shortening(reading.tissue, site) + law.shortening_percent.sd * shortening, 0.1);
  }

  void draw_quality(Reading& reading) {
    reading.cycle_length_ms = rounded(spec_.rhythm.cycle_length_ms + 12 * random_.normal(), 1);
    reading.location_stability_mm = rounded(lognormal({1.33, 0.61}, random_.normal()), 0.01);  // Lessick 2001, pigs
    reading.loop_stability_mm = rounded(lognormal({2.6, 0.9}, random_.normal()), 0.01);
  }

  Random& random() { return random_; }

 private:
  [[nodiscard]] std::string name(std::string_view quantity) const { return std::string(spec_.id).append("/").append(quantity); }

  [[nodiscard]] double mean_shortening(Tissue tissue, const Site& site) const {
    const double mean = distribution_of(tissue).shortening_percent.mean;
    return tissue == Tissue::kNormal ? mean + spec_.shortening_offset_percent + kApicalShortening * (site.height - 0.5) : mean;
  }

  const CaseSpec& spec_;
  RandomField unipolar_;
  RandomField bipolar_;
  RandomField shortening_;
  Random random_;
};

float activation_ms(const CaseSpec& spec, const Shape& shape, const Site& site, Tissue tissue, Random& random) {
  const Rhythm& rhythm = spec.rhythm;
  const Vec3 earliest = shape.place(rhythm.earliest_height, radians(rhythm.earliest_angle_degrees));
  const double travelled = distance(site.wall, earliest) / rhythm.speed_mm_per_ms;
  return rounded(rhythm.earliest_ms + travelled + distribution_of(tissue).conduction_delay_ms + 3 * random.normal(), 1);
}

bool lies_in(const FalsePoints& sector, const Site& site) {
  return site.height < sector.below_height && degrees_between(site.angle, radians(sector.angle_degrees)) < sector.half_width_degrees;
}

// In turn: poor contact, the valve's plane (beyond the rim), floating inside the cavity. All three read low and move with nothing.
void falsify(int kind, Site& site, const Shape& shape, Reading& reading, Random& random) {
  const Vec3 outward = shape.outward_normal(site.height, site.angle);
  if (kind == 1) site.position += Vec3{0, 0, -random.uniform(3, 6)};
  if (kind == 2) site.position += -random.uniform(6, 11) * outward;
  reading.is_false = true;
  reading.unipolar_mV = rounded(lognormal({kind == 0 ? 3.4 : 2.6, 0.9}, random.normal()), 0.01);
  reading.bipolar_mV = rounded(lognormal({0.5, 0.25}, random.normal()), 0.01);
  reading.shortening_percent = rounded(2 + 4 * random.normal(), 0.1);
  reading.location_stability_mm = rounded(random.uniform(4.2, 8.5), 0.01);
  reading.loop_stability_mm = rounded(random.uniform(6.5, 12), 0.01);
}

// Beats that were no beats of the rhythm: early, elsewhere in the cycle, and marked by the operator.
void exclude_some(const CaseSpec& spec, std::vector<Reading>& readings, Random& random) {
  for (int left = spec.sampling.excluded; left > 0;) {
    Reading& reading = readings[static_cast<std::size_t>(random.uniform() * static_cast<double>(readings.size()))];
    if (!reading.accepted || reading.is_false) continue;
    reading.accepted = false;
    reading.cycle_length_ms = rounded(spec.rhythm.cycle_length_ms * random.uniform(0.6, 0.8), 1);
    reading.loop_stability_mm = rounded(random.uniform(6, 14), 0.01);
    reading.shortening_percent = rounded(reading.shortening_percent - random.uniform(5, 20), 0.1);
    --left;
  }
}

}  // namespace

std::vector<Reading> draw_readings(const CaseSpec& spec, const Shape& shape, const TissueMap& tissues, std::vector<Site>& sites,
                                   std::uint64_t seed) {
  Laws laws(spec, seed);
  std::vector<Reading> readings;
  int false_points = 0;
  for (Site& site : sites) {
    Reading reading;
    reading.tissue = tissues.at(site.wall);
    laws.draw(site, reading);
    laws.draw_quality(reading);
    reading.activation_ms = activation_ms(spec, shape, site, reading.tissue, laws.random());
    if (spec.false_points && lies_in(*spec.false_points, site)) falsify(false_points++ % 3, site, shape, reading, laws.random());
    readings.push_back(reading);
  }
  exclude_some(spec, readings, laws.random());
  return readings;
}

}  // namespace viamyo::phantom
