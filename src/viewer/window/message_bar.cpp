// What went wrong, in a row of its own above the status bar until it is dismissed: it covers nothing. All of it is found again under Help.
#include <imgui_internal.h>

#include <algorithm>

#include "io/value.h"
#include "panels.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

constexpr std::size_t kMaxLines = 3;
constexpr double kBeside = 118;  // button and margins

std::vector<std::string> lines(const Ui& ui, float width) {
  std::string words = ui.state().message->text;
  for (std::size_t at = words.find('\n'); at != std::string::npos; at = words.find('\n', at)) words.replace(at, 1, " \u00B7 ");
  std::vector<std::string> all = lines_of(ui, words, width - ui.px(kBeside), TextSize::kTable);
  if (all.size() <= kMaxLines) return all;
  all.resize(kMaxLines);
  all.back() += "\u2026 (all of it: Help, Messages)";
  return all;
}

bool shows_error(const Ui& ui) { return ui.state().message && ui.state().message->is_error; }

}  // namespace

float message_height(const Ui& ui, float width) {
  if (!shows_error(ui)) return 0;
  const float line = ui.style.font(TextSize::kTable)->FontSize + ui.px(3);
  return std::max(line * static_cast<float>(lines(ui, width).size()) + ui.px(14), ui.px(38));
}

void message_bar(Ui& ui) {
  if (!shows_error(ui) || ui.layout.message.height <= 0) return;
  ui.panel = "message";
  const Theme& t = ui.theme();
  const Rect& row = ui.layout.message;
  ImGui::SetNextWindowPos({row.x, row.y});
  ImGui::SetNextWindowSize({row.width, row.height});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour(t.band_open));
  // What is being typed goes on: a message that comes takes the keyboard from nobody.
  ImGui::Begin("message", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  const std::vector<std::string> words = lines(ui, row.width);
  const float line = ui.style.font(TextSize::kTable)->FontSize + ui.px(3);
  float y = std::floor((row.height - line * static_cast<float>(words.size())) / 2);
  ImGui::BeginGroup();
  for (const std::string& one : words) {
    ImGui::SetCursorPos({ui.px(14), y});
    text(ui, fitted(ui, one, row.width - ui.px(kBeside), TextSize::kTable), TextSize::kTable, FontWeight::kMedium, t.band_open_text);
    y += line;
  }
  ImGui::EndGroup();
  ui.record("text");
  ImGui::SetCursorPos({row.width - ui.px(14 + 78), std::floor((row.height - ui.px(28)) / 2)});
  if (button(ui, "Dismiss", ButtonKind::kPlain, ui.px(78))) ui.run("dismiss");
  ImGui::End();
}

}  // namespace viamyo::viewer
