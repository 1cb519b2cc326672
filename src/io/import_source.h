// Which files an import may ask for: those of a folder, a file and what lies beside it, and those that options name.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "file_bytes.h"
#include "import/source_files.h"
#include "viamyo/import.h"

namespace viamyo {

class ImportSource {
 public:
  //! Throws InputError when the source is not there or a folder cannot be read or holds more files than the limits allow. Links inside a folder
  //! are not followed.
  ImportSource(std::filesystem::path source, const ImportOptions& options, const ReadLimits& limits);

  [[nodiscard]] const std::filesystem::path& path() const { return source_; }
  [[nodiscard]] const std::vector<SourceFile>& files() const { return files_; }
  [[nodiscard]] const std::filesystem::path& path_of(std::size_t index) const { return paths_.at(index); }

  //! How large a file of it may be: an archive is never in memory as a whole.
  [[nodiscard]] std::uint64_t most_bytes(const ReadLimits& limits) const { return is_archive_ ? limits.archive_bytes : limits.file_bytes; }

  //! The program that reads it.
  [[nodiscard]] std::string_view reader() const;

 private:
  void add_folder(const ReadLimits& limits);
  void add_file(const std::filesystem::path& path, const std::string& name, FileRole role);
  void add_neighbours(const ReadLimits& limits);
  void look_for_archive();

  std::filesystem::path source_;
  std::vector<SourceFile> files_;
  std::vector<std::filesystem::path> paths_;
  bool is_archive_ = false;  //!< the source is one file, or a folder with one file, and that is one
};

}  // namespace viamyo
