// Whatever bytes of a foreign file are damaged, importing it ends with a map that passes every check or with one sentence: in this process with each
// parser, so that the sanitizers see it, and through the confined reader.
//
// 100 damaged copies of each file, 1000 with VIAMYO_LONG.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "../src/io/checked_map.h"
#include "../src/io/import/archive.h"
#include "../src/io/import/importer.h"
#include "meshes.h"
#include "valid_answers.h"
#include "viamyo/errors.h"
#include "viamyo/import.h"
#include "viamyo/native_document.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

const fs::path kValid = fs::path(VIAMYO_SOURCE_DIR) / "tests" / "corpus" / "valid";

int runs() { return std::getenv("VIAMYO_LONG") == nullptr ? 100 : 1000; }

int runs_of_the_reader() {
#if defined(VIAMYO_SANITIZED)
  return runs() / 10;  // every reader takes ten times as long to start
#else
  return runs();
#endif
}

// One to eight bytes replaced; in every third file a digit by a letter that numbers are made of; one in ten cut off as well.
std::string damaged(std::string bytes, meshes::Random& random) {
  constexpr std::string_view kOfNumbers = "0123456789-+.eE<>/\"=;,\n[] ";
  const bool reads_like_text = random.below(3) == 0;
  const std::size_t changes = 1 + random.below(8);
  for (std::size_t i = 0; i < changes; ++i)
    bytes[random.below(bytes.size())] =
        reads_like_text ? kOfNumbers[random.below(kOfNumbers.size())] : static_cast<char>(static_cast<unsigned char>(random.below(256)));
  if (random.below(10) == 0) bytes.resize(1 + random.below(bytes.size()));
  return bytes;
}

void expect_sentence(const Error& error, const std::string& what) {
  EXPECT_EQ(std::string_view(error.what()).find('\n'), std::string_view::npos) << what << ": " << error.what();
  EXPECT_NE(std::string_view(error.what()), "") << what;
}

// The files of a folder, all in memory; the one called `changed` with other bytes.
void add_folder(MemoryFiles& files, const fs::path& folder, const std::string& changed, const std::string& bytes) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    files.add(name, std::string_view(name == changed ? bytes : file_content(entry.path())));
  }
}

void import_here(MemoryFiles& files, const std::string& what, int& refused) {
  try {
    ImportOptions options;
    if (what.starts_with("carto-study") || what.starts_with("carto-nested")) options.map = "1-LV";
    const ReadLimits limits;
    const std::unique_ptr<SourceFiles> unpacked = opened_archive(files, limits);
    const Import import = import_files(unpacked ? *unpacked : files, options, limits);
    EXPECT_NO_THROW(encode(import.map)) << what;
    static_cast<void>(validate(import.map));
  } catch (const Error& error) {
    ++refused;
    expect_sentence(error, what);
  }
}

// HDF5 itself may crash on damage, so MAT files of version 7.3 are for the other test alone; and so are VTK's, which this program does not link.
bool is_for_this_process(const fs::path& file) {
  const std::string name = file.filename().string();
  return name != "openep-73.mat" && !name.ends_with(".vtk") && !name.ends_with(".vtp") && !name.ends_with(".vtu");
}

TEST(ImportFuzz, DamagedFilesEndInASentenceOrAMap) {
  meshes::Random random(20240607);
  for (const auto& entry : fs::directory_iterator(kValid)) {
    if (!entry.is_regular_file() || !is_for_this_process(entry.path())) continue;
    const std::string name = entry.path().filename().string();
    const std::string whole = file_content(entry.path());
    int refused = 0;
    for (int run = 0; run < runs(); ++run) {
      MemoryFiles files;
      files.add(name, std::string_view(damaged(whole, random)));
      import_here(files, name, refused);
    }
    EXPECT_GT(refused, 0) << name;
  }
}

TEST(ImportFuzz, EachDamagedFileOfAStudyEndsInASentenceOrAMap) {
  meshes::Random random(20240608);
  for (const char* const folder : {"carto-study", "opencarp"}) {
    for (const auto& entry : fs::directory_iterator(kValid / folder)) {
      const std::string name = entry.path().filename().string();
      const std::string whole = file_content(entry.path());
      int refused = 0;
      for (int run = 0; run < runs() / 4 && !whole.empty(); ++run) {
        MemoryFiles files;
        add_folder(files, kValid / folder, name, damaged(whole, random));
        import_here(files, folder, refused);
      }
    }
  }
}

// What the confined process answers may come from a reader that a file has taken over.
TEST(ImportFuzz, ADamagedAnswerIsNoticedOrAMapThatIsCheckedAgain) {
  meshes::Random random(20240610);
  const std::vector<std::byte> answer = valid_answers(kValid).at("carto-study.zip.import");
  const std::string whole(reinterpret_cast<const char*>(answer.data()), answer.size());
  int noticed = 0;
  for (int run = 0; run < 10 * runs(); ++run) {
    const std::string bytes = damaged(whole, random);
    LoadedMap loaded;
    try {
      decode_and_check(answer_from({std::as_bytes(std::span(bytes)), nullptr}).result, loaded);
    } catch (const std::runtime_error&) {
      ++noticed;
    }
  }
  EXPECT_GT(noticed, runs());
}

TEST(ImportFuzz, TheReaderNeverTakesThisProgramAlong) {
  meshes::Random random(20240609);
  const fs::path folder = fs::temp_directory_path() / ("viamyo_import_fuzz_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  for (const char* const name :
       {"openep-73.mat", "openep-5.mat", "carto-study.zip", "legacy.vtk", "surface.vtp", "surface.vtu", "little.ply", "study.pyceps"}) {
    const std::string whole = file_content(kValid / name);
    const fs::path path = folder / name;
    int refused = 0;
    for (int run = 0; run < runs_of_the_reader(); ++run) {
      std::ofstream(path, std::ios::binary) << damaged(whole, random);
      try {
        ImportOptions options;
        if (std::string_view(name) == "carto-study.zip") options.map = "1-LV";
        EXPECT_FALSE(has_errors(validate(import_map(path, options).map))) << name << " " << run;
      } catch (const Error& error) {
        ++refused;
        expect_sentence(error, name);
      }
    }
    EXPECT_GT(refused, 0) << name;
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace viamyo
