// A/B: the thresholds as proposed against those that are tried, each with its own numbers.
#pragma once

#include "app_state.h"

namespace viamyo::viewer {

//! What is wanted, but with the thresholds as they were proposed, or as they were when the drag in progress began: nothing else differs.
Settings as_proposed(const Document& document);

//! Keeps an analysis of `as_proposed`, so that a comparison shows its numbers at once.
void keep_proposed(Document& document, std::shared_ptr<const Settings> settings, std::shared_ptr<const Analysis> analysis);

//! Puts what is tried aside and shows the thresholds as proposed with their numbers. False where those are not kept yet.
bool show_proposed(Document& document);

//! The opposite, if need be.
void show_tried(Document& document);

//! An analysis of what is wanted while it stands aside.
void take_aside(Document& document, std::shared_ptr<const Settings> settings, std::shared_ptr<const Analysis> analysis);

}  // namespace viamyo::viewer
