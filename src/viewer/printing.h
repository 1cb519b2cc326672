// The numbers of the tab in front as text, for scripts: what they print is what the panels show.
#pragma once

#include <string>
#include <string_view>

#include "app_state.h"

namespace viamyo::viewer {

//! "status", "classes", "why", "regions", "zones", "segments", "settings", "review", "measured", "hover" or "tabs", lines ending in a newline. Throws UsageError for
//! another word, and where there is no map.
std::string printed(const AppState& state, std::string_view what);

}  // namespace viamyo::viewer
