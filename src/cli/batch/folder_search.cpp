#include "folder_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "../endings.h"
#include "interruption.h"
#include "io/file_bytes.h"
#include "io/import/content_kind.h"
#include "io/import/text_scan.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

//! What a file is to a search.
enum class Found : std::uint8_t { kNothing, kMap, kExport, kCartoMap, kEnsiteSurface, kEnsitePoints, kOutput };
constexpr std::size_t kKinds = 7;

//! Archives that `import` opens.
bool is_archive(const fs::path& file) {
  constexpr std::array<std::string_view, 4> kEndings{".zip", ".7z", ".tar", ".tgz"};
  return std::find(kEndings.begin(), kEndings.end(), ending_of(file)) != kEndings.end();
}

std::vector<std::byte> head_of(const fs::path& file) {
  try {
    return OpenedFile(file, UINT64_MAX).read(kContentHeadBytes);
  } catch (const InputError&) {
    return {};  // what cannot be opened is of no kind
  }
}

//! As `viamyo export` writes it: a title of its own in VTK's legacy files, what it says of itself in the others.
bool is_own_surface(const fs::path& file) {
  const std::string ending = ending_of(file);
  if (ending != ".vtk" && ending != ".vtp") return false;
  const std::vector<std::byte> head = head_of(file);
  const std::string_view text = as_text(head);
  return text.find("\nViamyo: for review only") != std::string_view::npos ||
         (text.find("Name=\"Notice\"") != std::string_view::npos && text.find("Name=\"ReviewStatus\"") != std::string_view::npos);
}

//! A file of a study or of an EnSite export counts where there is a map in it: of the thousands beside one map, one is enough.
Found kind_of(const fs::path& file) {
  if (is_map_name(file)) return Found::kMap;
  const std::string name = file.generic_string();
  const std::vector<std::byte> head = needs_head(name) ? head_of(file) : std::vector<std::byte>();
  const std::string_view text = as_text(head);
  switch (content_kind(name, text)) {
    case ContentKind::kCarto:
      return ending_of(file) == ".mesh" || is_carto_study(text) ? Found::kCartoMap : Found::kNothing;
    case ContentKind::kEnsite:
      if (ending_of(file) == ".xml") return Found::kEnsiteSurface;
      return holds_points(text) ? Found::kEnsitePoints : Found::kNothing;
    case ContentKind::kOpencarp:
      return ending_of(file) == ".pts" ? Found::kExport : Found::kNothing;
    case ContentKind::kAlone:
      return is_own_surface(file) ? Found::kOutput : Found::kExport;
    case ContentKind::kTable:
      return Found::kExport;
    case ContentKind::kArchive:
      return is_archive(file) ? Found::kExport : Found::kNothing;
    case ContentKind::kOtherTable:
      return own_table(text_of(head)) == OwnTable::kSurface ? Found::kOutput : Found::kNothing;
    case ContentKind::kNative:
    case ContentKind::kNothing:
      break;
  }
  return Found::kNothing;
}

class Search {
 public:
  explicit Search(const ListMaps& list) : list_(list) {}

  //! `on_surface`: the folder above holds a surface of EnSite, and points in this one are read with it. Returns whether this one holds such a surface.
  bool folder(const fs::path& path, bool on_surface) {
    Interruption::check();
    std::vector<fs::path> folders;
    std::array<bool, kKinds> has{};
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      const fs::path& inner = entry->path();
      if (inner.filename().string().starts_with('.')) continue;
      std::error_code unknown;  // an entry that vanished or leads nowhere is neither a folder nor a file
      if (fs::is_directory(entry->symlink_status(unknown))) {
        folders.push_back(inner);
      } else if (entry->is_regular_file(unknown)) {
        const Found kind = kind_of(inner);
        has.at(static_cast<std::size_t>(kind)) = true;
        if (kind == Found::kMap) found.maps.push_back(inner);
        if (kind == Found::kExport) found.exports.push_back(inner);
        if (kind == Found::kOutput) found.outputs.push_back(inner);
      }
    }
    if (error) found.failures.push_back({path, fmt::format("the folder cannot be read: {}", error.message())});
    const auto holds = [&](Found kind) { return has.at(static_cast<std::size_t>(kind)); };
    const bool has_surface = holds(Found::kEnsiteSurface);
    const bool is_export = holds(Found::kCartoMap) || has_surface || (holds(Found::kEnsitePoints) && !on_surface);
    if (is_export) found.exports.push_back(path);
    below(path, folders, has_surface, is_export);
    return has_surface;
  }

  FoundBelow found;

 private:
  void below(const fs::path& path, const std::vector<fs::path>& folders, bool has_surface, bool is_export) {
    std::vector<fs::path> with_surface;
    for (const fs::path& inner : folders) {
      if (folder(inner, has_surface)) with_surface.push_back(inner);
    }
    if (is_export || !list_ || with_surface.size() < 2 || !holds_joined(path)) return;
    std::erase_if(found.exports,
                  [&](const fs::path& one) { return std::find(with_surface.begin(), with_surface.end(), one) != with_surface.end(); });
    found.exports.push_back(path);
  }

  //! Whether one map of the folder is made of files of several folders in it: nothing smaller would give it.
  [[nodiscard]] bool holds_joined(const fs::path& path) const {
    try {
      const std::vector<ListedMap> maps = list_(path);
      return std::any_of(maps.begin(), maps.end(), [](const ListedMap& map) { return map.place.empty(); });
    } catch (const InputError&) {
      return false;  // each of them says why when its turn comes
    }
  }

  const ListMaps& list_;
};

}  // namespace

FoundBelow search_folder(const fs::path& folder, const ListMaps& list) {
  Search search(list);
  search.folder(folder, false);
  FoundBelow& found = search.found;
  std::sort(found.maps.begin(), found.maps.end());
  std::sort(found.exports.begin(), found.exports.end());
  std::sort(found.outputs.begin(), found.outputs.end());
  std::sort(found.failures.begin(), found.failures.end(), [](const auto& a, const auto& b) { return a.folder < b.folder; });
  return std::move(found);
}

}  // namespace viamyo::cli
