// What is under the cursor, in words.
#pragma once

#include <optional>
#include <string>

#include "app_state.h"
#include "viamyo/measures.h"

namespace viamyo::viewer {

//! As the mapping system named it ("P006"), else its number from 0 ("#5").
std::string point_name(const Map& map, int point);

//! Takes note of what Scene::pick and Scene::pick_point found. Nothing found: the hover is empty.
void hover_at(AppState& state, int view, const std::optional<SurfacePoint>& place, int point);

//! Where a point's own value comes from: "measured" for what the mapping system stored at it, else "recomputed", "from electrograms" ...
std::string origin_at_point(const Document& document, std::string_view field);

//! Where a value of the surface comes from: "stored in the file", "interpolated", "recomputed", "from electrograms". Never "measured".
std::string origin_on_surface(const std::optional<Source>& source);

}  // namespace viamyo::viewer
