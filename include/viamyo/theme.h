// The colours of everything that is not data: grounds, texts, the band that tells the review state. Dark first; the light theme has the same roles.
#pragma once

#include <string_view>

#include "viamyo/palette.h"

namespace viamyo {

struct Theme {
  Rgb ground;  //!< behind the views
  Rgb panel;   //!< panels, menu, status
  Rgb field;   //!< fields and cards
  Rgb field_border;
  Rgb view_line;  //!< between views
  Rgb text;
  Rgb second_text;
  Rgb accent;       //!< selection, sliders
  Rgb accent_dark;  //!< main button
  Rgb band_open;    //!< behind the band while not settled
  Rgb band_open_text;
  Rgb band_settled;
  Rgb band_settled_text;
  Rgb border;        //!< lines between classes
  Rgb ghost_border;  //!< of other thresholds than those that are shown
};

//! "dark" or "light"; anything else is dark.
const Theme& theme(std::string_view name);

}  // namespace viamyo
