// What is far from every accepted point has no value, whoever stored it.
#include <gtest/gtest.h>

#include <cmath>

#include "analysis_maps.h"
#include "viamyo/explain.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

constexpr double kFill_mm = 15;

//! A hemisphere with stored values everywhere and points on the side of x > `from_mm` alone.
Map one_sided(double from_mm = 0) {
  Map map = hemisphere([](const Vec3& p) { return 8 + p.x / 10; }, [](const Vec3& p) { return 12 + p.y / 5; }, 24, 48);
  Field uv{"UnipolarVoltage", "mV"};
  Field lls{"LinearLocalShortening", "%"};
  for (std::size_t v = 0; v < map.surface.vertices.size(); v += 7) {
    if (map.surface.vertices[v].x < from_mm) continue;
    map.points.positions.push_back(map.surface.vertices[v] + Vec3{0.3, 0, 0});
    uv.values.push_back(map.surface.fields[0].values[v]);
    lls.values.push_back(map.surface.fields[1].values[v]);
  }
  map.points.fields = {uv, lls};
  return map;
}

//! The counterexample to the rule: a vertex with a value and no supporting point within reach, or one within reach whose stored value is gone.
void expect_support(const Map& map, const Analysis& a, const std::vector<float>& used, std::string_view name,
                    const std::vector<bool>& supporting) {
  const std::vector<float>& stored = find_field(map.surface.fields, name)->values;
  for (std::size_t v = 0; v < stored.size(); ++v) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < supporting.size(); ++i) {
      if (supporting[i]) nearest = std::min(nearest, distance(map.points.positions[i], map.surface.vertices[v]));
    }
    const bool has = nearest <= a.settings.fill_distance_mm && std::isfinite(stored[v]);
    ASSERT_EQ(std::isfinite(used[v]), has) << name << " at vertex " << v << ", " << nearest << " mm from a point";
    if (!has) continue;
    ASSERT_EQ(used[v], stored[v]) << name;
  }
}

TEST(Support, AStoredValueNeedsAnAcceptedPointWithinTheFillDistance) {
  const Map map = one_sided();
  const Analysis a = analyzed(map);
  const std::vector<bool> all(map.points.positions.size(), true);
  expect_support(map, a, a.values.unipolar_mV, field_name::kUnipolarVoltage, all);
  expect_support(map, a, a.values.shortening_percent, field_name::kLinearLocalShortening, all);
  EXPECT_EQ(a.values.voltage_source, Source::kStored);
  EXPECT_NEAR(a.mapped_area_mm2 + a.unmapped_beyond_fill_mm2, a.area_mm2, 1e-9 * a.area_mm2);
  EXPECT_GT(a.unmapped_beyond_fill_mm2, 0);
  EXPECT_EQ(a.mapped_area_beyond_fill_mm2, 0);
  EXPECT_NEAR(area_of(a, TissueClass::kUnmapped), a.unmapped_beyond_fill_mm2, 1e-9);
}

