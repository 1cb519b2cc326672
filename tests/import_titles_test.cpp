// Which titles of columns and arrays are names of quantities: a list of words decides, so that no name of a person is one.
#include <gtest/gtest.h>

#include <random>

#include "../src/io/import/identity.h"
#include "import_samples.h"

namespace viamyo {
namespace {

using namespace samples;

TEST(ImportTitles, NamesOfQuantitiesAreTaken) {
  for (const char* title : {"force",
                            "Contact Force",
                            "ContactForce",
                            "contactforce",
                            "imp",
                            "impedance_2",
                            "Peak-to-Peak",
                            "peak negative",
                            "dV/dt max",
                            "activation time",
                            "conduction_velocity",
                            "ConductionVelocity",
                            "wallThickness",
                            "scar",
                            "LGE intensity",
                            "LVScar",
                            "field_0",
                            "curvature mean",
                            "dominant frequency",
                            "T1 map",
                            "temp",
                            "Wanddicke",
                            "Kontaktkraft",
                            "Verk\xC3\xBCrzung",
                            "uni"}) {
    EXPECT_EQ(why_no_title(title), "") << title;
  }
}

TEST(ImportTitles, NamesOfPersonsNumbersAndTimesAreNot) {
  for (const char* title : {"Mustermann Erika 1950",
                            "Mustermann Erika",
                            "Erika",
                            "DOE_JOHN_19500503",
                            "DoeJohn",
                            "Doe voltage",
                            "voltage of Doe",
                            "Fallnr",
                            "Geb.",
                            "phone",
                            "height",
                            "year",
                            "DOB",
                            "PID",
                            "Patient",
                            "patnr",
                            "birth",
                            "age",
                            "date",
                            "acq time",
                            "time",
                            "start time",
                            "Uhrzeit",
                            "M\xC3\xBCller scar",
                            "scar 1950",
                            "Max",
                            "A",
                            "12",
                            "",
                            "Max Mean",
                            "Peakman",
                            "MRN force",
                            "O'Neil index",
                            "voltage\tLi"}) {
    EXPECT_FALSE(why_no_title(title).empty()) << title;
  }
}

// Whatever is made of a word that is on no list, in whatever spelling: it is taken nowhere.
TEST(ImportTitles, NoUnknownWordComesInBesideKnownOnes) {
  std::mt19937 random(5);
  const std::vector<std::string> known{"voltage", "mean", "Contact", "force", "LV", "peak", "scar"};
  const std::vector<std::string> between{" ", "_", "-", ".", "", " (", "/"};
  for (int round = 0; round < 3000; ++round) {
    std::string person;
    const std::size_t letters = 2 + random() % 12;
    for (std::size_t l = 0; l < letters; ++l) person += static_cast<char>('a' + random() % 26);
    if (why_no_title("voltage " + person).empty()) continue;  // a word of the list by chance
    if (random() % 2 == 0) person[0] = static_cast<char>(person[0] - 'a' + 'A');
    const std::size_t place = random() % 3;
    std::string title;
    for (std::size_t w = 0; w < 3; ++w) {
      title += w == place ? person : known[random() % known.size()];
      if (w < 2) title += between[random() % 4];
    }
    EXPECT_FALSE(why_no_title(title).empty()) << title;
  }
}

std::string mesh_with(const std::string& array) {
  std::string text = "ply\nformat ascii 1.0\nelement vertex 6\nproperty float x\nproperty float y\nproperty float z\nproperty float " +
                     array + "\nelement face 8\nproperty list uchar int vertex_indices\nend_header\n";
  for (std::size_t v = 0; v < kCorners.size(); ++v)
    text += fmt::format("{} {} {} {}\n", kCorners.at(v)[0], kCorners.at(v)[1], kCorners.at(v)[2], 5 + v);
  for (const auto& face : kFaces) text += fmt::format("3 {} {} {}\n", face[0], face[1], face[2]);
  return text;
}

std::string table_with(const std::string& title) {
  std::string text = "x,y,z,uv_mv," + title + "\n";
  for (std::size_t v = 0; v < kCorners.size(); ++v)
    text += fmt::format("{},{},{},{},{}\n", kCorners.at(v)[0], kCorners.at(v)[1], kCorners.at(v)[2], 5 + v, 50 + v);
  return text;
}

TEST(ImportTitles, ATitleOfAPersonStaysOutsideOfMeshAndTable) {
  const Folder folder;
  for (const char* name : {"patnr", "time", "birth", "DOE_JOHN"}) {
    const std::filesystem::path path = folder.write("a.ply", mesh_with(name));
    const ImportedMap map = import_map(path);
    EXPECT_EQ(find_field(map.map.surface.fields, name), nullptr);
    EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, fmt::format("array {}: ", name))) << all_notes(map.report);
    EXPECT_FALSE(has_note(map.report, NoteKind::kAssumed, name)) << all_notes(map.report);
    ImportOptions kept;
    kept.keep_columns = {name};
    EXPECT_NE(find_field(import_map(path, kept).map.surface.fields, name), nullptr);
  }
  for (const char* title : {"Mustermann Erika (mV)", "Geb. (mm)", "Fallnr_ms", "phone [mm]", "year (mm)", "height (cm)", "acq time (ms)"}) {
    const std::filesystem::path path = folder.write("a.csv", table_with(title));
    const ImportedMap map = import_map(path);
    EXPECT_EQ(map.map.points.fields.size(), 1U) << title;
    EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, fmt::format("column {}: ", title))) << all_notes(map.report);
    ImportOptions kept;
    kept.keep_columns = {title};
    EXPECT_EQ(import_map(path, kept).map.points.fields.size(), 2U) << title;
  }
  EXPECT_EQ(import_map(folder.write("a.csv", table_with("contact force (g)"))).map.points.fields.size(), 2U);
}

