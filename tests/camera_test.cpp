// Every standard view by what is seen where: left and right, head and foot, front and back must never be exchanged.
#include "viamyo/camera.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "meshes.h"
#include "viamyo/errors.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

const Vec3 kLeft{1, 0, 0};
const Vec3 kRight{-1, 0, 0};
const Vec3 kAnterior{0, -1, 0};
const Vec3 kPosterior{0, 1, 0};
const Vec3 kHead{0, 0, 1};
const Vec3 kFoot{0, 0, -1};

struct Sample {
  Map map = make_phantom("normal");
  Analysis analysis = analyze(map, make_settings("", {}), "test");
  [[nodiscard]] const LongAxis& axis() const { return *analysis.axis.axis; }
};

const Sample& sample() {
  static const Sample made;
  return made;
}

struct Seen {
  const char* view;
  Vec3 nearest;   // what faces the viewer
  Vec3 at_right;  // what lies on the viewer's right
  Vec3 on_top;
};

//! The angle of what is seen against what should be.
void expect_seen(const Seen& seen) {
  const ViewDirection view = view_direction(seen.view, sample().map, sample().analysis);
  EXPECT_NEAR(dot(-view.direction, seen.nearest), 1, 1e-9) << seen.view << ": nearest";
  EXPECT_NEAR(dot(cross(view.direction, view.up), seen.at_right), 1, 1e-9) << seen.view << ": right";
  EXPECT_NEAR(dot(view.up, seen.on_top), 1, 1e-9) << seen.view << ": top";
}

TEST(Camera, StandardViewsShowThePatientAsTheClinicDoes) {
  for (const Seen& seen :
       {Seen{"ap", kAnterior, kLeft, kHead}, Seen{"pa", kPosterior, kRight, kHead}, Seen{"left", kLeft, kPosterior, kHead},
        Seen{"right", kRight, kAnterior, kHead}, Seen{"superior", kHead, kLeft, kPosterior}, Seen{"inferior", kFoot, kLeft, kAnterior}})
    expect_seen(seen);
}

TEST(Camera, ObliqueViewsStandBetween) {
  const double s = std::sqrt(0.5);
  expect_seen({"lao45", s * (kLeft + kAnterior), s * (kLeft + kPosterior), kHead});
  const double c = std::cos(std::numbers::pi / 6);
  expect_seen({"lao30", 0.5 * kLeft + c * kAnterior, c * kLeft + 0.5 * kPosterior, kHead});
  expect_seen({"rao30", 0.5 * kRight + c * kAnterior, c * kLeft + 0.5 * kAnterior, kHead});
}

TEST(Camera, AnglesAreThoseOfACArm) {
  expect_seen({"0,0", kAnterior, kLeft, kHead});
  expect_seen({"90,0", kLeft, kPosterior, kHead});
  expect_seen({"0,90", kHead, kLeft, kPosterior});  // cranial
}

TEST(Camera, InLaoTheSeptumIsOnTheLeftAndInRaoTheApexIsOnTheRight) {
  const auto right_of = [](const char* name) {
    const ViewDirection view = view_direction(name, sample().map, sample().analysis);
    return cross(view.direction, view.up);
  };
  EXPECT_LT(dot(right_of("lao45"), -sample().axis().zero_degrees), -0.5);  // the septum stands at 180 degrees
  EXPECT_GT(dot(right_of("rao30"), sample().axis().direction), 0.5);
}

TEST(Camera, WallsFaceTheViewerWithTheApexDown) {
  const LongAxis& axis = sample().axis();
  const Vec3 up = -axis.direction;
  expect_seen({"septal", -axis.zero_degrees, axis.ninety_degrees, up});
  expect_seen({"lateral", axis.zero_degrees, -axis.ninety_degrees, up});
  expect_seen({"anterior", axis.ninety_degrees, axis.zero_degrees, up});
  expect_seen({"inferior-wall", -axis.ninety_degrees, -axis.zero_degrees, up});
  expect_seen({"apex", axis.direction, axis.zero_degrees, axis.ninety_degrees});  // anterior up, septum on the left: as a bull's-eye
}

TEST(Camera, AnUnknownFrameHasNoAnatomicalViews) {
  Map map = sample().map;
  map.study.coordinate_frame = "unknown";
  for (const char* name : {"ap", "lao45", "rao30", "superior"})
    EXPECT_THROW(view_direction(name, map, sample().analysis), UsageError) << name;
  EXPECT_NO_THROW(view_direction("septal", map, sample().analysis));
  EXPECT_EQ(default_view(map, sample().analysis), "anterior");
}

