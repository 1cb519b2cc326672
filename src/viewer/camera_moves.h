// Cameras that go to a place of the map.
#pragma once

#include "app_state.h"

namespace viamyo::viewer {

//! The camera turned so that the place faces the viewer, seen from outside; focal point and size stay.
Camera facing(const Camera& camera, const Surface& surface, const Vec3& place);

//! All views of the document; as much of the surface is seen as before. `aspect`: width / height of a view.
void face(Document& document, const Vec3& place, double aspect);

}  // namespace viamyo::viewer
