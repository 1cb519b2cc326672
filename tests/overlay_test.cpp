// Overlays: which quantities a map can show, with which words, unit and range, and the values that are shown.
#include "viamyo/overlay.h"

#include <gtest/gtest.h>

#include <cmath>

#include "meshes.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

Analysis analyzed(const Map& map) { return analyze(map, make_settings("", {}), "test"); }

//! A sheet of stored voltage alone.
Map sheet() {
  Map map;
  map.surface = meshes::planar_grid(40, 40, 4, 4);
  meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", [](const Vec3& p) { return 0.3 * p.x; });
  return map;
}

void add_stored(Map& map, const std::string& name, const std::string& unit, int components, std::vector<float> values) {
  Field field;
  field.name = name;
  field.unit = unit;
  field.components = components;
  field.values = std::move(values);
  map.surface.fields.push_back(std::move(field));
}

TEST(Overlay, NamesAreThoseOfTheCommandLine) {
  for (const char* word : {"unipolar", "bipolar", "shortening", "activation", "class", "agreement", "coverage", "field:Impedance"})
    EXPECT_EQ(to_string(overlay_from_string(word).value()), word);
  EXPECT_FALSE(overlay_from_string("voltage"));
}

TEST(Overlay, AFullMapOffersThemAll) {
  const Map map = make_phantom("refractory-angina");
  const std::vector<Overlay> found = available_overlays(map, analyzed(map));
  for (const OverlayKind kind : {OverlayKind::kUnipolar, OverlayKind::kBipolar, OverlayKind::kShortening, OverlayKind::kActivation,
                                 OverlayKind::kClass, OverlayKind::kAgreement, OverlayKind::kCoverage})
    EXPECT_NE(std::find(found.begin(), found.end(), Overlay{kind}), found.end()) << to_string(Overlay{kind});
}

TEST(Overlay, AMapOffersOnlyWhatItHas) {
  Map map = sheet();
  add_stored(map, "Impedance", "ohm", 1, std::vector<float>(map.surface.vertices.size(), 120));
  add_stored(map, "Fibre", "", 3, std::vector<float>(3 * map.surface.vertices.size(), 1));
  std::vector<std::string> names;
  for (const Overlay& overlay : available_overlays(map, analyzed(map))) names.push_back(to_string(overlay));
  EXPECT_EQ(names, (std::vector<std::string>{"unipolar", "class", "agreement", "field:Impedance"}));
}

TEST(Overlay, AFieldOfTheMapsOwnSaysItsUnitAndItsValuesRange) {
  Map map = sheet();
  std::vector<float> values(map.surface.vertices.size(), 100);
  values[0] = 80;
  values[1] = std::nanf("");
  add_stored(map, "Impedance", "ohm", 1, values);
  const Overlay overlay{OverlayKind::kField, "Impedance"};
  EXPECT_EQ(texts_of(overlay, map).unit, "\u00ABohm\u00BB");
  EXPECT_EQ(default_range(overlay, map), (DisplayRange{80, 100}));
}

TEST(Overlay, ActivationIsEarlyAndLateNotLowAndHigh) {
  const OverlayTexts texts = texts_of({OverlayKind::kActivation}, Map());
  EXPECT_EQ(texts.low_word, "early");
  EXPECT_EQ(texts.high_word, "late");
}

TEST(Overlay, ActivationHasTheRangeOfTheMapsOwnValuesInWholeMilliseconds) {
  Map map = sheet();
  EXPECT_EQ(default_range({OverlayKind::kActivation}, map), (DisplayRange{0, 1}));
  map.points.positions = {{0, 0, 0}, {40, 40, 0}};
  map.points.fields.push_back({std::string(field_name::kLocalActivationTime), "ms", 1, Origin::kMappingSystem, {}, {-20.5F, 30.2F}});
  EXPECT_EQ(default_range({OverlayKind::kActivation}, map), (DisplayRange{-21, 31}));
  std::vector<float> stored(map.surface.vertices.size(), 12);
  stored[0] = 40;
  add_stored(map, std::string(field_name::kLocalActivationTime), "ms", 1, stored);
  EXPECT_EQ(default_range({OverlayKind::kActivation}, map), (DisplayRange{12, 40}));
}

TEST(Overlay, AgreementCountsTheCutOffsAtOrBelowTheVoltage) {
  const Map map = sheet();
  const std::vector<float> counts = overlay_values({OverlayKind::kAgreement}, map, analyzed(map));
  for (std::size_t v = 0; v < counts.size(); ++v) {
    const double x = map.surface.vertices[v].x;                // 0, 10 ... 40 mm: 0, 3, 6, 9, 12 mV
    EXPECT_EQ(counts[v], x < 15 ? 0 : (x < 25 ? 3 : 9)) << x;  // 4.5, 5.2 and 5.4 lie at or below 6 mV
  }
}

TEST(Overlay, ActivationOfPointsReachesTheSurfaceAsVoltageDoes) {
  Map map = sheet();
  map.points.positions = {{0, 0, 0}, {40, 40, 0}};
  map.points.fields.push_back({std::string(field_name::kLocalActivationTime), "ms", 1, Origin::kMappingSystem, {}, {-20, 30}});
  const std::vector<float> values = overlay_values({OverlayKind::kActivation}, map, analyzed(map));
  EXPECT_EQ(values.front(), -20);
  EXPECT_EQ(values.back(), 30);
  EXPECT_TRUE(std::isnan(values[2]));  // 20 mm from both: nobody in reach
}

}  // namespace
}  // namespace viamyo
