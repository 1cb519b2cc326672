#include "ui.h"

#include <fmt/format.h>

namespace viamyo::viewer {

void Ui::record(std::string_view label) {
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  record(label, {low.x, low.y, high.x - low.x, high.y - low.y});
}

void Ui::record(std::string_view label, const Rect& rect) { items[fmt::format("{}/{}", panel, label)] = rect; }

std::string as_argument(std::string_view argument) {
  const bool plain = !argument.empty() && argument.find_first_of(" \t#\"") == std::string_view::npos;
  if (plain) return std::string(argument);
  std::string quoted;
  for (const char letter : argument) quoted += letter == '"' || letter == '\\' ? std::string{'\\', letter} : std::string{letter};
  return fmt::format("\"{}\"", quoted);
}

}  // namespace viamyo::viewer
