// The panels of the window, one file each. Every one reads the state and answers with commands.
#pragma once

#include <array>
#include <string_view>

#include "ui.h"

namespace viamyo::viewer {

//! In their order; each begins with another letter.
inline constexpr std::array<std::string_view, 7> kMenus{"File", "Edit", "View", "Overlay", "Review", "Tools", "Help"};
void menu_bar(Ui& ui);
void review_band(Ui& ui);
float band_height(const Ui& ui, float width);  //!< that its sentence takes
void document_tabs(Ui& ui);
void left_panel(Ui& ui);  //!< the next five
void map_card(Ui& ui);
void overlay_panel(Ui& ui);
void threshold_panel(Ui& ui);
void display_switches(Ui& ui);
void view_buttons(Ui& ui);
void scene_view(Ui& ui);
void side_panel(Ui& ui);  //!< the next seven
void segments_table(Ui& ui);
void regions_table(Ui& ui);
void points_table(Ui& ui);
void point_quality_section(Ui& ui, float most);  //!< part of it, at most so high
void electrogram_plot(Ui& ui);
void scatter_plot(Ui& ui);
void review_tab(Ui& ui);
void why_card(Ui& ui);
void status_bar(Ui& ui);
void start_page(Ui& ui);
void message_bar(Ui& ui);  //!< errors; what went well stands in the status bar
float message_height(const Ui& ui, float width);
void dialogs(Ui& ui);

WindowLayout layout_of(const Ui& ui, float width, float height);

//! The whole window, for one frame.
void draw_window(Ui& ui, float width, float height);

}  // namespace viamyo::viewer
