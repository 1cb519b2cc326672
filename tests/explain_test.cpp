// Why this class here, and what would change it: one sentence with the numbers that the analysis used.
#include "viamyo/explain.h"

#include <gtest/gtest.h>

#include <limits>

#include "meshes.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

//! A sheet whose voltage rises with x (0 to 12 mV over 40 mm) and whose shortening is 5 %; the places asked for are within reach of a point.
Map sheet() {
  Map map;
  map.surface = meshes::planar_grid(40, 40, 20, 20);
  meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [](const Vec3& p) { return 0.3 * p.x; });
  meshes::add_field(map.surface, field_name::kLinearLocalShortening, "%", [](const Vec3&) { return 5; });
  map.points.positions = {{30, 20, 0}, {10, 10, 0}};
  map.points.names = {"P7", "P8"};
  return map;
}

Analysis analyzed(const Map& map) { return analyze(map, make_settings("", {}), "test"); }

bool says(const Explanation& e, std::string_view text) { return e.sentence.find(text) != std::string::npos; }

TEST(Explain, TellsValuesRuleAndWhatWouldChangeIt) {
  const Map map = sheet();
  const Explanation e = explain_position(map, analyzed(map), {30, 20, 0.5});
  EXPECT_EQ(e.tissue, TissueClass::kViableIschemic);
  EXPECT_NEAR(e.voltage_mV, 9, 1e-5);
  EXPECT_TRUE(says(e, "9.00 mV >= 6.9 but shortening 5.0 % < 12 %")) << e.sentence;
  EXPECT_TRUE(says(e, "the limit of viable tissue above 9 mV (indeterminate)")) << e.sentence;
  EXPECT_TRUE(says(e, "the limit of reduced shortening at or below 5 % (preserved at rest)")) << e.sentence;
}

TEST(Explain, TheMoveThatItNamesReallyChangesTheClass) {
  const Map map = sheet();
  const auto at = [&](const char* key, const char* value) {
    return explain_position(map, analyze(map, make_settings("", {{key, value}}), "test"), {30, 20, 0}).tissue;
  };
  EXPECT_EQ(at("voltage_viable", "9.01"), TissueClass::kIndeterminate);
  EXPECT_EQ(at("shortening_ischemic", "5"), TissueClass::kNormal);
}

TEST(Explain, SaysWhatIsStoredAndWhoIsNearAndThatItIsForReviewOnly) {
  const Map map = sheet();
  const Explanation e = explain_position(map, analyzed(map), {30, 20, 0});
  EXPECT_TRUE(says(e, "voltage stored in the file, shortening stored in the file"));
  EXPECT_TRUE(says(e, "The nearest accepted point, P7, is"));
  EXPECT_EQ(e.nearest_point, 0);
  EXPECT_TRUE(e.sentence.ends_with("As computed: for review only.")) << "the review, whatever it says, stands beside it";
}

// Whoever reads the sentence need not know the program's words for its settings and classes, and areas are in cm2 as everywhere in the window.
TEST(Explain, NoCodeStandsInASentence) {
  const Map map = sheet();
  const Analysis a = analyzed(map);
  std::vector<std::string> sentences;
  for (int vertex = 0; vertex < static_cast<int>(map.surface.vertices.size()); vertex += 3)
    sentences.push_back(explain_vertex(map, a, vertex).sentence);
  for (const Region& region : a.regions) sentences.push_back(explain_item(map, a, region.id).sentence);
  for (const std::string& sentence : sentences) {
    EXPECT_EQ(sentence.find('_'), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find("mm2"), std::string::npos) << sentence;
  }
}

TEST(Explain, OnlyMovesThatTheSettingsAllowAreNamed) {
  const Map map = sheet();
  const Explanation high = explain_position(map, analyzed(map), {30, 20, 0});  // 9 mV
  EXPECT_FALSE(says(high, "limit of infarct")) << "it cannot go above voltage_viable: " << high.sentence;
  const Explanation low = explain_position(map, analyzed(map), {10, 20, 0});  // 3 mV
  EXPECT_TRUE(says(low, "the limit of infarct at or below 3 mV (indeterminate)")) << low.sentence;
  EXPECT_FALSE(says(low, "limit of viable")) << "it cannot go below voltage_infarct: " << low.sentence;
  const Explanation between = explain_position(map, analyzed(map), {20, 20, 0});  // 6 mV
  EXPECT_TRUE(
      says(between, "the limit of infarct above 6 mV (infarcted), or the limit of viable tissue at or below 6 mV (viable-ischaemic)"))
      << between.sentence;
}

