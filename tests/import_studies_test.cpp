// A CARTO study in many files, and the electrograms of every format: what arrives where parts are missing, cut off or left out.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <cmath>
#include <fstream>

#include "corpus_files.h"
#include "viamyo/electrograms.h"

namespace viamyo {
namespace {

using namespace corpus;

TEST(ImportCorpus, PeakToPeakInTheWindowIsTheStoredVoltage) {
  for (const char* const name : {"carto-study", "openep-5.mat", "openep-73.mat", "study.pyceps"}) {
    const MappingPoints points = import_valid(name).map.points;
    ASSERT_TRUE(points.electrograms) << name;
    EXPECT_EQ(points.electrograms->samples, 40) << name;
    EXPECT_EQ(points.electrograms->sampling_rate_hz, 1000) << name;
    const std::vector<float> voltage = peak_to_peak_mV(*points.electrograms, points.electrograms->unipolar);
    ASSERT_EQ(voltage.size(), 3) << name;
    for (std::size_t p = 0; p < 3; ++p)
      EXPECT_NEAR(voltage[p], 8.0F + static_cast<float>(p), 0.0015) << name;  // half a step of the recorder
  }
}

// Left unread, so that nothing is said of having read them; everything else is as with them.
TEST(ImportCorpus, ElectrogramsThatAreLeftOutAreNotRead) {
  for (const char* const name : {"carto-study", "carto-study.zip", "openep-5.mat", "openep-73.mat", "study.pyceps", "dxl.csv"}) {
    const ImportedMap whole = import_valid(name);
    ImportOptions options;
    options.without_electrograms = true;
    const ImportedMap without = import_valid(name, options);
    EXPECT_TRUE(whole.map.points.electrograms) << name;
    EXPECT_FALSE(without.map.points.electrograms) << name;
    EXPECT_FALSE(has_note(without.report, NoteKind::kRead, "electrograms")) << name;
    EXPECT_FALSE(has_note(without.report, NoteKind::kMissing, "electrograms")) << name;
    EXPECT_TRUE(has_note(without.report, NoteKind::kDropped, "electrograms, as --without electrograms says")) << name;
    EXPECT_EQ(without.map.points.positions, whole.map.points.positions) << name;
    ASSERT_EQ(without.map.points.fields.size(), whole.map.points.fields.size()) << name;
    for (std::size_t f = 0; f < whole.map.points.fields.size(); ++f) {
      EXPECT_EQ(without.map.points.fields[f].name, whole.map.points.fields[f].name) << name;
      EXPECT_EQ(without.map.points.fields[f].values, whole.map.points.fields[f].values) << name;
    }
    options.strict = true;
    EXPECT_NO_THROW(static_cast<void>(import_valid(name, options))) << name;
  }
}

TEST(ImportCorpus, StrictRefusesLosses) {
  const fs::path folder = fs::temp_directory_path() / ("viamyo_strict_" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::copy(kCorpus / "valid" / "carto-study", folder, fs::copy_options::recursive);
  ImportOptions options;
  options.map = "1-LV";
  options.strict = true;
  EXPECT_EQ(refusal(folder, options), "");
  fs::remove(folder / "1-LV_P2_ECG_Export.txt");
  EXPECT_NE(refusal(folder, options).find("--strict refuses: missing: the electrogram files of 1 of 3 points"), std::string::npos);
  options.strict = false;
  const ImportedMap imported = import_map(folder, options);
  EXPECT_TRUE(has_note(imported.report, NoteKind::kMissing, "the electrogram files of 1 of 3 points"));
  const std::vector<float> voltage = peak_to_peak_mV(*imported.map.points.electrograms, imported.map.points.electrograms->unipolar);
  EXPECT_TRUE(std::isnan(voltage.at(1)));
  EXPECT_FALSE(std::isnan(voltage.at(2)));
  fs::remove_all(folder);
}

TEST(ImportCorpus, PointsThatAreListedAndNotInTheTableAreALoss) {
  const fs::path folder = fs::temp_directory_path() / ("viamyo_short_" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::copy(kCorpus / "valid" / "carto-study", folder, fs::copy_options::recursive);
  std::ifstream whole(folder / "1-LV_car.txt");
  std::string rows;
  std::string row;
  for (int line = 0; line < 2 && std::getline(whole, row); ++line) rows += row + "\n";
  std::ofstream(folder / "1-LV_car.txt") << rows;
  ImportOptions options = strict();
  options.map = "1-LV";
  EXPECT_NE(refusal(folder, options).find("1-LV_car.txt: lacks 2 of the 3 points that 1-LV_Points_Export.xml lists"), std::string::npos)
      << refusal(folder, options);
  fs::remove_all(folder);
}

TEST(ImportCorpus, AbsentChannelsDoNotKeepTheRestFromArriving) {
  const fs::path folder = fs::temp_directory_path() / ("viamyo_absent_" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::create_directory(folder);
  fs::copy_file(kCorpus / "valid" / "carto-study" / "1-LV.mesh", folder / "1-LV.mesh");
  EXPECT_EQ(import_map(folder / "1-LV.mesh").map.points.positions.size(), 0);
  fs::copy_file(kCorpus / "valid" / "carto-study" / "1-LV_car.txt", folder / "1-LV_car.txt");
  const ImportedMap with_points = import_map(folder / "1-LV.mesh");  // what lies beside it belongs to it
  EXPECT_EQ(with_points.map.points.positions.size(), 3);
  EXPECT_FALSE(with_points.map.points.electrograms);
  EXPECT_TRUE(has_note(with_points.report, NoteKind::kMissing, "electrograms"));
  fs::remove_all(folder);
}

// A copy of the small study, to be changed.
class CartoStudy : public testing::Test {
 protected:
  CartoStudy() : folder(fs::temp_directory_path() / ("viamyo_study_" + std::to_string(::getpid()))) {
    fs::remove_all(folder);
    fs::copy(kCorpus / "valid" / "carto-study", folder, fs::copy_options::recursive);
    options.map = "1-LV";
  }
  ~CartoStudy() override { fs::remove_all(folder); }

  void replace(const std::string& name, const std::string& from, const std::string& to) const {
    std::ifstream in(folder / name, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    ASSERT_NE(text.find(from), std::string::npos) << name;
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
    std::ofstream(folder / name, std::ios::binary) << text;
  }

  fs::path folder;
  ImportOptions options;
};

TEST_F(CartoStudy, TablesOfVersion4To6SayTheSame) {
  for (const char* const version : {"4_0", "5_0", "6_0"}) {
    replace("1-LV_car.txt", "VERSION_", "VERSION_" + std::string(version) + " was ");
    const ImportedMap imported = import_map(folder, options);
    EXPECT_EQ(imported.report.format, "CARTO 3 study export, version " + std::string(1, version[0]) + ".0");
    EXPECT_EQ(values_of(imported.map.points.fields, field_name::kUnipolarVoltage), (std::vector<float>{8, 9, 10})) << version;
    EXPECT_EQ(values_of(imported.map.points.fields, field_name::kBipolarVoltage), (std::vector<float>{0.8F, 1.8F, 2.8F})) << version;
  }
}

TEST_F(CartoStudy, Version6TellsWindowsInItsTable) {
  for (const char* const point : {"1", "2", "3"}) {
    const std::string name = "1-LV_P" + std::string(point) + "_Point_Export.xml";
    replace(name, "WOI", "Unknown");
    replace(name, "Reference_Annotation", "Unknown");
  }
  EXPECT_TRUE(import_map(folder, options).map.points.electrograms->point_windows_ms.empty());
  std::string columns;
  for (int column = 15; column <= 45; ++column)
    columns += "\t" + std::to_string(column == 32 ? -12 : column == 33 ? 14 : column == 45 ? 21 : 0);
  replace("1-LV_car.txt", "\r\n", columns + "\r\n");
  replace("1-LV_car.txt", "VERSION_5_0", "VERSION_6_0");
  const Electrograms egm = *import_map(folder, options).map.points.electrograms;
  EXPECT_EQ(egm.point_windows_ms.at(2), (std::array<float, 2>{-12, 14}));
  EXPECT_EQ(egm.reference_annotation_ms.at(2), 21);
}

TEST_F(CartoStudy, TwoNamesInOneNameTwoColumns) {
  replace("1-LV.mesh",
          "Unipolar  Bipolar  LAT  \xB5"
          "Bi",
          "Unipolar  Bipolar  LAT  Force[\xB5"
          "Bi]");
  const ImportedMap imported = import_map(folder, options);
  EXPECT_EQ(values_of(imported.map.surface.fields, "Force"), std::vector<float>(6, 0.5F));
  EXPECT_TRUE(has_note(imported.report, NoteKind::kMissing, "MicroBipolar"));  // has the fifth column, which holds nothing
}

TEST_F(CartoStudy, AMapWithoutPointsIsASurface) {
  std::ofstream(folder / "1-LV_car.txt") << "VERSION_5_0 1-LV\n";
  const ImportedMap imported = import_map(folder, options);
  EXPECT_TRUE(imported.map.points.positions.empty());
  EXPECT_EQ(imported.map.surface.vertices.size(), 6);
}

TEST_F(CartoStudy, OneFileOfItPointsToTheFolder) {
  EXPECT_NE(refusal(folder / "Study.xml").find("name the study's folder or ZIP archive"), std::string::npos);
  EXPECT_NE(refusal(folder / "1-LV_Points_Export.xml").find("name the study's folder or ZIP archive"), std::string::npos);
}

}  // namespace
}  // namespace viamyo
