#include "file_stamp.h"

#include <sys/stat.h>

namespace viamyo {

namespace {

FileStamp stamp_from(int result, const struct stat& facts) {
  if (result != 0) return {};
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return {facts.st_mtim.tv_sec * kNanoseconds + facts.st_mtim.tv_nsec, static_cast<std::uint64_t>(facts.st_size), facts.st_ino};
}

}  // namespace

FileStamp stamp_of(const std::filesystem::path& file) {
  struct stat facts {};
  return stamp_from(::stat(file.c_str(), &facts), facts);
}

FileStamp stamp_of_descriptor(int descriptor) {
  struct stat facts {};
  return stamp_from(::fstat(descriptor, &facts), facts);
}

}  // namespace viamyo
