#include "preferences.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <cstdlib>
#include <sstream>

#include "viamyo/errors.h"
#include "viamyo/palette.h"
#include "viamyo/text_file.h"

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

constexpr int kMinWindow = 320;
constexpr int kLargestWindow = 16384;
constexpr std::size_t kMaxRecent = 10;

void take_size(const toml::table& table, std::string_view key, int& size) {
  const auto value = table[key].value<std::int64_t>();
  if (value && *value >= kMinWindow && *value <= kLargestWindow) size = static_cast<int>(*value);
}

Preferences from_table(const toml::table& table) {
  Preferences result;
  const std::string theme = table["theme"].value_or(result.theme);
  if (theme == "light" || theme == "dark") result.theme = theme;
  const std::string palette = table["palette"].value_or(result.palette);
  if (find_palette(palette) != nullptr) result.palette = palette;
  result.last_folder = table["last_folder"].value_or(std::string());
  if (const toml::array* const recent = table["recent"].as_array()) {
    for (const toml::node& file : *recent) {
      const auto text = file.value<std::string>();
      if (text && result.recent.size() < kMaxRecent) result.recent.push_back(*text);
    }
  }
  take_size(table, "window_width", result.window_width);
  take_size(table, "window_height", result.window_height);
  const auto text_size = table["text_size"].value<std::int64_t>();
  if (text_size && *text_size >= kMinTextSize && *text_size <= kLargestTextSize) result.text_size = static_cast<int>(*text_size);
  return result;
}

}  // namespace

fs::path preferences_file() {
  const auto folder = [](const char* variable) {
    const char* const text = std::getenv(variable);
    const fs::path path = text != nullptr ? text : "";
    return path.is_absolute() ? path : fs::path();  // the XDG rule: what is not absolute is ignored
  };
  fs::path config = folder("XDG_CONFIG_HOME");
  if (config.empty() && !folder("HOME").empty()) config = folder("HOME") / ".config";
  return config.empty() ? fs::path() : config / "viamyo" / "viewer.toml";
}

ReadPreferences read_preferences(const fs::path& file) {
  std::error_code error;
  if (file.empty() || !fs::exists(file, error)) return {};
  if (!fs::is_regular_file(file, error)) return {{}, fmt::format("{}: is not a file; preferences start anew", file.string())};
  try {
    return {from_table(toml::parse_file(file.string())), {}};
  } catch (const toml::parse_error& broken) {
    return {{}, fmt::format("{}: cannot be read ({}); preferences start anew", file.string(), broken.description())};
  }
}

void write_preferences(const fs::path& file, const Preferences& preferences) {
  toml::array recent;
  for (const std::string& path : preferences.recent) recent.push_back(path);
  const toml::table table{{"theme", preferences.theme},
                          {"palette", preferences.palette},
                          {"last_folder", preferences.last_folder},
                          {"recent", recent},
                          {"window_width", preferences.window_width},
                          {"window_height", preferences.window_height},
                          {"text_size", preferences.text_size}};
  std::ostringstream text;
  text << table << '\n';
  make_folder(file.parent_path());
  write_text_file(file, text.str());
}

}  // namespace viamyo::viewer
