// Small files of every format: the sound ones arrive with the values that they were made from, the damaged ones end in the sentence that stands in
// corpus/expected.txt. All go through the confined reader, as users' files do. corpus/make_corpus.py makes the files.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include "corpus_files.h"

namespace viamyo {
namespace {

using namespace corpus;

//! Lines "NAME: SENTENCE" by their names.
std::map<std::string, std::string> sentences(const std::string& file) {
  std::ifstream list(kCorpus / file);
  std::map<std::string, std::string> all;
  for (std::string line; std::getline(list, line);) {
    if (!line.starts_with('#')) all[line.substr(0, line.find(": "))] = line;
  }
  return all;
}

TEST(ImportCorpus, APartThatCannotBeReadIsALossAndTheRestArrives) {
  std::map<std::string, std::string> expected = sentences("losses.txt");
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kCorpus / "lossy")) {
    const std::string name = entry.path().filename().string();
    ImportOptions options;
    if (name.starts_with("carto")) options.map = "1-LV";
    const ImportedMap imported = import_map(entry.path(), options);
    EXPECT_EQ(imported.map.surface.triangles.size(), 8) << name;
    EXPECT_EQ(imported.map.points.positions.size(), name.starts_with("ensite") ? 0U : 3U) << name;
    std::string losses = name + ": ";
    for (const ImportNote& note : imported.report.notes) {
      if (note.loss) losses += fmt::format("{}{}: {}", losses.size() == name.size() + 2 ? "" : "; ", to_string(note.kind), note.text);
    }
    EXPECT_EQ(losses, expected[name]);
    ++files;
  }
  EXPECT_EQ(files, expected.size());
}

TEST(ImportCorpus, EveryMalformedFileEndsInItsSentence) {
  std::map<std::string, std::string> expected = sentences("expected.txt");
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kCorpus / "malformed")) {
    const std::string name = entry.path().filename().string();
    EXPECT_EQ(refusal(entry.path()), (entry.path().parent_path() / expected[name]).string()) << name;
    ++files;
  }
  EXPECT_EQ(files, expected.size());
}

TEST(ImportCorpus, EverySurfaceArrivesWhole) {
  for (const auto& entry : fs::directory_iterator(kCorpus / "valid")) {
    const std::string name = entry.path().filename().string();
    if (name == "dxl.csv") continue;  // has five points alone
    const ImportedMap imported = import_valid(name);
    EXPECT_EQ(imported.map.surface.vertices.size(), 6) << name;
    EXPECT_EQ(imported.map.surface.triangles.size(), 8) << name;
    EXPECT_NEAR(area_mm2(imported.map.surface), kOctahedronArea, 1e-3) << name;
    EXPECT_FALSE(has_errors(validate(imported.map))) << name;
    EXPECT_EQ(imported.map.study.derived_from, imported.sha256) << name;
    const Topology topology = build_topology(imported.map.surface);
    EXPECT_TRUE(is_consistently_oriented(topology)) << name;
    EXPECT_TRUE(boundary_loops(imported.map.surface, topology).empty()) << name;
  }
}

TEST(ImportCorpus, VoltagesOnVerticesAreThoseOfTheFile) {
  for (const char* const name :
       {"carto.mesh", "carto-study", "carto-study.zip", "carto-nested.zip", "openep-5.mat", "openep-73.mat", "study.pyceps"}) {
    const ImportedMap imported = import_valid(name);
    const std::vector<float> unipolar = values_of(imported.map.surface.fields, field_name::kUnipolarVoltage);
    ASSERT_EQ(unipolar.size(), 6) << name;
    for (std::size_t v = 0; v < 5; ++v) EXPECT_EQ(unipolar[v], 10.0F + static_cast<float>(v)) << name;
    EXPECT_TRUE(std::isnan(unipolar[5])) << name;
    EXPECT_EQ(values_of(imported.map.surface.fields, field_name::kBipolarVoltage), (std::vector<float>{1, 2, 3, 4, 5, 6})) << name;
  }
  for (const char* const name : {"text.ply", "little.ply", "big.ply", "surface.vtp", "surface.vtu"})
    EXPECT_EQ(values_of(import_valid(name).map.surface.fields, field_name::kUnipolarVoltage), (std::vector<float>{10, 11, 12, 13, 14, 15}))
        << name;
  EXPECT_EQ(values_of(import_valid("DxLandmarkGeo.xml").map.surface.fields, field_name::kBipolarVoltage),
            (std::vector<float>{1, 2, 3, 4, 5, 6}));
}

