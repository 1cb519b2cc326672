// What tells that a file is no longer the one that was read.
#pragma once

#include <cstdint>
#include <filesystem>

namespace viamyo {

//! All zero = there is no file.
struct FileStamp {
  std::int64_t modified_ns = 0;
  std::uint64_t bytes = 0;
  std::uint64_t inode = 0;  //!< another file of the same name, size and time

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
  [[nodiscard]] bool exists() const { return inode != 0; }
  //! Whether nobody wrote to it since it had the other stamp. Its number does not count: some file systems of the network number a file anew.
  [[nodiscard]] bool is_unwritten_since(const FileStamp& before) const {
    return exists() && modified_ns == before.modified_ns && bytes == before.bytes;
  }
};

FileStamp stamp_of(const std::filesystem::path& file);

//! Of an open file, whatever has become of its name.
FileStamp stamp_of_descriptor(int descriptor);

}  // namespace viamyo
