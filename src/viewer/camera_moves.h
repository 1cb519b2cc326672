// Cameras that go to a place of the map.
#pragma once

#include "app_state.h"

namespace viamyo::viewer {

//! The camera turned so that the place faces the viewer, seen from outside; focal point and size stay.
Camera facing(const Camera& camera, const Surface& surface, const Vec3& place);

//! All views of the document.
void face(Document& document, const Vec3& place);

}  // namespace viamyo::viewer
