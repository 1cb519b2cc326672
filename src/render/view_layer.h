// One view of the scene: a renderer with everything in it, and the way between its pixels and the map.
#pragma once

#include <vtkNew.h>
#include <vtkRenderer.h>
#include <vtkStaticCellLocator.h>

#include <memory>
#include <optional>

#include "flat_layer.h"
#include "point_dots.h"
#include "surface_layer.h"
#include "viamyo/scene.h"
#include "viamyo/theme.h"

namespace viamyo {

//! What all views of a scene share: made once per map and analysis.
struct SceneData {
  std::shared_ptr<const Map> map;
  std::shared_ptr<const Analysis> analysis;
  Places space, polar;
  SurfaceArrays space_arrays, polar_arrays;
  vtkSmartPointer<vtkStaticCellLocator> space_locator, polar_locator;
  std::vector<SurfacePoint> points_on_surface;
  std::vector<PatchShape> zones;
  std::vector<Vec3> zone_anchors;     //!< the place of each zone nearest to its centroid: where its label points
  std::vector<Vec3> region_anchors;   //!< the same of regions
  std::vector<Vec3> segment_anchors;  //!< 17 places of the surface, or none
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

 private:
  void update_surface(const SceneState& state, const View& view, double scale, const Theme& theme);
  void update_dots(const SceneState& state, const View& view, double scale, const Theme& theme);
  [[nodiscard]] std::vector<PatchShape> zones_shown(const SceneState& state) const;
  void update_rejected(const SceneState& state, bool current);
  void update_outlines(const SceneState& state, double scale, const Theme& theme);
  void update_camera();

  [[nodiscard]] const Places& places() const { return view_.kind == ViewKind::kBullseye ? data_->polar : data_->space; }
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
  [[nodiscard]] std::optional<SurfacePoint> hit(const Ray& ray) const;

  vtkNew<vtkRenderer> renderer_;
  SurfaceLayer surface_;
  FlatLayer rejected_fill_, rejected_lines_, zone_hatch_, zone_lines_, selection_lines_, path_, dots_, selected_dot_;
  std::shared_ptr<const SceneData> data_;
  View view_;
  SceneState state_;
  ViewRect rect_;
  bool drawn_once_ = false;
};

//! Where the team rejected a region: no class has this colour, and no pattern lies on it.
Rgb rejected_colour();

//! Half of the height that a bull's-eye of radius 1 is shown in.
double bullseye_half_height(double aspect);

}  // namespace viamyo
