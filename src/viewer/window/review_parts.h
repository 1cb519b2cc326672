// The parts of the review tab and what opens over the window for it.
#pragma once

#include "ui.h"
#include "viamyo/review_state.h"
#include "viamyo/scene_state.h"

namespace viamyo::viewer {

//! The item that the reader stands at: why it has its class, its numbers, thresholds and their source, what others said.
void review_card(Ui& ui, const ReviewState& seen);
//! What can be signed now, and the words that are signed; or what has to be done before.
void review_actions(Ui& ui, float height);
float review_actions_height(const Ui& ui);

//! What the unlocked member could uphold or set aside on the map in front; made anew only when something of it is another.
const StandIn& stand_in_of(Ui& ui);

//! A ring around the item when the reader comes to it, for a moment. Nothing else in the window moves by itself.
void review_pulse(Ui& ui, const Document& document, int view, const ViewRect& rect);
bool is_pulsing(const Ui& ui);

//! The colour of an item's state.
Rgb state_ink(const Ui& ui, const ReviewItem& item);

}  // namespace viamyo::viewer
