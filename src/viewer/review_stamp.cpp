#include "review_stamp.h"

#include <sys/stat.h>

namespace viamyo::viewer {

ReviewStamp review_stamp_of(const std::filesystem::path& file) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0) return {};
  return {stamp_of(file), facts.st_ctim.tv_sec * kNanoseconds + facts.st_ctim.tv_nsec};
}

}  // namespace viamyo::viewer
