// The analysis against closed forms and invariants: what another program, or a pencil, must find too.
#include "viamyo/analysis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis_maps.h"
#include "meshes.h"
#include "viamyo/errors.h"
#include "viamyo/explain.h"
#include "viamyo/presets.h"

namespace viamyo {
namespace {

// ---- classes and areas ----

TEST(Analysis, ArchimedesZonesOfALinearFieldHaveTheAreasOfTheirHeights) {
  // V = z / 2.5 mV: V >= 6.9 for z >= 17.25; a zone between two planes of height h has 2 pi R h.
  const Map map = hemisphere([](const Vec3& p) { return p.z / 2.5; }, [](const Vec3&) { return 20; }, 160, 320);
  const Analysis a = analyzed(map);
  const double full = 2 * meshes::kPi * kRadius;
  EXPECT_NEAR(area_of(a, TissueClass::kNormal) / (full * (25 - 17.25)), 1, 2e-3);
  EXPECT_NEAR(a.between_cutoffs_mm2 / (full * (17.25 - 11.25)), 1, 2e-3);
  EXPECT_NEAR(a.low_voltage_preserved_shortening_mm2 / (full * 11.25), 1, 2e-3);
}

TEST(Analysis, ClassAreasAddUpToTheMappedArea) {
  const Map map = hemisphere([](const Vec3& p) { return 6 + 4 * std::sin(p.x / 3) * std::cos(p.y / 4); },
                             [](const Vec3& p) { return 12 + 8 * std::sin(p.z / 2 + p.x / 5); });
  const Analysis a = analyzed(map);
  EXPECT_NEAR(sum_of_classes(a) / a.mapped_area_mm2, 1, 1e-12);
  double of_regions = 0;
  for (const Region& r : a.regions) of_regions += r.area_mm2;
  EXPECT_NEAR(of_regions / a.mapped_area_mm2, 1, 1e-12);
  double of_segments = 0;
  for (const SegmentStatistics& s : a.segments) of_segments += s.area_mm2;
  EXPECT_NEAR(of_segments / a.area_mm2, 1, 1e-12);
}

//! What must not change when the same surface is written down differently.
void expect_same(const Analysis& a, const Analysis& b, double relative) {
  for (std::size_t c = 0; c < a.class_area_mm2.size(); ++c) EXPECT_NEAR(a.class_area_mm2[c], b.class_area_mm2[c], relative * a.area_mm2);
  ASSERT_EQ(a.regions.size(), b.regions.size());
  for (std::size_t i = 0; i < a.regions.size(); ++i) {
    EXPECT_EQ(a.regions[i].tissue, b.regions[i].tissue);
    EXPECT_EQ(a.regions[i].label, b.regions[i].label);
    EXPECT_EQ(a.regions[i].segments, b.regions[i].segments);
    EXPECT_NEAR(a.regions[i].area_mm2, b.regions[i].area_mm2, relative * a.area_mm2);
    EXPECT_NEAR(a.regions[i].stable_fraction, b.regions[i].stable_fraction, 1e-6);
  }
  ASSERT_EQ(a.segments.size(), b.segments.size());
  for (std::size_t s = 0; s < a.segments.size(); ++s) EXPECT_NEAR(a.segments[s].area_mm2, b.segments[s].area_mm2, relative * a.area_mm2);
}

Map wavy() {
  // Not symmetric in any way, so that no two regions tie.
  return hemisphere([](const Vec3& p) { return 6.2 + 3.7 * std::sin(p.x / 6 + 0.3) * std::cos(p.y / 7 - 0.2) + 0.03 * p.z; },
                    [](const Vec3& p) { return 11 + 9 * std::sin(p.z / 5 + p.x / 9 + 0.1) - 0.1 * p.y; }, 24, 40);
}

TEST(Analysis, RefinementChangesNoArea) {
  const Map coarse = wavy();
  Map fine = coarse;
  fine.surface = meshes::refined(coarse.surface);
  const Analysis a = analyzed(coarse);
  const Analysis b = analyzed(fine);
  for (std::size_t c = 0; c < a.class_area_mm2.size(); ++c)
    EXPECT_NEAR(a.class_area_mm2[c], b.class_area_mm2[c], 1e-5 * a.area_mm2);  // float32 middles
  EXPECT_NEAR(a.end_diastolic_volume_ml, b.end_diastolic_volume_ml, 1e-9 * a.end_diastolic_volume_ml);
}

TEST(Analysis, NumberingOfVerticesAndTrianglesDoesNotMatter) {
  const Map map = wavy();
  Map shuffled = map;
  shuffled.surface = meshes::permuted(map.surface, 7).surface;
  expect_same(analyzed(map), analyzed(shuffled), 1e-12);
}

TEST(Analysis, RigidMotionDoesNotMatter) {
  const Map map = wavy();
  Map moved = map;
  const meshes::RigidMotion motion;
  moved.surface = meshes::moved(map.surface, motion);
  for (auto* p : {&moved.landmarks.apex, &moved.landmarks.mitral_annulus_center, &moved.landmarks.anterior_rv_insertion,
                  &moved.landmarks.inferior_rv_insertion}) {
    *p = motion(**p);
  }
  expect_same(analyzed(map), analyzed(moved), 1e-9);
}

TEST(Analysis, APlateauExactlyAtAThresholdIsAboveIt) {
  for (const Preset& preset : presets()) {
    if (!preset.voltage_viable || preset.threshold_unit != ThresholdUnit::kMillivolt || preset.voltage != VoltageKind::kUnipolar) continue;
    const auto plateau = static_cast<double>(*preset.voltage_viable);
    const Map map = hemisphere([&](const Vec3&) { return plateau; }, [](const Vec3&) { return 40; }, 6, 12);
    const Analysis a = analyze(map, make_settings(preset.id, {}), "test");
    EXPECT_DOUBLE_EQ(area_of(a, TissueClass::kNormal), a.area_mm2) << preset.id;
    EXPECT_EQ(a.regions.size(), 1U) << preset.id;
  }
}

TEST(Analysis, APlateauAtAThresholdCarriedFromPointsStaysOnIt) {
  Map map = hemisphere([](const Vec3&) { return 6.9F; }, [](const Vec3&) { return 12; }, 10, 20);
  add_points(map, 3);
  const Analysis a = analyzed(map, {{"voltage_source", "interpolated"}, {"shortening_source", "interpolated"}});
  EXPECT_EQ(a.values.voltage_source, Source::kInterpolated);
  EXPECT_NEAR(area_of(a, TissueClass::kNormal), a.mapped_area_mm2, 1e-9);
}

TEST(Analysis, TwoPatchesThatTouchInAVertexAreTwoRegions) {
  // A checkerboard of plateaus: V high where the signs of x and y agree. Values at the lines x = 0 and y = 0 lie exactly on the threshold.
  Map map;
  map.surface = meshes::planar_grid(40, 40, 8, 8);
  for (Vec3& v : map.surface.vertices) v = v - Vec3{20, 20, 0};
  set_field(map, field_name::kUnipolarVoltage, "mV", [](const Vec3& p) { return 6.0 + p.x * p.y / 100; });
  const Analysis a = analyzed(map, {{"criteria", "voltage"}, {"voltage_infarct", "6"}, {"voltage_viable", "6"}});
  const auto count = [&](TissueClass tissue) {
    return std::count_if(a.regions.begin(), a.regions.end(), [&](const Region& r) { return r.tissue == tissue; });
  };
  EXPECT_EQ(count(TissueClass::kInfarcted), 2);
  EXPECT_NEAR(area_of(a, TissueClass::kViable) + area_of(a, TissueClass::kInfarcted), 1600, 1e-9);
}

TEST(Analysis, TheTwoPartsOfIndeterminateFormOneRegionWhereTheyTouch) {
  const Map map =
      hemisphere([](const Vec3& p) { return 3 + p.z / 25 * 3.5; }, [](const Vec3&) { return 20; });  // 3 to 6.5 mV, never viable
  const Analysis a = analyzed(map);
  ASSERT_EQ(a.regions.size(), 1U);
  EXPECT_EQ(a.regions[0].tissue, TissueClass::kIndeterminate);
  EXPECT_GT(a.between_cutoffs_mm2, 0);
  EXPECT_GT(a.low_voltage_preserved_shortening_mm2, 0);
}

TEST(Analysis, ATriangleWithAnUnmappedVertexIsUnmapped) {
  Map map = hemisphere([](const Vec3&) { return 10; }, [](const Vec3&) { return 20; }, 10, 20);
  find_field(map.surface.fields, "LinearLocalShortening")->values.back() = kNone;  // the pole, with 20 triangles
  const Analysis a = analyzed(map);
  double expected = 0;
  for (std::size_t t = map.surface.triangles.size() - 20; t < map.surface.triangles.size(); ++t) {
    const Triangle& tri = map.surface.triangles[t];
    const auto at = [&](std::size_t i) { return map.surface.vertices[static_cast<std::size_t>(tri[i])]; };
    expected += length(cross(at(1) - at(0), at(2) - at(0))) / 2;
  }
  EXPECT_NEAR(area_of(a, TissueClass::kUnmapped), expected, 1e-9);
  EXPECT_NEAR(a.mapped_area_mm2 + expected, a.area_mm2, 1e-9);
}

// ---- kinds of maps ----

TEST(Analysis, WithoutShorteningTheCriteriaAreVoltageAloneAndThereAreNoZones) {
  Map map = wavy();
  map.surface.fields.pop_back();
  const Analysis a = analyzed(map);
  EXPECT_EQ(a.criteria, Criteria::kVoltage);
  EXPECT_EQ(area_of(a, TissueClass::kNormal) + area_of(a, TissueClass::kViableIschemic), 0);
  EXPECT_GT(area_of(a, TissueClass::kViable), 0);
  EXPECT_TRUE(a.candidate_zones.empty());
  EXPECT_TRUE(warns(a, "mechanics_missing"));
}

TEST(Analysis, WithoutVoltageEverythingIsUnmappedButGeometryAndShorteningAreReported) {
  Map map = wavy();
  map.surface.fields.erase(map.surface.fields.begin());
  const Analysis a = analyzed(map);
  EXPECT_FALSE(a.criteria);
  EXPECT_EQ(a.mapped_area_mm2, 0);
  EXPECT_NEAR(area_of(a, TissueClass::kUnmapped), a.area_mm2, 1e-9);
  EXPECT_TRUE(std::isfinite(a.whole_map.linear_local_shortening_percent.surface_mean));
  EXPECT_TRUE(warns(a, "voltage_missing"));
}

TEST(Analysis, AllNaNCountsAsAbsent) {
  Map map = wavy();
  for (float& v : find_field(map.surface.fields, "LinearLocalShortening")->values) v = kNone;
  EXPECT_EQ(analyzed(map).criteria, Criteria::kVoltage);
}

TEST(Analysis, AskingForWhatTheMapDoesNotHaveIsAnError) {
  Map map = wavy();
  map.surface.fields.pop_back();
  EXPECT_THROW(analyzed(map, {{"criteria", "electromechanical"}}), UsageError);
  EXPECT_THROW(analyzed(map, {{"voltage_source", "interpolated"}}), UsageError);
  EXPECT_THROW(analyzed(map, {{"excluded_points", "0"}}), UsageError);
}

TEST(Analysis, BipolarVoltageClassifiesByItsOwnThresholds) {
  Map map = wavy();
  set_field(map, field_name::kBipolarVoltage, "mV", [](const Vec3& p) { return p.z / 10; });
  const Analysis a =
      analyzed(map, {{"criteria", "voltage"}, {"voltage", "bipolar"}, {"voltage_infarct", "1.5"}, {"voltage_viable", "1.5"}});
  Map fine = map;
  fine.surface = meshes::refined(meshes::refined(map.surface));
  const Analysis b =
      analyzed(fine, {{"criteria", "voltage"}, {"voltage", "bipolar"}, {"voltage_infarct", "1.5"}, {"voltage_viable", "1.5"}});
  EXPECT_NEAR(area_of(a, TissueClass::kInfarcted), area_of(b, TissueClass::kInfarcted), 1e-4 * a.area_mm2);
  EXPECT_NEAR(area_of(a, TissueClass::kInfarcted) / (2 * meshes::kPi * kRadius * 15), 1, 2e-2);
}

TEST(Analysis, PercentThresholdsReferToTheReferenceSegments) {
  const Map map = hemisphere([](const Vec3& p) { return p.x < 0 ? 5 : 10; }, [](const Vec3&) { return 20; });
  const Analysis a = analyzed(map, {{"threshold_unit", "percent"}, {"reference_segments", "5,6,11,12,16"}});
  EXPECT_GT(a.reference_voltage_mV, 9.9);
  EXPECT_LE(a.reference_voltage_mV, 10.0 + 1e-9);
  EXPECT_FLOAT_EQ(a.thresholds.voltage_infarct_mV, static_cast<float>(0.68 * a.reference_voltage_mV));
  EXPECT_EQ(a.thresholds.voltage_infarct_mV, a.thresholds.voltage_viable_mV);
}

TEST(Analysis, WhatAnEarlierAnalysisStoredKeepsItsOrigin) {
  Map map = wavy();
  find_field(map.surface.fields, "UnipolarVoltage")->origin = Origin::kInterpolated;
  find_field(map.surface.fields, "LinearLocalShortening")->origin = Origin::kRecomputed;
  const Analysis a = analyzed(map);
  EXPECT_EQ(a.values.voltage_source, Source::kInterpolated);
  EXPECT_EQ(a.values.shortening_source, Source::kRecomputed);
}

// ---- segments ----

TEST(Analysis, SectorsOfABodyOfRevolutionAreEqual) {
  const Analysis a = analyzed(hemisphere([](const Vec3&) { return 10; }, [](const Vec3&) { return 20; }, 40, 96));
  for (std::size_t s = 1; s < 6; ++s) EXPECT_NEAR(a.segments[s].area_mm2, a.segments[0].area_mm2, 1e-9);
  for (std::size_t s = 7; s < 12; ++s) EXPECT_NEAR(a.segments[s].area_mm2, a.segments[6].area_mm2, 1e-9);
  for (std::size_t s = 13; s < 16; ++s) EXPECT_NEAR(a.segments[s].area_mm2, a.segments[12].area_mm2, 1e-9);
  // Archimedes again: rings of a sphere have areas as their heights.
  EXPECT_NEAR(a.rings[0].area_mm2 / a.rings[1].area_mm2, 1, 2e-3);
  EXPECT_NEAR(a.rings[3].area_mm2 / a.area_mm2, 0.1, 1e-3);
}

TEST(Analysis, ClosestSegmentOwnsAPoint) {
  Map map = hemisphere([](const Vec3&) { return 10; }, [](const Vec3&) { return 20; });
  add_points(map, 50);
  map.points.accepted.assign(map.points.positions.size(), 1);
  map.points.accepted[3] = 0;
  const Analysis a = analyzed(map);
  int points = 0;
  for (const SegmentStatistics& s : a.segments) points += s.points;
  EXPECT_EQ(points, static_cast<int>(map.points.positions.size()) - 1);
  EXPECT_EQ(a.whole_map.points, points);
  EXPECT_EQ(a.whole_map.unipolar_voltage_mV.n, points);
}

// ---- stability, agreement, volumes ----

TEST(Analysis, StableFractionIsTheShareThatNoSingleMoveFlips) {
  // V = 10 z / 25: viable-ischaemic from 6.9 mV (z = 17.25) up; stable from 7.59 mV (z = 18.975) up.
  const Map map = hemisphere([](const Vec3& p) { return p.z / 2.5; }, [](const Vec3&) { return 5; }, 160, 320);
  const Analysis a = analyzed(map);
  const auto region =
      std::find_if(a.regions.begin(), a.regions.end(), [](const Region& r) { return r.tissue == TissueClass::kViableIschemic; });
  ASSERT_NE(region, a.regions.end());
  EXPECT_NEAR(region->stable_fraction, (25 - 18.975) / (25 - 17.25), 2e-3);
}

TEST(Analysis, AgreementCountsTheCutOffsAtOrBelowTheMeanVoltage) {
  const Analysis a = analyzed(hemisphere([](const Vec3&) { return 7; }, [](const Vec3&) { return 20; }, 6, 12));
  ASSERT_TRUE(a.regions.at(0).preset_agreement);
  EXPECT_EQ(a.regions[0].preset_agreement->of, 9);
  EXPECT_EQ(a.regions[0].preset_agreement->viable, 6);  // 4.5 5.2 5.4 6.4 6.5 6.9, not 7.5 7.9 8.4
}

TEST(Analysis, UniformContractionGivesItsVolumesAndItsShortening) {
  Map map;
  map.surface = meshes::uv_hemisphere(kRadius, 40, 80);
  Field displacement{"EndSystolicDisplacement", "mm", 3};
  for (const Vec3& v : map.surface.vertices) {
    for (const double x : {v.x, v.y, v.z}) displacement.values.push_back(static_cast<float>(-0.2 * x));
  }
  map.surface.fields.push_back(displacement);
  const Analysis a = analyzed(map);
  EXPECT_NEAR(a.end_diastolic_volume_ml, 2.0 / 3 * meshes::kPi * kRadius * kRadius * kRadius / 1000, 0.1);
  EXPECT_NEAR(a.ejection_fraction_percent, 100 * (1 - 0.512), 1e-4);
  EXPECT_EQ(a.values.shortening_source, Source::kRecomputed);
  EXPECT_NEAR(a.whole_map.linear_local_shortening_percent.surface_mean, 20, 1e-4);
  EXPECT_TRUE(warns(a, "shortening_recomputed"));
}

// ---- candidate zones ----

//! Viable-ischaemic everywhere but for an infarct around +x at the rim.
Map ischemic_hemisphere() {
  Map map = hemisphere([](const Vec3& p) { return p.x > 15 ? 3 : 9; }, [](const Vec3&) { return 5; }, 48, 96);
  add_points(map, 7);
  return map;
}

TEST(Analysis, ZonesKeepTheAnnulusMarginAlongTheSurface) {
  const Map map = hemisphere([](const Vec3&) { return 9; }, [](const Vec3&) { return 5; }, 64, 128);
  Map with_points = map;
  add_points(with_points, 7);
  const Analysis a = analyzed(with_points);
  ASSERT_EQ(a.candidate_zones.size(), 1U);
  // Beyond 10 mm of arc from the rim: a cap of height R (1 - sin(10 / R)).
  const double cap = 2 * meshes::kPi * kRadius * kRadius * (1 - std::sin(10 / kRadius));
  EXPECT_NEAR(a.candidate_zones[0].area_mm2 / cap, 1, 0.03);
  EXPECT_NEAR(a.candidate_zones[0].distance_to_annulus_mm, 10, 1e-6);
  EXPECT_NEAR(a.candidate_zones[0].distance_to_apex_mm, 0, 1e-6);
  EXPECT_TRUE(std::isnan(a.candidate_zones[0].distance_to_infarct_mm));
  EXPECT_TRUE(std::isnan(a.candidate_zones[0].wall_thickness_mm));
  EXPECT_EQ(a.candidate_zones[0].label, "R1-a");
  EXPECT_TRUE(warns(a, "zone_at_apex"));
}

TEST(Analysis, TheInfarctMarginShrinksTheZone) {
  const Analysis without = analyzed(ischemic_hemisphere());
  const Analysis with = analyzed(ischemic_hemisphere(), {{"infarct_margin", "8"}});
  ASSERT_EQ(without.candidate_zones.size(), 1U);
  ASSERT_EQ(with.candidate_zones.size(), 1U);
  EXPECT_LT(with.candidate_zones[0].area_mm2, without.candidate_zones[0].area_mm2);
  EXPECT_NEAR(with.candidate_zones[0].distance_to_infarct_mm, 8, 1e-6);
}

TEST(Analysis, ZonesThatAreTooSmallOrHaveTooFewPointsAreLeftOut) {
  Map few = ischemic_hemisphere();
  few.points.accepted.assign(few.points.positions.size(), 0);
  few.points.accepted[0] = few.points.accepted[1] = 1;
  EXPECT_TRUE(analyzed(few).candidate_zones.empty());
  EXPECT_TRUE(analyzed(ischemic_hemisphere(), {{"min_zone_area", "100000"}}).candidate_zones.empty());
}

TEST(Analysis, AClosedMapMeasuresTheMarginFromThePlaneOfAGivenAnnulus) {
  Map map;
  map.surface = meshes::icosphere(kRadius, 5);
  set_field(map, field_name::kUnipolarVoltage, "mV", [](const Vec3&) { return 9; });
  set_field(map, field_name::kLinearLocalShortening, "%", [](const Vec3&) { return 5; });
  add_points(map, 11);
  EXPECT_TRUE(analyzed(map).candidate_zones.empty());
  EXPECT_TRUE(warns(analyzed(map), "annulus_unknown"));
  map.landmarks.mitral_annulus_center = Vec3{0, 0, 0};
  map.landmarks.apex = Vec3{0, 0, kRadius};
  const Analysis a = analyzed(map);
  ASSERT_EQ(a.candidate_zones.size(), 1U);
  const double cap = 2 * meshes::kPi * kRadius * kRadius * (1 - std::sin(10 / kRadius));
  EXPECT_NEAR(a.candidate_zones[0].area_mm2 / cap, 1, 0.03);
}

TEST(Analysis, APartThatTheRimCannotBeReachedFromHasNoZones) {
  Map map;
  map.surface = meshes::joined(meshes::uv_hemisphere(30, 24, 48), meshes::moved(meshes::icosphere(20, 3), [](const Vec3& p) {
                                 return p + Vec3{200, 0, 0};
                               }));
  set_field(map, field_name::kUnipolarVoltage, "mV", [](const Vec3&) { return 9; });
  set_field(map, field_name::kLinearLocalShortening, "%", [](const Vec3&) { return 5; });
  add_points(map, 7);
  const Analysis a = analyzed(map);
  ASSERT_EQ(a.regions.size(), 2U);
  ASSERT_EQ(a.candidate_zones.size(), 1U);
  EXPECT_LT(a.candidate_zones[0].centroid_mm.x, 100);
  EXPECT_GT(a.candidate_zones[0].points, 0);
  EXPECT_TRUE(warns(a, "rim_not_reached"));
}

TEST(Analysis, AnUnreachableInfarctTakesNoPointsFromAZone) {
  Map map;
  map.surface = meshes::joined(meshes::uv_hemisphere(30, 24, 48), meshes::moved(meshes::icosphere(20, 3), [](const Vec3& p) {
                                 return p + Vec3{200, 0, 0};
                               }));
  set_field(map, field_name::kUnipolarVoltage, "mV", [](const Vec3& p) { return p.x > 100 ? 2 : 9; });
  set_field(map, field_name::kLinearLocalShortening, "%", [](const Vec3&) { return 5; });
  add_points(map, 7);
  const Analysis a = analyzed(map, {{"infarct_margin", "5"}});
  ASSERT_EQ(a.candidate_zones.size(), 1U);
  EXPECT_GT(a.candidate_zones[0].points, 3);
  EXPECT_TRUE(std::isnan(a.candidate_zones[0].distance_to_infarct_mm));
  EXPECT_EQ(explain_position(map, a, {0, 0, 30}).zone, "Z1");
}

TEST(Analysis, ApexAndAnnulusInOnePlaceAreWarnedOf) {
  Map map = wavy();
  map.landmarks.apex = map.landmarks.mitral_annulus_center;
  const Analysis a = analyzed(map);
  EXPECT_TRUE(a.segments.empty());
  EXPECT_TRUE(warns(a, "axis_degenerate"));
}

TEST(Analysis, PercentWithoutVoltageHasNoThresholdsInMillivolt) {
  Map map = wavy();
  map.surface.fields.erase(map.surface.fields.begin());
  const Analysis a = analyzed(map, {{"threshold_unit", "percent"}, {"reference_segments", "1"}});
  EXPECT_TRUE(std::isnan(a.thresholds.voltage_infarct_mV));
  EXPECT_TRUE(std::isnan(a.thresholds.voltage_viable_mV));
}

// ---- identity ----

TEST(Analysis, TheFingerprintFollowsEverySettingButThePresetName) {
  const Map map = wavy();
  const std::string base = analyzed(map).fingerprint;
  EXPECT_EQ(analyzed(map).fingerprint, base);
  for (const auto& [key, value] : std::vector<SettingChange>{{"voltage_infarct", "4.6"},
                                                             {"voltage_viable", "7"},
                                                             {"shortening_ischemic", "11"},
                                                             {"criteria", "voltage"},
                                                             {"fill_distance", "14"},
                                                             {"min_region_area", "90"},
                                                             {"annulus_margin", "9"},
                                                             {"infarct_margin", "1"},
                                                             {"min_zone_area", "150"},
                                                             {"min_zone_points", "4"},
                                                             {"ring_limits", "0.3,0.6,0.9"},
                                                             {"landmarks.apex", "0,0,24"}}) {
    EXPECT_NE(analyzed(map, {{key, value}}).fingerprint, base) << key;
  }
  EXPECT_EQ(analyzed(map, {{"voltage_infarct", "4.6"}, {"voltage_infarct", "4.5"}}).fingerprint, base);
  EXPECT_NE(analyze(map, make_settings("", {}), "other content").fingerprint, base);
}

TEST(Analysis, ABrokenMapIsRefused) {
  Map map = wavy();
  map.surface.triangles[5][1] = 1'000'000;
  EXPECT_THROW(analyzed(map), InputError);
}

TEST(Analysis, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  const Task task{source.get_token(), {}};
  EXPECT_THROW(analyze(wavy(), make_settings("", {}), "test", task), Stopped);
}

}  // namespace
}  // namespace viamyo
