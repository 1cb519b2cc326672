// The pictures of a decision sheet: the standard views, as `viamyo render` draws them.
#pragma once

#include <memory>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/decision_sheet.h"
#include "viamyo/map.h"
#include "viamyo/review_state.h"

namespace viamyo::viewer {

//! Voltage, shortening, class and bull's-eye; then the classes from three more sides. Draws in the context that is current.
std::vector<SheetPicture> draw_sheet_pictures(const std::shared_ptr<const Map>& map, const std::shared_ptr<const Analysis>& analysis,
                                              const ReviewState& review);

}  // namespace viamyo::viewer