std::string marked(const std::string& title, const std::array<std::string, 6>& cells) {
  std::string text = "x,y,z,uv_mv," + title + "\n";
  for (std::size_t v = 0; v < kCorners.size(); ++v)
    text += fmt::format("{},{},{},{},{}\n", kCorners.at(v)[0], kCorners.at(v)[1], kCorners.at(v)[2], 5 + v, cells.at(v));
  return text;
}

TEST(ImportTitles, WhatAnEmptyMarkMeansTheUserSays) {
  const Folder folder;
  for (const std::string empty : {"", "NaN", "NA"}) {
    for (const std::string column : {"accepted", "excluded"}) {
      const std::filesystem::path path = folder.write("a.csv", marked(column, {"1", empty, "0", "1", empty, "0"}));
      const std::string told = refusal(path, {});
      EXPECT_NE(told.find("line 3: column " + column), std::string::npos) << told;
      EXPECT_NE(told.find("--empty-mark accepted or --empty-mark excluded"), std::string::npos) << told;
      for (const std::string word : {"accepted", "excluded"}) {
        ImportOptions options;
        options.empty_mark = word;
        const ImportedMap map = import_map(path, options);
        const std::uint8_t one = column == "accepted" ? 1 : 0;
        const auto other = static_cast<std::uint8_t>(1 - one);
        const std::uint8_t said = word == "accepted" ? 1 : 0;
        EXPECT_EQ(map.map.points.accepted, (std::vector<std::uint8_t>{one, said, other, one, said, other}));
        EXPECT_TRUE(has_note(map.report, NoteKind::kAssumed, fmt::format("2 cells are empty, and their points {}", word)));
      }
    }
  }
  ImportOptions crosses;
  crosses.empty_mark = "excluded";
  const ImportedMap crossed = import_map(folder.write("a.csv", marked("accepted", {"x", "", "X", "x", "", ""})), crosses);
  EXPECT_EQ(crossed.map.points.accepted, (std::vector<std::uint8_t>{1, 0, 1, 1, 0, 0}));
  crosses.empty_mark = "perhaps";
  EXPECT_NE(
      refusal(folder.write("a.csv", marked("accepted", {"1", "0", "1", "1", "0", "0"})), crosses).find("must be accepted or excluded"),
      std::string::npos);
}

TEST(ImportTitles, EndSystolicPlacesThatAreNoneAreCounted) {
  std::string text = "x,y,z,x_es,y_es,z_es,uv_mv\n";
  for (std::size_t v = 0; v < kCorners.size(); ++v)
    text += fmt::format("{0},{1},{2},{3},{1},{2},5\n", kCorners.at(v)[0], kCorners.at(v)[1], kCorners.at(v)[2],
                        v < 2 ? "-10000" : fmt::format("{}", kCorners.at(v)[0]));
  const Folder folder;
  const ImportedMap map = import_map(folder.write("a.csv", text));
  EXPECT_TRUE(has_note(map.report, NoteKind::kMissing, "end-systolic positions of 2 of 6 points")) << all_notes(map.report);
  const auto found = std::find_if(map.report.quantities.begin(), map.report.quantities.end(),
                                  [](const QuantityCount& one) { return one.name == "EndSystolicPosition"; });
  ASSERT_NE(found, map.report.quantities.end());
  EXPECT_EQ(found->values, 4);
  EXPECT_EQ(found->of, 6);
}

}  // namespace
}  // namespace viamyo
