// The decision sheet: one page about what the team has decided on a map, to print and to keep.
#pragma once

#include <string>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/report.h"
#include "viamyo/review_state.h"

namespace viamyo {

//! A picture as a file's bytes, with its own band, watermark and identity.
struct SheetPicture {
  std::string title;
  std::string png;
};

//! What whoever can draw gives to the page; without pictures, why there are none.
struct SheetPictures {
  std::vector<SheetPicture> pictures;
  std::string why_none = "none were asked for";
};

//! A whole HTML page that loads nothing: identity, thresholds with their source, pictures, a bull's-eye, every item with its decisions and who made them,
//! what was not mapped, what does not count and why, the log's head. It says UNCONFIRMED in large letters until the map is settled.
std::string decision_sheet(const InputIdentity& input, const Map& map, const Analysis& analysis, const ReviewState& review,
                           const SheetPictures& pictures = {});

}  // namespace viamyo
