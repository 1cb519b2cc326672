#include "file_stamp.h"

#include <sys/stat.h>

namespace viamyo::viewer {

FileStamp stamp_of(const std::string& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0) return {};
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return {facts.st_mtim.tv_sec * kNanoseconds + facts.st_mtim.tv_nsec, static_cast<std::uint64_t>(facts.st_size), facts.st_ino};
}

}  // namespace viamyo::viewer
