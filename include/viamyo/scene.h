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

//! How much wider than high a label is.
inline constexpr double kLabelShape = 5;

//! Where a place of the map is seen in a view.
struct ScreenPlace {
  double x = 0;          //!< pixels from the view's left
  double y = 0;          //!< and top
  bool visible = false;  //!< in the view, and not hidden behind the surface
  double room = 0;       //!< of a region or zone: around the place, a box twice as high and kLabelShape times as wide is all of it; pixels
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

  //! Where a region or candidate zone is seen in a view: its most interior place of those that are. Not visible: nothing of it is.
  [[nodiscard]] ScreenPlace region_place(int view, int region) const;
  [[nodiscard]] ScreenPlace zone_place(int view, int zone) const;

  //! A place of the surface that stands for a segment (1 to 17): for its number. Empty where there is none.
  [[nodiscard]] std::optional<Vec3> segment_anchor(int segment) const;

  //! How often anything was drawn, and how many shader programs were made: a moved threshold draws once and makes none.
  [[nodiscard]] std::uint64_t draw_count() const;
  [[nodiscard]] int program_count() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace viamyo
