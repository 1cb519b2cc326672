// The scene of a map: drawn by VTK into a texture of the OpenGL context that is current, the window's or one without a display.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/measures.h"
#include "viamyo/palette.h"
#include "viamyo/scene_state.h"
#include "viamyo/theme.h"

namespace viamyo {

//! Pixels, 4 bytes each (RGBA, sRGB, not premultiplied), row by row from the top.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

//! Where a place of the map is seen in a view.
struct ScreenPlace {
  double x = 0;          //!< pixels from the view's left
  double y = 0;          //!< and top
  bool visible = false;  //!< in the view, and not hidden behind the surface
};

//! Pixels between views, in `draw` and for whoever draws beside it.
int gap_between_views(double scale);

//! One scene = one map at a time in up to four views. The same context must be current whenever a member is called, the destructor included.
//! Throws RenderError when the context cannot draw it.
class Scene {
 public:
  Scene();
  ~Scene();
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  //! What is shown; both are kept until the next call. `analysis` may be newer than the state's thresholds, or older: zones and
  //! regions are drawn only while they agree.
  void set_map(std::shared_ptr<const Map> map, std::shared_ptr<const Analysis> analysis);

  //! Colours beside the data, and the alpha of the ground behind the views (0 = clear in `pixels`). `theme` is kept by reference.
  void set_theme(const Theme& theme, double ground_alpha);

  //! Draws the state into width x height pixels (`scale`: of lines, points and patterns; 1 on an ordinary screen). With oversampling n the texture is n
  //! times larger each way, to be shown smaller (smooth edges); all coordinates of this class stay those of width x height. A state that was drawn already
  //! is not drawn again. The views are parted by gap_between_views.
  void draw(const SceneState& state, int width, int height, double scale, int oversampling = 1);

  //! The OpenGL texture that was drawn into, first row at the bottom. Valid until the next draw.
  [[nodiscard]] unsigned texture() const;
  //! What was drawn, read back.
  [[nodiscard]] Image pixels();

  //! The place of the surface under a pixel of a view (from its left and top), as last drawn.
  [[nodiscard]] std::optional<SurfacePoint> pick(int view, double x, double y) const;
  //! The mapping point whose dot is under a pixel; -1 = none.
  [[nodiscard]] int pick_point(int view, double x, double y) const;
  //! Where a place of the map stands in a view, as last drawn. In a bull's-eye: where its closest place of the surface lies.
  [[nodiscard]] ScreenPlace project(int view, const Vec3& place) const;

  //! Where a candidate zone is seen in a view: at its anchor or, where that is hidden, at another place of it. Not visible: nothing of it is.
  [[nodiscard]] ScreenPlace zone_place(int view, int zone) const;

  //! Places of the surface that stand for a region, zone or segment (1 to 17): for labels, and to fly to. Empty where there is none.
  [[nodiscard]] std::optional<Vec3> region_anchor(int region) const;
  [[nodiscard]] std::optional<Vec3> zone_anchor(int zone) const;
  [[nodiscard]] std::optional<Vec3> segment_anchor(int segment) const;

  //! How often anything was drawn, and how many shader programs were made: a moved threshold draws once and makes none.
  [[nodiscard]] std::uint64_t draw_count() const;
  [[nodiscard]] int program_count() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace viamyo
