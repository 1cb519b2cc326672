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
void team_dialog(Ui& ui);
void unlock_dialog(Ui& ui);
void forget_passphrase(UnlockMemory& memory);
void reject_dialog(Ui& ui);
void reclassify_dialog(Ui& ui);
void comment_dialog(Ui& ui);
//! Asks before something is signed that overturns what was signed before.
void overturn_dialog(Ui& ui);
void history_dialog(Ui& ui);
//! Words of others are read, then signed for or against; a lost log is begun again.
void uphold_dialog(Ui& ui);
void set_aside_dialog(Ui& ui);
void take_back_dialog(Ui& ui);
void restart_dialog(Ui& ui);
void sheet_dialog(Ui& ui);
//! Of the classes of the chosen items, those first that it was not asked for yet.
void begin_basis(Ui& ui);
void basis_dialog(Ui& ui);
void info_dialog(Ui& ui);
void messages_dialog(Ui& ui);
void begin_open_with(Ui& ui);
void open_with_dialog(Ui& ui);
void leave_dialog(Ui& ui);
void other_map_dialog(Ui& ui);
//! Beside the map, and not yet taken.
void propose_sheet_name(Ui& ui);

}  // namespace viamyo::viewer
