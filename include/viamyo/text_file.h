// Text output that appears whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace viamyo {

//! A file written under a temporary name in its own folder, and renamed by commit. Without commit nothing is left behind, and what stood at the path
//! still stands. Not synced to the disk: reports can be made again. Every failure is an OutputError that names the path.
class TextFile {
 public:
  explicit TextFile(std::filesystem::path path);
  ~TextFile();
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;

  void write(std::string_view text);
  void commit();

 private:
  void flush();
  [[noreturn]] void fail(int error) const;

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  std::string buffer_;
  int descriptor_ = -1;
};

//! The whole text at once.
void write_text_file(const std::filesystem::path& path, std::string_view text);

//! Makes the folder and those above it. Throws OutputError.
void make_folder(const std::filesystem::path& path);

}  // namespace viamyo
