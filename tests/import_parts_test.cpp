// Files that belong together, and files that do not: whatever lies in a folder or an archive goes by content, by one rule.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>

#include "../src/io/import/chamber.h"
#include "../src/io/import/importer.h"
#include "small_exports.h"
#include "viamyo/electrograms.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

using namespace small;

class Parts : public testing::Test {
 protected:
  //! A study of one map with its points, as CARTO exports it.
  void add_carto(const std::string& folder, const std::string& map, double shift = 0, int points = 6, const std::string& xml = "Study.xml") {
    files.add(folder + xml, carto_study({{map, map + ".mesh", points}}));
    files.add(folder + map + ".mesh", carto_mesh(shift));
    if (points > 0) files.add(folder + map + "_car.txt", carto_table(points, "", shift));
  }

  std::vector<ListedMap> listed() { return list_files(files, {}, limits).maps; }

  std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const ListedMap& map : listed()) all.push_back(map.name);
    return all;
  }

  Import imported(const std::string& map = "", bool strict = false) {
    ImportOptions options;
    options.map = map;
    options.strict = strict;
    return import_files(files, options, limits);
  }

  std::string refusal(const std::string& map = "") {
    try {
      imported(map);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  MemoryFiles files;
  ReadLimits limits;
};

std::vector<float> values(const std::vector<Field>& fields, std::string_view name) {
  const Field* const field = find_field(fields, name);
  return field == nullptr ? std::vector<float>() : field->values;
}

bool has_note(const Import& import, std::string_view part, bool loss = false) {
  return std::any_of(import.report.notes.begin(), import.report.notes.end(),
                     [&](const ImportNote& note) { return note.loss == loss && note.text.find(part) != std::string::npos; });
}

std::size_t losses(const Import& import) {
  return static_cast<std::size_t>(std::count_if(import.report.notes.begin(), import.report.notes.end(), [](const ImportNote& n) { return n.loss; }));
}

TEST_F(Parts, AStudyIsTheFolderOfItsXml) {
  add_carto("A/", "1-LV", 0, 0);
  add_carto("B/", "1-LV", 300, 6);
  const std::vector<ListedMap> maps = listed();
  ASSERT_EQ(maps.size(), 2);
  EXPECT_EQ(maps[0].name, "1-LV");
  EXPECT_EQ(maps[0].place, "A");
  EXPECT_EQ(maps[0].points, 0);
  EXPECT_EQ(maps[1].name, "1-LV (2)");
  EXPECT_EQ(maps[1].points, 6);
  EXPECT_EQ(imported("1-LV").map.points.positions.size(), 0);
  const Import second = imported("1-LV (2)");
  EXPECT_EQ(second.map.surface.vertices[0].x, 330);
  EXPECT_EQ(second.map.points.positions[0].x, 330);
  EXPECT_EQ(second.map.study.map_id, "1-LV (2)");
  EXPECT_EQ(refusal(), "holds 2 maps (1-LV, 1-LV (2)); choose one with --map NAME");
}

// Whatever studies lie in whatever folders: each map has the points that lie on its own surface, and none is lost.
TEST_F(Parts, NoMapEverHasFilesOfTwoFolders) {
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    MemoryFiles some;
    std::size_t maps = 0;
    for (int folder = 0; folder < 5; ++folder) {
      const std::string path = std::string(random() % 2 == 0 ? "x/" : "") + std::string(1, static_cast<char>('a' + folder)) + "/";
      const int count = 1 + static_cast<int>(random() % 3);
      std::vector<CartoMap> of_study;
      for (int m = 0; m < count; ++m) {
        const std::string name = fmt::format("{}-LV", m + 1);
        const double shift = 100.0 * folder + 10 * m;
        some.add(path + name + ".mesh", carto_mesh(shift));
        if (random() % 3 != 0) some.add(path + name + "_car.txt", carto_table(6, "", shift));
        if (random() % 4 != 0) of_study.push_back({name, name + ".mesh", 0});
        ++maps;
      }
      if (!of_study.empty()) some.add(path + "S.xml", carto_study(of_study));
    }
    const std::vector<ListedMap> found = list_files(some, {}, limits).maps;
    ASSERT_EQ(found.size(), maps);
    for (const ListedMap& map : found) {
      ImportOptions options;
      options.map = map.name;
      const Import import = import_files(some, options, limits);
      ASSERT_EQ(import.map.points.positions.size(), map.points);
      if (map.points == 0) continue;
      EXPECT_EQ(import.map.points.positions[0].x, import.map.surface.vertices[0].x);
    }
  }
}