TEST(Camera, ARefusalNamesTheViewsThatThereAre) {
  Map map = sample().map;
  map.study.coordinate_frame.clear();
  try {
    view_direction("lao45", map, sample().analysis);
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_NE(std::string(error.what()).find("views of this map: apex septal lateral anterior inferior-wall"), std::string::npos)
        << error.what();
  }
  EXPECT_THROW(view_direction("lao44", sample().map, sample().analysis), UsageError);
  for (const char* text : {"", "1", "1,", ",1", "1,2,3", "nan,0", "0,91", "361,0", "1;2"})
    EXPECT_THROW(view_direction(text, sample().map, sample().analysis), UsageError) << text;
}

TEST(Camera, TheHeartFillsFourFifthsOfTheHeightAndStaysOffTheBar) {
  const Surface box = meshes::box({40, 20, 80});
  const Camera tall = fit_camera(box, {}, 1.5);
  EXPECT_NEAR(tall.half_height_mm, 40 / 0.8, 1e-9);
  EXPECT_NEAR(distance(tall.focal_point, {20, 10, 40}), 0, 1e-9);
  const Camera narrow = fit_camera(box, {}, 0.5);
  EXPECT_NEAR(narrow.half_height_mm * 0.5 * 0.62, 20, 1e-9);  // now its width decides
}

TEST(Camera, TheHeartFollowsTheHand) {
  const Camera start;
  const Camera right = turned(start, 30, 0);
  // What faced the viewer (towards -direction) has moved to the right on the screen.
  EXPECT_GT(dot(-start.direction, cross(right.direction, right.up)), 0.4);
  const Camera up = turned(start, 0, 30);
  EXPECT_GT(dot(-start.direction, up.up), 0.4);
  EXPECT_NEAR(dot(right.direction, right.up), 0, 1e-12);
  EXPECT_NEAR(length(up.up), 1, 1e-12);
  const Camera round = turned(turned(start, 40, 0), -40, 0);
  EXPECT_NEAR(distance(round.direction, start.direction), 0, 1e-12);
}

TEST(Camera, ZoomAndShiftStayInBounds) {
  Camera camera;
  for (int i = 0; i < 200; ++i) camera = zoomed(camera, 1.5);
  EXPECT_GT(camera.half_height_mm, 0);
  const Camera moved = shifted(Camera(), 0.5, 0);
  EXPECT_NEAR(dot(moved.focal_point, {1, 0, 0}), -60, 1e-9);  // half of a height of 120 mm: the heart goes right, the middle left
}

TEST(Camera, FromInsideTheEyeStandsInTheMiddleAndTheWallAheadIsInReach) {
  const Surface& surface = sample().map.surface;
  const Camera camera = inside_camera(surface, {kAnterior, kHead});
  EXPECT_TRUE(camera.perspective);
  Vec3 middle;
  for (const Vec3& vertex : surface.vertices) middle += vertex / static_cast<double>(surface.vertices.size());
  const Vec3 eye = camera.focal_point - eye_distance_mm(camera) * camera.direction;
  EXPECT_LT(length(eye - middle), 1e-9);
  double farthest = 0;
  for (const Vec3& vertex : surface.vertices) farthest = std::max(farthest, dot(vertex - eye, kAnterior));
  EXPECT_NEAR(eye_distance_mm(camera), farthest, 1e-9);
}

TEST(Camera, FromInsideTurningMovesTheHeadAndNotTheEye) {
  const Camera before = inside_camera(sample().map.surface, {kAnterior, kHead});
  const Camera after = turned(before, 30, 10);
  const auto eye_of = [](const Camera& c) { return c.focal_point - eye_distance_mm(c) * c.direction; };
  EXPECT_LT(length(eye_of(after) - eye_of(before)), 1e-9);
  EXPECT_NEAR(dot(after.direction, after.up), 0, 1e-12);
  EXPECT_NEAR(length(after.direction), 1, 1e-12);
  // What was straight ahead follows the hand: to the right, and up.
  const Vec3 ahead = before.focal_point - eye_of(before);
  EXPECT_GT(dot(ahead, cross(after.direction, after.up)), 0);
  EXPECT_GT(dot(ahead, after.up), 0);
}

}  // namespace
}  // namespace viamyo