TEST(Support, HoldsForPointsThatAreRandomlyAcceptedExcludedAndWithoutValues) {
  meshes::Random random(21);
  for (int run = 0; run < 8; ++run) {
    Map map = one_sided(-30);
    map.points.accepted.resize(map.points.positions.size());
    std::vector<bool> has_voltage(map.points.positions.size());
    std::vector<bool> has_shortening(map.points.positions.size());
    std::string excluded;
    for (std::size_t i = 0; i < has_voltage.size(); ++i) {
      map.points.accepted[i] = random.below(3) > 0 ? 1 : 0;
      const bool left_out = random.below(8) == 0;
      if (left_out) excluded += (excluded.empty() ? "" : ",") + std::to_string(i);
      if (random.below(3) > 0) map.points.fields[0].values[i] = kNone;
      if (random.below(5) > 0) map.points.fields[1].values[i] = kNone;
      const bool usable = map.points.accepted[i] != 0 && !left_out;
      has_voltage[i] = usable && std::isfinite(map.points.fields[0].values[i]);
      has_shortening[i] = usable && std::isfinite(map.points.fields[1].values[i]);
    }
    const std::string fill = std::to_string(random.uniform(2, 12));
    const Analysis a = analyzed(map, {{"excluded_points", excluded}, {"fill_distance", fill}});
    expect_support(map, a, a.values.unipolar_mV, field_name::kUnipolarVoltage, has_voltage);
    expect_support(map, a, a.values.shortening_percent, field_name::kLinearLocalShortening, has_shortening);
    // Interpolated from the same points, values reach as far and no farther.
    const Analysis anew = analyzed(map, {{"excluded_points", excluded}, {"fill_distance", fill}, {"voltage_source", "interpolated"}});
    for (std::size_t v = 0; v < a.values.unipolar_mV.size(); ++v)
      ASSERT_EQ(std::isfinite(a.values.unipolar_mV[v]), std::isfinite(anew.values.unipolar_mV[v])) << v;
  }
}

TEST(Support, KeepKeepsWhatTheFileHas) {
  const Map map = one_sided();
  const Analysis kept = analyzed(map, {{"beyond_fill", "keep"}});
  EXPECT_NEAR(kept.mapped_area_mm2, kept.area_mm2, 1e-9 * kept.area_mm2);
  EXPECT_GT(kept.mapped_area_beyond_fill_mm2, 0);
  EXPECT_EQ(kept.unmapped_beyond_fill_mm2, 0);
  EXPECT_NE(kept.fingerprint, analyzed(map).fingerprint);
}

TEST(Support, WithoutPointsValuesAreKeptAndSupportIsUnknown) {
  Map map = one_sided();
  map.points = {};
  const Analysis a = analyzed(map);
  EXPECT_EQ(a.support, Support::kNoPoints);
  EXPECT_NEAR(a.mapped_area_mm2, a.area_mm2, 1e-9 * a.area_mm2);
  EXPECT_TRUE(std::isnan(a.unmapped_beyond_fill_mm2));
  EXPECT_TRUE(warns(a, "points_missing"));
  EXPECT_NE(explain_vertex(map, a, 0).sentence.find("Support unknown"), std::string::npos);
}

// Whether the file rejects them or the settings leave them out: a map of points that nobody accepts is not one of measured values.
TEST(Support, WhereNoPointIsAcceptedNothingIsMappedAndSupportIsUnknown) {
  const Map whole = one_sided();
  Map rejected = whole;
  rejected.points.accepted.assign(whole.points.positions.size(), 0);
  std::string all;
  std::string all_but_one;
  for (std::size_t i = 0; i < whole.points.positions.size(); ++i) {
    all += (all.empty() ? "" : ",") + std::to_string(i);
    if (i > 0) all_but_one += (all_but_one.empty() ? "" : ",") + std::to_string(i);
  }
  for (const auto& [map, excluded] : {std::pair(rejected, std::string()), std::pair(whole, all), std::pair(rejected, all)}) {
    const Analysis a = analyzed(map, {{"excluded_points", excluded}});
    EXPECT_EQ(a.support, Support::kNoneAccepted);
    EXPECT_EQ(a.mapped_area_mm2, 0);
    EXPECT_NEAR(a.unmapped_beyond_fill_mm2, a.area_mm2, 1e-9 * a.area_mm2);
    EXPECT_TRUE(warns(a, "points_missing"));
    EXPECT_TRUE(warns(a, "nothing_mapped"));
    EXPECT_TRUE(warns(a, "few_points"));
    EXPECT_NE(explain_vertex(map, a, 0).sentence.find("Support unknown"), std::string::npos);
    const Analysis kept = analyzed(map, {{"excluded_points", excluded}, {"beyond_fill", "keep"}});
    EXPECT_EQ(kept.support, Support::kNoneAccepted) << "kept values are no more supported than others";
    EXPECT_GT(kept.mapped_area_mm2, 0);
    EXPECT_TRUE(warns(kept, "points_missing"));
  }
  const Analysis one = analyzed(whole, {{"excluded_points", all_but_one}});
  EXPECT_EQ(one.support, Support::kPoints);
  EXPECT_FALSE(warns(one, "points_missing"));
}

