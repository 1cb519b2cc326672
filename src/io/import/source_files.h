// What an importer sees of the world: files with names and bytes, wherever they come from (a folder, an archive, memory).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo {

//! What a file is there for: the source itself, or named by an option beside it.
enum class FileRole : std::uint8_t { kSource, kPoints, kAdded };

struct SourceFile {
  std::string name;  //!< with '/' between folders, relative to the source
  std::uint64_t bytes = 0;
  FileRole role = FileRole::kSource;
};

class SourceFiles {
 public:
  SourceFiles() = default;
  SourceFiles(const SourceFiles&) = delete;
  SourceFiles& operator=(const SourceFiles&) = delete;
  virtual ~SourceFiles() = default;

  //! Sorted by name within each role.
  [[nodiscard]] virtual const std::vector<SourceFile>& files() const = 0;

  //! The bytes of a file of the list. Throws InputError ("NAME: cause").
  virtual std::vector<std::byte> read(const SourceFile& file) = 0;
};

//! Files that are in memory already.
class MemoryFiles : public SourceFiles {
 public:
  void add(const std::string& name, std::vector<std::byte> bytes, FileRole role = FileRole::kSource);
  void add(const std::string& name, std::string_view text, FileRole role = FileRole::kSource);

  [[nodiscard]] const std::vector<SourceFile>& files() const override { return files_; }
  std::vector<std::byte> read(const SourceFile& file) override;

 private:
  std::vector<SourceFile> files_;
  std::map<std::string, std::vector<std::byte>> bytes_;
};

//! The part of a name behind its last '/'.
std::string_view base_name(std::string_view name);

//! Lower-case ending with its dot; empty for a name without one.
std::string lower_ending(std::string_view name);

//! The file of that role whose base name is `name`, letters' case aside; nullptr when there is none.
const SourceFile* find_file(const SourceFiles& files, std::string_view name, FileRole role = FileRole::kSource);

}  // namespace viamyo
