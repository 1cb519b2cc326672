#include "motion.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cholesky.h"
#include "portable_math.h"
#include "viamyo/shortening.h"

namespace viamyo::phantom {

namespace {

constexpr double kRadialShare = 1.6;  // the wall shortens more around the axis than along it
constexpr double kLongitudinalShare = 0.4;
constexpr double kTwist = 0.16;            // from base to apex, rad
constexpr double kFixedTwistHeight = 0.3;  // where the wall does not turn
constexpr double kApicalCentre = 0.15;     // the apex contracts towards a centre this share of the length above it

constexpr double kSmoothLength_mm = 22;
constexpr double kSmooth_mm = 2;            // SD of the smooth displacement, per axis
constexpr double kPointError_mm = 1.5;      // SD of a point's own, per axis
constexpr double kTolerance_percent = 1.0;  // how far stated and recomputed shortening may lie apart, one SD
constexpr double kStride = 0.5;             // full steps overshoot: sideways motion lengthens what it should not touch
constexpr int kIterations = 12;

double smooth_covariance(const Vec3& a, const Vec3& b) {
  const Vec3 offset = a - b;
  const double squared = dot(offset, offset) / (kSmoothLength_mm * kSmoothLength_mm);
  return squared > 36 ? 0 : kSmooth_mm * kSmooth_mm * portable_exp(-squared / 2);
}

// Two points that see each other's distance change.
struct Pair {
  std::size_t first = 0;
  std::size_t second = 0;
  double length_mm = 0;  // at end-diastole
  double weight = 0;
};

struct Gradient {
  std::size_t point = 0;
  Vec3 by_displacement;  // % per mm
};

// Linear local shortening of the points as a function of their displacement, with its derivatives. The kernel is written out here once more
// because the phantoms promise the same bits everywhere, and the C library's exp does not.
class ShorteningModel {
 public:
  explicit ShorteningModel(std::span<const Vec3> points);

  struct Linearised {
    std::vector<double> percent;
    std::vector<std::vector<Gradient>> rows;  // of each point, by the displacement of its neighbours and its own
  };
  [[nodiscard]] Linearised at(std::span<const Vec3> displacement) const;

