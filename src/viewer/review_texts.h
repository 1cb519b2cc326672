// What the window says of a review: one place, so that band, title, tabs, tables and prints say the same.
#pragma once

#include <string>

#include "app_state.h"

namespace viamyo::viewer {

//! Whether the map may be shown as settled: it is, and the picture shows what was settled.
bool is_shown_settled(const Document& document);
//! Whether it is confirmed besides: what is only reviewed never looks so.
bool is_shown_confirmed(const Document& document);

//! The sentence of the band, as in pictures. While the picture shows other thresholds than were reviewed: unconfirmed.
std::string band_sentence(const Document& document);

//! "UNCONFIRMED", "1 of 7 settled", "CONFIRMED", with SYNTHETIC where it is: for titles and tabs.
std::string short_status(const Document& document);

//! The state as whoever is unlocked may see it: blind reading hides what others said.
ReviewState seen_review(const AppState& state, const Document& document);

//! Who can sign: "Unlocked: «A. Able», «imaging cardiologist»", or "Locked".
std::string member_text(const AppState& state);

//! Band, settings, items with decisions and who is missing, and what does not count: `print review`.
std::string review_text(const AppState& state, const Document& document);

//! "Settings as proposed by «A. Able» on 2026-11-25.", "Settings of your own: nobody has proposed them for review."
std::string proposal_text(const Document& document);

}  // namespace viamyo::viewer
