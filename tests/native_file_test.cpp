// Files on disk: there and back, all or nothing, and one clear sentence for whatever is not a map.
#include "viamyo/native_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>

#include "native_equal.h"
#include "native_sample.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"
#include "viamyo/native_document.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void put(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

template <class Call>
std::string error_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

class NativeFile : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path at(const std::string& name) const { return folder_ / name; }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(folder_)) all.push_back(entry.path().filename());
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("viamyo_native_" + std::to_string(::getpid()));
};

// ---- there and back ----

TEST_F(NativeFile, EveryPartComesBackAsItWas) {
  const Map map = sample::full_map();
  const std::string digest = save_native(map, at("map.h5"));
  const LoadedMap loaded = read_native(at("map.h5"));
  expect_equal(loaded.map, map);
  EXPECT_EQ(loaded.content_digest, digest);
  EXPECT_EQ(loaded.content_digest, content_digest(encode(map)));
  EXPECT_EQ(loaded.analysis_digest, content_digest(encode(map), false));
  EXPECT_TRUE(loaded.has_stored_digest);
  EXPECT_EQ(loaded.file, at("map.h5").string());
  EXPECT_EQ(loaded.sha256, sha256_hex(content(at("map.h5"))));
  EXPECT_TRUE(loaded.foreign_objects.empty());
  EXPECT_FALSE(has_errors(loaded.defects));
}

TEST_F(NativeFile, ABareSurfaceComesBack) {
  save_native(sample::bare_map(), at("map.h5"));
  const LoadedMap loaded = read_native(at("map.h5"));
  expect_equal(loaded.map, sample::bare_map());
  EXPECT_EQ(loaded.analysis_digest, loaded.content_digest);
}

TEST_F(NativeFile, OriginAndParametersSurviveAnyNumberOfSaves) {
  save_native(sample::full_map(), at("a.h5"));
  save_native(read_native(at("a.h5")).map, at("b.h5"));
  const Map map = read_native(at("b.h5")).map;
  const Field* const voltage = find_field(map.surface.fields, "UnipolarVoltage");
  EXPECT_EQ(voltage->origin, Origin::kInterpolated);
  EXPECT_EQ(voltage->parameters, R"({"fill_distance_mm":15})");
  EXPECT_EQ(find_field(map.surface.fields, "LinearLocalShortening")->origin, Origin::kRecomputed);
  EXPECT_EQ(find_field(map.surface.fields, "BipolarVoltage")->origin, Origin::kElectrograms);
  EXPECT_EQ(map.study.synthetic, true);
  EXPECT_EQ(content(at("a.h5")), content(at("b.h5")));
}

TEST_F(NativeFile, UnknownIsNotNo) {
  for (const std::optional<bool> synthetic : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
    Map map = sample::bare_map();
    map.study.synthetic = synthetic;
    save_native(map, at("map.h5"));
    EXPECT_EQ(read_native(at("map.h5")).map.study.synthetic, synthetic);
  }
}

TEST_F(NativeFile, TheSameMapGivesTheSameBytes) {
  save_native(sample::full_map(), at("a.h5"));
  save_native(sample::full_map(), at("b.h5"));
  EXPECT_EQ(content(at("a.h5")), content(at("b.h5")));
  EXPECT_EQ(names(), (std::vector<std::string>{"a.h5", "b.h5"}));
}

TEST_F(NativeFile, ReadingLeavesTheFileAsItWas) {
  save_native(sample::full_map(), at("map.h5"));
  const std::string before = content(at("map.h5"));
  const auto time = fs::last_write_time(at("map.h5"));
  ::chmod(at("map.h5").c_str(), 0444);
  read_native(at("map.h5"));
  EXPECT_EQ(content(at("map.h5")), before);
  EXPECT_EQ(fs::last_write_time(at("map.h5")), time);
}

