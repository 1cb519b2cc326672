// Files that belong together, and files that do not: whatever lies in a folder or an archive goes by content, by one rule.
#include <functional>
#include <map>
#include <random>

#include "../src/io/import/chamber.h"
#include "parts_of_export.h"

namespace viamyo {
namespace {

using namespace small;

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
  MemoryFiles list;
  list.add("Study.xml", carto_study({{"1-LV", "maps\\1-LV.mesh", 0}}, "<Meshes FileNames=\"CT LV.mesh CT_RV.mesh\"/>"));
  for (const char* const mesh : {"1-LV.mesh", "CT LV.mesh", "CT_RV.mesh"}) list.add(mesh, carto_mesh());
  EXPECT_EQ(list_files(list, {}, limits).maps.size(), 1);
  EXPECT_TRUE(has_note(import_files(list, {}, limits), "not read: CT LV.mesh, CT_RV.mesh"));
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
  EXPECT_EQ(places, (std::map<std::string, std::string>{
                        {"1-LV", "carto"}, {"LV", "ensite/m.xml"}, {"mesh", "mesh.obj"}, {"points", "points.csv"}}));
  EXPECT_EQ(contents.others, (std::vector<std::string>{"clinical.csv: a table without columns x, y and z",
                                                       "old.zip: an archive, which is a source of its own"}));
  EXPECT_EQ(values(imported("points").map.points.fields, field_name::kUnipolarVoltage), std::vector<float>(6, 5));
  EXPECT_TRUE(has_note(imported("mesh"), "clinical.csv: a table without columns"));
}

TEST_F(Parts, APartNeverCostsTheWhole) {
  using Change = std::function<void(MemoryFiles&)>;
  const std::vector<std::pair<std::string, Change>> parts{
      {"electrograms of 3 of 3 points: their files cannot be read (1-LV_P1_ECG_Export.txt: line 1: is of version 3.0; 4.0 and 4.1 are "
       "read)",
       [](MemoryFiles& f) {
         for (int p = 1; p <= 3; ++p) f.add(fmt::format("1-LV_P{}_ECG_Export.txt", p), carto_ecg("3.0"));
       }},
      {"electrograms of 1 of 3 points: their files cannot be read (1-LV_P2_ECG_Export.txt: line 2: the gain is missing)",
       [](MemoryFiles& f) { f.add("1-LV_P2_ECG_Export.txt", "ECG_Export_4.0\nno gain\n"); }},
      {"the unipolar channel of 1 of 3 points: it is not among the columns of their files",
       [](MemoryFiles& f) {
         f.add("1-LV_P3_ECG_Export.txt", carto_ecg("4.0", {"M1-M2", "V5"}));
       }},
      {"the bipolar channel of 2 of 3 points",
       [](MemoryFiles& f) {
         for (const char* const p : {"1", "3"}) f.add(fmt::format("1-LV_P{}_ECG_Export.txt", p), carto_ecg("4.0", {"M1", "V5"}));
       }},
      {"samples of 1 of 3 points, whose traces are shorter than the longest (down to 30 of 40 samples)",
       [](MemoryFiles& f) {
         f.add("1-LV_P1_ECG_Export.txt", carto_ecg("4.0", {"M1", "M1-M2", "V5"}, 30));
       }},
      {"the electrogram files of 1 of 3 points that name one",
       [](MemoryFiles& f) { f.add("1-LV_P1_Point_Export.xml", carto_point(1, "elsewhere.txt")); }},
      {"windows of interest of 1 of 3 points: they hold no two samples of the traces",
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
    std::map<std::string, std::string> whole{
        {"Study.xml", carto_study({{"1-LV", "1-LV.mesh", 3}})}, {"1-LV.mesh", carto_mesh()}, {"1-LV_car.txt", carto_table(3)}};
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

// One row that was cut off, or has a mark in place of its position, is one row.
TEST_F(Parts, ADamagedRowOfThePointsCostsThatRowAlone) {
  const std::string table = carto_table(6);
  const auto changed = [&](std::string_view from, std::string_view to) {
    std::string text = table;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  for (const auto& [text, cause] :
       std::map<std::string, std::string>{{table.substr(0, table.rfind("\t-7")), "has 12 columns; 13 are needed"},
                                          {changed("\t0\t0\t30\t", "\t0\t0\tup\t"), "column 6 is not a number"},
                                          {changed("\t0\t0\t30\t", "\t-10000\t-10000\t-10000\t"), "there is no position"}}) {
    for (const bool has_study : {true, false}) {
      MemoryFiles some;
      if (has_study) some.add("Study.xml", carto_study({{"1-LV", "1-LV.mesh", 6}}));
      some.add("1-LV.mesh", carto_mesh());
      some.add("1-LV_car.txt", text);
      const Import import = import_files(some, {}, limits);
      EXPECT_EQ(import.map.points.positions.size(), has_study ? 6 : 5) << cause;
      EXPECT_TRUE(has_note(import, "1-LV_car.txt: 1 of 6 rows, which cannot be read or tell no place", true)) << cause;
      EXPECT_TRUE(has_note(import, cause, true));
      EXPECT_EQ(values(import.map.points.fields, field_name::kUnipolarVoltage).at(0), 8) << cause;
      for (const Vec3& p : import.map.points.positions) EXPECT_GT(p.x, -1000) << cause;
    }
  }
}

// A mark of no value in the table, and a value in the point's own file: which of both is right nobody tells, so that it is said.
TEST_F(Parts, AValueThatTheTableMarksAsNoneAndAPointsFileHasIsTold) {
  for (const auto& [from, to, count] :
       {std::tuple{"\t8\t0.5\t-7", "\t-10000\t0.5\t-7", 1}, std::tuple{"\t8\t0.5\t-7", "\t-10000\t-10000\t-10000", 3},
        std::tuple{"\t8\t0.5\t-7", "\t8\t0.5\t-7", 0}}) {
    MemoryFiles some;
    some.add("Study.xml", carto_study({{"1-LV", "1-LV.mesh", 6}}));
    some.add("1-LV.mesh", carto_mesh());
    std::string table = carto_table(6);
    table.replace(table.find(from), std::string_view(from).size(), to);
    some.add("1-LV_car.txt", table);
    for (int p = 1; p <= 6; ++p) some.add(fmt::format("1-LV_P{}_Point_Export.xml", p), carto_point(p, ""));
    const Import import = import_files(some, {}, limits);
    const std::string words = fmt::format("{} that the table of points marks as none (-10000) {} from the points' own files",
                                          count == 1 ? "1 value" : fmt::format("{} values", count), count == 1 ? "is" : "are");
    EXPECT_EQ(has_note(import, words), count > 0) << words;
    EXPECT_EQ(has_note(import, "marks as none"), count > 0);
    EXPECT_EQ(values(import.map.points.fields, field_name::kUnipolarVoltage).at(0), 8) << to;
  }
}

TEST_F(Parts, APointWithoutAPlaceInTheStudyCostsNoOther) {
  std::string xml = carto_study({{"1-LV", "1-LV.mesh", 6}});
  xml.replace(xml.find("Position3D=\"30 0 0\""), 19, "Position3D=\"x\"");
  files.add("Study.xml", xml);
  files.add("1-LV.mesh", carto_mesh());
  const Import import = imported();
  EXPECT_EQ(import.map.points.positions.size(), 5);
  EXPECT_TRUE(has_note(import, "1 of 6 points of the study's XML, which tells no place of them", true));
  files.add("1-LV_car.txt", carto_table(6));
  EXPECT_EQ(imported("", true).map.points.positions.size(), 6) << "which the table knows";
}

TEST_F(Parts, TheUnitOfAStudyIsApplied) {
  for (const auto& [units, factor] : std::map<std::string, double>{{"", 1},
                                                                   {"<Units Distance=\"mm\" Angle=\"radian\"/>", 1},
                                                                   {"<Units Distance=\"cm\"/>", 10},
                                                                   {"<Units><Distance Unit=\"cm\"/></Units>", 10}}) {
    MemoryFiles some;
    some.add("Study.xml", carto_study({{"1-LV", "1-LV.mesh", 6}}, units));
    some.add("1-LV.mesh", carto_mesh());
    some.add("1-LV_car.txt", carto_table(6));
    const Import import = import_files(some, {}, limits);
    EXPECT_EQ(import.map.surface.vertices[0].x, 30 * factor) << units;
    EXPECT_EQ(import.map.points.positions[0].x, 30 * factor) << units;
    EXPECT_EQ(has_note(import, "coordinates: from cm to mm"), factor != 1) << units;
  }
  files.add("Study.xml", carto_study({{"1-LV", "1-LV.mesh", 6}}, "<Units Distance=\"ell\"/>"));
  files.add("1-LV.mesh", carto_mesh());
  EXPECT_EQ(refusal(), "the study states its distances in 'ell', which is no unit that is known");
}

// The workstation writes the name of a file for each point, whether or not electrograms are exported: all of them missing is an export without
// electrograms, one of them missing is a file that got lost.
TEST_F(Parts, AnExportWithoutAnyElectrogramsLostNone) {
  MemoryFiles with_one;
  MemoryFiles with_empty_one;
  for (MemoryFiles* const study : {&files, &with_one, &with_empty_one}) {
    study->add("Study.xml", carto_study({{"1-LV: endo", "1-LV_ endo.mesh", 3}}));
    study->add("1-LV_ endo.mesh", carto_mesh());
    study->add("1-LV_ endo_car.txt", carto_table(3));
    for (int p = 1; p <= 3; ++p)
      study->add(fmt::format("1-LV_ endo_P{}_Point_Export.xml", p), carto_point(p, fmt::format("1-LV_ endo_P{}_ECG_Export.txt", p)));
  }
  const Import import = imported("1-LV: endo", true);
  EXPECT_EQ(values(import.map.points.fields, field_name::kUnipolarVoltage), (std::vector<float>{8, 9, 10}));
  EXPECT_TRUE(has_note(import, "electrograms: the export has none of the files that 3 of its points name"));
  EXPECT_EQ(losses(import), 0);
  with_one.add("1-LV_ endo_P2_ECG_Export.txt", carto_ecg());
  with_empty_one.add("1-LV_ endo_P2_ECG_Export.txt", "");
  ImportOptions options;
  options.map = "1-LV: endo";
  EXPECT_TRUE(has_note(import_files(with_one, options, limits), "the electrogram files of 2 of 3 points that name one", true));
  EXPECT_TRUE(has_note(import_files(with_empty_one, options, limits), "the electrogram files of 3 of 3 points that name one", true));
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
