// The desktop program, behind one function.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "viamyo/import.h"
#include "viamyo/member_key.h"

namespace viamyo::viewer {

//! Of the window in pixels: below, panels and four views have no room beside each other.
inline constexpr int kMinWidth = 1180;
inline constexpr int kMinHeight = 700;

struct ViewerOptions {
  std::vector<std::string> files;
  ImportOptions import;  //!< of the only file, but for its map: of all files that hold several; empty = the window asks
  std::string script;    //!< run before the window is given to the user; empty = none
  double ui_scale = 0;   //!< of everything; 0 = the screen's
  std::string theme;     //!< "dark" or "light"; empty = as remembered
  int width = 0;         //!< of the window in pixels; 0 = as remembered
  int height = 0;
  std::string team;                                                  //!< the treating team's file; empty = none
  std::string log;                                                   //!< of the only map; empty = MAP.review.jsonl
  double lock_after = 5;                                             //!< minutes without work, after which a key locks
  std::function<Passphrase(const std::string& whose)> passphrase{};  //!< for scripts; empty = the dialog asks
  bool fresh = false;                                                //!< what was remembered is neither read nor written
};

//! Opens the window and returns when it is closed. Throws RenderError where there is no display or no OpenGL 3.2, UsageError for a script that cannot be
//! run, InputError when a script opens what cannot be read.
void run_viewer(const ViewerOptions& options);

}  // namespace viamyo::viewer
