// The named warnings of the analysis, one test each: what makes its numbers doubtful is said.
#include <gtest/gtest.h>

#include <string>

#include "analysis_maps.h"
#include "viamyo/untold.h"

namespace viamyo {
namespace {

TEST(AnalysisWarnings, UnitsOutOfScale) {
  EXPECT_TRUE(warns(analyzed(hemisphere([](const Vec3&) { return 9000; }, [](const Vec3&) { return 20; }, 6, 12)), "unipolar_median_high"));
  EXPECT_TRUE(warns(analyzed(hemisphere([](const Vec3&) { return 0.009; }, [](const Vec3&) { return 20; }, 6, 12)), "unipolar_median_low"));
  EXPECT_TRUE(
      warns(analyzed(hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 0.12; }, 6, 12)), "shortening_not_percent"));
  Map inches = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 6, 12);
  EXPECT_TRUE(warns(analyzed(inches), "long_axis_length"));  // 25 mm
}

TEST(AnalysisWarnings, SwappedChannels) {
  Map map = hemisphere([](const Vec3&) { return 3; }, [](const Vec3&) { return 20; }, 6, 12);
  set_field(map, field_name::kBipolarVoltage, "mV", [](const Vec3&) { return 10; });
  EXPECT_TRUE(warns(analyzed(map), "bipolar_above_unipolar"));
}

TEST(AnalysisWarnings, SwappedPhases) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 6, 12);
  Field displacement{"EndSystolicDisplacement", "mm", 3};
  for (const Vec3& v : map.surface.vertices) {
    for (const double x : {v.x, v.y, v.z}) displacement.values.push_back(static_cast<float>(0.2 * x));
  }
  map.surface.fields.push_back(displacement);
  EXPECT_TRUE(warns(analyzed(map), "systolic_volume_larger"));
}

TEST(AnalysisWarnings, Rhythm) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 6, 12);
  EXPECT_TRUE(warns(analyzed(map), "rhythm_unknown"));
  map.study.rhythm = "sinus";
  EXPECT_FALSE(warns(analyzed(map), "rhythm_unknown"));
  map.study.paced = true;
  EXPECT_TRUE(warns(analyzed(map), "paced_rhythm"));
  map.study.paced = false;
  map.study.qrs_ms = 150;
  EXPECT_TRUE(warns(analyzed(map), "wide_qrs"));
}

TEST(AnalysisWarnings, ApexNotLeftAnteriorInferiorInAnLpsMap) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 6, 12);
  EXPECT_FALSE(warns(analyzed(map), "apex_direction"));
  map.study.coordinate_frame = "LPS";
  EXPECT_TRUE(warns(analyzed(map), "apex_direction"));
}

//! An axis that points left, anterior and inferior, with the septum on the side of -zero_degrees: right, when the heart stands as it should.
Map lying_heart(const Vec3& anterior_insertion_side) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 6, 12);
  map.study.coordinate_frame = "LPS";
  map.landmarks.mitral_annulus_center = Vec3{0, 0, 0};
  map.landmarks.apex = 60 * normalized(Vec3{0.6, -0.6, -0.5});
  map.landmarks.anterior_rv_insertion = 20 * anterior_insertion_side;
  map.landmarks.inferior_rv_insertion.reset();
  return map;
}

TEST(AnalysisWarnings, SeptumNotToTheRightOrAnteriorWallNotUpwardInAnLpsMap) {
  EXPECT_FALSE(warns(analyzed(lying_heart({-0.3, -0.8, 0.6})), "septum_direction"));
  EXPECT_TRUE(warns(analyzed(lying_heart({0.3, 0.8, -0.6})), "septum_direction"));  // turned by half about the axis
}

TEST(AnalysisWarnings, StoredValuesFarFromEveryPoint) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 24, 48);
  add_points(map, 1000000);  // the first vertex alone
  const Analysis a = analyzed(map);
  EXPECT_TRUE(warns(a, "beyond_fill_unmapped"));
  EXPECT_FALSE(warns(a, "beyond_fill_distance"));
  EXPECT_GT(a.unmapped_beyond_fill_mm2, 0.5 * a.area_mm2);
  const Analysis kept = analyzed(map, {{"beyond_fill", "keep"}});
  EXPECT_TRUE(warns(kept, "beyond_fill_distance"));
  EXPECT_FALSE(warns(kept, "beyond_fill_unmapped"));
  EXPECT_GT(kept.mapped_area_beyond_fill_mm2, 0.5 * a.area_mm2);
}

TEST(AnalysisWarnings, FewPointsOrMuchUnmapped) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 24, 48);
  EXPECT_FALSE(warns(analyzed(map), "few_points")) << "of a map without points nothing is known";
  add_points(map, map.surface.vertices.size() / 30);
  ASSERT_GE(map.points.positions.size(), 30U);
  EXPECT_FALSE(warns(analyzed(map), "few_points"));
  std::string all_but_29;
  for (std::size_t i = 29; i < map.points.positions.size(); ++i) all_but_29 += (all_but_29.empty() ? "" : ",") + std::to_string(i);
  EXPECT_TRUE(warns(analyzed(map, {{"excluded_points", all_but_29}}), "few_points"));
  Map bare = map;  // the half below 12.5 mm
  for (Field& field : bare.surface.fields) {
    for (std::size_t v = 0; v < field.values.size(); ++v) {
      if (bare.surface.vertices[v].z < 12.5) field.values[v] = kNone;
    }
  }
  EXPECT_TRUE(warns(analyzed(bare), "few_points"));
}

