// Exports carry every value and class, how they were made, and that nothing is confirmed.
#include "viamyo/surface_export.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "meshes.h"
#include "put_together.h"
#include "viamyo/review_counts.h"
#include "viamyo/version.h"

namespace viamyo {
namespace {

constexpr double kRadius = 25;

//! A hemisphere whose mapping points, not its surface, carry voltage and shortening.
Map map_with_points() {
  Map map;
  map.surface = meshes::uv_hemisphere(kRadius, 16, 32);
  Field voltage{"UnipolarVoltage", "mV"};
  Field shortening{"LinearLocalShortening", "%"};
  for (std::size_t v = 0; v < map.surface.vertices.size(); v += 3) {
    const Vec3& p = map.surface.vertices[v];
    map.points.positions.push_back(p);
    voltage.values.push_back(static_cast<float>(7 + p.x / 5));
    shortening.values.push_back(static_cast<float>(12 + p.y / 3));
  }
  map.points.fields = {voltage, shortening};
  map.landmarks = {Vec3{0, 0, kRadius}, Vec3{0, 0, 0}, Vec3{-kRadius / 2, kRadius * std::sqrt(0.75), 0}, {}};
  map.study.synthetic = true;
  return map;
}

struct Exported {
  Map map;
  Analysis analysis;
  SurfaceExport surface;
};

Exported exported(const Map& map, const std::vector<SettingChange>& changes = {}) {
  Analysis analysis = analyze(map, make_settings("", changes), "test");
  SurfaceExport surface = surface_export(put_together(map, analysis, review_state(analysis)));
  return {map, std::move(analysis), std::move(surface)};
}

const Field& field(const Surface& surface, std::string_view name) {
  const Field* const found = find_field(surface.fields, name);
  EXPECT_NE(found, nullptr) << name;
  return *found;
}

TEST(SurfaceExport, ValuesInUseStandUnderTheirNamesWithOriginAndParameters) {
  const Exported e = exported(map_with_points(), {{"fill_distance", "12"}});
  const Field& voltage = field(e.surface.surface, "UnipolarVoltage");
  EXPECT_EQ(voltage.values, e.analysis.values.unipolar_mV);
  EXPECT_EQ(voltage.origin, Origin::kInterpolated);
  EXPECT_EQ(voltage.unit, "mV");
  EXPECT_NE(voltage.parameters.find("\"fill_distance_mm\":12"), std::string::npos);
  EXPECT_EQ(find_field(e.surface.surface.fields, "BipolarVoltage"), nullptr) << "there is none";
}

// What no point supports is left out of what a system stored; the rest is still the system's.
TEST(SurfaceExport, AStoredFieldOfWhichAPartIsLeftOutKeepsWhoMadeIt) {
  for (const Origin origin : {Origin::kMappingSystem, Origin::kInterpolated, Origin::kElectrograms}) {
    for (const char* voltage : {"unipolar", "bipolar"}) {
      Map map = map_with_points();
      const std::string name = std::string(voltage) == "unipolar" ? "UnipolarVoltage" : "BipolarVoltage";
      meshes::add_field(map.surface, name, "mV", [](const Vec3& p) { return 6 + p.z / 5; });
      meshes::add_field(map.surface, "LinearLocalShortening", "%", [](const Vec3& p) { return 9 + p.x / 9; });
      for (Field& field : map.surface.fields) {
        field.origin = origin;
        field.parameters = "{\"by\":\"somebody\"}";
      }
      map.points.positions.resize(1);
      for (Field& field : map.points.fields) field.values.resize(1);
      for (const char* in_use : {"unipolar", "bipolar"}) {
        if (std::string(in_use) == "bipolar" && name == "UnipolarVoltage") continue;
        const Exported e = exported(map, {{"voltage", in_use}, {"voltage_infarct", "1"}, {"voltage_viable", "7"}, {"fill_distance", "12"}});
        for (const std::string& one : {name, std::string("LinearLocalShortening")}) {
          const Field& kept = field(e.surface.surface, one);
          const Field& stored = field(map.surface, one);
          EXPECT_EQ(kept.origin, origin) << one;
          EXPECT_EQ(kept.parameters, "{\"by\":\"somebody\",\"left_out_beyond_mm\":12.0}") << one;
          std::size_t left_out = 0;
          for (std::size_t v = 0; v < stored.values.size(); ++v) {
            left_out += std::isnan(kept.values[v]) ? 1U : 0U;
            EXPECT_TRUE(std::isnan(kept.values[v]) || kept.values[v] == stored.values[v]) << v;
          }
          EXPECT_GT(left_out, 0U);
          EXPECT_LT(left_out, stored.values.size());
        }
      }
    }
  }
}

TEST(SurfaceExport, StoredFieldsStayAsTheyAre) {
  Map map = map_with_points();
  meshes::add_field(map.surface, "UnipolarVoltage", "mV", [](const Vec3& p) { return 6 + p.z / 5; });
  map.surface.fields.back().origin = Origin::kElectrograms;
  map.surface.fields.back().parameters = "{\"by\":\"somebody\"}";
  meshes::add_field(map.surface, "Impedance", "Ohm", [](const Vec3& p) { return 100 + p.x; });
  const Exported e = exported(map);
  EXPECT_EQ(field(e.surface.surface, "UnipolarVoltage").origin, Origin::kElectrograms);
  EXPECT_EQ(field(e.surface.surface, "UnipolarVoltage").parameters, "{\"by\":\"somebody\"}");
  EXPECT_EQ(field(e.surface.surface, "Impedance").values, field(map.surface, "Impedance").values);
  EXPECT_EQ(field(exported(map, {{"voltage_source", "interpolated"}}).surface.surface, "UnipolarVoltage").origin, Origin::kInterpolated);
}

TEST(SurfaceExport, ShorteningFromMotionIsCalledRecomputed) {
  Map map = map_with_points();
  map.points.fields.pop_back();
  for (const Vec3& p : map.points.positions) map.points.end_systolic_positions.push_back(0.8 * p);
  const Exported e = exported(map);
  const Field& shortening = field(e.surface.surface, "LinearLocalShortening");
  EXPECT_EQ(shortening.origin, Origin::kRecomputed);
  EXPECT_NE(shortening.parameters.find("lls_sigma_mm"), std::string::npos);
}

TEST(SurfaceExport, ClassesAndSegmentsAreThoseOfTheVertices) {
  const Exported e = exported(map_with_points());
  const Field& classes = field(e.surface.surface, field_name::kClass);
  const Field& segments = field(e.surface.surface, field_name::kSegmentAha17);
  EXPECT_NE(classes.origin, Origin::kMappingSystem);
  ASSERT_TRUE(e.analysis.axis.axis);
  for (std::size_t v = 0; v < e.map.surface.vertices.size(); ++v) {
    const Cell cell = classify(e.analysis.thresholds, e.analysis.values.unipolar_mV[v], e.analysis.values.shortening_percent[v]);
    EXPECT_EQ(classes.values[v], static_cast<float>(class_of(cell)));
    EXPECT_EQ(segments.values[v], static_cast<float>(e.analysis.axis.axis->segment(e.map.surface.vertices[v])));
  }
}

TEST(SurfaceExport, AVertexIsInARegionOfItsClass) {
  const Exported e = exported(map_with_points());
  const Field& classes = field(e.surface.surface, field_name::kClass);
  std::size_t inside = 0;
  for (std::size_t v = 0; v < e.surface.regions.size(); ++v) {
    const auto region =
        std::find_if(e.analysis.regions.begin(), e.analysis.regions.end(), [&](const Region& r) { return r.id == e.surface.regions[v]; });
    if (region == e.analysis.regions.end()) continue;
    EXPECT_EQ(static_cast<float>(region->tissue), classes.values[v]);
    ++inside;
  }
  EXPECT_GT(inside, e.surface.regions.size() * 9 / 10) << "only vertices exactly on a border may be in none";
}

TEST(SurfaceExport, WithoutVoltageNothingIsClassified) {
  Map map = map_with_points();
  map.points = {};
  const Exported e = exported(map);
  const Field& classes = field(e.surface.surface, field_name::kClass);
  EXPECT_TRUE(std::all_of(classes.values.begin(), classes.values.end(), [](float code) { return code == 0; }));
}

TEST(SurfaceExport, FactsTravelAlong) {
  const Exported e = exported(map_with_points());
  const ExportFacts expected{{"Notice", std::string(kNotice)},
                             {"ReviewStatus", "unconfirmed"},
                             {"Fingerprint", e.analysis.fingerprint},
                             {"Synthetic", "yes"},
                             {"Support", "points"},
                             {"Chamber", "not told"},
                             {"Classes", "as computed"},
                             {"ReviewItems", counts_text(review_state(e.analysis).counts)},
                             {"SourceSHA256", std::string(64, 'a')},
                             {"Program", "viamyo " + std::string(kVersion)}};
  EXPECT_EQ(e.surface.facts, expected);
  const std::string& parameters = field(e.surface.surface, field_name::kClass).parameters;
  for (const auto& [name, text] : expected)
    EXPECT_NE(parameters.find(text), std::string::npos) << name << ": in a native file they stand with Class";
}

//! A review in which the team said something else of each region in turn.
ReviewState mixed_review(const Analysis& analysis) {
  constexpr std::array kStates{ItemState::kConfirmed,   ItemState::kRejected, ItemState::kReclassified,
                               ItemState::kUnconfirmed, ItemState::kDisputed, ItemState::kPartlyConfirmed};
  ReviewState review = review_state(analysis);
  review.team_name = "Heart team";
  for (std::size_t r = 0; r < analysis.regions.size(); ++r) {
    review.regions[r] = kStates.at(r % kStates.size());
    if (review.regions[r] == ItemState::kConfirmed) review.reviewed_classes[r] = analysis.regions[r].tissue;
    if (review.regions[r] == ItemState::kReclassified) review.reviewed_classes[r] = TissueClass::kInfarcted;
  }
  return review;
}

TEST(SurfaceExport, WithATeamAClassIsWhatItSettledAndNothingElse) {
  const Map map = map_with_points();
  const Analysis analysis = analyze(map, make_settings("", {}), "test");
  ASSERT_GE(analysis.regions.size(), 3U);
  const ReviewState review = mixed_review(analysis);
  const SurfaceExport with_team = surface_export(put_together(map, analysis, review));
  const SurfaceExport alone = surface_export(put_together(map, analysis, review_state(analysis)));
  const Surface& surface = with_team.surface;
  EXPECT_EQ(field(surface, field_name::kClassAsComputed).values, field(alone.surface, field_name::kClass).values);
  EXPECT_EQ(field(alone.surface, field_name::kClassAsComputed).values, field(alone.surface, field_name::kClass).values);
  EXPECT_EQ(field(surface, field_name::kReviewedClass).values, field(surface, field_name::kClass).values);
  for (std::size_t v = 0; v < map.surface.vertices.size(); ++v) {
    const auto region =
        std::find_if(analysis.regions.begin(), analysis.regions.end(), [&](const Region& r) { return r.id == with_team.regions[v]; });
    const float told = field(surface, field_name::kClass).values[v];
    const float state = field(surface, field_name::kReviewState).values[v];
    if (region == analysis.regions.end()) {
      EXPECT_TRUE(told == 0 || told == kNotSettled);
      EXPECT_EQ(state, kNotSettled);
      continue;
    }
    const auto r = static_cast<std::size_t>(region - analysis.regions.begin());
    EXPECT_EQ(state, static_cast<float>(review.regions[r]));
    const bool settled = review.regions[r] == ItemState::kConfirmed || review.regions[r] == ItemState::kReclassified;
    EXPECT_EQ(told, settled ? static_cast<float>(*review.reviewed_classes[r]) : kNotSettled) << with_team.regions[v];
  }
  EXPECT_NE(to_csv(with_team).find(",not_settled,"), std::string::npos);
  EXPECT_NE(field(surface, field_name::kClass).parameters.find("rejected, or not settled"), std::string::npos);
}

TEST(AnalysedMap, IsAnalysedAgainWithTheSameSourcesAndNumbers) {
  const Map map = map_with_points();
  const Analysis first = analyze(map, make_settings("", {}), "test");
  const Map saved = map_with_analysis(put_together(map, first, review_state(first)));
  const Analysis again = analyze(saved, make_settings("", {}), "test");
  EXPECT_EQ(again.values.voltage_source, Source::kInterpolated) << "what was interpolated never comes back as the mapping system's";
  EXPECT_EQ(again.values.shortening_source, first.values.shortening_source);
  EXPECT_EQ(again.class_area_mm2, first.class_area_mm2);
}

TEST(AnalysedMap, SaysWhereItComesFrom) {
  const Map map = map_with_points();
  const Analysis analysis = analyze(map, make_settings("", {}), "test");
  const Map saved = map_with_analysis(put_together(map, analysis, review_state(analysis)));
  EXPECT_EQ(saved.study.derived_from, std::string(64, 'a'));
  EXPECT_EQ(saved.study.synthetic, true);
  ASSERT_EQ(saved.provenance.size(), map.provenance.size() + 1);
  for (const char* part : {"\"action\":\"export\"", "\"review_status\":\"unconfirmed\"", "\"voltage_infarct_mV\":4.5", "aaaa"}) {
    EXPECT_NE(saved.provenance.back().find(part), std::string::npos) << part;
  }
  EXPECT_EQ(map_with_analysis(put_together(saved, analysis, review_state(analysis))).surface.fields.size(), saved.surface.fields.size())
      << "an export of an export has each field once";
}

TEST(SurfaceCsv, HasFactsThenAHeaderThenARowPerVertex) {
  const Exported e = exported(map_with_points());
  std::istringstream text(to_csv(e.surface));
  std::string line;
  std::size_t rows = 0;
  for (const auto& [name, value] : e.surface.facts) {
    std::getline(text, line);
    EXPECT_EQ(line, fmt::format("# {}: {}", name, value));
  }
  std::getline(text, line);
  EXPECT_EQ(
      line,
      "index,x_mm,y_mm,z_mm,UnipolarVoltage_mV,LinearLocalShortening_%,class,class_as_computed,reviewed_class,review_state,segment,region");
  while (std::getline(text, line)) {
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), 11) << line;
    EXPECT_EQ(line.substr(0, line.find(',')), std::to_string(rows));
    ++rows;
  }
  EXPECT_EQ(rows, e.map.surface.vertices.size());
}

}  // namespace
}  // namespace viamyo
