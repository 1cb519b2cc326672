// Sessions of the desktop program without its window, and files for them.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "commands.h"
#include "viamyo/native_file.h"

namespace viamyo::viewer {

inline std::string sample(const std::string& name) { return VIAMYO_SOURCE_DIR "/sample_maps/" + name + ".h5"; }

//! A folder of the test's own, gone afterwards.
class Folder {
 public:
  Folder() {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() / ("viamyo-viewer-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

//! Runs a command and waits until its numbers are there.
inline void run(App& app, const std::string& line) {
  app.execute(line);
  app.wait();
}

inline void open(App& app, const std::string& file) { run(app, "open \"" + file + "\""); }

inline const Document& front(const App& app) {
  if (app.state().document() == nullptr) throw std::runtime_error("no map is open");
  return *app.state().document();
}

inline double area(const App& app, TissueClass tissue) { return front(app).analysis->class_area_mm2.at(static_cast<std::size_t>(tissue)); }

//! Ticks as the window's loop does, until it is so; false after ten seconds.
inline bool comes_true(App& app, const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    app.tick();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace viamyo::viewer