TEST(Support, AFileWhosePointsLackTheQuantityIsSupportedByAllOfThem) {
  Map map = one_sided();
  const Analysis before = analyzed(map);
  std::erase_if(map.points.fields, [](const Field& f) { return f.name == field_name::kLinearLocalShortening; });
  EXPECT_EQ(analyzed(map).mapped_area_mm2, before.mapped_area_mm2);
  // A field that is all NaN is none.
  map.points.fields.push_back({"LinearLocalShortening", "%"});
  map.points.fields.back().values.assign(map.points.positions.size(), kNone);
  EXPECT_EQ(analyzed(map).mapped_area_mm2, before.mapped_area_mm2);
  // One value says that the file has it at points: then they alone support it.
  map.points.fields.back().values[0] = 20;
  EXPECT_LT(analyzed(map).mapped_area_mm2, before.mapped_area_mm2);
}

TEST(Support, PointsWithATraceSupportAStoredVoltageThatTheyLack) {
  Map map = one_sided();
  const double by_values = analyzed(map).mapped_area_mm2;
  std::erase_if(map.points.fields, [](const Field& f) { return f.name == field_name::kUnipolarVoltage; });
  Electrograms traces;
  traces.samples = 2;
  traces.sampling_rate_hz = 1000;
  for (std::size_t i = 0; i < map.points.positions.size(); ++i) {
    traces.unipolar.push_back(i < 3 ? 0.0F : kNone);
    traces.unipolar.push_back(i < 3 ? 5.0F : kNone);
  }
  traces.window_of_interest_ms = {0, 1};
  map.points.electrograms = traces;
  const Analysis a = analyzed(map);
  EXPECT_EQ(a.values.voltage_source, Source::kStored);
  std::vector<bool> traced(map.points.positions.size());
  for (std::size_t i = 0; i < 3; ++i) traced[i] = true;
  expect_support(map, a, a.values.unipolar_mV, field_name::kUnipolarVoltage, traced);
  EXPECT_LT(a.mapped_area_mm2, by_values);
}

TEST(Support, IsToldWhereAPlaceIsExplained) {
  const Map map = one_sided();
  const Analysis a = analyzed(map);
  std::int32_t far = 0;
  for (std::size_t v = 0; v < map.surface.vertices.size(); ++v) {
    if (map.surface.vertices[v].x < map.surface.vertices[static_cast<std::size_t>(far)].x) far = static_cast<std::int32_t>(v);
  }
  const Explanation e = explain_vertex(map, a, far);
  EXPECT_TRUE(e.left_out);
  EXPECT_EQ(e.tissue, TissueClass::kUnmapped);
  EXPECT_NE(e.sentence.find("far from every point"), std::string::npos) << e.sentence;
}

TEST(Support, NoSampleMapLosesMuchOfWhatItsPointsCover) {
  for (const PhantomCase& sample : phantom_cases()) {
    const Map map = make_phantom(sample.id);
    const Analysis a = analyzed(map);
    EXPECT_EQ(a.support, Support::kPoints);
    EXPECT_LE(a.mapped_area_beyond_fill_mm2, 0) << sample.id;
    for (std::size_t v = 0; v < a.distance_to_point_mm.size(); ++v) {
      if (!std::isfinite(a.values.unipolar_mV[v])) continue;
      EXPECT_LE(a.distance_to_point_mm[v], kFill_mm) << sample.id;
    }
  }
}

}  // namespace
}  // namespace viamyo
