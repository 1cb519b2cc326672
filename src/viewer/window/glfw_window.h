// A window with OpenGL 3.2 and Dear ImGui in it: GLFW's life cycle and events, nothing of the program.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "input_queue.h"
#include "viamyo/scene.h"

struct GLFWwindow;

namespace viamyo::viewer {

struct WindowEvents {
  std::function<void(const InputEvent& event)> input;  //!< everything that mouse and keyboard do, in order
  std::function<void(const std::vector<std::string>& files)> drop;
  std::function<void()> close;  //!< the user wants the window gone; it is not, yet
};

class GlfwWindow {
 public:
  //! Throws RenderError, in one sentence that names `viamyo render`.
  GlfwWindow(int width, int height, WindowEvents events);
  ~GlfwWindow();
  GlfwWindow(const GlfwWindow&) = delete;
  GlfwWindow& operator=(const GlfwWindow&) = delete;

  //! Sleeps until something happens, at most that long; 0 = looks and returns.
  void wait_events(double seconds);
  //! Wakes wait_events from any thread.
  static void wake();
  //! Whether something has happened since the last frame that may change the picture.
  [[nodiscard]] bool wants_frame() const { return frames_ > 0; }
  //! ImGui needs a few frames until a click has had all its effects.
  void request_frames(int count = 3);

  [[nodiscard]] int width() const;  //!< of the framebuffer, pixels
  [[nodiscard]] int height() const;
  [[nodiscard]] double content_scale() const;
  void set_title(const std::string& title);

  [[nodiscard]] static double now();  //!< seconds, of the clock of input events
  //! `input` tells ImGui what the frame sees of mouse and keyboard.
  void begin_frame(const std::function<void()>& input);
  //! Shows what was drawn; with `shot`, reads it first.
  void end_frame(Image* shot = nullptr);
  //! Uploads the fonts again, after they were loaded for another scale.
  static void renew_fonts();

 private:
  void install_callbacks();
  void on_key(int key, int scancode, int action, int modifiers);
  void tell(InputEvent event, int frames);

  GLFWwindow* window_ = nullptr;
  WindowEvents events_;
  int frames_ = 3;
};

}  // namespace viamyo::viewer
