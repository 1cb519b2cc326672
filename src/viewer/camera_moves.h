// Cameras that go to a place of the map.
#pragma once

#include <optional>

#include "app_state.h"

namespace viamyo::viewer {

//! The camera turned so that the place faces the viewer, seen from outside; focal point and size stay. `up` (the head, or the base where that is not
//! known) stays up; without one the camera is tilted as little as may be.
Camera facing(const Camera& camera, const Surface& surface, const Vec3& place, const std::optional<Vec3>& up);

//! The place of the selected region or zone that is farthest from its border.
Vec3 inmost_of_selection(const Document& document);

//! All views of the document; as much of the surface is seen as before. `aspect`: width / height of a view.
void face(Document& document, const Vec3& place, double aspect);

}  // namespace viamyo::viewer
