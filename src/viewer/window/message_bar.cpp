// What went well or wrong last, and what is being read, at the foot of the window until it is dismissed.
#include <fmt/format.h>

#include <imgui_internal.h>

#include <algorithm>

#include "io/value.h"
#include "panels.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

Rect bar_at(const Ui& ui, int index, float height) {
  const Rect& body = ui.document() != nullptr
                         ? ui.layout.views
                         : Rect{0, ui.layout.band.bottom(), ui.layout.menu.width, ui.layout.status.y - ui.layout.band.bottom()};
  const float width = std::min(body.width - ui.px(32), ui.px(640));
  // From the foot of the window up: over the status line and the legend sooner than over a heart.
  const float foot = ui.layout.status.bottom() - ui.px(6);
  return {body.x + (body.width - width) / 2, foot - height - static_cast<float>(index) * (height + ui.px(8)), width, height};
}

void show_message(Ui& ui, const Message& message) {
  ui.panel = "message";
  const Theme& t = ui.theme();
  const float inner = std::min(ui.layout.views.width - ui.px(32), ui.px(640)) - ui.px(120);
  const ImVec2 size =
      ui.style.font(TextSize::kTable)->CalcTextSizeA(ui.style.font(TextSize::kTable)->FontSize, 1e6F, inner, message.text.c_str());
  const float height = std::max(size.y + ui.px(24), ui.px(48));
  begin_area(ui, "message", bar_at(ui, 0, height), message.is_error ? t.band_open : mixed(t.panel, t.field_border, 0.8), 12);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  paragraph(ui, message.text, TextSize::kTable, message.is_error ? t.band_open_text : t.text, inner);
  ui.record("text");
  ImGui::SetCursorPos({ImGui::GetWindowWidth() - ui.px(90), (height - ui.px(28)) / 2});
  if (button(ui, "Dismiss", ButtonKind::kPlain, ui.px(78))) ui.run("dismiss");
  end_area();
}

void show_loading(Ui& ui, const Loading& loading, int index) {
  ui.panel = "loading";
  const Rect bar = bar_at(ui, index, ui.px(48));
  begin_area(ui, fmt::format("loading {}", index).c_str(), bar, mixed(ui.theme().panel, ui.theme().field_border, 0.8), 12);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  text(ui, fitted(ui, fmt::format("Reading {}", printable(loading.file)), bar.width - ui.px(130), TextSize::kTable));
  const ImVec2 low{bar.x, bar.bottom() - ui.px(3)};
  ImGui::GetWindowDrawList()->AddRectFilled(low, {bar.x + bar.width * static_cast<float>(loading.fraction), bar.bottom()},
                                            colour(ui.theme().accent));
  ImGui::SetCursorPos({bar.width - ui.px(90), ui.px(10)});
  if (button(ui, "Cancel", ButtonKind::kPlain, ui.px(78))) ui.run("cancel");
  end_area();
}

}  // namespace

void message_bar(Ui& ui) {
  const AppState& state = ui.state();
  int index = 0;
  if (state.message) {
    show_message(ui, *state.message);
    ++index;
  }
  // A map that is read in an instant needs no bar; those that take longer say so.
  for (const Loading& loading : state.loading) show_loading(ui, loading, index++);
}

}  // namespace viamyo::viewer
