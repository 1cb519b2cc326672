#include "viamyo/segments.h"

#include <numbers>

namespace viamyo {

namespace {

constexpr std::array<std::string_view, 3> kStatusNames{"given", "estimated", "missing"};
constexpr std::array<std::string_view, 3> kHandednessNames{"verified", "unverified", "contradicted"};
constexpr std::array<std::string_view, kSegmentCount> kSegmentNames{"basal anterior",
                                                                    "basal anteroseptal",
                                                                    "basal inferoseptal",
                                                                    "basal inferior",
                                                                    "basal inferolateral",
                                                                    "basal anterolateral",
                                                                    "mid anterior",
                                                                    "mid anteroseptal",
                                                                    "mid inferoseptal",
                                                                    "mid inferior",
                                                                    "mid inferolateral",
                                                                    "mid anterolateral",
                                                                    "apical anterior",
                                                                    "apical septal",
                                                                    "apical inferior",
                                                                    "apical lateral",
                                                                    "apex"};

constexpr double kAnteriorInsertionDegrees = 120;
constexpr double kInferiorInsertionDegrees = 240;
constexpr double kInsertionToleranceDegrees = 45;  // a convention: hearts differ, a mirrored one lies 120 degrees off
constexpr double kShortestAxis_mm = 1e-3;

Vec3 perpendicular_part(const Vec3& v, const Vec3& direction) { return v - dot(v, direction) * direction; }

Vec3 mean_of(const Surface& surface, const BoundaryLoop& loop) {
  Vec3 sum;
  for (const std::int32_t v : loop.vertices) sum += surface.vertices[static_cast<std::size_t>(v)];
  return sum / static_cast<double>(loop.vertices.size());
}

Vec3 farthest_vertex(const Surface& surface, const Topology& topology, const Vec3& from) {
  Vec3 best = from;
  double best_distance = -1;
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    if (!topology.is_used(v)) continue;
    const Vec3& vertex = surface.vertices[v];
    const double d = distance(vertex, from);
    if (d > best_distance) {
      best_distance = d;
      best = vertex;
    }
  }
  return best;
}

//! Turns the axis so that AnteriorRVInsertion stands at 120 degrees; leaves it without rotation when the landmark lies on the axis.
void set_rotation(LongAxis& axis, const Vec3& insertion) {
  const Vec3 across = perpendicular_part(insertion - axis.origin, axis.direction);
  if (length(across) < kShortestAxis_mm) return;
  const Vec3 u = normalized(across);
  const Vec3 v = cross(axis.direction, u);
  const double back = -kAnteriorInsertionDegrees * std::numbers::pi / 180;
  axis.zero_degrees = std::cos(back) * u + std::sin(back) * v;
  axis.ninety_degrees = cross(axis.direction, axis.zero_degrees);
  axis.has_rotation = true;
}

Handedness judge_handedness(const LongAxis& axis, const std::optional<Vec3>& inferior_insertion) {
  if (!axis.has_rotation || !inferior_insertion) return Handedness::kUnverified;
  if (length(perpendicular_part(*inferior_insertion - axis.origin, axis.direction)) < kShortestAxis_mm) return Handedness::kContradicted;
  const double off = std::abs(axis.angle_degrees(*inferior_insertion) - kInferiorInsertionDegrees);
  return off <= kInsertionToleranceDegrees ? Handedness::kVerified : Handedness::kContradicted;
}

}  // namespace

std::string_view to_string(LandmarkStatus status) { return kStatusNames.at(static_cast<std::size_t>(status)); }
std::string_view to_string(Handedness handedness) { return kHandednessNames.at(static_cast<std::size_t>(handedness)); }
std::string_view segment_name(int segment) { return kSegmentNames.at(static_cast<std::size_t>(segment - 1)); }
std::string_view ring_name(int ring) { return kRings.at(static_cast<std::size_t>(ring)).name; }

int ring_of_segment(int segment) {
  int ring = kRingCount - 1;
  while (segment < kRings.at(static_cast<std::size_t>(ring)).first_segment) --ring;
  return ring;
}

double segment_from_degrees(int segment) {
  const Ring& ring = kRings.at(static_cast<std::size_t>(ring_of_segment(segment)));
  return ring.from_degrees + (segment - ring.first_segment) * ring.width_degrees();
}

double LongAxis::angle_degrees(const Vec3& position) const {
  const Vec3 offset = position - origin;
  const double degrees = std::atan2(dot(offset, ninety_degrees), dot(offset, zero_degrees)) * 180 / std::numbers::pi;
  return degrees < 0 ? degrees + 360 : degrees;
}

int LongAxis::ring(const Vec3& position) const {
  const double height = t(position);
  if (height < ring_limits[0]) return 0;
  if (height < ring_limits[1]) return 1;
  return height < ring_limits[2] ? 2 : 3;
}

int LongAxis::segment(const Vec3& position) const {
  if (!has_rotation) return 0;
  const Ring& r = kRings.at(static_cast<std::size_t>(ring(position)));
  const auto past_first = static_cast<int>(std::floor((angle_degrees(position) - r.from_degrees) / r.width_degrees()));  // may be before it
  return r.first_segment + (past_first + r.segments) % r.segments;
}

AxisResult find_axis(const Surface& surface, const Topology& topology, const std::vector<BoundaryLoop>& loops, const Landmarks& landmarks,
                     const std::array<double, 3>& ring_limits) {
  AxisResult result;
  result.used = landmarks;
  const auto given = [](const std::optional<Vec3>& landmark) { return landmark ? LandmarkStatus::kGiven : LandmarkStatus::kMissing; };
  for (std::size_t i = 0; i < kLandmarkNames.size(); ++i) result.*kLandmarkStatuses.at(i) = given(landmarks.*kLandmarkNames.at(i).place);

  if (!loops.empty() && !result.used.mitral_annulus_center) {
    result.used.mitral_annulus_center = mean_of(surface, loops.front());
    result.mitral_annulus_center = LandmarkStatus::kEstimated;
  }
  if (!loops.empty() && !result.used.apex) {
    result.used.apex = farthest_vertex(surface, topology, *result.used.mitral_annulus_center);
    result.apex = LandmarkStatus::kEstimated;
  }
  if (!result.used.apex || !result.used.mitral_annulus_center) return result;

  LongAxis axis;
  axis.origin = *result.used.mitral_annulus_center;
  axis.length_mm = distance(*result.used.apex, axis.origin);
  if (axis.length_mm < kShortestAxis_mm) return result;  // both in one place: no axis
  axis.direction = (*result.used.apex - axis.origin) / axis.length_mm;
  axis.ring_limits = ring_limits;
  if (landmarks.anterior_rv_insertion) set_rotation(axis, *landmarks.anterior_rv_insertion);
  result.handedness = judge_handedness(axis, landmarks.inferior_rv_insertion);
  result.axis = axis;
  return result;
}

}  // namespace viamyo