TEST_F(NativeFile, RealMapsReadWithoutAnError) {
  const fs::path folder = fs::path(VIAMYO_SOURCE_DIR) / "../shared/data/native";
  if (!fs::exists(folder)) GTEST_SKIP() << "the real maps are not here";
  for (const char* name : {"lv-vt-carto3.h5", "lv-vt-carto3-surface.h5", "cap-mean-lv.h5"}) {
    const LoadedMap loaded = read_native(folder / name);
    EXPECT_FALSE(loaded.has_stored_digest);
    EXPECT_TRUE(loaded.foreign_objects.empty());
    save_native(loaded.map, at("copy.h5"));
    expect_equal(read_native(at("copy.h5")).map, loaded.map);
  }
  const Map map = read_native(folder / "lv-vt-carto3.h5").map;
  EXPECT_EQ(map.surface.vertices.size(), 5090U);
  EXPECT_EQ(map.surface.triangles.size(), 10176U);
  EXPECT_EQ(map.points.names.front(), "P1");
  EXPECT_EQ(map.points.electrograms->samples, 2500);
  EXPECT_NEAR(find_field(map.points.fields, "UnipolarVoltage")->values[0], 11.496, 1e-5);
}

// ---- damage ----

TEST_F(NativeFile, WhatIsNotAMapGetsOneSentence) {
  put(at("empty.h5"), "");
  put(at("text.h5"), "x,y,z\n1,2,3\n");
  EXPECT_EQ(error_of([&] { read_native(at("none.h5")); }), at("none.h5").string() + ": No such file or directory");
  EXPECT_EQ(error_of([&] { read_native(at("")); }), at("").string() + ": is a folder, not a file");
  EXPECT_EQ(error_of([&] { read_native(at("empty.h5")); }), at("empty.h5").string() + ": is empty");
  EXPECT_EQ(error_of([&] { read_native(at("text.h5")); }), at("text.h5").string() + ": is not an HDF5 file");
  EXPECT_EQ(error_of([&] { read_native("/dev/null"); }), "/dev/null: is not a regular file");
  EXPECT_THROW(read_native(at("text.h5")), InputError);
}

TEST_F(NativeFile, ACutFileIsRefusedWhereverItIsCut) {
  save_native(sample::full_map(), at("map.h5"));
  const std::string whole = content(at("map.h5"));
  for (std::size_t parts = 1; parts < 40; ++parts) {
    put(at("cut.h5"), std::string_view(whole).substr(0, whole.size() * parts / 40));
    EXPECT_THROW(read_native(at("cut.h5")), InputError) << parts;
  }
  put(at("cut.h5"), std::string_view(whole).substr(0, whole.size() / 2));
  EXPECT_NE(error_of([&] { read_native(at("cut.h5")); }).find("is a damaged or cut-off HDF5 file"), std::string::npos);
}

// Every stored value stands under the digest or a checksum of HDF5: a changed bit either is told or is in bytes that no reader looks at.
TEST_F(NativeFile, AFlippedBitNeverChangesTheMapUnnoticed) {
  const Map map = sample::full_map();
  save_native(map, at("map.h5"));
  const std::string whole = content(at("map.h5"));
  std::size_t told = 0;
  for (std::size_t at_byte = 0; at_byte < whole.size(); at_byte += 311) {
    std::string changed = whole;
    changed[at_byte] = static_cast<char>(changed[at_byte] ^ 4);
    put(at("changed.h5"), changed);
    try {
      Map read = read_native(at("changed.h5")).map;
      read.provenance = map.provenance;  // the one part that no digest covers
      expect_equal(read, map);
    } catch (const InputError&) {
      ++told;
    }
  }
  EXPECT_GT(told, 10U);
}

