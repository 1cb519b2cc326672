#include "key_names.h"

#include <GLFW/glfw3.h>

#include <fmt/format.h>
#include <array>
#include <cctype>
#include <utility>

namespace viamyo::viewer {
namespace {

constexpr std::array kNamed{
    std::pair{GLFW_KEY_ESCAPE, "Escape"},  std::pair{GLFW_KEY_PAUSE, "Pause"},
    std::pair{GLFW_KEY_ENTER, "Enter"},    std::pair{GLFW_KEY_KP_ENTER, "Enter"},
    std::pair{GLFW_KEY_TAB, "Tab"},        std::pair{GLFW_KEY_SPACE, "Space"},
    std::pair{GLFW_KEY_LEFT, "Left"},      std::pair{GLFW_KEY_RIGHT, "Right"},
    std::pair{GLFW_KEY_UP, "Up"},          std::pair{GLFW_KEY_DOWN, "Down"},
    std::pair{GLFW_KEY_HOME, "Home"},      std::pair{GLFW_KEY_END, "End"},
    std::pair{GLFW_KEY_DELETE, "Delete"},  std::pair{GLFW_KEY_BACKSPACE, "Backspace"},
    std::pair{GLFW_KEY_PAGE_UP, "PageUp"}, std::pair{GLFW_KEY_PAGE_DOWN, "PageDown"},
};

std::string plain_name(int key, int scancode) {
  for (const auto& [code, name] : kNamed) {
    if (code == key) return name;
  }
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return fmt::format("F{}", key - GLFW_KEY_F1 + 1);
  const char* const letter = glfwGetKeyName(key, scancode);
  std::string name = letter == nullptr ? "" : letter;
  if (name.size() == 1) name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

}  // namespace

int imgui_code(int key, int scancode) {
  const std::string name = plain_name(key, scancode);
  const bool is_letter = name.size() == 1 && name.front() >= 'A' && name.front() <= 'Z';
  return is_letter ? GLFW_KEY_A + (name.front() - 'A') : key;  // GLFW_KEY_UNKNOWN is -1
}

bool writes_letter(int key, int scancode, int modifiers) {
  if ((modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0) return false;
  return key == GLFW_KEY_SPACE || (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_EQUAL && key != GLFW_KEY_KP_ENTER) ||
         glfwGetKeyName(key, scancode) != nullptr;
}

std::string key_name(int key, int scancode, int modifiers) {
  const std::string plain = plain_name(key, scancode);
  if (plain.empty()) return {};
  return std::string((modifiers & GLFW_MOD_CONTROL) != 0 ? "Ctrl+" : "") + ((modifiers & GLFW_MOD_ALT) != 0 ? "Alt+" : "") +
         ((modifiers & GLFW_MOD_SHIFT) != 0 ? "Shift+" : "") + plain;
}

}  // namespace viamyo::viewer
