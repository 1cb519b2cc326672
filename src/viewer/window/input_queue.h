// What hands did to the window, in order, kept until a frame has taken it in. ImGui looks at the state of keys and buttons once a frame: of a stroke that goes
// down and up between two frames, and of a hand's way, it would know the ends alone. Here every stroke has a frame of its own, however slow frames are, and
// every place that the mouse came by is handed on.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>
#include <deque>
#include <string>

#include "ui.h"

namespace viamyo::viewer {

struct InputEvent {
  enum class Kind : std::uint8_t { kMove, kLeave, kButton, kWheel, kKey, kLetter };

  Kind kind = Kind::kMove;
  double time = 0;     //!< seconds, of the clock that `feed` is told
  float x = 0, y = 0;  //!< of a move: the place; of the wheel: notches
  int code = -1;       //!< of a button; of a key in ImGuiIO::KeysDown, -1 = none
  bool down = false;
  bool held = false;    //!< the keyboard says again what is pressed already
  bool writes = false;  //!< the key makes a letter, which follows as an event of its own
  std::string key{};    //!< as commands name it: "Ctrl+Z"; empty = none of them
  unsigned letter = 0;
  bool control = false, shift = false, alt = false;  //!< as they are since this event
};

class InputQueue {
 public:
  void push(InputEvent event) { events_.push_back(std::move(event)); }
  //! Nothing waits, and what was taken in last has had the frames that it needs.
  [[nodiscard]] bool is_empty() const { return events_.empty() && rest_ == 0; }

  //! Before ImGui::NewFrame: tells ImGui what the next frame is to see, and runs a key of the program. At most one stroke at a time; while a field is written
  //! in, letters that follow one another go together. All moves up to the next stroke are one, with every place in Ui::mouse_path.
  void feed(Ui& ui, double now);

  //! The same for a frame that takes nothing in.
  void hold(Ui& ui, double now);

 private:
  void take(Ui& ui, const InputEvent& event);
  void move(Ui& ui, const InputEvent& first);
  void press_key(Ui& ui, const InputEvent& event);
  [[nodiscard]] bool goes_on_writing() const;
  void tell_imgui(double now);

  std::deque<InputEvent> events_;
  int rest_ = 0;                  //!< frames that go by before the next stroke: what a stroke opened needs them to take the keyboard
  bool key_settles_ = false;      //!< these frames are a key's: it was struck once, however long they take
  bool letter_is_taken_ = false;  //!< by the program: the letter of the stroke that ran a command is not written into what it opened
  double time_ = 0;
  ImVec2 place_{-FLT_MAX, -FLT_MAX};
  std::array<bool, 5> buttons_{};
};

}  // namespace viamyo::viewer
