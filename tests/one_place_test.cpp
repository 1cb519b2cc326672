// Vertices at one place: a value comes before none, whichever side has it, and values that disagree are told.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "analysis_maps.h"
#include "map/one_place.h"
#include "mesh_variants.h"
#include "viamyo/topology.h"
#include "viamyo/weld.h"

namespace viamyo {
namespace {

bool is_warned(const Analysis& analysis, std::string_view code, std::string_view part = {}) {
  return std::any_of(analysis.warnings.begin(), analysis.warnings.end(),
                     [&](const Warning& warning) { return warning.code == code && warning.text.find(part) != std::string::npos; });
}

Map clean() {
  return hemisphere([](const Vec3& p) { return 8 + p.x / 10; }, [](const Vec3& p) { return 5 + p.y / 10; }, 8, 16);
}

//! The vertices of one side, 0 or 1, of a mesh that meshes::two_sided made, without the values that `lacks` picks.
Map with_a_side_lacking(int side, const std::function<bool(std::size_t)>& lacks) {
  Map map = meshes::two_sided(clean());
  const std::size_t half = map.surface.vertices.size() / 2;
  for (Field& field : map.surface.fields) {
    for (std::size_t v = 0; v < half; ++v) {
      const auto width = static_cast<std::size_t>(field.components);
      const std::size_t row = v + (side == 0 ? 0 : half);
      if (lacks(v)) std::fill_n(field.values.begin() + static_cast<std::ptrdiff_t>(row * width), width, kNone);
    }
  }
  return map;
}

void expect_numbers_of(const Map& map, const Analysis& expected) {
  const Analysis analysis = analyzed(map);
  EXPECT_NEAR(analysis.mapped_area_mm2, expected.mapped_area_mm2, 1e-9 * expected.area_mm2);
  for (std::size_t c = 0; c < expected.class_area_mm2.size(); ++c)
    EXPECT_NEAR(analysis.class_area_mm2[c], expected.class_area_mm2[c], 1e-9 * expected.area_mm2) << c;
  EXPECT_EQ(analysis.regions.size(), expected.regions.size());
  EXPECT_FALSE(is_warned(analysis, "values_differ_at_one_place"));
}

TEST(OnePlace, AValueComesBeforeNoneOnWhicheverSide) {
  const Analysis expected = analyzed(clean());
  meshes::Random random(5);
  const std::size_t vertices = clean().surface.vertices.size();
  std::vector<bool> drawn(vertices);
  for (std::size_t v = 0; v < vertices; ++v) drawn[v] = random.below(2) == 0;
  for (const int side : {0, 1}) {
    expect_numbers_of(with_a_side_lacking(side, [](std::size_t) { return true; }), expected);
    expect_numbers_of(with_a_side_lacking(side, [&](std::size_t v) { return drawn[v]; }), expected);
  }
}

TEST(OnePlace, WeldingKeepsTheValuesOfWhicheverSide) {
  for (const int side : {0, 1}) {
    Map map = with_a_side_lacking(side, [](std::size_t) { return true; });
    const Welded told = weld(map);
    EXPECT_EQ(told.vertices_dropped, 0);
    EXPECT_EQ(told.values_filled, clean().surface.vertices.size() * clean().surface.fields.size());
    EXPECT_EQ(find_field(map.surface.fields, field_name::kUnipolarVoltage)->values,
              find_field(clean().surface.fields, field_name::kUnipolarVoltage)->values);
  }
}

TEST(OnePlace, ValuesThatDisagreeAreTold) {
  Map map = meshes::two_sided(clean());
  std::vector<float>& values = find_field(map.surface.fields, field_name::kUnipolarVoltage)->values;
  values.back() += 3;
  EXPECT_TRUE(is_warned(analyzed(map), "values_differ_at_one_place", "At 1 place vertices at one place have different unipolar"));
  EXPECT_TRUE(is_warned(analyzed(map), "values_differ_at_one_place", "by up to 3 mV"));
  values.back() -= 2.995F;
  EXPECT_FALSE(is_warned(analyzed(map), "values_differ_at_one_place")) << "as an export rounds";
}

TEST(OnePlace, AVertexInNoTriangleHasNoSay) {
  Map map = clean();
  std::vector<float>& values = find_field(map.surface.fields, field_name::kUnipolarVoltage)->values;
  const std::int32_t stray = meshes::copy_vertex(map, 0);
  values[0] = kNone;
  values[static_cast<std::size_t>(stray)] = 1;
  const Topology topology = build_topology(map.surface);
  std::vector<float> filled = values;
  EXPECT_EQ(fill_from_same_place(map.surface, topology.place_of_vertex, 1, filled), 0);
  EXPECT_TRUE(std::isnan(filled[0]));
}

}  // namespace
}  // namespace viamyo
