#include "file_list.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <system_error>

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

FileEntry entry_of(const fs::path& path, bool is_folder) {
  FileEntry entry{path, is_folder};
  struct stat facts {};
  if (::stat(path.c_str(), &facts) == 0) {
    entry.bytes = static_cast<std::uintmax_t>(facts.st_size);
    entry.changed = facts.st_mtime;
  }
  return entry;
}

}  // namespace

FileListing list_folder(const fs::path& folder, bool (*is_wanted)(const fs::path&)) {
  FileListing listing;
  listing.folder = folder;
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    std::error_code unknown;
    const fs::path& path = each->path();
    if (path.filename().string().starts_with('.')) continue;
    const bool is_folder = each->is_directory(unknown);
    if (is_folder || (each->is_regular_file(unknown) && is_wanted(path))) listing.entries.push_back(entry_of(path, is_folder));
  }
  if (error) listing.trouble = fmt::format("{} cannot be read: {}.", folder.string(), error.message());
  std::sort(listing.entries.begin(), listing.entries.end(),
            [](const FileEntry& a, const FileEntry& b) { return a.is_folder != b.is_folder ? a.is_folder : a.path < b.path; });
  return listing;
}

TypedPath typed_path(const std::string& text, const fs::path& from) {
  fs::path path = text;
  if (text == "~" || text.starts_with("~/")) {
    const char* const home = std::getenv("HOME");
    if (home != nullptr) path = fs::path(home) / fs::path(text.substr(std::min<std::size_t>(2, text.size())));
    if (text == "~") path /= "";
  }
  if (path.is_relative()) path = from / path;
  path = path.lexically_normal();
  return {path.has_parent_path() ? path.parent_path() : path, path.filename() == "." ? "" : path.filename().string()};
}

bool begins_with(std::string_view name, std::string_view begun) {
  return begun.size() <= name.size() &&
         std::equal(begun.begin(), begun.end(), name.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

std::string completed(const std::string& text, const TypedPath& typed, const std::vector<FileEntry>& entries) {
  std::string common;
  bool any = false;
  for (const FileEntry& entry : entries) {
    const std::string label = entry.label();
    if (!begins_with(label, typed.name)) continue;
    if (!any) {
      common = label;
      any = true;
      continue;
    }
    std::size_t same = 0;
    while (same < common.size() && same < label.size() && lower(common[same]) == lower(label[same])) ++same;
    while (same > 0 && same < common.size() && (static_cast<unsigned char>(common[same]) & 0xC0U) == 0x80U) --same;  // never half a letter
    common.resize(same);
  }
  if (!any || common.size() < typed.name.size()) return text;
  return text.substr(0, text.size() - typed.name.size()) + common;
}

std::string size_text(std::uintmax_t bytes) {
  constexpr std::array kUnits{"kB", "MB", "GB", "TB"};
  if (bytes < 1000) return fmt::format("{} bytes", bytes);
  auto size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 999.95 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  return fmt::format("{:.1f} {}", size, kUnits.at(unit));
}

std::string date_text(std::time_t time) {
  if (time == 0) return {};
  std::tm local{};
  ::localtime_r(&time, &local);
  std::array<char, 24> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &local)};
}

}  // namespace viamyo::viewer
