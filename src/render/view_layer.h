// One view of the scene: a renderer with everything in it, and the way between its pixels and the map.
#pragma once

#include <vtkNew.h>
#include <vtkRenderer.h>
#include <vtkStaticCellLocator.h>

#include <map>
#include <memory>
#include <optional>

#include "canvas.h"
#include "line_layer.h"
#include "point_dots.h"
#include "surface_layer.h"
#include "viamyo/scene.h"
#include "viamyo/theme.h"

namespace viamyo {

//! What all views of a scene share: made once per map and analysis.
struct SceneData {
  std::shared_ptr<const Map> map;
  std::shared_ptr<const Analysis> analysis;
  VertexPlaces space, polar;
  SurfaceArrays space_arrays, polar_arrays;
  vtkSmartPointer<vtkStaticCellLocator> space_locator, polar_locator;
  std::vector<SurfacePoint> points_on_surface;
  std::vector<PatchShape> zones;
  std::vector<Vec3> segment_anchors;  //!< 17 places of the surface, or none

  //! Of the analysis's region; made when it is first asked for.
  [[nodiscard]] const PatchShape& region(int index) const;

 private:
  mutable std::map<int, PatchShape> regions_;
};
std::shared_ptr<const SceneData> make_scene_data(std::shared_ptr<const Map> map, std::shared_ptr<const Analysis> analysis,
                                                 const SceneData* before);

class ViewLayer {
 public:
  ViewLayer();

  [[nodiscard]] vtkRenderer& renderer() { return *renderer_; }

  //! Brings the view up to date. `rect` and `scale` in pixels of the target.
  void update(const SceneState& state, int index, std::shared_ptr<const SceneData> data, const ViewRect& rect, double scale,
              const Theme& theme);

  [[nodiscard]] std::optional<SurfacePoint> pick(double x, double y) const;
  [[nodiscard]] int pick_point(double x, double y, double reach) const;
  [[nodiscard]] ScreenPlace project(const Vec3& place) const;
  //! The most interior place of a region or zone of those that are seen; see Scene.
  [[nodiscard]] ScreenPlace region_place(int region) const;
  [[nodiscard]] ScreenPlace zone_place(int zone) const;

 private:
  void update_surface(const SceneState& state, const View& view, double scale, const Theme& theme);
  void update_dots(const SceneState& state, const View& view, double scale, const Theme& theme);
  void update_dots_behind(const SceneState& state, const std::vector<LineLayer::Dot>& dots, int selected, const Theme& theme);
  [[nodiscard]] std::vector<PatchShape> zones_shown(const SceneState& state) const;
  void update_rejected(const SceneState& state, bool current);
  void update_outlines(const SceneState& state, double scale, const Theme& theme);
  void update_camera();

  [[nodiscard]] const VertexPlaces& places() const { return view_.kind == ViewKind::kBullseye ? data_->polar : data_->space; }
  //! Camera of the view as drawn; that of a bull's-eye looks at the disc.
  [[nodiscard]] Camera camera() const;
  //! What lies between the eye and the focal point is cut away.
  [[nodiscard]] bool is_clipped() const;
  [[nodiscard]] ScreenPlace on_screen(const Vec3& at) const;
  struct Ray {
    Vec3 from;
    Vec3 to;
  };
  [[nodiscard]] Ray ray(double x, double y) const;
  [[nodiscard]] bool is_hidden(const Vec3& at) const;
  //! Where a place of the map is drawn: itself, or its place in the bull's-eye, if there is one.
  [[nodiscard]] std::optional<Vec3> drawn_place(const Vec3& place) const;
  [[nodiscard]] Vec3 place_of(const BarycentricPoint& place) const;
  //! What of a shape's outline is seen, on the screen.
  [[nodiscard]] std::vector<std::array<Point2, 2>> seen_outline(const PatchShape& shape) const;
  //! How large a box of a label's shape around a place lies in something: half its height in pixels, up to `most`.
  template <class IsIn>
  double room_within(const ScreenPlace& place, double most, IsIn is_in) const;
  [[nodiscard]] bool faces_viewer(std::int32_t triangle) const;
  //! Whether the heart is seen there, to the nearest cell of a coarse picture.
  [[nodiscard]] bool is_heart(double x, double y) const;
  [[nodiscard]] ScreenPlace inmost_seen(const PatchShape& shape) const;
  [[nodiscard]] std::optional<SurfacePoint> hit(const Ray& ray) const;

  vtkNew<vtkRenderer> renderer_;
  SurfaceLayer surface_;
  LineLayer rejected_fill_, rejected_lines_, zone_rim_, zone_lines_, selection_lines_, path_rim_, path_, dots_, selected_dot_, dots_behind_,
      selected_dot_behind_;
  std::shared_ptr<const SceneData> data_;
  View view_;
  SceneState state_;
  ViewRect rect_;
  double scale_ = 1;
  Rgb ground_;  // that the dots pale towards
  bool drawn_once_ = false;
  mutable std::map<int, ScreenPlace> region_places_, zone_places_;  // of what is drawn
  mutable std::vector<bool> heart_;
};

//! Where the team rejected a region: no class has this colour, and no pattern lies on it.
Rgb rejected_colour();

//! Where the names of the walls above and below a bull's-eye begin, in its radius.
inline constexpr double kWallsAt = 1.04;

//! Half of the height that a bull's-eye of radius 1 is shown in: with room for the title and the names of the walls.
double bullseye_half_height(const ViewRect& rect, double scale);

}  // namespace viamyo
