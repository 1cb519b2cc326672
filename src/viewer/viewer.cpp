#include "viewer.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "commands.h"
#include "io/value.h"
#include "preferences.h"
#include "viamyo/errors.h"
#include "window/desktop.h"

namespace viamyo::viewer {
namespace {

Preferences preferences_for(const ViewerOptions& options, const std::filesystem::path& file, std::string& message) {
  Preferences preferences;
  if (!options.fresh && !file.empty()) {
    ReadPreferences read = read_preferences(file);
    preferences = std::move(read.preferences);
    message = std::move(read.message);
  }
  if (!options.theme.empty()) preferences.theme = options.theme;
  if (options.width > 0) preferences.window_width = options.width;
  if (options.height > 0) preferences.window_height = options.height;
  return preferences;
}

}  // namespace

void run_viewer(const ViewerOptions& options) {
  const std::filesystem::path file = preferences_file();
  std::string message;
  App app(preferences_for(options, file, message));
  if (!message.empty()) say(app.state(), printable(message), true);
  if (!options.fresh && !file.empty()) app.remember_in(file);
  app.use_team(options.team);
  if (!options.log.empty()) app.use_log(options.files.front(), options.log);
  app.session().set_idle_limit(std::chrono::seconds(std::lround(options.lock_after * 60)));
  Desktop desktop(app, options.ui_scale);
  app.services().passphrase = options.passphrase;
  for (const std::string& file_to_open : options.files) {
    app.use_import(file_to_open, options.import);
    app.open(file_to_open, options.import.map);
  }
  if (!options.script.empty()) run_script(app, options.script);
  desktop.run();
}

}  // namespace viamyo::viewer
