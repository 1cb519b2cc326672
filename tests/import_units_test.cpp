// Units of the coordinates of tables of points: each column by its own, and the surface beside a table by its own.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "import_samples.h"
#include "meshes.h"

namespace viamyo {
namespace {

using namespace samples;

struct Unit {
  const char* name;  // empty: none is stated
  double mm;
};
constexpr std::array<Unit, 4> kUnits{{{"mm", 1}, {"cm", 10}, {"m", 1000}, {"um", 1e-3}}};
constexpr std::array<const char*, 6> kTitles{"x", "y", "z", "x_es", "y_es", "z_es"};

enum class Style { kEnding, kBracket, kRow };

// The corners, and 0.9 of each as the end-systolic place, every column written in its own unit.
std::string table(const std::array<Unit, 6>& units, Style style = Style::kEnding, const std::string& more_titles = "",
                  const std::string& more_cells = "") {
  std::string text = "id";
  std::string row;
  for (std::size_t c = 0; c < 6; ++c) {
    const std::string unit = units.at(c).name;
    text += fmt::format(",{}", kTitles.at(c));
    if (style == Style::kEnding && !unit.empty()) text += "_" + unit;
    if (style == Style::kBracket && !unit.empty()) text += " [" + unit + "]";
    row += "," + unit;
  }
  text += ",uv_mv" + more_titles + "\n";
  if (style == Style::kRow) text += row + ",mV" + std::string(more_titles.empty() ? "" : ",") + "\n";
  for (std::size_t r = 0; r < kCorners.size(); ++r) {
    text += fmt::format("P{}", r);
    for (std::size_t c = 0; c < 6; ++c) text += fmt::format(",{}", kCorners.at(r).at(c % 3) * (c < 3 ? 1.0 : 0.9) / units.at(c).mm);
    text += fmt::format(",{}{}\n", 5 + r, more_cells);
  }
  return text;
}

std::array<Unit, 6> all(const Unit& diastolic, const Unit& systolic) {
  return {diastolic, diastolic, diastolic, systolic, systolic, systolic};
}

void expect_places(const Map& map, const std::string& what) {
  ASSERT_EQ(map.points.positions.size(), kCorners.size()) << what;
  ASSERT_EQ(map.points.end_systolic_positions.size(), kCorners.size()) << what;
  for (std::size_t p = 0; p < kCorners.size(); ++p) {
    const Vec3 place{double(kCorners.at(p)[0]), double(kCorners.at(p)[1]), double(kCorners.at(p)[2])};
    EXPECT_LT(distance(map.points.positions[p], place), 1e-9) << what;
    EXPECT_LT(distance(map.points.end_systolic_positions[p], 0.9 * place), 1e-9) << what;
  }
}

TEST(ImportUnits, EveryCoordinateIsConvertedByItsOwnUnit) {
  meshes::Random random(11);
  const Folder folder;
  for (int run = 0; run < 60; ++run) {
    std::array<Unit, 6> units{};
    for (Unit& unit : units) unit = kUnits.at(random.below(kUnits.size()));
    const auto style = static_cast<Style>(random.below(3));
    const std::string text = table(units, style);
    const ImportedMap map = import_map(folder.write("points.csv", text));
    expect_places(map.map, text);
    for (std::size_t c = 0; c < 6; ++c) {
      const bool is_told = has_note(map.report, NoteKind::kConverted, fmt::format("from {} to mm", units.at(c).name));
      EXPECT_EQ(is_told, units.at(c).mm != 1) << text << all_notes(map.report);
    }
  }
}

TEST(ImportUnits, ACoordinateWithoutAUnitHasThatOfItsPlaceOrNobodyTells) {
  const Folder folder;
  const Unit none{"", 10};  // written in centimetres
  std::array<Unit, 6> units = all(kUnits[1], kUnits[0]);
  units[1] = none;
  const ImportedMap map = import_map(folder.write("points.csv", table(units)));
  expect_places(map.map, "y has the unit of x_cm and z_cm");
  EXPECT_TRUE(has_note(map.report, NoteKind::kAssumed, "coordinates y: no unit is stated; cm is assumed")) << all_notes(map.report);
  units[2] = kUnits[0];
  const std::string told = refusal(folder.write("points.csv", table(units)));
  for (const char* const part : {"points.csv: ", "the unit of y", "x_cm in cm, z_mm in mm"})
    EXPECT_NE(told.find(part), std::string::npos) << told;
  ImportOptions options;
  options.arrays = {{"y", "y", "cm"}};
  expect_places(import_map(folder.write("points.csv", table(units)), options).map, "as the user says");
  EXPECT_NE(refusal(folder.write("points.csv", table({Unit{"s", 1}, kUnits[0], kUnits[0], kUnits[0], kUnits[0], kUnits[0]})))
                .find("coordinates x_s: s is no unit of length"),
            std::string::npos);
}

TEST(ImportUnits, AnEndSystolicPlaceWhoseUnitNobodyTellsIsALoss) {
  const Folder folder;
  const std::filesystem::path path = folder.write("points.csv", table(all(kUnits[1], {"", 1})));
  const ImportedMap map = import_map(path);
  EXPECT_TRUE(map.map.points.end_systolic_positions.empty());
  EXPECT_TRUE(has_loss(map.report, "coordinates x_es, y_es, z_es: no unit is stated beside x_cm in cm")) << all_notes(map.report);
  ImportOptions options;
  options.arrays = {{"x_es", "x_es", "mm"}, {"y_es", "y_es", "mm"}, {"z_es", "z_es", "mm"}};
  expect_places(import_map(path, options).map, "as the user says");
  for (const auto& [diastolic, systolic] : {std::pair{kUnits[0], Unit{"", 1}}, std::pair{Unit{"", 1}, kUnits[2]}}) {
    const ImportedMap other = import_map(folder.write("points.csv", table(all(diastolic, systolic))));
    expect_places(other.map, "mm is assumed");
    EXPECT_TRUE(has_note(other.report, NoteKind::kAssumed, "no unit is stated; mm is assumed")) << all_notes(other.report);
  }
}

TEST(ImportUnits, TheUserSaysTheUnitOfAllCoordinates) {
  const Folder folder;
  ImportOptions options;
  options.length_unit = "cm";
  expect_places(import_map(folder.write("points.csv", table(all({"", 10}, {"", 10}))), options).map, "cm");
}

TEST(ImportUnits, TenThousandMicrometresAreACoordinate) {
  const Folder folder;
  std::string text = "x_um,y_um,z_um,uv_mv\n";
  for (std::size_t r = 0; r < kCorners.size(); ++r)
    text += fmt::format("{},{},{},{}\n", kCorners.at(r)[0] / 3 * 1000, kCorners.at(r)[1] / 3 * 1000, kCorners.at(r)[2] / 3 * 1000, 5 + r);
  EXPECT_EQ(import_map(folder.write("points.csv", text)).map.points.positions.size(), kCorners.size());
}

TEST(ImportUnits, ALengthWithoutAUnitHasThatOfTheCoordinates) {
  const Folder folder;
  const ImportedMap map = import_map(folder.write("points.csv", table(all(kUnits[1], kUnits[1]), Style::kEnding, ",loc_stab", ",0.2")));
  EXPECT_FLOAT_EQ(field(map.map.points.fields, "LocationStability")->values.front(), 2);
  EXPECT_TRUE(has_note(map.report, NoteKind::kAssumed, "column loc_stab: no unit is stated; cm is assumed")) << all_notes(map.report);
}

// The octahedron as a surface of that size.
std::string surface(double size) {
  std::string text;
  for (const auto& [x, y, z] : kCorners) text += fmt::format("v {} {} {}\n", x * size, y * size, z * size);
  for (const auto& [a, b, c] : kFaces) text += fmt::format("f {} {} {}\n", a + 1, b + 1, c + 1);
  return text;
}

TEST(ImportUnits, TheUnitOfATableIsNotThatOfTheSurfaceBesideIt) {
  const Folder folder;
  for (const Unit& unit : kUnits) {
    for (const Unit& of_surface : kUnits) {
      ImportOptions options;
      options.points_file = folder.write("p.csv", table(all(unit, unit))).string();
      if (of_surface.mm != 1) options.length_unit = of_surface.name;
      const ImportedMap map = import_map(folder.write("m.obj", surface(1 / of_surface.mm)), options);
      expect_places(map.map, fmt::format("{} on {}", unit.name, of_surface.name));
      EXPECT_NEAR(map.map.surface.vertices.front().x, 30, 1e-9) << unit.name << " " << of_surface.name;
    }
  }
  ImportOptions options;
  options.length_unit = "cm";
  options.points_file = folder.write("p.csv", table(all({"", 10}, {"", 10}))).string();
  const ImportedMap map = import_map(folder.write("m.obj", surface(0.1)), options);
  expect_places(map.map, "a table that states none");
  EXPECT_TRUE(has_note(map.report, NoteKind::kAssumed, "p.csv: coordinates: no unit is stated; cm is assumed, as for the surface"));
}

}  // namespace
}  // namespace viamyo
