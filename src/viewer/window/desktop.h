// The program in its window: events in, frames out, nothing drawn while nothing happens.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "glfw_window.h"
#include "ui.h"
#include "viamyo/scene.h"

namespace viamyo::viewer {

class Desktop {
 public:
  //! `ui_scale` 0 = the screen's. Throws RenderError where no window can be had.
  Desktop(App& app, double ui_scale);
  ~Desktop();
  Desktop(const Desktop&) = delete;
  Desktop& operator=(const Desktop&) = delete;

  //! Until the window is closed, or a command says quit.
  void run();

 private:
  void step();
  void frame(Image* shot = nullptr);
  void draw_scene();
  void fit_to(const WindowLayout& layout);
  void beat();
  [[nodiscard]] double seconds_to_wait() const;
  void fit_style();
  [[nodiscard]] double usual_scale() const;
  [[nodiscard]] double largest_scale() const;
  [[nodiscard]] double fitting_scale() const;
  void take_input();
  void screenshot(const std::filesystem::path& file, int width, int height);
  void window_screenshot(const std::filesystem::path& file);
  void window_items(const std::filesystem::path& file);
  void pause(double seconds);

  App& app_;
  double wanted_scale_;
  InputQueue input_;
  GlfwWindow window_;
  std::unique_ptr<Style> style_;
  std::unique_ptr<Scene> scene_;
  std::unique_ptr<Ui> ui_;
  SceneState drawn_;  //!< what the views showed last
  std::shared_ptr<const Analysis> drawn_analysis_;
  std::string title_;
  bool resumed_ = false;  //!< the key Pause ends a script's pause
  bool coarse_ = false;   //!< drawn without smooth edges, which follow once it stands still
  std::chrono::steady_clock::time_point moved_;
  std::chrono::steady_clock::time_point beat_from_;
};

}  // namespace viamyo::viewer
