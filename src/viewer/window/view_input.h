// What the mouse does in a view: drag turns, right or shift and drag moves, wheel zooms, click explains, double click flies there.
#pragma once

#include "ui.h"
#include "viamyo/scene_state.h"

namespace viamyo::viewer {

//! Lays the view's field of input over its rectangle (within the area of views) and answers what happens there.
void view_input(Ui& ui, int view, const ViewRect& rect);

//! The state that the scene draws for a document.
SceneState shown_scene(const Document& document);

}  // namespace viamyo::viewer
