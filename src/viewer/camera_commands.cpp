// Where views are looked from. Linked cameras move as one.
#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "camera_moves.h"
#include "command_groups.h"
#include "viamyo/errors.h"
#include "viamyo/patch_shape.h"

namespace viamyo::viewer {
namespace {

using Move = std::function<Camera(const Camera&)>;

//! In all surface views when the cameras are linked or no view is named, else in the one.
void move_cameras(Document& document, const std::string& view, const std::string& title, const Move& move) {
  std::vector<View>& views = document.scene.views;
  const bool all = document.cameras_linked || view.empty();
  const std::size_t only = view.empty() ? 0 : index_of(view, views.size(), "view");
  const Camera linked = move(views[only].camera);
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (!all && i != only) continue;
    views[i].camera = document.cameras_linked ? linked : move(views[i].camera);
    views[i].title = title;
  }
}

std::string title_of(const std::string& view) {
  for (const StandardView& known : standard_views()) {
    if (known.name == view) return std::string(known.title);
  }
  return {};
}

void view(App& app, const Arguments& arguments) {
  need(arguments, 1, 2, "NAME or AZIMUTH,ELEVATION, and maybe VIEW");
  Document& document = document_of(app);
  const ViewDirection direction = view_direction(arguments[0], *document.map, *document.analysis);
  const Camera camera = fit_camera(document.map->surface, direction, app.state().view_aspect);
  move_cameras(document, arguments.size() == 2 ? arguments[1] : "", title_of(arguments[0]), [&](const Camera&) { return camera; });
}

void turn(App& app, const Arguments& arguments) {
  need(arguments, 3, 3, "VIEW RIGHT UP in degrees");
  const double right = number(arguments[1], "RIGHT");
  const double up = number(arguments[2], "UP");
  move_cameras(document_of(app), arguments[0], "", [&](const Camera& camera) { return turned(camera, right, up); });
}

std::string title_in(const Document& document, const std::string& view) {
  return document.scene.views[index_of(view, document.scene.views.size(), "view")].title;
}

void shift(App& app, const Arguments& arguments) {
  need(arguments, 3, 3, "VIEW RIGHT UP as shares of the height");
  const double right = number(arguments[1], "RIGHT");
  const double up = number(arguments[2], "UP");
  Document& document = document_of(app);
  move_cameras(document, arguments[0], title_in(document, arguments[0]), [&](const Camera& camera) { return shifted(camera, right, up); });
}

void zoom(App& app, const Arguments& arguments) {
  need(arguments, 2, 2, "VIEW FACTOR");
  const double factor = number(arguments[1], "FACTOR");
  if (factor <= 0) throw UsageError("FACTOR must be above 0");
  Document& document = document_of(app);
  move_cameras(document, arguments[0], title_in(document, arguments[0]), [&](const Camera& camera) { return zoomed(camera, factor); });
}

void fit(App& app, const Arguments& arguments) {
  need(arguments, 0, 1, "VIEW");
  Document& document = document_of(app);
  const std::string which = arguments.empty() ? "" : arguments[0];
  move_cameras(document, which, title_in(document, which.empty() ? "1" : which), [&](const Camera& camera) {
    return fit_camera(document.map->surface, {camera.direction, camera.up}, app.state().view_aspect);
  });
}

//! Into the cavity and out again, looking the same way.
void inside(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "on|off");
  const bool on = on_or_off(arguments[0]);
  Document& document = document_of(app);
  const std::string& title = document.scene.views.front().title;
  const std::string word = "from inside";
  const std::string now = on ? word : title == word ? "" : title;
  move_cameras(document, "", now, [&](const Camera& camera) {
    const ViewDirection direction{camera.direction, camera.up};
    return on ? inside_camera(document.map->surface, direction) : fit_camera(document.map->surface, direction, app.state().view_aspect);
  });
}

