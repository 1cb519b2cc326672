// Pictures without a window: the same views that the window shows, with identity, legend, thresholds and the band that tells the review state, always.
#pragma once

#include <filesystem>
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
inline constexpr int kLeastPictureWidth = 480;
inline constexpr int kLeastPictureHeight = 360;

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

//! Draws the picture in the context that is current. Throws UsageError when the size is too small or too large (8192).
Image render_picture(const PictureRequest& request);

//! Key and text that go into the picture's metadata: viamyo:notice, map_id, fingerprint, review_status, log_head, version, thresholds, synthetic.
std::vector<std::pair<std::string, std::string>> picture_texts(const PictureRequest& request);

//! The image as PNG bytes with texts (iTXt), the same bytes for the same image. Throws OutputError when a file cannot be written; all or nothing.
std::string to_png(const Image& image, const std::vector<std::pair<std::string, std::string>>& texts);
void write_png(const std::filesystem::path& path, const Image& image, const std::vector<std::pair<std::string, std::string>>& texts);

}  // namespace viamyo
