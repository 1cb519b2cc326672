// What the desktop program remembers from one start to the next: a small TOML file in the XDG config folder.
#pragma once

#include <filesystem>
#include <string>

#include "app_state.h"

namespace viamyo::viewer {

//! Of Preferences::text_size, percent.
inline constexpr int kMinTextSize = 80;
inline constexpr int kLargestTextSize = 200;

//! $XDG_CONFIG_HOME/viamyo/viewer.toml, or ~/.config/viamyo/viewer.toml; empty where neither folder is known.
std::filesystem::path preferences_file();

struct ReadPreferences {
  Preferences preferences;  //!< defaults for whatever is missing or makes no sense
  std::string message;      //!< why the file was not used; empty = it was, or there is none
};

//! Never throws: a broken file is no reason not to start.
ReadPreferences read_preferences(const std::filesystem::path& file);

//! All or nothing; makes the folder. Throws OutputError.
void write_preferences(const std::filesystem::path& file, const Preferences& preferences);

}  // namespace viamyo::viewer
