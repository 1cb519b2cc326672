// Pictures without a window: the same views that the window shows, with identity, legend, thresholds and the band that tells the review state, always.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/review_state.h"
#include "viamyo/scene.h"
#include "viamyo/scene_state.h"

namespace viamyo {

//! Below this a legible band does not fit; pictures that are smaller are refused.
inline constexpr int kMinPictureWidth = 480;
inline constexpr int kMinPictureHeight = 360;

struct PictureRequest {
  std::shared_ptr<const Map> map;
  std::shared_ptr<const Analysis> analysis;
  ReviewState review;
  SceneState state;  //!< cameras as in the views
  int width = 1280;
  int height = 800;
  double scale = 0;          //!< of text and lines; 0 = from the size
  bool transparent = false;  //!< the ground of the views is clear; the band never is
  std::string theme = "dark";
};

//! Width by height of one view of such a picture: what cameras are fitted to. Throws UsageError as render_picture does.
double picture_aspect(const PictureRequest& request);

//! What a fitted camera is zoomed by (at most 1), so that the heart stands clear of the texts above and below it. Throws as picture_aspect does.
double picture_zoom(const PictureRequest& request);

//! Draws the picture in the context that is current. Throws UsageError when the size is too small or too large (8192).
Image render_picture(const PictureRequest& request);

//! Key and text that go into the picture's metadata: viamyo:notice, viamyo:version, viamyo:map_id, viamyo:subject_id, viamyo:synthetic, viamyo:fingerprint,
//! viamyo:review_status, viamyo:log_head, viamyo:thresholds. An empty text = not known.
std::vector<std::pair<std::string, std::string>> picture_texts(const PictureRequest& request);

//! The image as the bytes of a PNG file with texts (iTXt), the same bytes for the same image.
std::string to_png(const Image& image, const std::vector<std::pair<std::string, std::string>>& texts);

}  // namespace viamyo