TEST_F(NativeFile, CapsAreToldBeforeAnythingIsRead) {
  save_native(sample::full_map(), at("map.h5"));
  ReadLimits limits;
  limits.vertices = 10;
  EXPECT_NE(error_of([&] { read_native(at("map.h5"), limits); }).find("vertices; at most 10 are read"), std::string::npos);
  limits = {};
  limits.file_bytes = 100;
  EXPECT_NE(error_of([&] { read_native(at("map.h5"), limits); }).find("at most 100 are read"), std::string::npos);
  limits = {};
  limits.objects = 5;
  EXPECT_NE(error_of([&] { read_native(at("map.h5"), limits); }).find("at most 5 are read"), std::string::npos);
  limits = {};
  limits.samples = 19;
  EXPECT_NE(error_of([&] { read_native(at("map.h5"), limits); }).find("20 columns; at most 19 are read"), std::string::npos);
  limits = {};
  limits.dataset_bytes = 1000;
  EXPECT_NE(error_of([&] { read_native(at("map.h5"), limits); }).find("bytes; at most "), std::string::npos);
}

// ---- all or nothing ----

TEST_F(NativeFile, AMapThatNoReaderWouldAcceptIsNotWritten) {
  Map map = sample::full_map();
  map.surface.fields[0].values.pop_back();
  EXPECT_THROW(save_native(map, at("map.h5")), OutputError);
  map = sample::full_map();
  map.points.fields[0].unit = "V";
  const std::string error = error_of([&] { save_native(map, at("map.h5")); });
  EXPECT_EQ(error, at("map.h5").string() + ": not written: /MappingPoints/UnipolarVoltage: is in \"V\"; it must be in mV");
  EXPECT_TRUE(names().empty());
}

TEST_F(NativeFile, AnUnreachablePlaceIsTold) {
  EXPECT_EQ(error_of([&] { save_native(sample::bare_map(), at("no/folder/map.h5")); }),
            at("no/folder/map.h5").string() + ": its folder does not exist");
  EXPECT_EQ(error_of([&] { save_native(sample::bare_map(), at("")); }), at("").string() + ": is a folder");
  EXPECT_EQ(error_of([&] { save_native(sample::bare_map(), "/dev/full"); }), "/dev/full: is not a regular file and is not replaced");
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
  EXPECT_TRUE(names().empty());
}

TEST_F(NativeFile, AReadOnlyFolderLeavesTheOldFile) {
  if (::geteuid() == 0) GTEST_SKIP() << "nothing is read-only for root";
  save_native(sample::bare_map(), at("map.h5"));
  const std::string before = content(at("map.h5"));
  ::chmod(at("").c_str(), 0555);
  EXPECT_THROW(save_native(sample::full_map(), at("map.h5")), OutputError);
  ::chmod(at("").c_str(), 0755);
  EXPECT_EQ(content(at("map.h5")), before);
  EXPECT_EQ(names(), std::vector<std::string>{"map.h5"});
}

// Files of this process cannot grow beyond `bytes` for as long as it lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit{bytes, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit old_{};
};

TEST_F(NativeFile, ASaveThatFailsHalfWayLeavesTheOldFile) {
  save_native(sample::bare_map(), at("map.h5"));
  const std::string before = content(at("map.h5"));
  std::string error;
  {
    const FileSizeLimit limit(5000);
    error = error_of([&] { save_native(sample::full_map(), at("map.h5")); });
  }
  EXPECT_EQ(error, at("map.h5").string() + ": File too large");
  EXPECT_EQ(content(at("map.h5")), before);
  EXPECT_EQ(names(), std::vector<std::string>{"map.h5"});
}

TEST_F(NativeFile, PermissionsAndLinksAreKept) {
  save_native(sample::bare_map(), at("private.h5"));
  ::chmod(at("private.h5").c_str(), 0600);
  fs::create_symlink("private.h5", at("link.h5"));
  save_native(sample::full_map(), at("link.h5"));
  EXPECT_TRUE(fs::is_symlink(at("link.h5")));
  EXPECT_EQ(fs::status(at("private.h5")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  expect_equal(read_native(at("private.h5")).map, sample::full_map());
}

}  // namespace
}  // namespace viamyo
