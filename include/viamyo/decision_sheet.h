// The decision sheet: one page about what the team has decided on a map, to print and to keep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viamyo/analysed_map.h"

namespace viamyo {

//! A picture as a file's bytes, with its own band, watermark and identity.
struct SheetPicture {
  std::string title;
  std::string png;
};

//! Why a sheet has no pictures: in these words and no others, so that nobody can add to them what a reader takes for the team's.
inline constexpr std::string_view kNotAsked = "the program that draws was not asked";
inline constexpr std::string_view kNoWindow = "there is no window to draw them";
inline constexpr std::string_view kNothingDraws = "pictures need OpenGL 3.2, and nothing here draws with it";

//! What whoever can draw gives to the page; without pictures, why there are none.
struct SheetPictures {
  std::vector<SheetPicture> pictures;
  std::string why_none{kNotAsked};
};

//! A whole HTML page that loads nothing: identity, thresholds with their source, pictures, a bull's-eye, every item with its decisions and who made them,
//! what was not mapped, what does not count and why, the log's head. It says UNCONFIRMED in large letters until the map is settled. What it was made from
//! stands in it once more as JSON (docs/json.md), so that it can be made again and compared. `looker`: for whose eyes a blind reading is; empty = nobody's.
std::string decision_sheet(const AnalysedMap& map, const SheetPictures& pictures = {}, const std::string& looker = {});

//! What stands before and behind that JSON, in a line of its own.
inline constexpr std::string_view kSheetDataBegin = "<template id=\"viamyo-sheet\">";
inline constexpr std::string_view kSheetDataEnd = "</template>\n";

}  // namespace viamyo
