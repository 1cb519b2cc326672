#include "viamyo/load_map.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "viamyo/result_fields.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

const fs::path kSample = fs::path(VIAMYO_SOURCE_DIR) / "sample_maps" / "anterior-lad-infarct.h5";
const fs::path kExport = fs::path(VIAMYO_SOURCE_DIR) / "tests" / "corpus" / "valid" / "carto-study.zip";

ImportOptions of_first_map() {
  ImportOptions options;
  options.map = "1-LV";
  return options;
}

TEST(LoadMap, ANativeFileIsReadAsReadNativeReadsItAndLeavesTheReportAlone) {
  ImportReport report;
  report.format = "untouched";
  const LoadedMap loaded = load_map(kSample, {}, {}, &report);
  const LoadedMap native = read_native(kSample);
  EXPECT_TRUE(loaded.native);
  EXPECT_EQ(loaded.content_digest, native.content_digest);
  EXPECT_EQ(loaded.analysis_digest, native.analysis_digest);
  EXPECT_EQ(loaded.sha256, native.sha256);
  EXPECT_EQ(report.format, "untouched");
}

//! Else a review of the saved map would be bound to another content than what was looked at.
TEST(LoadMap, AnExportHasTheDigestsThatASaveOfItHas) {
  ImportReport report;
  const LoadedMap loaded = load_map(kExport, of_first_map(), {}, &report);
  EXPECT_FALSE(loaded.native);
  EXPECT_FALSE(report.format.empty());
  const fs::path saved = fs::temp_directory_path() / ("viamyo-load-" + std::to_string(::getpid()) + ".h5");
  fs::remove(saved);
  static_cast<void>(save_native(loaded.map, saved, {}));
  const LoadedMap again = load_map(saved);
  fs::remove(saved);
  EXPECT_EQ(loaded.content_digest, again.content_digest);
  EXPECT_EQ(loaded.analysis_digest, again.analysis_digest);
  EXPECT_FALSE(loaded.content_digest.empty());
}

// What an analysis or a team said of another map, at another time, must not look like data of this one.
TEST(LoadMap, ResultsThatAnExportOfOursCarriesAreLeftOutAndTold) {
  LoadedMap loaded = load_map(kSample);
  const std::size_t vertices = loaded.map.surface.vertices.size();
  const std::size_t fields = loaded.map.surface.fields.size();
  const std::vector<std::string_view> results{field_name::kClass, field_name::kClassAsComputed, field_name::kReviewedClass,
                                              field_name::kReviewState, field_name::kSegmentAha17};
  for (const std::string_view name : results)
    loaded.map.surface.fields.push_back({std::string(name), "", 1, Origin::kRecomputed, "", std::vector<float>(vertices, 2)});
  const fs::path saved = fs::temp_directory_path() / ("viamyo-results-" + std::to_string(::getpid()) + ".h5");
  fs::remove(saved);
  static_cast<void>(save_native(loaded.map, saved, {}));
  const LoadedMap again = load_map(saved);
  const LoadedMap native = read_native(saved);  // as whoever checks the file itself reads it
  fs::remove(saved);
  EXPECT_EQ(again.map.surface.fields.size(), fields);
  for (const std::string_view name : results) {
    EXPECT_EQ(find_field(again.map.surface.fields, name), nullptr) << name;
    EXPECT_NE(find_field(native.map.surface.fields, name), nullptr) << name;
    EXPECT_TRUE(std::any_of(again.defects.begin(), again.defects.end(), [&](const Defect& defect) {
      return defect.code == "result_left_out" && defect.text.find(name) != std::string::npos && defect.severity == Severity::kWarning;
    })) << name;
  }
  EXPECT_EQ(again.content_digest, native.content_digest);
}

TEST(LoadMap, TellsItsStagesAndStopsWhenItIsAsked) {
  for (const fs::path& source : {kSample, kExport}) {
    std::vector<std::string> stages;
    Task task;
    task.stage = [&](std::string_view stage) { stages.emplace_back(stage); };
    static_cast<void>(load_map(source, source == kExport ? of_first_map() : ImportOptions(), {}, nullptr, task));
    EXPECT_FALSE(stages.empty()) << source;
    std::stop_source stop;
    stop.request_stop();
    task.stop = stop.get_token();
    EXPECT_THROW(static_cast<void>(load_map(source, source == kExport ? of_first_map() : ImportOptions(), {}, nullptr, task)), Stopped)
        << source;
  }
}

TEST(LoadMap, WhatIsNoMapIsRefusedWithItsName) {
  for (const fs::path& source : {fs::path("no-such.h5"), fs::path(VIAMYO_SOURCE_DIR) / "README.md"}) {
    try {
      static_cast<void>(load_map(source));
      FAIL() << source;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(source.filename().string()), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace viamyo
