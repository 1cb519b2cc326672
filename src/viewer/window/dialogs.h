// The contents of what opens over the window.
#pragma once

#include "ui.h"

namespace viamyo::viewer {

void open_dialog(Ui& ui);
void map_chooser(Ui& ui);
void save_dialog(Ui& ui);
void screenshot_dialog(Ui& ui);
void keys_sheet(Ui& ui);
void help_pages(Ui& ui);

}  // namespace viamyo::viewer
