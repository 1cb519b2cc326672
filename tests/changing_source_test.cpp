// A source that somebody writes to while it is read is refused in one sentence: its bytes may be of two minds, and its hash that of neither.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "viamyo/errors.h"
#include "viamyo/import.h"
#include "viamyo/native_file.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

const fs::path kValid = fs::path(VIAMYO_SOURCE_DIR) / "tests" / "corpus" / "valid";

// Says for as long as it lives, and without a pause, that the file was written to just now. Its bytes stay, so that only the change can be told.
class Writer {
 public:
  explicit Writer(const fs::path& file) : thread_([this, file] { write(file); }) {
    while (!began_) std::this_thread::yield();
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    ended_ = true;
    thread_.join();
  }

 private:
  void write(const fs::path& file) {
    for (long moment = 1; !ended_; ++moment) {
      const timespec now{1'700'000'000 + moment / 1'000'000, moment % 1'000'000};
      const timespec times[2]{now, now};
      ::utimensat(AT_FDCWD, file.c_str(), times, 0);
      began_ = true;
    }
  }

  std::atomic<bool> began_{false}, ended_{false};
  std::thread thread_;
};

class ChangingSource : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path copy(const std::string& name) const {
    fs::copy(kValid / name, folder_ / name, fs::copy_options::recursive);
    return folder_ / name;
  }

  //! What reading says while the file is written to; on a busy machine the writer may sleep through a reading, so there are several, until one says
  //! that the file was changed.
  template <class Read>
  static std::string said_while_written(const fs::path& file, Read read) {
    const Writer writer(file);
    std::string said = "nothing";
    for (int tries = 0; tries < 50 && said.find("was changed") == std::string::npos; ++tries) {
      try {
        read();
      } catch (const InputError& error) {
        said = error.what();
      }
    }
    return said;
  }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("viamyo_changing_" + std::to_string(::getpid()));
};

const ImportOptions kOneMap = [] {
  ImportOptions options;
  options.map = "1-LV";
  return options;
}();

TEST_F(ChangingSource, AFileIsRefused) {
  const fs::path file = copy("carto.mesh");
  EXPECT_EQ(said_while_written(file, [&] { import_map(file); }), file.string() + ": was changed while it was read; try again");
  EXPECT_NO_THROW(import_map(file)) << "once it is at rest";
}

TEST_F(ChangingSource, AnArchiveIsRefused) {
  const fs::path file = copy("carto-study.zip");
  EXPECT_EQ(said_while_written(file, [&] { import_map(file, kOneMap); }), file.string() + ": was changed while it was read; try again");
  EXPECT_EQ(said_while_written(file, [&] { list_maps(file); }), file.string() + ": was changed while it was read; try again");
}

TEST_F(ChangingSource, AFolderIsRefusedWithTheNameOfTheFile) {
  const fs::path folder = copy("carto-study");
  const fs::path file = folder / "1-LV.mesh";
  EXPECT_EQ(said_while_written(file, [&] { import_map(folder, kOneMap); }), file.string() + ": was changed while it was read; try again");
}

TEST_F(ChangingSource, AFileOfAFolderThatIsNotReadMayChange) {
  const fs::path folder = copy("carto-study");
  const fs::path file = copy("text.ply");
  fs::rename(file, folder / "notes.ply");
  EXPECT_EQ(said_while_written(folder / "notes.ply", [&] { import_map(folder, kOneMap); }), "nothing");
}

TEST_F(ChangingSource, WhatIsAddedIsWatchedAsWell) {
  const fs::path source = copy("DxLandmarkGeo.xml");
  const fs::path added = copy("surface.vtp");
  ImportOptions options;
  options.add_files = {added.string()};
  EXPECT_EQ(said_while_written(added, [&] { import_map(source, options); }), added.string() + ": was changed while it was read; try again");
}

TEST_F(ChangingSource, ANativeMapIsRefused) {
  const fs::path file = copy("carto.mesh").replace_extension(".h5");
  save_native(import_map(kValid / "carto.mesh").map, file);
  EXPECT_EQ(said_while_written(file, [&] { read_native(file); }), file.string() + ": was changed while it was read; try again");
}

TEST_F(ChangingSource, AMapThatIsStillBeingWrittenIsNotCalledDamaged) {
  const fs::path file = copy("carto.mesh").replace_extension(".h5");
  save_native(import_map(kValid / "carto.mesh").map, file);
  fs::resize_file(file, fs::file_size(file) / 2);
  EXPECT_EQ(said_while_written(file, [&] { read_native(file); }), file.string() + ": was changed while it was read; try again");
}

}  // namespace
}  // namespace viamyo
