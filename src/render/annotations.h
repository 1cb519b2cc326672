// What stands around and over the drawn views: title and status, bar or legend, identity, letters of the patient's axes, labels. Drawn on a canvas, so
// that the window and a picture say the same in the same places.
#pragma once

#include "canvas.h"
#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/review_state.h"
#include "viamyo/scene.h"
#include "viamyo/scene_state.h"
#include "viamyo/theme.h"

namespace viamyo {

struct AnnotationContext {
  const Map* map = nullptr;
  const Analysis* analysis = nullptr;
  const ReviewState* review = nullptr;
  const SceneState* state = nullptr;
  const Theme* theme = nullptr;
  const Scene* scene = nullptr;  //!< as drawn last: says where places are seen
  double scale = 1;
};

//! Everything of one view, into its rectangle (whose corner is at x, y of the canvas).
void annotate_view(Canvas& canvas, const AnnotationContext& context, int view, const ViewRect& rect);

//! "DEMO-03 · baseline · 2026-03-11 · map A1", pseudonym, date and map id; "SYNTHETIC" first where it is; "subject unknown" where nothing is known.
std::string identity_text(const Map& map);

}  // namespace viamyo
