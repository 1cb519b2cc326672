// The long axis of the ventricle and the 17 segments of the American Heart Association on it.
//
// The axis runs from MitralAnnulusCenter (t = 0) to Apex (t = 1). Rings: basal t < limit 0 (also t < 0), mid < limit 1, apical < limit 2, apex
// beyond. The angle is right-handed about the axis, AnteriorRVInsertion at 120 degrees: counter-clockwise for one who looks from apex to base.
// Segments: Cerqueira et al., Circulation 2002;105:539. Ring limits and landmarks: conventions of ours, docs/methods.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/topology.h"

namespace viamyo {

enum class LandmarkStatus : std::uint8_t { kGiven, kEstimated, kMissing };
enum class Handedness : std::uint8_t { kVerified, kUnverified, kContradicted };
std::string_view to_string(LandmarkStatus status);
std::string_view to_string(Handedness handedness);

inline constexpr int kSegmentCount = 17;
inline constexpr int kRingCount = 4;

//! A ring and its segments, of one width, which follow one another counter-clockwise for one who looks from apex to base.
struct Ring {
  std::string_view name;
  int first_segment;    //!< 1 to 17
  int segments;         //!< how many
  double from_degrees;  //!< where the first begins: in all rings the anterior wall lies about 90 degrees

  [[nodiscard]] constexpr double width_degrees() const { return 360.0 / segments; }
};

inline constexpr std::array<Ring, kRingCount> kRings{{{"basal", 1, 6, 60}, {"mid", 7, 6, 60}, {"apical", 13, 4, 45}, {"apex", 17, 1, 0}}};

//! "basal anterior" for 1 ... "apex" for 17.
std::string_view segment_name(int segment);
//! "basal", "mid", "apical", "apex" for 0 to 3.
std::string_view ring_name(int ring);
//! Ring (0 to 3) of a segment (1 to 17).
int ring_of_segment(int segment);
//! Where a segment (1 to 17) begins, in degrees from 0; it is as wide as its ring tells.
double segment_from_degrees(int segment);

struct LongAxis {
  Vec3 origin;     //!< mitral annulus centre, t = 0
  Vec3 direction;  //!< unit, towards the apex
  double length_mm = 0;
  Vec3 zero_degrees;          //!< unit, perpendicular to the axis, where the angle is 0; meaningless without has_rotation
  Vec3 ninety_degrees;        //!< direction x zero_degrees
  bool has_rotation = false;  //!< AnteriorRVInsertion is known
  std::array<double, 3> ring_limits{1.0 / 3.0, 2.0 / 3.0, 0.9};

  [[nodiscard]] double t(const Vec3& position) const { return dot(position - origin, direction) / length_mm; }
  //! In [0, 360).
  [[nodiscard]] double angle_degrees(const Vec3& position) const;
  //! 0 to 3.
  [[nodiscard]] int ring(const Vec3& position) const;
  //! 1 to 17; 0 without rotation.
  [[nodiscard]] int segment(const Vec3& position) const;
};

struct AxisResult {
  std::optional<LongAxis> axis;  //!< none: no segments and no rings
  Landmarks used;                //!< given or estimated
  LandmarkStatus apex = LandmarkStatus::kMissing;
  LandmarkStatus mitral_annulus_center = LandmarkStatus::kMissing;
  LandmarkStatus anterior_rv_insertion = LandmarkStatus::kMissing;
  LandmarkStatus inferior_rv_insertion = LandmarkStatus::kMissing;
  Handedness handedness = Handedness::kUnverified;
};

//! Where the status of each landmark stands, in the order of kLandmarkNames.
inline constexpr std::array<LandmarkStatus AxisResult::*, kLandmarkNames.size()> kLandmarkStatuses{
    &AxisResult::apex, &AxisResult::mitral_annulus_center, &AxisResult::anterior_rv_insertion, &AxisResult::inferior_rv_insertion};

//! The axis from given landmarks; a missing annulus centre is the mean of the rim's vertices, a missing apex the vertex farthest from it (of those in
//! triangles that count), both only where there is a rim (the longest boundary loop). The rotation is never guessed. InferiorRVInsertion within 45 degrees of 240 verifies the
//! handedness, else contradicts it.
AxisResult find_axis(const Surface& surface, const Topology& topology, const std::vector<BoundaryLoop>& loops, const Landmarks& landmarks,
                     const std::array<double, 3>& ring_limits);

}  // namespace viamyo
