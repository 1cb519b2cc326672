// What tells that a file is no longer the one that was read.
#pragma once

#include <cstdint>
#include <string>

namespace viamyo::viewer {

//! All zero = there is no file.
struct FileStamp {
  std::int64_t modified_ns = 0;
  std::uint64_t bytes = 0;
  std::uint64_t inode = 0;  //!< another file of the same name, size and time

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
  [[nodiscard]] bool exists() const { return inode != 0; }
};

FileStamp stamp_of(const std::string& file);

}  // namespace viamyo::viewer
