// What tells that a log or a team's file is no longer the one that was read.
#pragma once

#include <cstdint>
#include <filesystem>

#include "../io/file_stamp.h"

namespace viamyo::viewer {

//! With the time when anything of the file was last changed, which the system alone sets: whoever writes to a log and puts its time and size back is noticed.
//! A map goes by FileStamp alone: to link or to copy it is no change of it.
struct ReviewStamp {
  FileStamp file;
  std::int64_t changed_ns = 0;

  friend bool operator==(const ReviewStamp&, const ReviewStamp&) = default;
};

ReviewStamp review_stamp_of(const std::filesystem::path& file);

}  // namespace viamyo::viewer
