// Keys as commands name them: "Ctrl+Shift+Z", "F1", "C", "Left".
#pragma once

#include <string>

namespace viamyo::viewer {

//! Of GLFW's key, as the user's keyboard is laid out; empty for a modifier alone and for keys without a name.
std::string key_name(int key, int scancode, int modifiers);

}  // namespace viamyo::viewer
