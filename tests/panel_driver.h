// Drives the window's panels without a window: ImGui on no backend, the mouse moved to what stands under a name.
#pragma once

#include <gtest/gtest.h>
#include <imgui.h>

#include <memory>
#include <string>

#include "viewer/commands.h"
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
    io.DeltaTime = 1.0F / 60;
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

  void open(const std::string& sample) {
    app_.execute("open \"" + std::string(VIAMYO_SOURCE_DIR) + "/sample_maps/" + sample + ".h5\"");
    app_.wait();
    frames(2);
  }

  void frames(int count) {
    for (int i = 0; i < count; ++i) {
      ImGui::NewFrame();
      draw_window(*ui_, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y);
      ImGui::Render();
    }
  }

  //! Where something stands; fails the test when it is not drawn.
  Rect place(const std::string& name) {
    const auto found = ui_->items.find(name);
    EXPECT_NE(found, ui_->items.end()) << name << " is not in the window";
    return found == ui_->items.end() ? Rect{} : found->second;
  }

  void move(float x, float y) {
    ImGui::GetIO().MousePos = {x, y};
    frames(1);
  }
  void press(bool down) {
    ImGui::GetIO().MouseDown[0] = down;
    frames(1);
  }
  //! Press and release stand in frames of their own: ImGui 1.86 keeps no queue of events.
  void click(const std::string& name) {
    const Rect rect = place(name);
    move(rect.x + rect.width / 2, rect.y + rect.height / 2);
    frames(1);
    press(true);
    press(false);
    frames(1);
  }
  //! Takes a slider's knob from one share of its track to another.
  void drag(const std::string& name, float from, float to) {
    const Rect rect = place(name);
    move(rect.x + rect.width * from, rect.y + rect.height / 2);
    frames(1);
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
  //! Into whatever has the keyboard.
  void type(const std::string& text) {
    ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
    frames(1);
  }
  void strike(ImGuiKey key) {
    ImGuiIO& io = ImGui::GetIO();
    const int code = key + 1;
    io.KeyMap[key] = code;
    io.KeysDown[code] = true;
    frames(1);
    io.KeysDown[code] = false;
    frames(2);
  }
  //! A key of the program, as the window passes it on: not while a text is typed.
  void key(const std::string& name) {
    if (!ImGui::GetIO().WantTextInput) run_key(app_, name, true);
    frames(2);
  }

 private:
  App app_;
  std::unique_ptr<Style> style_;
  std::unique_ptr<Ui> ui_;
};

}  // namespace viamyo::viewer