TEST_F(Parts, TwoExportsInOneFolderAreBothListed) {
  add_carto("", "1-LV", 0, 6, "Study 1.xml");
  add_carto("", "2-RV", 50, 6, "Study 2.xml");
  files.add("Study 1 copy.xml", carto_study({{"1-LV", "1-LV.mesh", 6}}));  // says nothing new
  EXPECT_EQ(names(), (std::vector<std::string>{"1-LV", "2-RV"}));
  EXPECT_EQ(imported("2-RV").map.points.positions[0].x, 80);
}

TEST_F(Parts, AMeshThatNoStudyNamesIsAMapAndARegisteredOneIsTold) {
  files.add("Study.xml", carto_study({{"1-LV", "1-LV.mesh", 0}},
                                     "<Meshes><RegistrationMatrix>1 0 0 0</RegistrationMatrix><Mesh FileName=\"CT_LV.mesh\"/></Meshes>"));
  files.add("1-LV.mesh", carto_mesh());
  files.add("CT_LV.mesh", carto_mesh());
  EXPECT_EQ(names(), std::vector<std::string>{"1-LV"});
  const Import import = imported();
  EXPECT_TRUE(has_note(import, "registered meshes of the study, which are of no map and are not read: CT_LV.mesh, 1 registration matrix"));
  EXPECT_TRUE(has_note(import, "a study with 1 map"));
  files.add("9-RV.mesh", carto_mesh());
  EXPECT_EQ(names(), (std::vector<std::string>{"1-LV", "9-RV"}));
}

TEST_F(Parts, FilesOfAMapHaveTheStemOfItsFileNames) {
  files.add("Study.xml", carto_study({{"1-LV: endo", "1-LV_ endo.mesh", 6}}));
  files.add("1-LV_ endo.mesh", carto_mesh());
  files.add("1-LV_ endo_car.txt", carto_table(6));
  files.add("1-LV_ endo_P1_Point_Export.xml", carto_point(1, "1-LV_ endo_P1_ECG_Export.txt"));
  files.add("1-LV_ endo_P1_ECG_Export.txt", carto_ecg());
  const Import import = imported();
  EXPECT_EQ(import.report.map_name, "1-LV: endo");
  EXPECT_EQ(values(import.map.points.fields, field_name::kUnipolarVoltage), (std::vector<float>{8, 9, 10, 11, 12, 13}));
  EXPECT_TRUE(import.map.points.electrograms);
  MemoryFiles without_names;
  without_names.add("Study.xml", carto_study({{"1-LV: endo", "", 6}}));
  without_names.add("1-LV_ endo.mesh", carto_mesh());
  without_names.add("1-LV_ endo_car.txt", carto_table(6));
  EXPECT_EQ(import_files(without_names, {}, limits).map.points.fields.size(), 4);
}

TEST_F(Parts, PointsWithoutAnyValueAreALoss) {
  add_carto("", "1-LV", 0, 6);
  MemoryFiles bare;
  bare.add("Study.xml", carto_study({{"1-LV", "1-LV.mesh", 6}}));
  bare.add("1-LV.mesh", carto_mesh());
  const Import import = import_files(bare, {}, limits);
  EXPECT_TRUE(has_note(import, "the values of all 6 points", true));
  EXPECT_FALSE(has_note(import, "holds no value")) << "no such array is there";
}

