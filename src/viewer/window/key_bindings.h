// Which command a key runs: the keys that commands() names, and those that give a command its arguments.
#pragma once

#include <string>

#include "viewer/commands.h"

namespace viamyo::viewer {

//! `key` as key_name gives it. A key that is bound to nothing does nothing.
void run_key(App& app, const std::string& key, bool pressed);

struct KeyBinding {
  std::string key;
  std::string line;
  std::string on_release{};  //!< run when the key is let go; empty = nothing
};
const std::vector<KeyBinding>& key_bindings();

}  // namespace viamyo::viewer
