// Whole files in and out of memory: read under a cap, written all or nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "file_handle.h"
#include "file_stamp.h"

namespace viamyo {

//! A regular file, opened read-only. Throws InputError ("FILE: cause") when it is missing, a folder, empty, unreadable, or larger than `most_bytes`.
class OpenedFile {
 public:
  OpenedFile(const std::filesystem::path& path, std::uint64_t most_bytes);

  [[nodiscard]] int descriptor() const { return handle_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const FileStamp& stamp() const { return stamp_; }
  //! Throws InputError where the file was written to since it was opened: what was read then is of two minds.
  void check_unchanged() const;

  //! The first bytes of the file, all unless told; where the file is read elsewhere does not move.
  [[nodiscard]] std::vector<std::byte> read(std::size_t most = std::numeric_limits<std::size_t>::max()) const;

  //! SHA-256 of the whole file, which is never in memory as a whole.
  [[nodiscard]] std::string sha256() const;

  //! As many of the bytes from `offset` on as there are and fit.
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) const;

 private:
  std::filesystem::path path_;
  FileHandle handle_;
  std::size_t size_ = 0;
  FileStamp stamp_;  //!< as it was opened
};

//! Throws what OpenedFile::check_unchanged throws.
[[noreturn]] void refuse_changed(const std::filesystem::path& path);

//! The bytes of a regular file, opened read-only. Throws InputError ("FILE: cause") when it is missing, a folder, empty, unreadable, or larger
//! than `most_bytes`.
std::vector<std::byte> read_file(const std::filesystem::path& path, std::uint64_t most_bytes);

//! Puts the bytes at `path`, all or nothing: a temporary file in the same folder is written, synced, read back and compared, given the
//! permissions of the file it replaces, and renamed over it; then the folder is synced. Throws OutputError ("FILE: cause"), and then what stood
//! at `path` still stands and nothing else is left behind. A symbolic link is followed; what is not a regular file is never replaced.
//! (A process that has not ignored SIGXFSZ is killed by the system, not told, when it writes beyond its file size limit.)
void replace_file(const std::filesystem::path& path, std::span<const std::byte> bytes);

}  // namespace viamyo
