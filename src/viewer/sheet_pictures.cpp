#include "sheet_pictures.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "viamyo/picture.h"

namespace viamyo::viewer {
namespace {

constexpr std::size_t kMoreSides = 3;

PictureRequest request_of(const std::shared_ptr<const Map>& map, const std::shared_ptr<const Analysis>& analysis, const ReviewState& review,
                          Layout layout, int width, int height) {
  PictureRequest request;
  request.map = map;
  request.analysis = analysis;
  request.review = review;
  request.width = width;
  request.height = height;
  request.theme = "light";  // a sheet is printed
  request.state.layout = layout;
  request.state.thresholds = analysis->thresholds;
  request.state.views = default_views(layout, *map, *analysis, picture_aspect(request));
  for (View& view : request.state.views) view.camera = zoomed(view.camera, picture_zoom(request));
  return request;
}

std::string png_of(const PictureRequest& request) { return to_png(render_picture(request), picture_texts(request)); }

//! Walls where the landmarks tell them, else the patient's own sides; a map that has neither is seen from where it is.
std::vector<StandardView> sides(const Map& map, const Analysis& analysis) {
  constexpr std::array<std::string_view, 6> kWished{"septal", "lateral", "inferior-wall", "left", "right", "inferior"};
  std::vector<StandardView> found;
  for (const std::string_view name : kWished) {
    for (const StandardView& view : standard_views()) {
      if (view.name == name && found.size() < kMoreSides && is_available(view, map, analysis)) found.push_back(view);
    }
  }
  return found;
}

}  // namespace

std::vector<SheetPicture> draw_sheet_pictures(const std::shared_ptr<const Map>& map, const std::shared_ptr<const Analysis>& analysis,
                                              const ReviewState& review) {
  std::vector<SheetPicture> pictures;
  pictures.push_back({"Voltage, shortening, class and bull's-eye", png_of(request_of(map, analysis, review, Layout::kQuad, 1280, 900))});
  for (const StandardView& side : sides(*map, *analysis)) {
    PictureRequest request = request_of(map, analysis, review, Layout::kSingle, 800, 600);
    View& view = request.state.views.front();
    view.overlay = *overlay_from_string("class");
    const ViewDirection direction = view_direction(side.name, *map, *analysis);
    view.camera = zoomed(fit_camera(map->surface, direction, picture_aspect(request)), picture_zoom(request));
    view.title = side.title;
    pictures.push_back({fmt::format("Classes, {}", side.title), png_of(request)});
  }
  return pictures;
}

}  // namespace viamyo::viewer
