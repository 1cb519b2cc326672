#include "viamyo/shortening.h"

#include <cmath>
#include <limits>

namespace viamyo {

namespace {

constexpr int kMinNeighbours = 3;
constexpr std::size_t kPairsPerReport = 1 << 22;

struct WeightedSum {
  double sum = 0;
  double weights = 0;
  int neighbours = 0;

  void add(double weight, double value) {
    sum += weight * value;
    weights += weight;
    ++neighbours;
  }

  [[nodiscard]] float percent() const {
    if (neighbours < kMinNeighbours || !(weights > 0)) return std::numeric_limits<float>::quiet_NaN();
    return static_cast<float>(100 * sum / weights);
  }
};

}  // namespace

std::vector<float> linear_local_shortening_percent(std::span<const Vec3> end_diastole, std::span<const Vec3> end_systole,
                                                   const ShorteningKernel& kernel, const Task& task) {
  const std::size_t count = end_diastole.size();
  const double min_squared = kernel.min_distance_mm * kernel.min_distance_mm;
  const double max_squared = kernel.max_distance_mm * kernel.max_distance_mm;
  std::vector<WeightedSum> sums(count);
  // A pair shortens alike seen from both of its ends, so each is measured once.
  std::size_t pairs = 0;
  for (std::size_t p = 0; p < count; ++p) {
    pairs += count - p;
    if (p == 0 || pairs >= kPairsPerReport) {
      pairs = 0;
      task.report(static_cast<double>(p) / static_cast<double>(count));
    }
    for (std::size_t q = p + 1; q < count; ++q) {
      const Vec3 offset = end_diastole[q] - end_diastole[p];
      const double squared = dot(offset, offset);
      if (squared < min_squared || squared > max_squared || squared <= 0) continue;
      const double before = std::sqrt(squared);
      const double shortening = (before - distance(end_systole[p], end_systole[q])) / before;
      const double weight = std::exp(-squared / (kernel.sigma_mm * kernel.sigma_mm));
      sums[p].add(weight, shortening);
      sums[q].add(weight, shortening);
    }
  }
  std::vector<float> percent(count);
  for (std::size_t p = 0; p < count; ++p) percent[p] = sums[p].percent();
  return percent;
}

}  // namespace viamyo
