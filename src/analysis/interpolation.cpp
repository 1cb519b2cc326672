#include "viamyo/interpolation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nanoflann.hpp>

#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kCoincident_mm = 1e-6;
constexpr std::size_t kTargetsPerReport = 16384;
constexpr std::size_t kCandidatesPerReport = 1 << 20;

// A coarse grid over the samples. Each cell lists every sample that may be in reach of some place in the cell, in the order of the samples, so
// that the sums run in the same order as in a plain double loop.
class ReachGrid {
 public:
  ReachGrid(std::span<const Sample> samples, double reach_mm);

  [[nodiscard]] std::span<const std::int32_t> candidates(const Vec3& place) const {
    const auto cell = cell_of(place);
    const auto index = static_cast<std::size_t>((cell[2] * count_[1] + cell[1]) * count_[0] + cell[0]);
    return cells_[index];
  }

 private:
  using Cell = std::array<int, 3>;
  static constexpr int kMaxCells = 24;  // per axis

  void set_axis(std::size_t axis, double low, double high, double reach_mm);
  [[nodiscard]] int coordinate(std::size_t axis, double position) const;
  // A place outside the grid gets the nearest cell: nobody is in reach of it, and the exact test of the distance says so.
  [[nodiscard]] Cell cell_of(const Vec3& p) const { return {coordinate(0, p.x), coordinate(1, p.y), coordinate(2, p.z)}; }
  void insert(std::int32_t sample, const Cell& first, const Cell& last);

  std::array<double, 3> low_{};
  std::array<double, 3> cells_per_mm_{};
  std::array<int, 3> count_{1, 1, 1};
  std::vector<std::vector<std::int32_t>> cells_;
};

ReachGrid::ReachGrid(std::span<const Sample> samples, double reach_mm) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Vec3 low{kInfinity, kInfinity, kInfinity};
  Vec3 high = -low;
  for (const Sample& s : samples) {
    low = {std::min(low.x, s.position.x), std::min(low.y, s.position.y), std::min(low.z, s.position.z)};
    high = {std::max(high.x, s.position.x), std::max(high.y, s.position.y), std::max(high.z, s.position.z)};
  }
  // A hair wider than the reach, so that rounding in the grid never hides a sample at exactly the reach.
  const double wide_mm = reach_mm * (1 + 1e-9) + kCoincident_mm;
  set_axis(0, low.x, high.x, wide_mm);
  set_axis(1, low.y, high.y, wide_mm);
  set_axis(2, low.z, high.z, wide_mm);
  cells_.resize(static_cast<std::size_t>(count_[0]) * static_cast<std::size_t>(count_[1]) * static_cast<std::size_t>(count_[2]));
  const Vec3 reach{wide_mm, wide_mm, wide_mm};
  for (std::size_t i = 0; i < samples.size(); ++i) {
    insert(static_cast<std::int32_t>(i), cell_of(samples[i].position - reach), cell_of(samples[i].position + reach));
  }
}

void ReachGrid::set_axis(std::size_t axis, double low, double high, double reach_mm) {
  const double extent = high - low + 2 * reach_mm;
  const double wanted = 2 * extent / reach_mm;  // cells of half the reach
  if (!std::isfinite(extent) || !(wanted >= 1)) return;
  count_[axis] = static_cast<int>(std::min<double>(wanted, kMaxCells));
  low_[axis] = low - reach_mm;
  cells_per_mm_[axis] = count_[axis] / extent;
}

int ReachGrid::coordinate(std::size_t axis, double position) const {
  if (count_[axis] == 1) return 0;
  const double cell = (position - low_[axis]) * cells_per_mm_[axis];
  return static_cast<int>(std::clamp(cell, 0.0, static_cast<double>(count_[axis] - 1)));
}

void ReachGrid::insert(std::int32_t sample, const Cell& first, const Cell& last) {
  for (int z = first[2]; z <= last[2]; ++z) {
    for (int y = first[1]; y <= last[1]; ++y) {
      for (int x = first[0]; x <= last[0]; ++x) {
        cells_[static_cast<std::size_t>((z * count_[1] + y) * count_[0] + x)].push_back(sample);
      }
    }
  }
}

float weighted_mean(std::span<const Sample> samples, std::span<const std::int32_t> candidates, const Vec3& target, double reach_mm) {
  const double reach_squared = reach_mm * reach_mm;
  double sum = 0;
  double weights = 0;
  double coincident_sum = 0;
  int coincident = 0;
  for (const std::int32_t index : candidates) {
    const Sample& sample = samples[static_cast<std::size_t>(index)];
    const Vec3 offset = sample.position - target;
    const double squared = dot(offset, offset);
    if (squared > reach_squared) continue;
    if (squared < kCoincident_mm * kCoincident_mm) {
      coincident_sum += sample.value;
      ++coincident;
      continue;
    }
    const double weight = 1 / squared;
    sum += weight * sample.value;
    weights += weight;
  }
  if (coincident > 0) return static_cast<float>(coincident_sum / coincident);
  if (weights > 0) return static_cast<float>(sum / weights);
  return std::numeric_limits<float>::quiet_NaN();
}

// What nanoflann asks of a set of points.
struct PositionCloud {
  std::span<const Vec3> positions;

  [[nodiscard]] std::size_t kdtree_get_point_count() const { return positions.size(); }
  [[nodiscard]] double kdtree_get_pt(std::size_t index, std::size_t axis) const {
    const Vec3& p = positions[index];
    return axis == 0 ? p.x : axis == 1 ? p.y : p.z;
  }
  template <class Box>
  bool kdtree_get_bbox(Box&) const {
    return false;
  }
};

using PositionTree = nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, PositionCloud>, PositionCloud, 3>;

}  // namespace

std::vector<float> interpolate(std::span<const Sample> samples, std::span<const Vec3> targets, double fill_distance_mm, const Task& task) {
  std::vector<float> values(targets.size(), std::numeric_limits<float>::quiet_NaN());
  if (samples.empty()) return values;
  const ReachGrid grid(samples, fill_distance_mm);
  std::size_t candidates = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    candidates += 1 + grid.candidates(targets[i]).size();
    if (i == 0 || candidates >= kCandidatesPerReport) {
      candidates = 0;
      task.report(static_cast<double>(i) / static_cast<double>(targets.size()));
    }
    values[i] = weighted_mean(samples, grid.candidates(targets[i]), targets[i], fill_distance_mm);
  }
  return values;
}

std::vector<double> nearest_distances_mm(std::span<const Vec3> positions, std::span<const Vec3> targets, const std::stop_token& stop) {
  std::vector<double> distances(targets.size(), std::numeric_limits<double>::infinity());
  if (positions.empty()) return distances;
  const PositionCloud cloud{positions};
  const PositionTree tree(3, cloud, nanoflann::KDTreeSingleIndexAdaptorParams(8));
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (i % kTargetsPerReport == 0 && stop.stop_requested()) throw Stopped();
    const std::array<double, 3> query{targets[i].x, targets[i].y, targets[i].z};
    std::uint32_t nearest = 0;
    double squared = 0;
    tree.knnSearch(query.data(), 1, &nearest, &squared);
    distances[i] = std::sqrt(squared);
  }
  return distances;
}

}  // namespace viamyo