TEST(AnalysisWarnings, AChamberThatNobodyNamed) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 6, 12);
  EXPECT_FALSE(warns(analyzed(map), "chamber_not_told")) << "synthetic ones are ventricles";
  map.study.synthetic = false;
  EXPECT_TRUE(warns(analyzed(map), "chamber_not_told"));
  map.study.synthetic.reset();
  EXPECT_TRUE(warns(analyzed(map), "chamber_not_told"));
  map.study.chamber = "LV";
  EXPECT_FALSE(warns(analyzed(map), "chamber_not_told"));
  map.study.chamber = "RA";
  map.study.synthetic = true;
  EXPECT_TRUE(warns(analyzed(map), "chamber_not_told"));
}

TEST(AnalysisWarnings, ALandmarkIsMeasuredByOneRuleWhoeverGaveIt) {
  // Two triangles 200 mm long: the middle of the sheet lies far from every vertex and on the surface.
  Map sheet;
  sheet.surface = meshes::planar_grid(200, 200, 1, 1);
  sheet.study.synthetic = true;
  for (const double height : {0.0, 29.0, 31.0}) {
    const bool is_far = height > 30;
    const std::string place = "100,100," + std::to_string(height);
    EXPECT_EQ(warns(analyzed(sheet, {{"landmarks.apex", place}}), "landmark_far_from_surface"), is_far)
        << "given to the analysis, " << height;
    Map in_file = sheet;
    in_file.landmarks.apex = Vec3{100, 100, height};
    EXPECT_EQ(warns(analyzed(in_file), "landmark_far_from_surface"), is_far) << "in the file, " << height;
  }
  // A vertex in no triangle is no surface.
  Map stray = sheet;
  stray.surface.vertices.push_back({100, 100, 80});
  EXPECT_TRUE(warns(analyzed(stray, {{"landmarks.apex", "100,100,80"}}), "landmark_far_from_surface"));
  stray.landmarks.apex = Vec3{100, 100, 80};
  EXPECT_TRUE(warns(analyzed(stray), "landmark_far_from_surface"));
}

TEST(AnalysisWarnings, ExcludingAPointOfAStoredSurfaceSaysThatItChangesNothing) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 24, 48);
  add_points(map, 20);
  EXPECT_TRUE(warns(analyzed(map, {{"excluded_points", "2"}}), "exclusion_without_effect"));
  EXPECT_FALSE(warns(analyzed(map), "exclusion_without_effect"));
  const std::vector<SettingChange> interpolated{
      {"excluded_points", "2"}, {"voltage_source", "interpolated"}, {"shortening_source", "interpolated"}};
  EXPECT_FALSE(warns(analyzed(map, interpolated), "exclusion_without_effect"));
}

TEST(AnalysisWarnings, ExcludingAPointOfASurfaceThatWasInterpolatedBeforeChangesNothingEither) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 24, 48);
  add_points(map, 20);
  for (Field& field : map.surface.fields) field.origin = Origin::kInterpolated;
  const Analysis a = analyzed(map, {{"excluded_points", "2"}});
  EXPECT_EQ(a.values.voltage_source, Source::kInterpolated);
  EXPECT_TRUE(warns(a, "exclusion_without_effect"));
  const std::vector<SettingChange> interpolated{
      {"excluded_points", "2"}, {"voltage_source", "interpolated"}, {"shortening_source", "interpolated"}};
  EXPECT_FALSE(warns(analyzed(map, interpolated), "exclusion_without_effect"));
}

TEST(AnalysisWarnings, BipolarVoltageAloneTellsTheWayOut) {
  Map map = hemisphere([](const Vec3&) { return 2; }, [](const Vec3&) { return 20; }, 24, 48);
  find_field(map.surface.fields, field_name::kUnipolarVoltage)->name = field_name::kBipolarVoltage;
  const Analysis a = analyzed(map);
  const auto missing = std::find_if(a.warnings.begin(), a.warnings.end(), [](const Warning& w) { return w.code == "voltage_missing"; });
  ASSERT_NE(missing, a.warnings.end());
  EXPECT_NE(missing->text.find("--set voltage=bipolar with thresholds for it"), std::string::npos) << missing->text;
  EXPECT_NE(missing->text.find("--preset "), std::string::npos);
}

TEST(AnalysisWarnings, PointsThatGiveTheSurfaceNothing) {
  Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 24, 48);
  map.points.positions = {{0, 0, kRadius + 16}, {0, 0, kRadius + 14}};
  EXPECT_TRUE(warns(analyzed(map), "points_far_from_surface"));  // 15 mm is the fill distance
  EXPECT_EQ(analyzed(map).whole_map.points, 2) << "no point is left out but by the user";
  EXPECT_FALSE(warns(analyzed(map, {{"excluded_points", "0"}}), "points_far_from_surface"));
}

TEST(AnalysisWarnings, LandmarksGivenFarFromTheSurface) {
  const Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 20; }, 24, 48);
  EXPECT_TRUE(warns(analyzed(map, {{"landmarks.apex", "0,0,1000"}}), "landmark_far_from_surface"));
  EXPECT_FALSE(warns(analyzed(map, {{"landmarks.apex", "0,0,26"}}), "landmark_far_from_surface"));
}

TEST(AnalysisWarnings, NothingMapped) {
  Map map = hemisphere([](const Vec3& p) { return p.x < 0 ? 9 : kNone; }, [](const Vec3& p) { return p.x < 0 ? kNone : 20; }, 24, 48);
  const Analysis a = analyzed(map);
  EXPECT_EQ(a.criteria, Criteria::kElectromechanical);
  EXPECT_TRUE(warns(a, "nothing_mapped"));
}

}  // namespace
}  // namespace viamyo