// Unipolar is column 10 and bipolar column 11: readers have confused them.
TEST(ImportCorpus, PointsHaveTheirVoltagesTimesAndNames) {
  for (const char* const name : {"carto-study", "carto-study.zip", "openep-5.mat", "openep-73.mat", "study.pyceps"}) {
    const MappingPoints points = import_valid(name).map.points;
    ASSERT_EQ(points.positions.size(), 3) << name;
    EXPECT_EQ(points.positions[0], (Vec3{31, 0, 0})) << name;
    EXPECT_EQ(points.names, (std::vector<std::string>{"P1", "P2", "P3"})) << name;
    EXPECT_EQ(values_of(points.fields, field_name::kUnipolarVoltage), (std::vector<float>{8, 9, 10})) << name;
    EXPECT_EQ(values_of(points.fields, field_name::kBipolarVoltage), (std::vector<float>{0.8F, 1.8F, 2.8F})) << name;
    const std::vector<float> times = values_of(points.fields, field_name::kLocalActivationTime);
    ASSERT_EQ(times.size(), 3) << name;
    EXPECT_EQ(times[1], -11) << name;
    EXPECT_EQ(times[2], -12) << name;
  }
}

TEST(ImportCorpus, TrianglesThatCartoReplacedAreLeftOutAndTold) {
  const ImportedMap imported = import_valid("carto.mesh");
  EXPECT_TRUE(has_note(imported.report, NoteKind::kDropped, "1 triangle that CARTO replaced"));
  EXPECT_TRUE(has_note(imported.report, NoteKind::kDropped, "column 5 has neither a name nor a value"));
  EXPECT_EQ(values_of(imported.map.surface.fields, "MicroBipolar"), std::vector<float>(6, 0.5F));  // in Windows' encoding in the file
  EXPECT_EQ(find_field(imported.map.surface.fields, field_name::kLocalActivationTime), nullptr);   // -10000 throughout
}

TEST(ImportCorpus, NothingOfWhomTheStudyIsAboutArrives) {
  for (const char* const name : {"carto-study", "openep-5.mat", "openep-73.mat", "study.pyceps", "DxLandmarkGeo.xml"}) {
    const ImportedMap imported = import_valid(name);
    EXPECT_EQ(imported.map.study.subject_id, "") << name;
    EXPECT_EQ(imported.map.study.acquired, "") << name;
    std::string all = imported.map.study.map_id + imported.map.study.description + imported.report.format;
    for (const ImportNote& note : imported.report.notes) all += note.text;
    for (const std::string& line : imported.map.provenance) all += line;
    EXPECT_EQ(all.find("DOE"), std::string::npos) << name;
    EXPECT_TRUE(std::any_of(imported.report.notes.begin(), imported.report.notes.end(), [](const ImportNote& n) {
      return n.kind == NoteKind::kLeftOut;
    })) << name;
  }
  ImportOptions options;
  options.subject_id = "S-01";
  EXPECT_EQ(import_valid("carto-study", options).map.study.subject_id, "S-01");
}

TEST(ImportCorpus, AnnulusComesFromPointsThatAreTaggedSo) {
  const std::optional<Vec3> annulus = import_valid("carto-study").map.landmarks.mitral_annulus_center;
  ASSERT_TRUE(annulus);
  EXPECT_NEAR(annulus->x, 32.0 / 3, 1e-12);
  EXPECT_NEAR(annulus->z, 29.0 / 3, 1e-12);
}