TEST_F(Parts, AStudyInUtf16IsRead) {
  std::string wide = "\xFF\xFE";
  for (const char c : carto_study({{"1-LV", "1-LV.mesh", 6}})) wide += {c, '\0'};
  files.add("Study.xml", wide);
  files.add("1-LV.mesh", carto_mesh());
  EXPECT_EQ(listed().at(0).points, 6);
}

TEST_F(Parts, QuantitiesOfOneEnsiteSurfaceAreOneMap) {
  EnsiteMap uni;
  uni.kind = "P-P Voltage (uni)";
  uni.values = {"11", "12", "13", "14", "15", "16"};
  uni.status = {0, 0, 0, 0, 0, 0};
  EnsiteMap lat;
  lat.kind = "LAT Isochronal (bi)";
  lat.values = {"-1", "-2", "-3", "-4", "-5", "-6"};
  lat.status = {0, 2, 0, 0, 0, 0};
  files.add("x/OpenEP_LAT_bi/Contact_Mapping_Model.xml", ensite_file({lat}));
  files.add("x/OpenEP_PP_bi/Contact_Mapping_Model.xml", ensite_file({{}}));
  files.add("x/OpenEP_PP_uni/Contact_Mapping_Model.xml", ensite_file({uni}));
  ASSERT_EQ(listed().size(), 1);
  EXPECT_EQ(listed()[0].place, "x");
  const Import import = imported("", true);
  const std::vector<Field>& fields = import.map.surface.fields;
  EXPECT_EQ(values(fields, field_name::kBipolarVoltage), (std::vector<float>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(values(fields, field_name::kUnipolarVoltage), (std::vector<float>{11, 12, 13, 14, 15, 16}));
  EXPECT_EQ(values(fields, field_name::kLocalActivationTime), (std::vector<float>{-1, -2, -3, -4, -5, -6}));
  EXPECT_EQ(values(fields, "MapStatus"), (std::vector<float>{0, 2, 0, 0, 0, 0}));
  EXPECT_EQ(values(fields, "MapStatus of UnipolarVoltage"), std::vector<float>(6, 0));
}

TEST_F(Parts, EnsiteSurfacesThatAreNotOneStayApart) {
  EnsiteMap later;
  later.values = {"9", "9", "9", "9", "9", "9"};
  EnsiteMap elsewhere;
  elsewhere.shift = 5;
  files.add("a/Contact_Mapping_Model_Pre-bi.xml", ensite_file({{}}));
  files.add("a/Contact_Mapping_Model_Remap-bi.xml", ensite_file({later}));  // the same quantity, later
  files.add("b/Contact_Mapping_Model.xml", ensite_file({elsewhere}));
  EXPECT_EQ(names(), (std::vector<std::string>{"LV", "LV (2)", "LV (3)"}));
  EXPECT_EQ(values(imported("LV (2)").map.surface.fields, field_name::kBipolarVoltage), std::vector<float>(6, 9));
}

// A remap's activation is not the map's, though the mesh is the same.
TEST_F(Parts, QuantitiesOfTwoRunsOnOneMeshAreNotMixed) {
  EnsiteMap lat;
  lat.kind = "LAT Isochronal (bi)";
  files.add("Contact_Mapping_Model_Pre-bi.xml", ensite_file({{}}));
  files.add("Contact_Mapping_Model_Remap-LAT.xml", ensite_file({lat}));
  EXPECT_EQ(listed().size(), 2);
}

TEST_F(Parts, TwoVolumesOfOneNameGetNumbers) {
  EnsiteMap second;
  second.values = {"7", "7", "7", "7", "7", "7"};
  second.shift = 1;
  files.add("two.xml", ensite_file({{}, second}));
  EXPECT_EQ(names(), (std::vector<std::string>{"LV", "LV (2)"}));
  EXPECT_EQ(values(imported("LV (2)").map.surface.fields, field_name::kBipolarVoltage), std::vector<float>(6, 7));
  MemoryFiles three;
  EnsiteMap third = second;
  third.name = "LV (2)";
  third.shift = 2;
  three.add("three.xml", ensite_file({{}, second, third}));
  std::vector<std::string> all;
  for (const ListedMap& map : list_files(three, {}, limits).maps) all.push_back(map.name);
  EXPECT_EQ(all, (std::vector<std::string>{"LV", "LV (3)", "LV (2)"})) << "a name that a map has stays its own";
}

TEST_F(Parts, AVolumeWithoutASurfaceNeedsNoChoice) {
  EnsiteMap bare;
  bare.name = "CS";
  bare.has_surface = false;
  files.add("m.xml", ensite_file({bare, {}}));
  EXPECT_EQ(imported().report.map_name, "LV");
  EXPECT_EQ(listed().at(0).note, "m.xml: the volume has no Polygons");
}

TEST_F(Parts, TablesOfEnsiteXLieOnTheirSurface) {
  files.add("s/Contact_Mapping_Model.xml", ensite_file({{}}));
  files.add("s/Contact_Mapping/Map_PP_bi.csv", ensite_table());
  files.add("s/Contact_Mapping/Map_PP_uni.csv", ensite_table("PP_uni", "P-P", 5));
  files.add("s/Contact_Mapping/Wave_rov.csv", ensite_wave(2));
  files.add("s/Contact_Mapping/Wave_refs.csv", ensite_wave(3, "Freeze Grp #", 0));
  files.add("s/AutoMark_Data.csv", "Export Data Element: AutoMark\nData starts in row,3\nTime,x,y\n1,2,3\n");
  ASSERT_EQ(names(), std::vector<std::string>{"LV"});
  const Import import = imported("", true);
  const MappingPoints& points = import.map.points;
  ASSERT_EQ(points.positions.size(), 6);
  EXPECT_EQ(points.accepted, (std::vector<std::uint8_t>{1, 1, 1, 1, 1, 0}));
  const std::vector<float> bipolar = values(points.fields, field_name::kBipolarVoltage);
  EXPECT_EQ(bipolar.at(1), 1.5F);
  EXPECT_TRUE(std::isnan(bipolar.at(4))) << "the table says that it is not valid";
  EXPECT_EQ(values(points.fields, field_name::kUnipolarVoltage).at(0), 5);
  EXPECT_EQ(find_field(points.fields, "refTime (abs)"), nullptr);
  ASSERT_TRUE(points.electrograms);
  EXPECT_EQ(points.electrograms->samples, 40);
  EXPECT_EQ(peak_to_peak_mV(*points.electrograms, points.electrograms->bipolar), std::vector<float>(6, 2));
  EXPECT_EQ(points.electrograms->reference.at(20), 3);
  EXPECT_TRUE(has_note(import, "1 table of EnSite that holds no points of a map, not read (AutoMark_Data.csv)"));
}

TEST_F(Parts, ATableOfEnsiteXAloneIsAMapOfPoints) {
  files.add("Map_PP_bi.csv", ensite_table());
  const Import import = imported();
  EXPECT_EQ(import.map.points.positions.size(), 6);
  EXPECT_EQ(import.map.surface.triangles.size(), 8);
  EXPECT_EQ(values(import.map.points.fields, field_name::kBipolarVoltage).at(0), 0.5F);
  MemoryFiles headless;
  const std::string table = ensite_table();
  headless.add("points.csv", table.substr(table.find("Rov trace,")));
  ImportOptions options;
  options.arrays = {{"BipolarVoltage", "P-P", "mV"}, {"x", "roving x", ""}, {"y", "roving y", ""}, {"z", "roving z", ""}};
  EXPECT_EQ(values(import_files(headless, options, limits).map.points.fields, field_name::kBipolarVoltage).at(0), 0.5F);
}

TEST_F(Parts, WavesThatDoNotFitAreALoss) {
  files.add("s/Contact_Mapping_Model.xml", ensite_file({{}}));
  files.add("s/Contact_Mapping/Map_PP_bi.csv", ensite_table());
  files.add("s/Contact_Mapping/Wave_rov.csv", ensite_wave(2, "(Point #)", 3));  // of points 3 to 8
  EXPECT_TRUE(has_note(imported(), "Wave_rov.csv: the traces of 2 of 6 points", true));
  MemoryFiles rateless;
  std::string wave = ensite_wave(2);
  rateless.add("s/Contact_Mapping_Model.xml", ensite_file({{}}));
  rateless.add("s/Contact_Mapping/Map_PP_bi.csv", ensite_table());
  rateless.add("s/Contact_Mapping/Wave_rov.csv", wave.replace(wave.find("Sample rate"), 11, "Another key"));
  const Import import = import_files(rateless, {}, limits);
  EXPECT_EQ(import.map.points.positions.size(), 6);
  EXPECT_TRUE(has_note(import, "Wave_rov.csv: tells no sample rate", true));
}

TEST_F(Parts, DxlPointsLieOnTheSurfaceBesideThemWhateverItsName) {
  for (const char* const name : {"DxLandmarkGeo.xml", "Model_Groups.xml", "z.xml"}) {
    MemoryFiles one;
    one.add(name, ensite_file({{}}));
    one.add("DxL_1.csv", dxl_table());
    ASSERT_EQ(list_files(one, {}, limits).maps.size(), 1) << name;
    ImportOptions strict;
    strict.strict = true;
    const Import import = import_files(one, strict, limits);
    EXPECT_EQ(import.map.points.positions.size(), 6) << name;
    EXPECT_EQ(values(import.map.surface.fields, field_name::kBipolarVoltage), (std::vector<float>{1, 2, 3, 4, 5, 6})) << name;
    EXPECT_TRUE(import.map.points.electrograms) << name;
    EXPECT_EQ(import.map.study.description, "") << name << ": the surface is the system's";
  }
}

TEST_F(Parts, PointsThatLieElsewhereAreNotJoined) {
  files.add("g.xml", ensite_file({{}}));
  files.add("DxL_1.csv", dxl_table("LV", 500));
  EXPECT_EQ(names(), (std::vector<std::string>{"LV", "LV (2)"}));
  EXPECT_EQ(imported("LV").map.points.positions.size(), 0);
}

TEST_F(Parts, OptionsJoinDxlPointsToo) {
  for (const FileRole role : {FileRole::kPoints, FileRole::kAdded}) {
    MemoryFiles one;
    one.add("g.xml", ensite_file({{}}));
    one.add("DxL_1.csv", dxl_table(), role);
    const Import import = import_files(one, {}, limits);
    EXPECT_EQ(import.map.points.positions.size(), 6);
    EXPECT_EQ(import.map.surface.triangles.size(), 8);
  }
}

TEST_F(Parts, ATableOfAnUnknownDialectHidesNothing) {
  files.add("g.xml", ensite_file({{}}));
  std::string broken = dxl_table();
  broken.replace(broken.find("roving y:"), 9, "wandering");
  files.add("DxL_1.csv", broken);
  const Import import = imported();
  EXPECT_EQ(import.report.map_name, "LV");
  EXPECT_TRUE(has_note(import, "a table of points that cannot be read (DxL_1.csv: has no rows 'roving x', 'roving y' and 'roving z')", true));
}

TEST_F(Parts, EqualArraysUnderOneNameAreNoLoss) {
  EnsiteMap uni;
  uni.kind = "P-P Voltage (uni)";
  uni.status = {0, 0, 0, 0, 0, 0};
  EnsiteMap bi;
  bi.status = uni.status;
  files.add("bi.xml", ensite_file({bi}));
  files.add("uni.xml", ensite_file({uni}), FileRole::kAdded);
  ImportOptions strict;
  strict.strict = true;
  EXPECT_EQ(import_files(files, strict, limits).map.surface.fields.size(), 3);
  uni.status = {0, 1, 0, 0, 0, 0};
  uni.kind = "P-P Voltage (bi)";
  uni.values = {"7", "7", "7", "7", "7", "7"};
  MemoryFiles other;
  other.add("bi.xml", ensite_file({bi}));
  other.add("uni.xml", ensite_file({uni}), FileRole::kAdded);
  const Import import = import_files(other, strict, limits);
  EXPECT_EQ(values(import.map.surface.fields, "BipolarVoltage of uni"), std::vector<float>(6, 7));
  EXPECT_EQ(values(import.map.surface.fields, "MapStatus of uni"), (std::vector<float>{0, 1, 0, 0, 0, 0}));
}

TEST_F(Parts, StatusIsAppliedWhereTheFileSaysWhatItMeans) {
  EnsiteMap map;
  map.status = {0, 1, 1, 1, 1, 1};
  map.status_comment = "Map_status for each vertex: 0 = no data, 1 = data";
  files.add("a.xml", ensite_file({map}));
  const Import applied = imported();
  EXPECT_TRUE(std::isnan(values(applied.map.surface.fields, field_name::kBipolarVoltage).at(0)));
  EXPECT_EQ(values(applied.map.surface.fields, field_name::kBipolarVoltage).at(1), 2);
  EXPECT_TRUE(has_note(applied, "BipolarVoltage: 1 of 6 values are none"));
  map.status_comment = "";
  map.status = {0, 2, 0, 0, 0, 0};
  MemoryFiles silent;
  silent.add("a.xml", ensite_file({map}));
  const Import kept = import_files(silent, {}, limits);
  EXPECT_EQ(values(kept.map.surface.fields, field_name::kBipolarVoltage).at(0), 1);
  EXPECT_TRUE(has_note(kept, "Map_status of BipolarVoltage (0, 2): a.xml does not say which codes mean no data, so none is applied"));
}

TEST_F(Parts, NanInEnsiteValuesIsNoValue) {
  EnsiteMap map;
  map.values = {"nan", "2", "-nan(ind)", "4", "5", "6"};
  files.add("a.xml", ensite_file({map}));
  const std::vector<float> bipolar = values(imported("", true).map.surface.fields, field_name::kBipolarVoltage);
  EXPECT_TRUE(std::isnan(bipolar.at(0)));
  EXPECT_TRUE(std::isnan(bipolar.at(2)));
  EXPECT_EQ(bipolar.at(3), 4);
}

TEST_F(Parts, WhatIsNotThereIsNotSaidToBeLeftOut) {
  files.add("a.xml", ensite_file({{}}));
  EXPECT_FALSE(has_note(imported(), "which stands in a comment"));
  MemoryFiles with_comment;
  std::string text = ensite_file({{}});
  with_comment.add("a.xml", text.insert(text.find("<Vertices"), "<!-- Exported from study DOE -->"));
  EXPECT_TRUE(has_note(import_files(with_comment, {}, limits), "the study's name, which stands in a comment"));
}

TEST_F(Parts, EveryExportOfAFolderIsOffered) {
  add_carto("carto/", "1-LV");
  files.add("ensite/m.xml", ensite_file({{}}));
  files.add("mesh.obj", "v 30 0 0\nv -30 0 0\nv 0 30 0\nv 0 0 30\nf 1 3 4\nf 3 2 4\nf 1 2 3\nf 1 4 2\n");
  files.add("points.csv", "id,x,y,z,uv_mv\n1,30,0,0,5\n2,-30,0,0,5\n3,0,30,0,5\n4,0,-30,0,5\n5,0,0,30,5\n6,0,0,-30,5\n");
  files.add("clinical.csv", "age,sex\n60,m\n");
  files.add("old.zip", "PK");
  const SourceContents contents = list_files(files, {}, limits);
  std::map<std::string, std::string> places;
  for (const ListedMap& map : contents.maps) places[map.name] = map.place;
  EXPECT_EQ(places, (std::map<std::string, std::string>{{"1-LV", "carto"}, {"LV", "ensite/m.xml"}, {"mesh", "mesh.obj"}, {"points", "points.csv"}}));
  EXPECT_EQ(contents.others, (std::vector<std::string>{"clinical.csv: a table without columns x, y and z",
                                                       "old.zip: an archive, which is a source of its own"}));
  EXPECT_EQ(values(imported("points").map.points.fields, field_name::kUnipolarVoltage), std::vector<float>(6, 5));
  EXPECT_TRUE(has_note(imported("mesh"), "clinical.csv: a table without columns"));
}

TEST_F(Parts, APartNeverCostsTheWhole) {
  using Change = std::function<void(MemoryFiles&)>;
  const std::vector<std::pair<std::string, Change>> parts{
      {"electrograms of 3 of 3 points: their files cannot be read (1-LV_P1_ECG_Export.txt: line 1: is of version 3.0; 4.0 and 4.1 are read)",
       [](MemoryFiles& f) { for (int p = 1; p <= 3; ++p) f.add(fmt::format("1-LV_P{}_ECG_Export.txt", p), carto_ecg("3.0")); }},
      {"electrograms of 1 of 3 points: their files cannot be read (1-LV_P2_ECG_Export.txt: line 2: the gain is missing)",
       [](MemoryFiles& f) { f.add("1-LV_P2_ECG_Export.txt", "ECG_Export_4.0\nno gain\n"); }},
      {"the unipolar channel of 1 of 3 points: it is not among the columns of their files",
       [](MemoryFiles& f) { f.add("1-LV_P3_ECG_Export.txt", carto_ecg("4.0", {"M1-M2", "V5"})); }},
      {"the bipolar channel of 2 of 3 points", [](MemoryFiles& f) {
         for (const char* const p : {"1", "3"}) f.add(fmt::format("1-LV_P{}_ECG_Export.txt", p), carto_ecg("4.0", {"M1", "V5"}));
       }},
      {"samples of 1 of 3 points, whose traces are shorter than the longest (down to 30 of 40 samples)",
       [](MemoryFiles& f) { f.add("1-LV_P1_ECG_Export.txt", carto_ecg("4.0", {"M1", "M1-M2", "V5"}, 30)); }},
      {"the electrogram files of 1 of 3 points that name one",
       [](MemoryFiles& f) { f.add("1-LV_P1_Point_Export.xml", carto_point(1, "elsewhere.txt")); }},
      {"windows of interest of 1 of 3 points: they lie outside the traces",
       [](MemoryFiles& f) { f.add("1-LV_P1_Point_Export.xml", carto_point(1, "1-LV_P1_ECG_Export.txt", "From=\"100\" To=\"200\"")); }},
      {"windows of interest of 1 of 3 points: they end before they begin",
       [](MemoryFiles& f) { f.add("1-LV_P2_Point_Export.xml", carto_point(2, "1-LV_P2_ECG_Export.txt", "From=\"5\" To=\"-5\"")); }},
      {"samples of 1 of 3 points: their windows of interest reach beyond the traces",
       [](MemoryFiles& f) { f.add("1-LV_P2_Point_Export.xml", carto_point(2, "1-LV_P2_ECG_Export.txt", "From=\"-100\" To=\"5\"")); }},
      {"the own files of 1 of 3 points cannot be read (1-LV_P2_Point_Export.xml: is no XML",
       [](MemoryFiles& f) { f.add("1-LV_P2_Point_Export.xml", "<Point ID='2'><Annotations"); }},
      {"the table of points cannot be read (1-LV_car.txt: line 1: is of version 9_0; versions 4 to 6 are known)",
       [](MemoryFiles& f) { f.add("1-LV_car.txt", carto_table(3, "", 0, "9_0")); }},
      {"the list of the points' own files cannot be read", [](MemoryFiles& f) { f.add("1-LV_Points_Export.xml", "<Pts/>"); }},
  };
  for (const auto& [loss, change] : parts) {
    std::map<std::string, std::string> whole{{"Study.xml", carto_study({{"1-LV", "1-LV.mesh", 3}})},
                                             {"1-LV.mesh", carto_mesh()},
                                             {"1-LV_car.txt", carto_table(3)}};
    for (int p = 1; p <= 3; ++p) {
      whole[fmt::format("1-LV_P{}_Point_Export.xml", p)] = carto_point(p, fmt::format("1-LV_P{}_ECG_Export.txt", p));
      whole[fmt::format("1-LV_P{}_ECG_Export.txt", p)] = carto_ecg();
    }
    MemoryFiles changed;
    change(changed);
    MemoryFiles study;
    for (const auto& [name, text] : whole) {
      if (find_file(changed, name) == nullptr) study.add(name, text);
    }
    for (const SourceFile& file : changed.files()) study.add(file.name, changed.read(file));
    const Import import = import_files(study, {}, limits);
    EXPECT_EQ(import.map.surface.triangles.size(), 8) << loss;
    EXPECT_EQ(import.map.points.positions.size(), 3) << loss;
    EXPECT_EQ(values(import.map.points.fields, field_name::kUnipolarVoltage), (std::vector<float>{8, 9, 10})) << loss;
    EXPECT_TRUE(has_note(import, loss, true)) << loss;
    EXPECT_EQ(losses(import), 1) << loss;
  }
}

TEST_F(Parts, ACategoryOtherThanAIsNotAccepted) {
  files.add("1-LV.mesh", carto_mesh());
  files.add("1-LV_car.txt", carto_table(6, "RARAAA"));
  const Import import = imported();
  EXPECT_EQ(import.map.points.accepted, (std::vector<std::uint8_t>{0, 1, 0, 1, 1, 1}));
  EXPECT_TRUE(has_note(import, "2 of 6 points are not accepted: their category (column 18 of the table) is not A"));
  for (const char* const categories : {"AAAAAA", "", "XYXYXY"}) {
    MemoryFiles one;
    one.add("1-LV.mesh", carto_mesh());
    one.add("1-LV_car.txt", carto_table(6, categories));
    EXPECT_TRUE(import_files(one, {}, limits).map.points.accepted.empty()) << categories;
  }
}

TEST(Chamber, IsWhatANameSaysAndNothingElse) {
  for (const char* const name : {"1-LV", "LV endo", "1-1-Rp-LV VT", "Left Ventricle", "lv_epi"}) EXPECT_EQ(chamber_in(name), "LV") << name;
  for (const char* const name : {"2-RV", "right ventricular"}) EXPECT_EQ(chamber_in(name), "RV") << name;
  EXPECT_EQ(chamber_in("Left Atrium"), "LA");
  for (const char* const name : {"", "Map", "LV and RV", "silva", "LVendo2x", "Model"}) EXPECT_EQ(chamber_in(name), "") << name;
}

TEST_F(Parts, TheReportSaysWhichChamberItIsOrThatNobodyTold) {
  files.add("Model.obj", "v 30 0 0\nv -30 0 0\nv 0 30 0\nv 0 0 30\nf 1 3 4\nf 3 2 4\nf 1 2 3\nf 1 4 2\n");
  EXPECT_TRUE(has_note(imported(), "chamber not told"));
  MemoryFiles right;
  right.add("2-RV.mesh", carto_mesh());
  EXPECT_TRUE(has_note(import_files(right, {}, limits), "chamber: RV, as the map's name says"));
}

}  // namespace
}  // namespace viamyo
