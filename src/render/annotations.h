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
  double scale = 1;              //!< of texts and lines
  bool current = true;           //!< the analysis belongs to the state; else the numbers are said to be updating
  bool watermark = false;        //!< pictures leave the window that says what they are: they carry it across every view
};

//! Everything of one view, into its rectangle (whose corner is at x, y of the canvas).
void annotate_view(Canvas& canvas, const AnnotationContext& context, int view, const ViewRect& rect);

//! The legend of all views, classes with their totals, in as many lines as the rectangle's width needs; and how high that is.
void annotate_legend(Canvas& canvas, const AnnotationContext& context, const ViewRect& rect);
double legend_height(Canvas& canvas, const AnnotationContext& context, double width);

//! The legend as a column beside the views, for pictures too small for lines of it; where that is too low for all, without the totals, and then without
//! what shows by itself. And how wide it is.
void annotate_legend_column(Canvas& canvas, const AnnotationContext& context, const ViewRect& rect);
double legend_column_width(Canvas& canvas, const AnnotationContext& context, double height);

//! Whether no picture may be without its legend: it shows classes, or its wall is seen through.
bool needs_legend(const AnnotationContext& context);

//! "33.9 cm2 · 26 %" of the mapped surface; of what is unmapped the area. "being updated" while the numbers lag behind the picture.
std::string class_total_text(const Analysis& analysis, TissueClass tissue, bool current);

//! "SYNTHETIC · subject: «DEMO-03» · visit: «baseline» · 2026-03-11 · map: «A1»": pseudonym, visit, date and map id; "subject unknown" where it is.
std::string identity_text(const Map& map, Support support);

//! "Infarcted below 4.5 mV · viable from 6.9 mV · shortening reduced below 12 %", of the thresholds that the picture shows.
std::string thresholds_text(const Thresholds& thresholds, VoltageKind voltage);

//! "UNCONFIRMED", "1 of 7 settled", "CONFIRMED", with "synthetic" where it is: the short form that stands in every view.
std::string status_text(const ReviewState& review, bool current);

//! A number as people read it beside a bar: at most two decimals, none that is not needed.
std::string short_number(double value);

}  // namespace viamyo
