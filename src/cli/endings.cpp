#include "endings.h"

#include <algorithm>

namespace viamyo::cli {

std::string ending_of(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  // Not std::tolower: it would follow the locale.
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  std::transform(ending.begin(), ending.end(), ending.begin(), lower);
  return ending;
}

bool is_map_name(const std::filesystem::path& path) {
  const std::string ending = ending_of(path);
  return ending == ".h5" || ending == ".hdf" || ending == ".vtkhdf";
}

}  // namespace viamyo::cli
