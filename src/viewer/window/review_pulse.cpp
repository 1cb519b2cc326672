// A ring that swells and fades around the item when the reader comes to it.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "review_parts.h"
#include "viamyo/scene.h"

namespace viamyo::viewer {
namespace {

constexpr double kSeconds = 1.6;
constexpr double kBeats = 2;

double elapsed(const Ui& ui) { return ImGui::GetTime() - ui.memory.pulse_from; }

}  // namespace

bool is_pulsing(const Ui& ui) { return !ui.memory.pulse_item.empty() && elapsed(ui) < kSeconds; }

void review_pulse(Ui& ui, const Document& document, int view, const ViewRect& rect) {
  const bool shown = ui.state().side_tab == SideTab::kReview && numbers_match_picture(document);
  const std::string item = shown ? document.reviewing.item : std::string();
  if (item != ui.memory.pulse_item) {
    ui.memory.pulse_item = item;
    ui.memory.pulse_from = ImGui::GetTime();
  }
  if (!is_pulsing(ui) || !document.reviewing.why) return;
  const ScreenPlace place = ui.scene->project(view, document.reviewing.anchor);
  if (!place.visible) return;
  const double share = elapsed(ui) / kSeconds;
  const double swell = std::sin(std::numbers::pi * kBeats * share);
  const ImVec2 at{ui.layout.views.x + static_cast<float>(rect.x + place.x), ui.layout.views.y + static_cast<float>(rect.y + place.y)};
  ImGui::GetWindowDrawList()->AddCircle(at, ui.px(22 + 14 * std::abs(swell)), colour(ui.theme().accent, 1 - share), 0, ui.px(3));
}

}  // namespace viamyo::viewer
