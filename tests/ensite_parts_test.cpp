// The parts of EnSite's exports: quantities, points and waves of one surface, and what keeps them apart.
#include <cmath>

#include "parts_of_export.h"
#include "viamyo/electrograms.h"

namespace viamyo {
namespace {

using namespace small;

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
  for (const char* const same : {"LV:2", "#2"})
    EXPECT_EQ(values(imported(same).map.surface.fields, field_name::kBipolarVoltage), std::vector<float>(6, 9)) << same;
  for (const char* const none : {"LV:0", "LV:4", "#0", "#4", "#", "LV:", "LV:2x", "#18446744073709551617", "LV#2"})
    EXPECT_THROW(static_cast<void>(imported(none)), UsageError) << none;
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

TEST_F(Parts, MarksOfNoValueAreCountedInEveryFileOfEnsite) {
  EnsiteMap map;
  map.values = {"1", "-10000", "nan", "4", "-10000", "6"};
  files.add("m.xml", ensite_file({map}));
  const Import import = imported();
  EXPECT_TRUE(has_note(import, "BipolarVoltage on vertices: 3 of 6 are -10000 or no number, and so no value"));
  EXPECT_TRUE(std::isnan(values(import.map.surface.fields, field_name::kBipolarVoltage).at(1)));
  MemoryFiles dxl;
  std::string table = dxl_table();
  table.replace(table.find("peak2peak:,0.5,1.5"), 18, "peak2peak:,-10000,");
  dxl.add("DxL_1.csv", table);
  EXPECT_TRUE(has_note(import_files(dxl, {}, limits), "BipolarVoltage on points: 2 of 6 are -10000 or no number"));
  MemoryFiles tables;
  table = ensite_table();
  table.replace(table.find(",1.5,"), 5, ",-10000,");
  tables.add("Map_PP_bi.csv", table);
  EXPECT_TRUE(has_note(import_files(tables, {}, limits), "BipolarVoltage: 1 of 6 values are -10000 or no number"));
}

TEST_F(Parts, ALossOfValuesIsNotSaidToBeTheirAbsence) {
  EnsiteMap map;
  map.values = {"1", "2", "3"};
  files.add("m.xml", ensite_file({map}));
  const Import import = imported();
  EXPECT_TRUE(has_note(import, "Map_data: has 3 values for 6 vertices", true));
  EXPECT_FALSE(has_note(import, "has no Map_data"));
}

// By the rule for tables of points: what nothing tells of stays outside, and is named.
TEST_F(Parts, UnknownColumnsOfEnsiteXStayOutside) {
  std::string text = ensite_table();
  std::string changed;
  std::size_t row = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    const std::size_t place = line.find(",force (g)");
    if (place != std::string::npos) line.replace(place, 10, ",MRN,startTime,DOB,depth (mm),force (g)");
    const std::size_t cell = line.find(",invalid,");
    if (cell != std::string::npos)
      line.insert(cell, fmt::format(",{},{}.5,{},{}", 123456 + row, 1700000000 + row, 19500500 + row, 3 + row)), ++row;
    changed += line + "\n";
    at = end + 1;
  }
  files.add("Map_PP_bi.csv", changed);
  const Import import = imported();
  EXPECT_EQ(values(import.map.points.fields, "depth"), (std::vector<float>{3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(values(import.map.points.fields, field_name::kBipolarVoltage).size(), 6) << "which the table itself marks as valid or not";
  for (const char* const name : {"MRN", "startTime", "DOB"}) {
    EXPECT_EQ(find_field(import.map.points.fields, name), nullptr) << name;
    EXPECT_TRUE(
        has_note(import, fmt::format("column {}: is no known quantity, and its title tells no unit; --keep-column takes it", name)));
  }
  ImportOptions options;
  options.keep_columns = {"MRN"};
  EXPECT_EQ(values(import_files(files, options, limits).map.points.fields, "MRN").at(1), 123457);
}

TEST_F(Parts, FilesOfDxlThatAreNotThereAreALoss) {
  const auto part = [](int number, int of, double shift) {
    std::string text = dxl_table("LV", shift);
    const std::string said = "file 1 of 1";
    return text.replace(text.find(said), said.size(), fmt::format("file {} of {}", number, of));
  };
  files.add("DxL_1.csv", part(1, 3, 0));
  EXPECT_TRUE(has_note(imported(), "2 of the 3 files that hold the map's points", true));
  files.add("DxL_3.csv", part(3, 3, 2));
  EXPECT_TRUE(has_note(imported(), "1 of the 3 files that hold the map's points", true));
  files.add("DxL_2.csv", part(2, 3, 1));
  const Import whole = imported("", true);
  EXPECT_EQ(whole.map.points.positions.size(), 18);
}

TEST_F(Parts, TracesOfTwoSampleRatesAreALoss) {
  std::string first = dxl_table();
  std::string second = dxl_table("LV", 1);
  for (std::string* const text : {&first, &second}) {
    const std::string said = "file 1 of 1";
    text->replace(text->find(said), said.size(), text == &first ? "file 1 of 2" : "file 2 of 2");
  }
  files.add("DxL_1.csv", first);
  MemoryFiles other;
  other.add("DxL_1.csv", first);
  files.add("DxL_2.csv", second);
  EXPECT_TRUE(imported("", true).map.points.electrograms);
  second.replace(second.find("Sample rate:,1000"), 17, "Sample rate:,2000");
  second.replace(second.find("Exported seconds:,0.01"), 22, "Exported seconds:,0.005");
  other.add("DxL_2.csv", second);
  const Import import = import_files(other, {}, limits);
  EXPECT_FALSE(import.map.points.electrograms);
  EXPECT_EQ(import.map.points.positions.size(), 12);
  EXPECT_TRUE(has_note(import, "electrograms: they are not of all points, of one length and of one sample rate", true));
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
  EXPECT_TRUE(
      has_note(import, "a table of points that cannot be read (DxL_1.csv: has no rows 'roving x', 'roving y' and 'roving z')", true));
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
  for (const char* const words : {"status (0: no data, 1: measured)", "Status codes; 0 = invalid; 1 = valid", "1 = data, 0 = not mapped",
                                  "no data = 0, data = 1", "0 - unmapped; 1 - mapped; 2 - interpolated", "unmapped: 0"}) {
    map.status_comment = words;
    MemoryFiles one;
    one.add("a.xml", ensite_file({map}));
    const Import other = import_files(one, {}, limits);
    EXPECT_TRUE(std::isnan(values(other.map.surface.fields, field_name::kBipolarVoltage).at(0))) << words;
    EXPECT_EQ(values(other.map.surface.fields, field_name::kBipolarVoltage).at(1), 2) << words;
  }
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

}  // namespace
}  // namespace viamyo
