// What the background's results make of documents.
#pragma once

#include <string>
#include <string_view>

#include "app_state.h"
#include "background.h"

namespace viamyo::viewer {

//! A new tab. The result has a map and an analysis.
Document opened_document(const Result& result, double view_aspect, const std::string& palette);

//! The map was read again: map and analysis change together, or stay both when it cannot be read or may be somebody else's (the note says which, and
//! `other` holds it). What was placed or excluded by hand, and the steps of undo, stay only where the file still holds the same points.
void take_reread(Document& document, const Result& result);

//! The user wants what the file holds now.
void take_other(Document& document);

//! An analysis of what is wanted, or why there is none.
void take_analysis(Document& document, const Result& result);

//! A threshold set by hand, kept in its range; it takes the other voltage threshold along rather than passing it. Throws UsageError for a key that is no
//! threshold.
Settings dragged(const Settings& settings, std::string_view key, double value);

//! Clicked places belong to the tab in front: they go when another comes there.
void clear_clicks(AppState& state);

}  // namespace viamyo::viewer
