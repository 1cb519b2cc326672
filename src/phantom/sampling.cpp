// Where the catheter of a synthetic case touched the wall.
#include <algorithm>
#include <cmath>
#include <limits>

#include "portable_math.h"
#include "values.h"

namespace viamyo::phantom {

namespace {

constexpr double kLocationError_mm = 0.8;  // per axis: 1.3 mm in space, as the location stability of Lessick 2001 (pigs)
constexpr int kCandidates = 5;
constexpr double kWidestLimit_mm = 40;

// How likely the catheter is to touch a place: hard to reach close under the valve, not reached in a gap.
double coverage(const SamplingSpec& spec, double height, double angle) {
  for (const CoverageGap& gap : spec.gaps) {
    if (height < gap.below_height && degrees_between(angle, radians(gap.angle_degrees)) < gap.half_width_degrees) return 0;
  }
  return smooth_step(-0.04, 0.16, height);
}

// A random site, even over the wall's area but for the coverage.
Site random_site(const SamplingSpec& spec, const Shape& shape, Random& random) {
  while (true) {
    Site site;
    site.height = random.uniform();
    site.angle = 2 * kPi * random.uniform();
    site.wall = shape.place(site.height, site.angle);
    const double width = std::sqrt(site.wall.x * site.wall.x + site.wall.y * site.wall.y);
    if (random.uniform() * kWidestLimit_mm < width * coverage(spec, site.height, site.angle)) return site;
  }
}

double nearest(const std::vector<Site>& sites, const Vec3& place) {
  double found = std::numeric_limits<double>::infinity();
  for (const Site& site : sites) found = std::min(found, distance(site.wall, place));
  return found;
}

}  // namespace

// An operator fills the largest holes first: of a few random places the one farthest from all points so far (Mitchell's best candidate).
std::vector<Site> scatter_sites(const CaseSpec& spec, const Shape& shape, Random& random) {
  std::vector<Site> sites;
  for (int i = 0; i < spec.sampling.points; ++i) {
    Site best = random_site(spec.sampling, shape, random);
    for (int c = 1; c < kCandidates; ++c) {
      const Site other = random_site(spec.sampling, shape, random);
      if (nearest(sites, other.wall) > nearest(sites, best.wall)) best = other;
    }
    best.position = best.wall + kLocationError_mm * random.normal_vector();
    sites.push_back(best);
  }
  return sites;
}

}  // namespace viamyo::phantom
