// Left and right, apex and base: a map that was written down in other axes than it says is either analysed alike or warned of loudly.
//
// All 48 ways to exchange and flip the three axes are tried: 24 of them are rotations, which change nothing but the direction in which the apex
// points; 24 are mirror images, in which septum and lateral wall would change places unnoticed.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

constexpr std::string_view kCase = "anterior-lad-infarct";

//! New axis i is `sign[i]` times old axis `axis[i]`.
struct Turn {
  std::array<std::size_t, 3> axis;
  std::array<double, 3> sign;

  [[nodiscard]] bool mirrors() const {
    const bool odd = (axis[0] > axis[1]) != ((axis[0] > axis[2]) != (axis[1] > axis[2]));
    return odd != (sign[0] * sign[1] * sign[2] < 0);
  }
  [[nodiscard]] Vec3 apply(const Vec3& v) const {
    const std::array<double, 3> old{v.x, v.y, v.z};
    return {sign[0] * old[axis[0]], sign[1] * old[axis[1]], sign[2] * old[axis[2]]};
  }
  [[nodiscard]] std::string text() const {
    std::string text;
    for (std::size_t i = 0; i < 3; ++i) text += std::string(sign[i] < 0 ? "-" : "+") + "xyz"[axis[i]];
    return text;
  }
};

std::vector<Turn> all_turns() {
  std::vector<Turn> turns;
  std::array<std::size_t, 3> axis{0, 1, 2};
  do {
    for (unsigned bits = 0; bits < 8; ++bits) {
      turns.push_back({axis, {(bits & 1U) != 0 ? -1.0 : 1.0, (bits & 2U) != 0 ? -1.0 : 1.0, (bits & 4U) != 0 ? -1.0 : 1.0}});
    }
  } while (std::next_permutation(axis.begin(), axis.end()));
  return turns;
}

void turn(std::optional<Vec3>& landmark, const Turn& t) {
  if (landmark) landmark = t.apply(*landmark);
}

void turn_displacement(Field& field, const Turn& t) {
  for (std::size_t i = 0; i + 2 < field.values.size(); i += 3) {
    const Vec3 v = t.apply({field.values[i], field.values[i + 1], field.values[i + 2]});
    field.values[i] = static_cast<float>(v.x);
    field.values[i + 1] = static_cast<float>(v.y);
    field.values[i + 2] = static_cast<float>(v.z);
  }
}

//! The same heart written down in other axes, everything in it alike.
Map turned(Map map, const Turn& t) {
  for (Vec3& v : map.surface.vertices) v = t.apply(v);
  for (Vec3& v : map.points.positions) v = t.apply(v);
  for (Vec3& v : map.points.end_systolic_positions) v = t.apply(v);
  for (Field& field : map.surface.fields) {
    if (field.name == field_name::kEndSystolicDisplacement) turn_displacement(field, t);
  }
  turn(map.landmarks.apex, t);
  turn(map.landmarks.mitral_annulus_center, t);
  turn(map.landmarks.anterior_rv_insertion, t);
  turn(map.landmarks.inferior_rv_insertion, t);
  return map;
}

bool warns(const Analysis& analysis, std::string_view code) {
  return std::any_of(analysis.warnings.begin(), analysis.warnings.end(), [&](const Warning& w) { return w.code == code; });
}

//! Left (+x), anterior (-y), inferior (-z) in an LPS frame.
bool points_left_anterior_inferior(const Landmarks& landmarks) {
  const Vec3 d = *landmarks.apex - *landmarks.mitral_annulus_center;
  return d.x > 0 && d.y < 0 && d.z < 0;
}

void expect_same_numbers(const Analysis& expected, const Analysis& actual) {
  for (std::size_t c = 0; c < kTissueClassCount; ++c) EXPECT_NEAR(actual.class_area_mm2[c], expected.class_area_mm2[c], 1e-6);
  ASSERT_EQ(actual.segments.size(), expected.segments.size());
  for (std::size_t s = 0; s < expected.segments.size(); ++s) {
    EXPECT_NEAR(actual.segments[s].area_mm2, expected.segments[s].area_mm2, 1e-6) << "segment " << s + 1;
    EXPECT_EQ(actual.segments[s].points, expected.segments[s].points) << "segment " << s + 1;
  }
  EXPECT_EQ(actual.regions.size(), expected.regions.size());
  EXPECT_EQ(actual.candidate_zones.size(), expected.candidate_zones.size());
}

TEST(Orientation, ThereAre48TurnsAndHalfOfThemMirror) {
  const std::vector<Turn> turns = all_turns();
  EXPECT_EQ(turns.size(), 48U);
  EXPECT_EQ(std::count_if(turns.begin(), turns.end(), [](const Turn& t) { return t.mirrors(); }), 24);
}

TEST(Orientation, EveryRotationIsHarmlessAndEveryMirrorImageIsContradicted) {
  const Map map = make_phantom(kCase);
  const Analysis straight = analyze(map, {}, "test");
  ASSERT_EQ(straight.axis.handedness, Handedness::kVerified);
  ASSERT_EQ(straight.segments.size(), 17U);
  ASSERT_FALSE(warns(straight, "apex_direction"));

  for (const Turn& t : all_turns()) {
    SCOPED_TRACE(t.text());
    const Map other = turned(map, t);
    const Analysis analysis = analyze(other, {}, "test");
    if (t.mirrors()) {
      EXPECT_EQ(analysis.axis.handedness, Handedness::kContradicted);
      EXPECT_TRUE(warns(analysis, "handedness_contradicted"));
    } else {
      EXPECT_EQ(analysis.axis.handedness, Handedness::kVerified);
      expect_same_numbers(straight, analysis);
    }
    EXPECT_EQ(warns(analysis, "apex_direction"), !points_left_anterior_inferior(other.landmarks));
  }
}

TEST(Orientation, WithoutInferiorInsertionNothingIsCalledVerified) {
  Map map = make_phantom(kCase);
  map.landmarks.inferior_rv_insertion.reset();
  for (const Turn& t : all_turns()) {
    SCOPED_TRACE(t.text());
    EXPECT_EQ(analyze(turned(map, t), {}, "test").axis.handedness, Handedness::kUnverified);
  }
}

TEST(Orientation, ApexAndBaseExchangedAreContradicted) {
  Map map = make_phantom(kCase);
  std::swap(map.landmarks.apex, map.landmarks.mitral_annulus_center);
  const Analysis analysis = analyze(map, {}, "test");
  EXPECT_EQ(analysis.axis.handedness, Handedness::kContradicted);
  EXPECT_TRUE(warns(analysis, "apex_direction"));
}

TEST(Orientation, AnteriorAndInferiorInsertionExchangedAreContradicted) {
  Map map = make_phantom(kCase);
  std::swap(map.landmarks.anterior_rv_insertion, map.landmarks.inferior_rv_insertion);
  EXPECT_EQ(analyze(map, {}, "test").axis.handedness, Handedness::kContradicted);
}

}  // namespace
}  // namespace viamyo
