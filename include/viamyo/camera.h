// Where a view is looked from: cameras, and the standard views of the field.
//
// Patient axes are LPS: x to the patient's left, y to the back, z to the head. LAO is a positive azimuth, cranial a positive elevation.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/map.h"

namespace viamyo {

struct Camera {
  Vec3 focal_point;            //!< mm, what stands in the middle of the view
  Vec3 direction{0, 1, 0};     //!< unit, from the eye into the scene
  Vec3 up{0, 0, 1};            //!< unit, perpendicular to direction
  double half_height_mm = 60;  //!< of the view, at the focal point
  bool perspective = false;    //!< parallel otherwise; the inside view is in perspective

  friend bool operator==(const Camera&, const Camera&) = default;
};

//! Directions alone; position and size come from fit_camera.
struct ViewDirection {
  Vec3 direction{0, 1, 0};
  Vec3 up{0, 0, 1};
};

struct StandardView {
  std::string_view name;        //!< the word of the command line: "lao45"
  std::string_view title;       //!< what stands in the view: "LAO 45"
  bool needs_frame = false;     //!< only in a map whose coordinate_frame is LPS
  bool needs_axis = false;      //!< relative to the long axis
  bool needs_rotation = false;  //!< relative to the septum
};

//! ap pa lao30 lao45 rao30 left right superior inferior; apex (along the axis, apex towards the viewer ... up); septal lateral anterior inferior-wall.
const std::vector<StandardView>& standard_views();

//! Whether this map has what the view needs.
bool is_available(const StandardView& view, const Map& map, const Analysis& analysis);

//! The directions of a standard view or of "AZIMUTH,ELEVATION" in degrees. Throws UsageError for an unknown word, and for a view that needs a frame,
//! axis or rotation that the map does not have (the sentence says which, and which views it does have).
ViewDirection view_direction(std::string_view name, const Map& map, const Analysis& analysis);

//! The view that a map opens with: LAO 45 in patient axes, else the anterior wall, else from the side with the apex down, else along y.
std::string_view default_view(const Map& map, const Analysis& analysis);

//! width / height of a view, or of less where it is so narrow that the bar at its right, 64 pixels wide at scale 1, would cover what fit_camera puts there.
double aspect_beside_bar(double width, double height, double scale);

//! A camera that shows the whole surface, filling 80 % of the height, or of the width that a bar at the right leaves (`aspect` = width / height).
Camera fit_camera(const Surface& surface, const ViewDirection& view, double aspect);

//! From the middle of the surface, in perspective, looking the same way at the wall.
Camera inside_camera(const Surface& surface, const ViewDirection& view);

//! Of a view in perspective, from top to bottom.
inline constexpr double kPerspectiveDegrees = 80;
//! How far the eye stands from the focal point in perspective, mm.
double eye_distance_mm(const Camera& camera);

//! The camera turned about its focal point by a drag: degrees to the right and up. In perspective it is the head that turns, and the eye stays.
Camera turned(const Camera& camera, double right_degrees, double up_degrees);
//! Moved in its own plane, as shares of the view's height.
Camera shifted(const Camera& camera, double right, double up);
//! factor > 1: nearer.
Camera zoomed(const Camera& camera, double factor);

}  // namespace viamyo
