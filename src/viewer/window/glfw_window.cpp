#include "glfw_window.h"

#include <GL/gl.h>
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "key_names.h"
#include "viamyo/errors.h"
#include "viewer/viewer.h"

namespace viamyo::viewer {
namespace {

std::string& last_error() {
  static std::string text;
  return text;
}

[[noreturn]] void refuse(const char* what) {
  const std::string cause = last_error().empty() ? std::string(what) : fmt::format("{} ({})", what, last_error());
  throw RenderError(fmt::format("the viewer cannot open a window: {}; `viamyo render` makes pictures without one", cause));
}

GLFWwindow* make_window(int width, int height) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  // Not forward-compatible: such a context draws no line wider than one pixel, and the outlines of zones would be lost.
  glfwWindowHint(GLFW_SAMPLES, 0);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "viamyo");
  return glfwCreateWindow(std::max(width, kMinWidth), std::max(height, kMinHeight), "Viamyo", nullptr, nullptr);
}

GlfwWindow& self(GLFWwindow* window) { return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window)); }

}  // namespace

GlfwWindow::GlfwWindow(int width, int height, WindowEvents events) : events_(std::move(events)) {
  last_error().clear();
  glfwSetErrorCallback([](int /*code*/, const char* text) { last_error() = text; });
  if (glfwInit() == GLFW_FALSE) refuse("there is no display");
  window_ = make_window(width, height);
  if (window_ == nullptr) {
    glfwTerminate();
    refuse("there is no OpenGL 3.2");
  }
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  glfwSetWindowSizeLimits(window_, kMinWidth, kMinHeight, GLFW_DONT_CARE, GLFW_DONT_CARE);
  install_callbacks();
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplGlfw_InitForOpenGL(window_, false);  // cursors and clipboard; mouse and keyboard are told by begin_frame
  ImGui_ImplOpenGL3_Init("#version 150");
}

GlfwWindow::~GlfwWindow() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

void GlfwWindow::install_callbacks() {
  glfwSetWindowUserPointer(window_, this);
  using Kind = InputEvent::Kind;
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
    self(w).tell({.kind = Kind::kMove, .x = static_cast<float>(x), .y = static_cast<float>(y)}, 2);
  });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
    if (entered == GLFW_FALSE) self(w).tell({.kind = Kind::kLeave}, 2);
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int) {
    self(w).tell({.kind = Kind::kButton, .code = button, .down = action == GLFW_PRESS}, 4);
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
    self(w).tell({.kind = Kind::kWheel, .x = static_cast<float>(x), .y = static_cast<float>(y)}, 3);
  });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned letter) { self(w).tell({.kind = Kind::kLetter, .letter = letter}, 3); });
  glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) {
    glfwSetWindowShouldClose(w, GLFW_FALSE);
    self(w).request_frames();
    if (self(w).events_.close) self(w).events_.close();
  });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w).request_frames(); });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w).request_frames(2); });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    ImGui::GetIO().AddFocusEvent(focused == GLFW_TRUE);
    self(w).request_frames(2);
  });
  glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { self(w).request_frames(); });
  glfwSetKeyCallback(
      window_, [](GLFWwindow* w, int key, int scancode, int action, int modifiers) { self(w).on_key(key, scancode, action, modifiers); });
  glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
    GlfwWindow& window = self(w);
    window.request_frames();
    if (window.events_.drop) window.events_.drop({paths, paths + count});
  });
}

void GlfwWindow::tell(InputEvent event, int frames) {
  request_frames(frames);
  const auto is_down = [&](int left, int right) {
    return glfwGetKey(window_, left) == GLFW_PRESS || glfwGetKey(window_, right) == GLFW_PRESS;
  };
  event.time = now();
  event.control = is_down(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
  event.shift = is_down(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
  event.alt = is_down(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
  if (events_.input) events_.input(event);
}

void GlfwWindow::on_key(int key, int scancode, int action, int modifiers) {
  InputEvent event{
      .kind = InputEvent::Kind::kKey, .code = imgui_code(key, scancode), .down = action != GLFW_RELEASE, .held = action == GLFW_REPEAT};
  event.writes = writes_letter(key, scancode, modifiers);
  event.key = key_name(key, scancode, modifiers);
  tell(std::move(event), 3);
}

double GlfwWindow::now() { return glfwGetTime(); }

void GlfwWindow::wait_events(double seconds) {
  if (seconds <= 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(seconds);
  }
}

void GlfwWindow::wake() { glfwPostEmptyEvent(); }

void GlfwWindow::request_frames(int count) { frames_ = std::max(frames_, count); }

int GlfwWindow::width() const {
  int width = 0;
  glfwGetFramebufferSize(window_, &width, nullptr);
  return width;
}

int GlfwWindow::height() const {
  int height = 0;
  glfwGetFramebufferSize(window_, nullptr, &height);
  return height;
}

double GlfwWindow::content_scale() const {
  float x = 1;
  glfwGetWindowContentScale(window_, &x, nullptr);
  return static_cast<double>(x);
}

void GlfwWindow::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }

void GlfwWindow::begin_frame(const std::function<void()>& input) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  input();  // in place of the state that the backend found just now
  ImGui::NewFrame();
}

void GlfwWindow::end_frame(Image* shot) {
  --frames_;
  ImGui::Render();
  glViewport(0, 0, width(), height());
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (shot != nullptr) {
    *shot = {width(), height(), {}};
    const std::size_t row = std::size_t{4} * static_cast<std::size_t>(shot->width);
    std::vector<std::uint8_t> lowest_first(row * static_cast<std::size_t>(shot->height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, shot->width, shot->height, GL_RGBA, GL_UNSIGNED_BYTE, lowest_first.data());
    for (std::size_t at = lowest_first.size(); at > 0; at -= row)
      shot->rgba.insert(shot->rgba.end(), lowest_first.begin() + static_cast<std::ptrdiff_t>(at - row),
                        lowest_first.begin() + static_cast<std::ptrdiff_t>(at));
    for (std::size_t i = 3; i < shot->rgba.size(); i += 4) shot->rgba[i] = 255;
  }
  glfwSwapBuffers(window_);
}

void GlfwWindow::renew_fonts() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

}  // namespace viamyo::viewer
