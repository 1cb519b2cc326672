// Everything that decides what a scene shows, as plain data: the same state gives the same picture, in the window and without one.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/camera.h"
#include "viamyo/overlay.h"
#include "viamyo/palette.h"
#include "viamyo/review_state.h"
#include "viamyo/tissue_class.h"

namespace viamyo {

enum class ViewKind : std::uint8_t { kSurface, kBullseye };

struct View {
  ViewKind kind = ViewKind::kSurface;
  Overlay overlay;
  Camera camera;        //!< unused by a bull's-eye
  std::string title{};  //!< of the direction, "LAO 45"; empty once the user has turned it

  friend bool operator==(const View&, const View&) = default;
};

//! single, pair (two beside each other), quad (voltage, shortening, class, bull's-eye), bullseye.
enum class Layout : std::uint8_t { kSingle, kPair, kQuad, kBullseye };
inline constexpr std::array<std::string_view, 4> kLayoutNames{"single", "pair", "quad", "bullseye"};
std::optional<Layout> layout_from_string(std::string_view text);
std::string_view to_string(Layout layout);

//! What is drawn beside the overlay.
struct Display {
  bool points = true;
  bool borders = true;    //!< of the thresholds (voltage, shortening) or classes
  bool zones = true;      //!< candidate zones, while the analysis is current
  bool band = false;      //!< the area that a 10 % move of one threshold would flip is striped
  bool segments = false;  //!< AHA segment lines and numbers on the surface (always in a bull's-eye)
  bool landmarks = false;
  bool mesh_edges = false;
  bool classes_hidden = false;                //!< "guess first": classes, borders and zones are not shown
  bool unlit = false;                         //!< no shading at all
  bool clip = false;                          //!< cut by a plane through the focal point, facing the viewer
  double opacity = 1;                         //!< 0.1 to 1
  double beat = 0;                            //!< 0 end-diastole to 1 end-systole
  std::string palette = "electromechanical";  //!< of voltage and shortening; see palette_of

  friend bool operator==(const Display&, const Display&) = default;
};

//! One switch of the display, under the names that it has.
struct DisplaySwitch {
  std::string_view key;      //!< in the options that a picture keeps
  std::string_view command;  //!< of the window's command `show`; empty = it has one of its own
  std::string_view label;    //!< in the window's panel; empty = it is not among them
  std::string_view option;   //!< of `viamyo render`, which turns it to the other side; empty = none
  std::string_view help;     //!< of that option
  bool Display::*on;
};

//! All of them, in the order in which they are told.
inline constexpr std::array<DisplaySwitch, 10> kDisplaySwitches{{
    {"points", "points", "Points", "--no-points", "without mapping points", &Display::points},
    {"borders", "borders", "Borders", "--no-borders", "without the lines at the thresholds", &Display::borders},
    {"zones", "zones", "Zones", "--no-zones", "without candidate zones", &Display::zones},
    {"band", "band", "\u00B110 % band", "--band", "stripe the area that a 10 % move of one threshold would flip", &Display::band},
    {"segments", "segments", "Segments", "--segments", "AHA segment lines on the surface", &Display::segments},
    {"landmarks", "landmarks", "Landmarks", "--landmarks", "apex, annulus, RV insertions", &Display::landmarks},
    {"mesh_edges", "mesh", "Mesh edges", "--mesh-edges", "the triangles' edges", &Display::mesh_edges},
    {"classes_hidden", "", "", "", "", &Display::classes_hidden},
    {"unlit", "unlit", "", "--unlit", "no shading at all", &Display::unlit},
    {"clip", "clip", "Clip plane", "--clip", "cut through the middle, facing the viewer", &Display::clip},
}};

//! What stands out, everywhere at once. Indices into the analysis and the map; -1 = nothing.
struct Selection {
  int segment = 0;  //!< 1 to 17, 0 = none
  int region = -1;
  int zone = -1;
  int point = -1;
  std::optional<Vec3> place{};  //!< a picked place of the surface

  friend bool operator==(const Selection&, const Selection&) = default;
};

//! What the team has said no to. A rejected region loses its fill and its zones; indices into the analysis, ascending.
struct Rejected {
  std::vector<int> regions;
  std::vector<int> zones;  //!< also those whose region was rejected or given another class

  friend bool operator==(const Rejected&, const Rejected&) = default;
};
Rejected rejected_of(const ReviewState& review);

//! What the dashed line stands for: the thresholds as proposed while others are tried, those before a slider was taken hold of, or, while the proposed ones
//! are compared, those that are tried.
enum class GhostKind : std::uint8_t { kProposed, kBeforeDrag, kTried };

struct SceneState {
  Layout layout = Layout::kQuad;
  std::vector<View> views;  //!< 1, 2, 4 or 1, by layout; row by row
  Display display;
  std::map<std::string, DisplayRange> ranges;  //!< those the user changed, by to_string(overlay)
  Thresholds thresholds;                       //!< that the borders are drawn at; those of the analysis once it has caught up
  std::optional<Thresholds> ghost;             //!< other thresholds, a thin dashed line
  GhostKind ghost_kind = GhostKind::kProposed;
  Selection selection;
  Rejected rejected;       //!< of the review that is shown beside
  std::vector<Vec3> path;  //!< a line along the surface to draw (a measured distance, a patch's outline), mm
  std::string path_label;  //!< "34.2 mm": what was measured, at the line; empty = nothing yet

  friend bool operator==(const SceneState&, const SceneState&) = default;
};

//! The range a view's overlay is shown with.
DisplayRange range_of(const SceneState& state, const Overlay& overlay, const Map& map);

//! The colours a view's overlay is shown with: voltage and shortening wear the chosen palette, distances one of their own, and whatever else there is
//! the chosen one where everyone sees it in order, else cividis.
const Palette& palette_of(const SceneState& state, const Overlay& overlay);

//! What a map opens with: four views, or one where nothing can be classified and three would stay empty.
Layout default_layout(const Analysis& analysis);

//! Views of a layout with the default overlays that this map has, cameras at the default view.
std::vector<View> default_views(Layout layout, const Map& map, const Analysis& analysis, double aspect);

//! A view's rectangle in an area of width x height pixels, y down; views are parted by `gap` pixels.
struct ViewRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};
std::vector<ViewRect> view_rects(Layout layout, int width, int height, int gap);

}  // namespace viamyo
