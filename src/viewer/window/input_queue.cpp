#include "input_queue.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>

#include "key_bindings.h"

namespace viamyo::viewer {
namespace {

constexpr double kMinTime = 1e-5;   // between two frames: ImGui divides by it
constexpr int kFramesOfStroke = 4;  // a field that it opens asks for the keyboard, gets it, and says so, each in a frame of its own

//! Whether a menu or a list is open: its keys are its own then.
bool list_is_open() { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel); }

void set_key(int code, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  if (code >= 0 && code < IM_ARRAYSIZE(io.KeysDown)) io.KeysDown[code] = down;
}

}  // namespace

void InputQueue::tell_imgui(double now) {
  ImGuiIO& io = ImGui::GetIO();
  // The clock of ImGui is that of the hand: two clicks are a double click by the time between them, not by how frames came.
  const double then = events_.empty() ? now : std::min(events_.front().time, now);
  // While a stroke is taken in no time passes, or ImGui would repeat it on a slow machine as if the key were held.
  const bool stands = rest_ > 0 && key_settles_;
  io.DeltaTime = static_cast<float>(stands ? kMinTime : std::max(then - time_, kMinTime));
  time_ = std::max(then, time_);
  io.MousePos = place_;
  for (std::size_t i = 0; i < buttons_.size(); ++i) io.MouseDown[i] = buttons_.at(i);
  io.ConfigFlags =
      list_is_open() ? io.ConfigFlags | ImGuiConfigFlags_NavEnableKeyboard : io.ConfigFlags & ~ImGuiConfigFlags_NavEnableKeyboard;
}

void InputQueue::hold(Ui& ui, double now) {
  ui.mouse_path.clear();
  ui.struck.clear();
  tell_imgui(now);
}

void InputQueue::feed(Ui& ui, double now) {
  hold(ui, now);
  if (rest_ > 0) {
    --rest_;
    return;
  }
  if (events_.empty()) return;
  do {
    const InputEvent event = std::move(events_.front());
    events_.pop_front();
    take(ui, event);
  } while (goes_on_writing());
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = place_;
  for (std::size_t i = 0; i < buttons_.size(); ++i) io.MouseDown[i] = buttons_.at(i);
}

//! Letters of a word need no frame each: a field takes them in their order. Anything else that is struck between them ends it.
bool InputQueue::goes_on_writing() const {
  if (events_.empty() || rest_ > 0 || !ImGui::GetIO().WantTextInput) return false;
  const InputEvent& next = events_.front();
  return next.kind == InputEvent::Kind::kLetter || (next.kind == InputEvent::Kind::kKey && next.writes);
}

void InputQueue::take(Ui& ui, const InputEvent& event) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = event.control;
  io.KeyShift = event.shift;
  io.KeyAlt = event.alt;
  switch (event.kind) {
    case InputEvent::Kind::kMove:
      return move(ui, event);
    case InputEvent::Kind::kLeave:
      if (std::none_of(buttons_.begin(), buttons_.end(), [](bool down) { return down; })) place_ = {-FLT_MAX, -FLT_MAX};
      return;
    case InputEvent::Kind::kButton:
      if (event.code >= 0 && event.code < static_cast<int>(buttons_.size())) buttons_.at(static_cast<std::size_t>(event.code)) = event.down;
      rest_ = event.down ? 1 : kFramesOfStroke;
      key_settles_ = false;
      return;
    case InputEvent::Kind::kWheel:
      io.MouseWheelH += event.x;
      io.MouseWheel += event.y;
      return;
    case InputEvent::Kind::kKey:
      return press_key(ui, event);
    case InputEvent::Kind::kLetter:
      if (!letter_is_taken_) io.AddInputCharacter(event.letter);
      return;
  }
}

void InputQueue::move(Ui& ui, const InputEvent& first) {
  place_ = {first.x, first.y};
  ui.mouse_path.push_back(place_);
  while (!events_.empty() && events_.front().kind == InputEvent::Kind::kMove) {
    place_ = {events_.front().x, events_.front().y};
    ui.mouse_path.push_back(place_);
    events_.pop_front();
  }
}

void InputQueue::press_key(Ui& ui, const InputEvent& event) {
  ImGuiIO& io = ImGui::GetIO();
  const bool in_list = list_is_open();
  const bool in_field = io.WantTextInput;
  if (!event.down) {
    set_key(event.code, false);
    if (event.key.ends_with("Enter")) set_key(io.KeyMap[ImGuiKey_Space], false);  // the list that it chose in is gone by now
    run_key(ui.app, event.key, false);
    return;
  }
  letter_is_taken_ = event.writes && !in_field;
  const bool leaves = event.key == "Ctrl+Q" || (event.key == "Escape" && !in_list && ui.state().dialog != Dialog::kNone);
  if (in_field && event.writes) return;  // its letter follows
  set_key(event.code, true);
  rest_ = event.held ? 0 : kFramesOfStroke;
  key_settles_ = !event.held;
  if (in_list && event.key == "Escape") ui.memory.closes_list = true;
  if (in_list && event.key == "Enter") set_key(io.KeyMap[ImGuiKey_Space], true);  // ImGui chooses by the space bar
  if (in_list && event.key != "Ctrl+Q") return;
  if (!event.held) ui.struck = event.key;
  if ((!in_field || leaves) && (!event.held || repeats(event.key))) press(ui, event.key);
}

}  // namespace viamyo::viewer
