// Keys as commands name them: "Ctrl+Shift+Z", "F1", "C", "Left".
#pragma once

#include <string>

namespace viamyo::viewer {

//! Of GLFW's key, as the user's keyboard is laid out; empty for a modifier alone and for keys without a name.
std::string key_name(int key, int scancode, int modifiers);

//! Of the key in ImGuiIO::KeysDown: letters by what the user's keyboard writes, all others by where they are. -1 = none.
int imgui_code(int key, int scancode);

//! Whether a letter follows that is written by it: not with Ctrl or Alt.
bool writes_letter(int key, int scancode, int modifiers);

}  // namespace viamyo::viewer
