#include "reconstruct.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::size_t kMaxPoints = 5000;  // the work grows with the square
constexpr double kSame = 1e-9;
constexpr double kFlat = 1e-12;

// How far `p` lies outside the plane of a triangle, times twice its area.
double outside(const std::vector<Vec3>& points, const Triangle& t, const Vec3& p) {
  const Vec3& a = points[static_cast<std::size_t>(t[0])];
  const Vec3& b = points[static_cast<std::size_t>(t[1])];
  const Vec3& c = points[static_cast<std::size_t>(t[2])];
  return dot(cross(b - a, c - a), p - a);
}

// The convex hull of points on a sphere, grown point by point.
class Hull {
 public:
  explicit Hull(const std::vector<Vec3>& points) : points_(points) {}

  [[nodiscard]] bool begin() {
    for (std::int32_t c = 2; c < count(); ++c) {
      if (length(cross(at(1) - at(0), at(c) - at(0))) <= kFlat) continue;
      for (std::int32_t d = c + 1; d < count(); ++d) {
        const double side = outside(points_, {0, 1, c}, at(d));
        if (std::abs(side) <= kFlat) continue;
        if (side > 0) faces_ = {{0, c, 1}, {0, 1, d}, {1, c, d}, {c, 0, d}};
        if (side < 0) faces_ = {{0, 1, c}, {1, 0, d}, {c, 1, d}, {0, c, d}};
        first_ = {0, 1, c, d};
        return true;
      }
    }
    return false;
  }

  void grow() {
    for (std::int32_t p = 0; p < count(); ++p) {
      if (!first_.contains(p)) add(p);
    }
  }

  std::vector<Triangle> take() { return std::move(faces_); }

 private:
  [[nodiscard]] std::int32_t count() const { return static_cast<std::int32_t>(points_.size()); }
  [[nodiscard]] const Vec3& at(std::int32_t p) const { return points_[static_cast<std::size_t>(p)]; }

  // The faces that the point sees are replaced by a cone from their border to the point.
  void add(std::int32_t p) {
    std::set<std::pair<std::int32_t, std::int32_t>> border;
    const auto seen = std::partition(faces_.begin(), faces_.end(), [&](const Triangle& t) { return outside(points_, t, at(p)) <= kFlat; });
    for (auto face = seen; face != faces_.end(); ++face) {
      for (std::size_t c = 0; c < 3; ++c) {
        const std::int32_t a = (*face)[c];
        const std::int32_t b = (*face)[(c + 1) % 3];
        if (border.erase({b, a}) == 0) border.insert({a, b});
      }
    }
    faces_.erase(seen, faces_.end());
    for (const auto& [a, b] : border) faces_.push_back({a, b, p});
  }

  const std::vector<Vec3>& points_;
  std::vector<Triangle> faces_;
  std::set<std::int32_t> first_;
};

}  // namespace

Surface reconstructed_surface(const std::vector<Vec3>& points, const std::string& name) {
  if (points.size() > kMaxPoints)
    throw InputError(fmt::format("{}: has {} points; a surface is made of at most {}", name, points.size(), kMaxPoints));
  Vec3 mean;
  for (const Vec3& p : points) mean += p;
  mean = points.empty() ? mean : mean / static_cast<double>(points.size());
  Surface surface;
  std::vector<Vec3> directions;
  for (const Vec3& p : points) {
    if (!(distance(p, mean) > kSame)) continue;
    const Vec3 direction = normalized(p - mean);
    const bool is_new = std::none_of(directions.begin(), directions.end(), [&](const Vec3& d) { return distance(d, direction) <= kSame; });
    if (!is_new) continue;
    directions.push_back(direction);
    surface.vertices.push_back(p);
  }
  Hull hull(directions);
  if (directions.size() < 4 || !hull.begin())
    throw InputError(fmt::format("{}: has too few points to make a surface of: 4 that surround a volume", name));
  hull.grow();
  surface.triangles = hull.take();
  const bool surrounds =
      std::all_of(surface.triangles.begin(), surface.triangles.end(), [&](const Triangle& t) { return outside(directions, t, {}) < 0; });
  if (!surrounds) throw InputError(fmt::format("{}: the points do not surround their mean, so no surface can be made of them", name));
  return surface;
}

}  // namespace viamyo
