#include "panels.h"

#include <imgui_internal.h>

#include <utility>

#include "widgets.h"

namespace viamyo::viewer {

void left_panel(Ui& ui) {
  begin_area(ui, "left", ui.layout.left, ui.theme().panel, 14, true);
  map_card(ui);
  gap(ui, 9);
  threshold_panel(ui);
  gap(ui, 9);
  overlay_panel(ui);
  gap(ui, 9);
  display_switches(ui);
  gap(ui, 9);
  view_buttons(ui);
  gap(ui, 8);
  end_area();
}

WindowLayout layout_of(const Ui& ui, float width, float height) {
  return window_layout(width, height, ui.style.scale(), static_cast<int>(ui.state().documents.size()), band_height(ui, width),
                       message_height(ui, width));
}

void draw_window(Ui& ui, float width, float height) {
  ui.items.clear();
  ui.layout = layout_of(ui, width, height);
  // ImGui may have closed it by itself.
  if (std::exchange(ui.memory.closes_list, false) && GImGui->OpenPopupStack.Size > 0) ImGui::ClosePopupToLevel(0, true);
  menu_bar(ui);
  review_band(ui);
  if (ui.layout.tabs.height > 0) document_tabs(ui);
  if (ui.document() == nullptr || !ui.document()->analysis) {
    start_page(ui);
  } else {
    left_panel(ui);
    scene_view(ui);
    side_panel(ui);
  }
  status_bar(ui);
  dialogs(ui);
  message_bar(ui);  // over what shades the window
}

}  // namespace viamyo::viewer
