// Which command a key runs: the keys that commands() names, and those that give a command its arguments.
#pragma once

#include <string>

#include "viewer/commands.h"

namespace viamyo::viewer {

struct Ui;

//! A key that goes down in the window: one of the window itself (a menu, the start page, a dialog), else of the program.
void press(Ui& ui, const std::string& key);

//! `key` as key_name gives it. A key that is bound to nothing does nothing.
void run_key(App& app, const std::string& key, bool pressed);

//! Whether a key that is held goes on: those that turn and zoom do. A finger that rests on a key must not sign one item after the other.
bool repeats(const std::string& key);

struct KeyBinding {
  std::string key;
  std::string line;
  std::string on_release{};  //!< run when the key is let go; empty = nothing
};
const std::vector<KeyBinding>& key_bindings();

}  // namespace viamyo::viewer
