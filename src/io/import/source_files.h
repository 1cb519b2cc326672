// What an importer sees of the world: files with names and bytes, wherever they come from (a folder, an archive, memory).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
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

//! The bytes of one file, in parts.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  [[nodiscard]] virtual std::uint64_t size() const = 0;

  //! As many of the bytes from `offset` on as there are and fit; 0 at the end. Throws InputError ("NAME: cause").
  virtual std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) = 0;
};

//! Of read_each: the file's place in `wanted` with its bytes, or with what kept it from being read ("NAME: cause").
using TakeFile = std::function<void(std::size_t, std::vector<std::byte>)>;
using TakeFault = std::function<void(std::size_t, std::string_view)>;

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

  //! The same in parts, for a file that is larger than memory should hold.
  virtual std::unique_ptr<ByteSource> open(const SourceFile& file);

  //! Reads these files, in whatever order is quickest, and hands over each. What is handed over is let go before the next is read: thousands of files go
  //! through the memory of one. A file that cannot be read is a fault of its own, and the others are read all the same.
  virtual void read_each(const std::vector<const SourceFile*>& wanted, const TakeFile& take, const TakeFault& fault);

  //! What the source holds and nobody can ask it for, a sentence each.
  [[nodiscard]] virtual std::vector<std::string> hidden() const { return {}; }

  //! At most so many of its first bytes: what a file is often shows there. Throws as `read` does.
  std::vector<std::byte> head(const SourceFile& file, std::size_t most);
};

//! Some of the files of a source, under the names that they have there.
class SomeFiles : public SourceFiles {
 public:
  //! Both must outlive it; the files are of `all.files()`.
  SomeFiles(SourceFiles& all, std::vector<const SourceFile*> some);

  [[nodiscard]] const std::vector<SourceFile>& files() const override { return files_; }
  std::vector<std::byte> read(const SourceFile& file) override { return all_.read(original(file)); }
  std::unique_ptr<ByteSource> open(const SourceFile& file) override { return all_.open(original(file)); }
  void read_each(const std::vector<const SourceFile*>& wanted, const TakeFile& take, const TakeFault& fault) override;

 private:
  [[nodiscard]] const SourceFile& original(const SourceFile& file) const {
    return *some_.at(static_cast<std::size_t>(&file - files_.data()));
  }

  SourceFiles& all_;
  std::vector<const SourceFile*> some_;
  std::vector<SourceFile> files_;
};

//! Bytes in memory as a ByteSource.
class MemoryBytes : public ByteSource {
 public:
  explicit MemoryBytes(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override;

 private:
  std::vector<std::byte> bytes_;
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

//! The part in front of its last '/': the folder; empty for a file of the source itself.
std::string_view folder_of(std::string_view name);

//! "LV" of "study/LV.mesh".
std::string_view stem_of(std::string_view name);

//! Lower-case ending with its dot; empty for a name without one.
std::string lower_ending(std::string_view name);

//! The file of that role whose base name is `name`, letters' case aside; nullptr when there is none.
const SourceFile* find_file(const SourceFiles& files, std::string_view name, FileRole role = FileRole::kSource);

}  // namespace viamyo
