#include "folder_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "../endings.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMesh = ".mesh";

bool is_export_name(const fs::path& path) {
  constexpr std::array<std::string_view, 11> kEndings{".zip", ".mat", ".pyceps", ".vtk", ".vtp", ".vtu",
                                                      ".ply", ".stl", ".obj",    ".pts", kMesh};
  constexpr std::array<std::string_view, 2> kNames{"DxLandmarkGeo.xml", "ModelGroups.xml"};
  const std::string name = path.filename().string();
  return std::find(kEndings.begin(), kEndings.end(), ending_of(path)) != kEndings.end() ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

class Search {
 public:
  //! `in_export`: of a folder that belongs to an export already, only maps are looked for.
  void folder(const fs::path& path, bool in_export) {
    std::vector<fs::path> folders, exports;
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      const fs::path& inner = entry->path();
      if (inner.filename().string().starts_with('.')) continue;
      std::error_code unknown;  // an entry that vanished or leads nowhere is neither a folder nor a file
      if (fs::is_directory(entry->symlink_status(unknown)))
        folders.push_back(inner);
      else if (is_map_name(inner) && entry->is_regular_file(unknown))
        found.maps.push_back(inner);
      else if (!in_export && is_export_name(inner) && entry->is_regular_file(unknown))
        exports.push_back(inner);
    }
    if (error) found.failures.push_back({path, fmt::format("the folder cannot be read: {}", error.message())});
    const bool is_study = std::any_of(exports.begin(), exports.end(), [](const fs::path& file) { return ending_of(file) == kMesh; });
    if (is_study) exports = {path};
    found.exports.insert(found.exports.end(), exports.begin(), exports.end());
    for (const fs::path& inner : folders) folder(inner, in_export || is_study);
  }

  FoundBelow found;
};

}  // namespace

FoundBelow search_folder(const fs::path& folder) {
  Search search;
  search.folder(folder, false);
  FoundBelow& found = search.found;
  std::sort(found.maps.begin(), found.maps.end());
  std::sort(found.exports.begin(), found.exports.end());
  std::sort(found.failures.begin(), found.failures.end(), [](const auto& a, const auto& b) { return a.folder < b.folder; });
  return std::move(found);
}

}  // namespace viamyo::cli
