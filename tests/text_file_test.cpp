// Text output is whole or not there.
#include "viamyo/text_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "viamyo/errors.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

class TextFileTest : public testing::Test {
 protected:
  void SetUp() override { make_folder(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path at(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("viamyo_text_file_" + std::to_string(::getpid()));
};

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(TextFileTest, IsThereAfterCommitOnly) {
  TextFile file(at("a.csv"));
  file.write("one\n");
  file.write(std::string(200'000, 'x'));
  EXPECT_FALSE(fs::exists(at("a.csv")));
  file.commit();
  EXPECT_EQ(content(at("a.csv")), "one\n" + std::string(200'000, 'x'));
  EXPECT_EQ(entries(), 1);
}

TEST_F(TextFileTest, WithoutCommitNothingIsLeftAndTheOldStays) {
  write_text_file(at("a.json"), "old");
  {
    TextFile file(at("a.json"));
    file.write(std::string(200'000, 'x'));
  }
  EXPECT_EQ(content(at("a.json")), "old");
  EXPECT_EQ(entries(), 1);
}

TEST_F(TextFileTest, CommitReplacesTheOld) {
  write_text_file(at("a.json"), "old");
  write_text_file(at("a.json"), "new");
  EXPECT_EQ(content(at("a.json")), "new");
}

TEST_F(TextFileTest, FailuresNameThePath) {
  for (const fs::path& path : {at("missing/a.json"), at("").parent_path(), fs::path("/proc/viamyo.json")}) {
    try {
      write_text_file(path, "x");
      ADD_FAILURE() << path;
    } catch (const OutputError& error) {
      EXPECT_NE(std::string(error.what()).find(path.string()), std::string::npos) << error.what();
    }
  }
  EXPECT_EQ(entries(), 0);
}

TEST_F(TextFileTest, ADeviceIsRefusedNotReplaced) {
  fs::create_symlink("/dev/null", at("device"));
  EXPECT_THROW(write_text_file(at("device"), "x"), OutputError);
  EXPECT_TRUE(fs::is_symlink(at("device")));
  EXPECT_EQ(entries(), 1);
}

TEST_F(TextFileTest, FoldersAreMadeWithThoseAbove) {
  make_folder(at("a/b/c"));
  EXPECT_TRUE(fs::is_directory(at("a/b/c")));
  make_folder(at("a/b/c"));
  EXPECT_THROW(make_folder("/dev/null/below"), OutputError);
}

}  // namespace
}  // namespace viamyo