TEST(Explain, WhatAFileHoldsIsToldFromWhatIsComputedHere) {
  Map map = sheet();
  find_field(map.surface.fields, "UnipolarVoltage")->origin = Origin::kInterpolated;
  map.points.fields = {{"UnipolarVoltage", "mV", 1, Origin::kMappingSystem, {}, {9, 3}}};
  EXPECT_TRUE(says(explain_vertex(map, analyzed(map), 0), "voltage interpolated (as stored in the file), shortening stored in the file"));
  const Analysis anew = analyze(map, make_settings("", {{"voltage_source", "interpolated"}, {"fill_distance", "60"}}), "test");
  EXPECT_TRUE(says(explain_vertex(map, anew, 0), "(voltage interpolated, shortening"));
}

TEST(Explain, AVertexHasItsOwnValues) {
  const Map map = sheet();
  const Explanation e = explain_vertex(map, analyzed(map), 5);  // x = 10 mm
  EXPECT_NEAR(e.voltage_mV, 3, 1e-6);
  EXPECT_EQ(e.tissue, TissueClass::kInfarcted);
  EXPECT_THROW(explain_vertex(map, analyzed(map), 441), UsageError);
  EXPECT_THROW(explain_vertex(map, analyzed(map), -1), UsageError);
}

TEST(Explain, ARegionIsExplainedByItsMeans) {
  const Map map = sheet();
  const Analysis a = analyzed(map);
  const Explanation e = explain_item(map, a, "R1");
  EXPECT_EQ(e.region, "R1");
  EXPECT_EQ(e.sentence.rfind(a.regions[0].label + " (", 0), 0U) << e.sentence;
  EXPECT_TRUE(says(e, "of 9 published human unipolar cut-offs"));
  EXPECT_THROW(explain_item(map, a, "R99"), UsageError);
  EXPECT_THROW(explain_item(map, a, "Z1"), UsageError);
}

TEST(Explain, AVertexOnTheBorderOfTheMappedAreaKeepsItsOwnClass) {
  Map map = sheet();
  for (float& v : find_field(map.surface.fields, "UnipolarVoltage")->values) {
    if (v > 6.05F) v = std::numeric_limits<float>::quiet_NaN();  // mapped up to x = 20 mm: vertices 0 to 10 of the first row
  }
  const Explanation e = explain_vertex(map, analyzed(map), 10);
  EXPECT_NEAR(e.voltage_mV, 6, 1e-5);
  EXPECT_EQ(e.tissue, TissueClass::kIndeterminate);
  EXPECT_FALSE(e.region.empty());
}

TEST(Explain, NumbersReadOnTheSideOfTheThresholdOnWhichTheyStand) {
  Map map = sheet();
  for (float& v : find_field(map.surface.fields, "UnipolarVoltage")->values) v = 6.8999F;
  const Explanation e = explain_vertex(map, analyzed(map), 0);
  EXPECT_TRUE(says(e, "6.8999 mV lies between the cut-offs 4.5 and 6.9")) << e.sentence;
  EXPECT_TRUE(says(e, "the limit of viable tissue at or below 6.89 mV")) << e.sentence;
}

TEST(Explain, APlateauAtAThresholdIsExplainedByItsRule) {
  Map map = sheet();
  map.surface.fields.pop_back();
  for (float& v : find_field(map.surface.fields, "UnipolarVoltage")->values) v = 6.9F;
  const Explanation e = explain_item(map, analyzed(map), "R1");
  EXPECT_TRUE(says(e, "6.90 mV >= 6.9")) << e.sentence;
  EXPECT_FALSE(says(e, "nan")) << e.sentence;
}

TEST(Explain, UnmappedPlacesSayWhatIsMissing) {
  Map map = sheet();
  find_field(map.surface.fields, "LinearLocalShortening")->values[0] = std::numeric_limits<float>::quiet_NaN();
  const Explanation e = explain_vertex(map, analyzed(map), 0);
  EXPECT_EQ(e.tissue, TissueClass::kUnmapped);
  EXPECT_TRUE(says(e, "it has no linear local shortening")) << e.sentence;
}

}  // namespace
}  // namespace viamyo
