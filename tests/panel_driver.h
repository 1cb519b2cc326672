// Drives the window's panels without a window: ImGui on no backend, the mouse moved to what stands under a name.
#pragma once

#include <gtest/gtest.h>
#include <imgui.h>

#include <cctype>
#include <map>
#include <memory>
#include <string>

#include "viewer/commands.h"
#include "viewer/window/input_queue.h"
#include "viewer/window/key_bindings.h"
#include "viewer/window/panels.h"

namespace viamyo::viewer {

class PanelDriver {
 public:
  PanelDriver(float width, float height, double scale = 1) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {width, height};
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key + 1;
    style_ = std::make_unique<Style>(theme("dark"), scale);
    unsigned char* pixels = nullptr;
    int atlas_width = 0;
    int atlas_height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &atlas_width, &atlas_height);
    ui_ = std::make_unique<Ui>(Ui{.app = app_, .style = *style_});
    frames(2);
  }
  ~PanelDriver() { ImGui::DestroyContext(); }
  PanelDriver(const PanelDriver&) = delete;
  PanelDriver& operator=(const PanelDriver&) = delete;

  App& app() { return app_; }
  AppState& state() { return app_.state(); }
  Document& document() { return *app_.state().document(); }
  [[nodiscard]] const std::map<std::string, Rect>& items() const { return ui_->items; }
  [[nodiscard]] const Memory& memory() const { return ui_->memory; }
  [[nodiscard]] const std::vector<ImVec2>& mouse_path() const { return ui_->mouse_path; }

  void open(const std::string& sample) {
    app_.execute("open \"" + std::string(VIAMYO_SOURCE_DIR) + "/sample_maps/" + sample + ".h5\"");
    app_.wait();
    frames(2);
  }

  //! Frames until what was done is taken in, then so many.
  void frames(int count) {
    while (!input_.is_empty()) frame();
    for (int i = 0; i < count; ++i) frame();
  }
  //! As the window's callbacks do, in whatever time: no frame comes between.
  void push(InputEvent event) {
    event.time = now_;
    input_.push(std::move(event));
  }

  //! Where something stands; fails the test when it is not drawn.
  Rect place(const std::string& name) {
    const auto found = ui_->items.find(name);
    EXPECT_NE(found, ui_->items.end()) << name << " is not in the window";
    return found == ui_->items.end() ? Rect{} : found->second;
  }

  void move(float x, float y) {
    push({.kind = InputEvent::Kind::kMove, .x = x, .y = y});
    frames(0);
  }
  void press(bool down) {
    push({.kind = InputEvent::Kind::kButton, .code = 0, .down = down});
    frames(0);
  }
  //! All of it between two frames.
  void click(const std::string& name) {
    const Rect rect = place(name);
    push({.kind = InputEvent::Kind::kMove, .x = rect.x + rect.width / 2, .y = rect.y + rect.height / 2});
    push({.kind = InputEvent::Kind::kButton, .code = 0, .down = true});
    push({.kind = InputEvent::Kind::kButton, .code = 0, .down = false});
    frames(1);
  }
  //! Takes a slider's knob from one share of its track to another.
  void drag(const std::string& name, float from, float to) {
    const Rect rect = place(name);
    move(rect.x + rect.width * from, rect.y + rect.height / 2);
    press(true);
    for (int step = 1; step <= 5; ++step)
      move(rect.x + rect.width * (from + (to - from) * static_cast<float>(step) / 5), rect.y + rect.height / 2);
    press(false);
    frames(1);
  }
  void type(const std::string& name, const std::string& text) {
    click(name);
    type(text);
    strike(ImGuiKey_Enter);
  }
  //! Into whatever has the keyboard, each letter with its key, all between two frames.
  void type(const std::string& text) {
    push_letters(text);
    frames(1);
  }
  void push_letters(const std::string& text) {
    for (const char letter : text) push_key(std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(letter)))), letter);
  }
  //! A key goes down and up; with the letter that it writes, if any.
  void push_key(const std::string& name, char letter = 0, int code = -1) {
    push({.kind = InputEvent::Kind::kKey, .code = code, .down = true, .writes = letter != 0, .key = name});
    if (letter != 0) push({.kind = InputEvent::Kind::kLetter, .letter = static_cast<unsigned char>(letter)});
    push({.kind = InputEvent::Kind::kKey, .code = code, .down = false, .writes = letter != 0, .key = name});
  }
  //! A key that writes nothing.
  void push_key(ImGuiKey key) {
    static const std::map<ImGuiKey, std::string> names{
        {ImGuiKey_Enter, "Enter"},    {ImGuiKey_Escape, "Escape"},  {ImGuiKey_Tab, "Tab"},          {ImGuiKey_UpArrow, "Up"},
        {ImGuiKey_DownArrow, "Down"}, {ImGuiKey_LeftArrow, "Left"}, {ImGuiKey_RightArrow, "Right"}, {ImGuiKey_Backspace, "Backspace"}};
    push_key(names.at(key), 0, key + 1);
  }
  void strike(ImGuiKey key) {
    push_key(key);
    frames(2);
  }
  //! A key of the program by its name; one letter alone is written as well.
  void key(const std::string& name) {
    push_key(name, name.size() == 1 ? static_cast<char>(std::tolower(static_cast<unsigned char>(name.front()))) : '\0');
    frames(2);
  }

  double frame_seconds = 1.0 / 60;  //!< of a slow machine more

  void frame() {
    now_ += frame_seconds;
    input_.feed(*ui_, now_);
    ImGui::NewFrame();
    draw_window(*ui_, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y);
    ImGui::Render();
  }

 private:
  App app_;
  std::unique_ptr<Style> style_;
  std::unique_ptr<Ui> ui_;
  InputQueue input_;
  double now_ = 0;
};

}  // namespace viamyo::viewer
