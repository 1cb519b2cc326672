// What a folder holds for a dialog that chooses files, and what a typed path means. Nothing here is drawn.
#pragma once

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo::viewer {

struct FileEntry {
  std::filesystem::path path;
  bool is_folder = false;
  std::uintmax_t bytes = 0;  //!< of a file
  std::time_t changed = 0;   //!< 0 = unknown

  //! As it stands in the list, and as completion writes it: a folder ends in a slash.
  [[nodiscard]] std::string label() const { return path.filename().string() + (is_folder ? "/" : ""); }
};

//! Folders first, both by name. A folder that cannot be read is empty and says so.
struct FileListing {
  std::filesystem::path folder;
  std::vector<FileEntry> entries;
  std::string trouble;
};
FileListing list_folder(const std::filesystem::path& folder, bool (*is_wanted)(const std::filesystem::path&));

//! "~/maps/ant" as the folder ~/maps with the begun name "ant"; what is not absolute begins in `from`.
struct TypedPath {
  std::filesystem::path folder;
  std::string name;
};
TypedPath typed_path(const std::string& text, const std::filesystem::path& from);

//! Of a begun name, in either case. An empty one begins all.
bool begins_with(std::string_view name, std::string_view begun);

//! What all entries that begin so have in common, in place of the begun name: the text that Tab makes of it. The same where none does.
std::string completed(const std::string& text, const TypedPath& typed, const std::vector<FileEntry>& entries);

//! "41.9 MB", "812 bytes"
std::string size_text(std::uintmax_t bytes);
//! "2026-11-27 20:06", by the clock of this computer; empty where it is unknown.
std::string date_text(std::time_t time);

}  // namespace viamyo::viewer