TEST(ImportCorpus, AMapHasToBeChosenWhereThereAreSeveral) {
  const fs::path two = kCorpus / "malformed" / "two-maps.zip";
  const std::vector<ListedMap> maps = list_maps(two);
  ASSERT_EQ(maps.size(), 2);
  EXPECT_EQ(maps[1].name, "2-RV");
  EXPECT_THROW(import_map(two), UsageError);
  ImportOptions options;
  options.map = "2-RV";
  EXPECT_EQ(import_map(two, options).map.study.map_id, "2-RV");
  options.map = "3";
  EXPECT_THROW(import_map(two, options), UsageError);
}

TEST(ImportCorpus, FrameIsKnownOnlyWhereTheSystemsIs) {
  EXPECT_EQ(import_valid("DxLandmarkGeo.xml").map.study.coordinate_frame, "LPS");
  EXPECT_EQ(import_valid("carto.mesh").map.study.coordinate_frame, "");
  ImportOptions options;
  options.frame = "LPS";
  EXPECT_EQ(import_valid("carto.mesh", options).map.study.coordinate_frame, "LPS");
  options.frame = "RAS";
  EXPECT_THROW(import_valid("carto.mesh", options), UsageError);
}

TEST(ImportCorpus, ArraysAndUnitsAreTheUsersToName) {
  ImportOptions options;
  options.arrays = {{"BipolarVoltage", "bi_voltage", "uV"}};
  options.length_unit = "cm";
  const ImportedMap imported = import_valid("legacy.vtk", options);
  EXPECT_EQ(values_of(imported.map.surface.fields, field_name::kBipolarVoltage), (std::vector<float>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(imported.map.surface.vertices[0], (Vec3{300, 0, 0}));
  EXPECT_TRUE(has_note(imported.report, NoteKind::kConverted, "from uV to mV"));
  options.arrays = {{"BipolarVoltage", "voltage", ""}};
  EXPECT_THROW(import_valid("legacy.vtk", options), UsageError);
  options.arrays = {{"BipolarVoltage", "bi_voltage", "mm"}};
  EXPECT_THROW(import_valid("legacy.vtk", options), UsageError);
}

TEST(ImportCorpus, AnAssumedUnitIsSaid) {
  EXPECT_TRUE(has_note(import_valid("text.ply").report, NoteKind::kAssumed, "UnipolarVoltage: the source says no unit; mV is assumed"));
  EXPECT_TRUE(has_note(import_valid("text.ply").report, NoteKind::kAssumed, "coordinates: the source says no unit"));
  EXPECT_FALSE(has_note(import_valid("carto.mesh").report, NoteKind::kAssumed, "no unit"));
}

TEST(ImportCorpus, ATableOfPointsGetsASurfaceThatSaysSo) {
  const ImportedMap imported = import_valid("points.csv");
  EXPECT_EQ(imported.map.study.description, "the surface is reconstructed from the mapping points");
  EXPECT_TRUE(has_note(imported.report, NoteKind::kConverted, "surface: reconstructed from 6 points"));
  const MappingPoints& points = imported.map.points;
  EXPECT_EQ(points.end_systolic_positions.at(0), (Vec3{27, 0, 0}));
  EXPECT_EQ(values_of(points.fields, field_name::kCycleLength).at(1), 801);
  EXPECT_EQ(values_of(points.fields, field_name::kLocationStability).at(1), 1.5F);
  EXPECT_TRUE(std::isnan(values_of(points.fields, field_name::kLinearLocalShortening).at(5)));  // an empty cell
}

TEST(ImportCorpus, PointsOfATableGoBesideAnySurface) {
  ImportOptions options;
  options.points_file = (kCorpus / "valid" / "points.csv").string();
  const ImportedMap imported = import_valid("mesh.obj", options);
  EXPECT_EQ(imported.map.points.positions.size(), 6);
  EXPECT_EQ(values_of(imported.map.points.fields, field_name::kUnipolarVoltage), (std::vector<float>{10, 11, 12, 13, 14, 15}));
  EXPECT_EQ(imported.map.study.description, "");
}

TEST(ImportCorpus, FurtherExportsOfTheSameSurfaceAddTheirFields) {
  ImportOptions options;
  options.add_files = {(kCorpus / "valid" / "text.ply").string()};
  const ImportedMap imported = import_valid("DxLandmarkGeo.xml", options);
  EXPECT_NE(find_field(imported.map.surface.fields, field_name::kBipolarVoltage), nullptr);
  EXPECT_NE(find_field(imported.map.surface.fields, field_name::kUnipolarVoltage), nullptr);
  options.add_files = {(kCorpus / "valid" / "binary.stl").string()};  // the corners in another order
  EXPECT_THROW(import_valid("DxLandmarkGeo.xml", options), InputError);
}

// A copy of a valid file, up to `end`, in a folder of its own.
class CutFile {
 public:
  CutFile(const std::string& name, std::string_view end)
      : folder_(fs::temp_directory_path() / ("viamyo_cut_" + std::to_string(::getpid()))) {
    fs::create_directory(folder_);
    std::ifstream whole(kCorpus / "valid" / name, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(whole), {}};
    path = folder_ / fs::path(name).filename();
    std::ofstream(path, std::ios::binary) << text.substr(0, text.find(end));
  }
  CutFile(const CutFile&) = delete;
  CutFile& operator=(const CutFile&) = delete;
  ~CutFile() { fs::remove_all(folder_); }
  fs::path path;

 private:
  fs::path folder_;
};

TEST(ImportCorpus, AMeshCutBeforeItsColoursIsALoss) {
  const CutFile colours("carto.mesh", "[VerticesAttributesSection]");
  EXPECT_EQ(refusal(colours.path, strict()), "");
  std::ifstream whole(kCorpus / "valid" / "carto.mesh");
  std::string text{std::istreambuf_iterator<char>(whole), {}};
  text.resize(text.find("[VerticesColorsSection]") + 23);
  std::ofstream(colours.path) << text << "\n";
  EXPECT_NE(refusal(colours.path, strict()).find("says 4 values on each of 6 vertices and holds none: it is cut off"), std::string::npos)
      << refusal(colours.path, strict());
}

TEST(ImportCorpus, ADxlTableCutInsideItsTracesIsALoss) {
  const CutFile in_second("dxl.csv", ",1.0,1.0");
  EXPECT_NE(refusal(in_second.path, strict()).find("the line EOF at its end: it is cut off"), std::string::npos);
  EXPECT_NE(refusal(in_second.path, strict()).find("ref trace: 5 of 10 samples"), std::string::npos) << refusal(in_second.path, strict());
  const CutFile in_row("dxl.csv", "1.6,1.6,1.6\n");
  EXPECT_NE(refusal(in_row.path, strict()).find("1 samples that have not a value for each of the 5 points"), std::string::npos);
  EXPECT_EQ(refusal(kCorpus / "valid" / "dxl.csv", strict()), "");
}

TEST(ImportCorpus, TheListCountsThePoints) {
  for (const auto& [name, points] : std::map<std::string, std::uint64_t>{
           {"openep-5.mat", 3}, {"openep-73.mat", 3}, {"points.csv", 6}, {"dxl.csv", 5}, {"study.pyceps", 3}, {"text.ply", 0}})
    EXPECT_EQ(list_maps(kCorpus / "valid" / name).at(0).points, points) << name;
  const std::vector<ListedMap> bad = list_maps(kCorpus / "malformed" / "no-x.csv");
  EXPECT_FALSE(bad.at(0).has_surface);
  EXPECT_NE(bad.at(0).note.find("--array x=COLUMN"), std::string::npos);
}

TEST(ImportCorpus, AColumnIsChosenByItsOwnName) {
  ImportOptions options;
  options.arrays = {{"UnipolarVoltage", "bv_mv", ""}};
  EXPECT_EQ(values_of(import_valid("points.csv", options).map.points.fields, field_name::kUnipolarVoltage),
            (std::vector<float>{1, 2, 3, 4, 5, 6}));
  options.arrays = {{"LinearLocalShortening", "lls_pct", "fraction"}};
  options.keep_impossible = true;
  EXPECT_EQ(values_of(import_valid("points.csv", options).map.points.fields, field_name::kLinearLocalShortening).at(0), 1200);
}

TEST(ImportCorpus, WhatNobodyVouchesForIsAnAssumption) {
  for (const char* const name : {"legacy.vtk", "surface.vtp", "text.ply", "points.csv"})
    EXPECT_TRUE(has_note(import_valid(name).report, NoteKind::kAssumed, "nothing says who made the values (")) << name;
  EXPECT_FALSE(has_note(import_valid("binary.stl").report, NoteKind::kAssumed, "nothing says who"));
}

TEST(ImportCorpus, ArraysOfMeshesHaveTheNamesOfColumns) {
  const CutFile mesh("text.ply", "nothing of this kind");
  std::ifstream whole(mesh.path);
  std::string text{std::istreambuf_iterator<char>(whole), {}};
  text.replace(text.find("UnipolarVoltage"), 15, "LAT");
  std::ofstream(mesh.path) << text;
  const ImportedMap imported = import_map(mesh.path);
  EXPECT_EQ(values_of(imported.map.surface.fields, field_name::kLocalActivationTime).size(), 6);
  EXPECT_TRUE(has_note(imported.report, NoteKind::kConverted, "LocalActivationTime is taken from the array LAT"));
}

TEST(ImportCorpus, DefectsAreToldInWordsOfTheSourceAndNotOfTheNativeFile) {
  ImportOptions options;
  options.length_unit = "um";
  const LoadedMap loaded = load_map(kCorpus / "valid" / "text.ply", options);
  ASSERT_EQ(loaded.defects.size(), 1);
  EXPECT_EQ(loaded.defects[0].code, "surface_size");
  EXPECT_EQ(loaded.defects[0].object, "vertices");
}

TEST(ImportCorpus, PointsOfAnAddedExportAreReportedAsRead) {
  ImportOptions options;
  options.add_files = {(kCorpus / "valid" / "openep-5.mat").string()};
  const ImportedMap imported = import_valid("carto.mesh", options);
  EXPECT_EQ(imported.map.points.positions.size(), 3);
  EXPECT_TRUE(has_note(imported.report, NoteKind::kRead, "openep-5.mat: 3 points"));
  EXPECT_FALSE(has_note(imported.report, NoteKind::kMissing, "mapping points"));
}

TEST(ImportCorpus, ColumnsOfDxlPointsAreTheirPoints) {
  const ImportedMap imported = import_valid("dxl.csv");
  EXPECT_EQ(imported.report.map_name, "LV");
  EXPECT_EQ(imported.map.points.positions.size(), 5);
  EXPECT_EQ(imported.map.points.accepted, (std::vector<std::uint8_t>{1, 1, 1, 1, 0}));
  EXPECT_EQ(values_of(imported.map.points.fields, field_name::kBipolarVoltage), (std::vector<float>{0.5, 1.5, 2.5, 3.5, 4.5}));
  ASSERT_TRUE(imported.map.points.electrograms);
  EXPECT_EQ(imported.map.points.electrograms->samples, 10);
  EXPECT_NEAR(imported.map.points.electrograms->bipolar.at(13), 0.3, 1e-6);
}

TEST(LoadMap, OpensANativeMapAndAForeignOneAlike) {
  const LoadedMap loaded = load_map(kCorpus / "valid" / "carto.mesh");
  EXPECT_EQ(loaded.map.surface.vertices.size(), 6);
  EXPECT_EQ(loaded.sha256, loaded.map.study.derived_from);
  EXPECT_EQ(loaded.content_digest.size(), 64);
  const fs::path saved = fs::temp_directory_path() / ("viamyo_load_" + std::to_string(::getpid()) + ".h5");
  save_native(loaded.map, saved);
  ImportReport untouched;
  untouched.format = "none";
  const LoadedMap again = load_map(saved, {}, {}, &untouched);
  EXPECT_EQ(again.content_digest, loaded.content_digest);
  EXPECT_EQ(again.analysis_digest, loaded.analysis_digest);
  EXPECT_EQ(untouched.format, "none");
  fs::remove(saved);
}

}  // namespace
}  // namespace viamyo