void link(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "on|off");
  Document& document = document_of(app);
  document.cameras_linked = on_or_off(arguments[0]);
  if (document.cameras_linked) move_cameras(document, "1", title_in(document, "1"), [](const Camera& camera) { return camera; });
}

}  // namespace

namespace {

//! The head turned to the place, the eye where it is.
Camera looking_at(const Camera& camera, const Vec3& place) {
  Camera ahead = camera;
  const Vec3 eye = camera.focal_point - eye_distance_mm(camera) * camera.direction;
  const Vec3 to = place - eye;
  const Vec3 across = cross(to, camera.up);
  if (length(across) < 1e-3 * length(to) || length(to) <= 0) return camera;
  ahead.direction = normalized(to);
  ahead.up = normalized(cross(across, to));
  ahead.focal_point = eye + eye_distance_mm(camera) * ahead.direction;
  return ahead;
}

//! The head where the patient's axes are known, else the base of the heart; neither: empty.
std::optional<Vec3> upwards(const Document& document) {
  if (document.map->study.coordinate_frame == "LPS") return Vec3{0, 0, 1};  // left, posterior, superior
  const std::optional<LongAxis>& axis = document.analysis->axis.axis;
  return axis ? std::optional<Vec3>(-axis->direction) : std::nullopt;
}

}  // namespace

Vec3 inmost_of_selection(const Document& document) {
  const Selection& selection = document.scene.selection;
  const Map& map = *document.map;
  const PatchShape shape =
      selection.zone >= 0 ? zone_shape(map, *document.analysis, selection.zone) : region_shape(map, *document.analysis, selection.region);
  const std::optional<BarycentricPoint> inmost = inmost_place(shape, map.surface);
  return inmost ? position_of(*inmost, map.surface) : document.why->position;
}

void face(Document& document, const Vec3& place, double aspect) {
  for (View& each : document.scene.views) {
    if (each.camera.perspective) {
      each.camera = looking_at(each.camera, place);
      continue;
    }
    Camera camera = facing(each.camera, document.map->surface, place, upwards(document));
    if (camera == each.camera) continue;
    const auto fitted = [&](const Camera& c) { return fit_camera(document.map->surface, {c.direction, c.up}, aspect).half_height_mm; };
    camera.half_height_mm *= fitted(camera) / fitted(each.camera);
    each.camera = camera;
    each.title.clear();
  }
}

Camera facing(const Camera& camera, const Surface& surface, const Vec3& place, const std::optional<Vec3>& upwards) {
  constexpr double kTooNear_mm = 1e-6;
  constexpr double kAlmostParallel = 0.99;
  Vec3 centre;
  for (const Vec3& vertex : surface.vertices) centre += vertex / static_cast<double>(surface.vertices.size());
  const Vec3 outward = place - centre;
  if (length(outward) < kTooNear_mm) return camera;
  Camera result = camera;
  result.direction = -normalized(outward);
  Vec3 up = upwards.value_or(camera.up);
  // Along the body there is no head up: as little as may be changes.
  if (std::abs(dot(up, result.direction)) > kAlmostParallel) up = camera.up;
  if (std::abs(dot(up, result.direction)) > kAlmostParallel) up = camera.direction;
  result.up = normalized(up - dot(up, result.direction) * result.direction);
  return result;
}

std::vector<Command> camera_commands() {
  return {
      {"view", "NAME [VIEW]", "look from a standard view, or AZIMUTH,ELEVATION", "1 to 9", view},
      {"turn", "VIEW RIGHT UP", "turn by degrees", "drag", turn},
      {"shift", "VIEW RIGHT UP", "move by shares of the view's height", "Shift+drag", shift},
      {"zoom", "VIEW FACTOR", "above 1: nearer", "wheel", zoom},
      {"fit", "[VIEW]", "the whole surface again", "F", fit},
      {"inside", "on|off", "look at the wall from the middle of the cavity", "I", inside},
      {"link", "on|off", "whether cameras move together", "L", link},
  };
}

}  // namespace viamyo::viewer
