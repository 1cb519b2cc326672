#include "folder_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "../endings.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

bool is_export_name(const fs::path& path) {
  constexpr std::array<std::string_view, 10> kEndings{".zip", ".mat", ".pyceps", ".vtk", ".vtp", ".vtu", ".ply", ".stl", ".obj", ".pts"};
  constexpr std::array<std::string_view, 2> kNames{"DxLandmarkGeo.xml", "ModelGroups.xml"};
  const std::string name = path.filename().string();
  return std::find(kEndings.begin(), kEndings.end(), ending_of(path)) != kEndings.end() ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

class Search {
 public:
  //! `in_study`: below a folder whose meshes are of one study, further meshes are of it as well.
  void folder(const fs::path& path, bool in_study) {
    std::vector<fs::path> folders;
    bool has_mesh = false;
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      const fs::path& inner = entry->path();
      if (inner.filename().string().starts_with('.')) continue;
      std::error_code unknown;  // an entry that vanished or leads nowhere is neither a folder nor a file
      if (fs::is_directory(entry->symlink_status(unknown)))
        folders.push_back(inner);
      else if (!entry->is_regular_file(unknown))
        continue;
      else if (is_map_name(inner))
        found.maps.push_back(inner);
      else if (ending_of(inner) == ".mesh")
        has_mesh = true;
      else if (is_export_name(inner))
        found.exports.push_back(inner);
    }
    if (error) found.failures.push_back({path, fmt::format("the folder cannot be read: {}", error.message())});
    if (has_mesh && !in_study) found.exports.push_back(path);
    for (const fs::path& inner : folders) folder(inner, in_study || has_mesh);
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
