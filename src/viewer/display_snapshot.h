// How a map is shown, as far as undo brings it back: layout, overlays, switches, ranges, and which limits its points were left out by. Cameras and what is
// chosen are no part of it, and the heart goes on beating.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "point_filters.h"
#include "viamyo/scene_state.h"

namespace viamyo::viewer {

struct AppState;
struct Document;

struct DisplaySnapshot {
  Layout layout = Layout::kQuad;
  std::vector<std::pair<ViewKind, Overlay>> views;
  Display display;
  std::map<std::string, DisplayRange> ranges;
  bool cameras_linked = true;
  std::vector<PointFilter> filters;

  friend bool operator==(const DisplaySnapshot&, const DisplaySnapshot&) = default;
};

DisplaySnapshot take_snapshot(const Document& document);

//! Shows the document so again; views that come back look from where the first one looks now. Palette and ranges are those of all maps.
void show_as(AppState& state, Document& document, const DisplaySnapshot& looks);

}  // namespace viamyo::viewer
