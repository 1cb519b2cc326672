// Where everything of a picture stands: head, band, views, foot; and the lines of text that must not be cut short.
#pragma once

#include <string>
#include <vector>

#include "viamyo/picture.h"

namespace viamyo {

struct Sheet {
  double scale = 1;
  int head = 0;  // heights in pixels, from the top
  int band = 0;
  int views = 0;
  int legend = 0;         // 0: no room for it below the views
  int legend_column = 0;  // its width where it stands beside them
  int foot = 0;
  std::vector<std::string> band_lines, threshold_lines, source_lines;
  std::string made;            //!< what made the picture, and the fingerprint of the analysis; at the right end of a line of the foot
  bool made_is_below = false;  //!< that of the source, where the one of the thresholds has no room

  [[nodiscard]] int views_top() const { return head + band; }
};

//! Throws UsageError when there is no room for legible texts.
Sheet lay_out(const PictureRequest& request);

//! The views, in the whole picture.
std::vector<ViewRect> view_rects(const PictureRequest& request, const Sheet& sheet);

//! The review as the picture shows it: what was settled was settled for the analysis, not for other thresholds that are tried.
ReviewState shown_review(const PictureRequest& request);

}  // namespace viamyo