 private:
  std::vector<Vec3> points_;
  std::vector<Pair> pairs_;
  std::vector<double> total_weight_;
};

ShorteningModel::ShorteningModel(std::span<const Vec3> points) : points_(points.begin(), points.end()), total_weight_(points.size(), 0.0) {
  const ShorteningKernel kernel;
  for (std::size_t p = 0; p < points.size(); ++p) {
    for (std::size_t q = p + 1; q < points.size(); ++q) {
      const double length_mm = distance(points[p], points[q]);
      if (length_mm < kernel.min_distance_mm || length_mm > kernel.max_distance_mm) continue;
      const double reach = length_mm / kernel.sigma_mm;
      pairs_.push_back({p, q, length_mm, portable_exp(-reach * reach)});
      total_weight_[p] += pairs_.back().weight;
      total_weight_[q] += pairs_.back().weight;
    }
  }
}

ShorteningModel::Linearised ShorteningModel::at(std::span<const Vec3> displacement) const {
  Linearised result{std::vector<double>(points_.size(), 0.0), std::vector<std::vector<Gradient>>(points_.size())};
  std::vector<Vec3> own(points_.size());
  const auto add = [&](std::size_t at, std::size_t other, const Pair& pair, double moved_mm, const Vec3& away) {
    const double share = 100 * pair.weight / (pair.length_mm * total_weight_[at]);
    result.percent[at] += share * (pair.length_mm - moved_mm);
    result.rows[at].push_back({other, -share * away});
    own[at] += share * away;
  };
  for (const Pair& pair : pairs_) {
    const Vec3 offset = points_[pair.second] + displacement[pair.second] - points_[pair.first] - displacement[pair.first];
    const double moved_mm = length(offset);
    const Vec3 away = offset / std::max(moved_mm, 1e-6);
    add(pair.first, pair.second, pair, moved_mm, away);
    add(pair.second, pair.first, pair, moved_mm, -away);
  }
  for (std::size_t p = 0; p < points_.size(); ++p) result.rows[p].push_back({p, own[p]});
  return result;
}

// One step of the regression: how each point is moved beyond the contraction, and the pull on the wall around it.
struct Step {
  std::vector<Vec3> moved;
  std::vector<Vec3> pull;
};

Step regress(const ShorteningModel::Linearised& model, std::span<const double> wanted, std::span<const Vec3> moved,
             const Matrix& covariance) {
  const std::size_t count = moved.size();
  std::vector<std::vector<Vec3>> spread(count, std::vector<Vec3>(count));  // covariance of shortening p with the displacement of q
  std::vector<double> rest(count);
  for (std::size_t p = 0; p < count; ++p) {
    rest[p] = wanted[p] - model.percent[p];
    for (const Gradient& g : model.rows[p]) {
      rest[p] += dot(g.by_displacement, moved[g.point]);
      for (std::size_t q = 0; q < count; ++q) spread[p][q] += covariance(g.point, q) * g.by_displacement;
    }
  }
  Matrix system(count);
  for (std::size_t p = 0; p < count; ++p) {
    for (std::size_t r = 0; r <= p; ++r) {
      for (const Gradient& g : model.rows[r]) system(p, r) += dot(spread[p][g.point], g.by_displacement);
    }
    system(p, p) += kTolerance_percent * kTolerance_percent;
  }
  const std::vector<double> strength = solve_symmetric(system, rest);
  Step step{std::vector<Vec3>(count), std::vector<Vec3>(count)};
  for (std::size_t p = 0; p < count; ++p) {
    for (std::size_t q = 0; q < count; ++q) step.moved[q] += strength[p] * spread[p][q];
    for (const Gradient& g : model.rows[p]) step.pull[g.point] += strength[p] * g.by_displacement;
  }
  return step;
}

Matrix point_covariance(std::span<const Vec3> points) {
  Matrix covariance(points.size());
  for (std::size_t p = 0; p < points.size(); ++p) {
    for (std::size_t q = 0; q < points.size(); ++q) covariance(p, q) = smooth_covariance(points[p], points[q]);
    covariance(p, p) += kPointError_mm * kPointError_mm;
  }
  return covariance;
}

}  // namespace

Vec3 Contraction::displacement(const Vec3& place) const {
  const Vec3 centre{0, 0, std::min(place.z, -kApicalCentre * length_mm)};
  const Vec3 inwards = kRadialShare * local_share(place) * (centre - place);
  const Vec3 along{0, 0, -kLongitudinalShare * mean_share * place.z};
  const double turn = kTwist * (1 + place.z / length_mm - kFixedTwistHeight) * std::clamp(4 * mean_share, 0.0, 1.0);
  const Vec3 contracted = place + inwards + along;
  const double cosine = portable_cos(turn);
  const double sine = portable_sin(turn);
  return Vec3{cosine * contracted.x - sine * contracted.y, sine * contracted.x + cosine * contracted.y, contracted.z} - place;
}

Motion::Motion(Contraction contraction, std::span<const Vec3> points, std::span<const double> wanted_percent)
    : contraction_(std::move(contraction)), points_(points.begin(), points.end()), pull_(points.size()) {
  std::vector<Vec3> expected;
  expected.reserve(points_.size());
  for (const Vec3& p : points_) expected.push_back(contraction_.displacement(p));
  of_points_ = expected;
  const ShorteningModel model(points_);
  const Matrix covariance = point_covariance(points_);
  std::vector<Vec3> moved(points_.size());
  for (int i = 0; i < kIterations; ++i) {
    const Step step = regress(model.at(of_points_), wanted_percent, moved, covariance);
    for (std::size_t p = 0; p < points_.size(); ++p) {
      moved[p] += kStride * (step.moved[p] - moved[p]);
      pull_[p] += kStride * (step.pull[p] - pull_[p]);
      of_points_[p] = expected[p] + moved[p];
    }
  }
}

Vec3 Motion::of_wall(const Vec3& place) const {
  Vec3 moved = contraction_.displacement(place);
  for (std::size_t p = 0; p < points_.size(); ++p) moved += smooth_covariance(place, points_[p]) * pull_[p];
  return moved;
}

}  // namespace viamyo::phantom
