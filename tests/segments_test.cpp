// Long axis, rings, segments and handedness as the definition states them.
#include "viamyo/segments.h"

#include <gtest/gtest.h>

#include "meshes.h"

namespace viamyo {
namespace {

constexpr std::array<double, 3> kLimits{1.0 / 3, 2.0 / 3, 0.9};

//! Axis along +z from the origin to z = 90; looking from apex to base (towards -z), angles run counter-clockwise from +x.
Vec3 at(double degrees, double t, double radius = 20) {
  const double a = degrees * meshes::kPi / 180;
  return {radius * std::cos(a), radius * std::sin(a), 90 * t};
}

Landmarks full_landmarks() {
  Landmarks l;
  l.mitral_annulus_center = Vec3{0, 0, 0};
  l.apex = Vec3{0, 0, 90};
  l.anterior_rv_insertion = at(120, 0.2);
  l.inferior_rv_insertion = at(240, 0.2);
  return l;
}

AxisResult axis_of(const Landmarks& landmarks) { return find_axis(Surface{}, {}, {}, landmarks, kLimits); }

TEST(Segments, EverySegmentIsFoundInItsMiddle) {
  const LongAxis axis = *axis_of(full_landmarks()).axis;
  const std::array<double, 6> middles{90, 150, 210, 270, 330, 30};
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(axis.segment(at(middles[static_cast<std::size_t>(i)], 0.2)), 1 + i);
    EXPECT_EQ(axis.segment(at(middles[static_cast<std::size_t>(i)], 0.5)), 7 + i);
  }
  const std::array<double, 4> apical{90, 180, 270, 0};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(axis.segment(at(apical[static_cast<std::size_t>(i)], 0.8)), 13 + i);
  EXPECT_EQ(axis.segment(at(77, 0.95)), 17);
}

TEST(Segments, LimitsAreHalfOpen) {
  const LongAxis axis = *axis_of(full_landmarks()).axis;
  EXPECT_EQ(axis.ring(at(0, -0.4)), 0);
  EXPECT_EQ(axis.ring(at(0, 0.3333)), 0);
  EXPECT_EQ(axis.ring(at(0, 0.3334)), 1);
  EXPECT_EQ(axis.ring(at(0, 0.6667)), 2);
  EXPECT_EQ(axis.ring(at(0, 0.9)), 3);
  EXPECT_EQ(axis.segment(at(59.999, 0.2)), 6);
  EXPECT_EQ(axis.segment(at(60.001, 0.2)), 1);
  EXPECT_EQ(axis.segment(at(359.999, 0.2)), 5);
  EXPECT_EQ(axis.segment(at(314.999, 0.8)), 15);
  EXPECT_EQ(axis.segment(at(315.001, 0.8)), 16);
}

TEST(Segments, NamesAndRingsFollowTheNumbers) {
  EXPECT_EQ(segment_name(1), "basal anterior");
  EXPECT_EQ(segment_name(9), "mid inferoseptal");
  EXPECT_EQ(segment_name(14), "apical septal");
  EXPECT_EQ(segment_name(17), "apex");
  EXPECT_EQ(ring_of_segment(6), 0);
  EXPECT_EQ(ring_of_segment(7), 1);
  EXPECT_EQ(ring_of_segment(16), 2);
  EXPECT_EQ(ring_of_segment(17), 3);
}

// The table of rings says the same as the place of each segment.
TEST(Segments, LieWhereTheTableOfRingsTells) {
  const LongAxis axis = *axis_of(full_landmarks()).axis;
  constexpr std::array<double, kRingCount> kWithin{0.2, 0.5, 0.8, 0.95};
  for (int segment = 1; segment <= kSegmentCount; ++segment) {
    const auto ring = static_cast<std::size_t>(ring_of_segment(segment));
    const double width = kRings.at(ring).width_degrees();
    for (const double share : {0.001, 0.5, 0.999})
      EXPECT_EQ(axis.segment(at(std::fmod(segment_from_degrees(segment) + share * width, 360), kWithin.at(ring))), segment);
  }
  EXPECT_EQ(segment_from_degrees(1), 60);
  EXPECT_EQ(segment_from_degrees(13), 45);
}

TEST(Segments, GivenLandmarksAreUsedAndTheInferiorInsertionVerifiesTheHandedness) {
  const AxisResult result = axis_of(full_landmarks());
  EXPECT_EQ(result.apex, LandmarkStatus::kGiven);
  EXPECT_EQ(result.handedness, Handedness::kVerified);
  EXPECT_DOUBLE_EQ(result.axis->length_mm, 90);
  EXPECT_NEAR(result.axis->angle_degrees(at(120, 0.5)), 120, 1e-9);
}

TEST(Segments, AMirroredHeartContradictsTheHandedness) {
  Landmarks l = full_landmarks();
  for (auto* p : {&l.apex, &l.mitral_annulus_center, &l.anterior_rv_insertion, &l.inferior_rv_insertion}) (*p)->x = -(*p)->x;
  EXPECT_EQ(axis_of(l).handedness, Handedness::kContradicted);
}

TEST(Segments, WithoutInferiorInsertionTheHandednessIsUnverified) {
  Landmarks l = full_landmarks();
  l.inferior_rv_insertion.reset();
  EXPECT_EQ(axis_of(l).handedness, Handedness::kUnverified);
}

TEST(Segments, TheRotationIsNeverGuessed) {
  Landmarks l = full_landmarks();
  l.anterior_rv_insertion.reset();
  const AxisResult result = axis_of(l);
  ASSERT_TRUE(result.axis);
  EXPECT_FALSE(result.axis->has_rotation);
  EXPECT_EQ(result.axis->segment(at(90, 0.5)), 0);
  EXPECT_EQ(result.axis->ring(at(90, 0.5)), 1);
}

TEST(Segments, AnAnteriorInsertionOnTheAxisGivesNoRotation) {
  Landmarks l = full_landmarks();
  l.anterior_rv_insertion = Vec3{0, 0, 30};
  EXPECT_FALSE(axis_of(l).axis->has_rotation);
}

TEST(Segments, MissingAxisLandmarksAreEstimatedFromTheRim) {
  const Surface half = meshes::uv_hemisphere(30, 12, 24);
  const auto loops = boundary_loops(half, build_topology(half));
  const AxisResult result = find_axis(half, build_topology(half), loops, {}, kLimits);
  EXPECT_EQ(result.mitral_annulus_center, LandmarkStatus::kEstimated);
  EXPECT_EQ(result.apex, LandmarkStatus::kEstimated);
  EXPECT_EQ(result.anterior_rv_insertion, LandmarkStatus::kMissing);
  EXPECT_NEAR(length(*result.used.mitral_annulus_center), 0, 1e-9);
  EXPECT_NEAR(result.axis->length_mm, 30, 1e-9);
}

TEST(Segments, AClosedSurfaceWithoutLandmarksHasNoAxis) {
  const Surface sphere = meshes::icosphere(30, 1);
  const AxisResult result = find_axis(sphere, build_topology(sphere), boundary_loops(sphere, build_topology(sphere)), {}, kLimits);
  EXPECT_FALSE(result.axis);
  EXPECT_EQ(result.apex, LandmarkStatus::kMissing);
}

TEST(Segments, ApexAndAnnulusInOnePlaceGiveNoAxis) {
  Landmarks l = full_landmarks();
  l.apex = l.mitral_annulus_center;
  EXPECT_FALSE(axis_of(l).axis);
}

}  // namespace
}  // namespace viamyo
