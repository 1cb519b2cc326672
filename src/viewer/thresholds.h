// Thresholds of settings in mV, before their analysis is there: what the borders are drawn at while something is dragged.
#pragma once

#include "app_state.h"

namespace viamyo::viewer {

//! Of settings, resolved with what the last analysis knows. Where it cannot know (another voltage, another unit, other reference segments) the
//! thresholds of that analysis, until the next has caught up.
Thresholds thresholds_of(const Settings& settings, const Analysis& analysis);

//! Sets the scene's thresholds to what is wanted, and its ghost to those at the start of a drag, else as opened, where they differ. With `compare`
//! the two change places, and the ghost says so.
void follow_wanted(Document& document);

}  // namespace viamyo::viewer
