#include "viamyo/camera.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "viamyo/errors.h"

namespace viamyo {
namespace {

constexpr double kFilledHeight = 0.8;  // of a view's height by the heart
constexpr double kFilledWidth = 0.62;  // of its width: a bar stands at the right, and the heart stays in the middle
constexpr double kNearestHalfHeight_mm = 0.5;
constexpr double kFarthestHalfHeight_mm = 5000;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

//! Rodrigues' rotation about a unit axis.
Vec3 rotated(const Vec3& v, const Vec3& axis, double angle) {
  return std::cos(angle) * v + std::sin(angle) * cross(axis, v) + (1 - std::cos(angle)) * dot(axis, v) * axis;
}

//! From a C-arm's angles: the eye stands there, and looks at the heart.
ViewDirection from_angles(double azimuth_degrees, double elevation_degrees) {
  const double a = radians(azimuth_degrees);
  const double e = radians(elevation_degrees);
  const Vec3 eye{std::cos(e) * std::sin(a), -std::cos(e) * std::cos(a), std::sin(e)};
  return {-eye, {-std::sin(e) * std::sin(a), std::sin(e) * std::cos(a), std::cos(e)}};
}

struct Angles {
  std::string_view name;
  double azimuth;
  double elevation;
};
constexpr std::array kAngles{Angles{"ap", 0, 0},      Angles{"pa", 180, 0},      Angles{"lao30", 30, 0},
                             Angles{"lao45", 45, 0},  Angles{"rao30", -30, 0},   Angles{"left", 90, 0},
                             Angles{"right", -90, 0}, Angles{"superior", 0, 90}, Angles{"inferior", 0, -90}};

std::optional<ViewDirection> relative_view(std::string_view name, const LongAxis& axis) {
  const Vec3 base_up = -axis.direction;
  if (name == "septal") return ViewDirection{axis.zero_degrees, base_up};  // the eye at 180 degrees looks towards 0
  if (name == "lateral") return ViewDirection{-axis.zero_degrees, base_up};
  if (name == "anterior") return ViewDirection{-axis.ninety_degrees, base_up};
  if (name == "inferior-wall") return ViewDirection{axis.ninety_degrees, base_up};
  if (name == "apex") {
    if (axis.has_rotation) return ViewDirection{-axis.direction, axis.ninety_degrees};
    const Vec3 any = std::abs(axis.direction.z) < 0.9 ? Vec3{0, 0, 1} : Vec3{0, 1, 0};
    return ViewDirection{-axis.direction, normalized(any - dot(any, axis.direction) * axis.direction)};
  }
  return std::nullopt;
}

std::optional<std::array<double, 2>> parse_angles(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  std::array<double, 2> angles{};
  const std::array parts{text.substr(0, comma), text.substr(comma + 1)};
  for (std::size_t i = 0; i < 2; ++i) {
    const char* const end = parts.at(i).data() + parts.at(i).size();
    const auto [rest, error] = std::from_chars(parts.at(i).data(), end, angles.at(i));
    if (error != std::errc() || rest != end || !std::isfinite(angles.at(i))) return std::nullopt;
  }
  if (std::abs(angles[0]) > 360 || std::abs(angles[1]) > 90) return std::nullopt;
  return angles;
}

std::string available_names(const Map& map, const Analysis& analysis) {
  std::string names;
  for (const StandardView& view : standard_views()) {
    if (is_available(view, map, analysis)) names += (names.empty() ? "" : " ") + std::string(view.name);
  }
  return names.empty() ? "none" : names;
}

[[noreturn]] void refuse(const StandardView& view, const Map& map, const Analysis& analysis) {
  const std::string_view missing = view.needs_frame      ? "patient axes, and the map's coordinate_frame is not LPS"
                                   : view.needs_rotation ? "the anterior RV insertion, which the map does not have"
                                                         : "a long axis (apex and mitral annulus), which the map does not have";
  throw UsageError(fmt::format("view {} needs {}; views of this map: {}", view.name, missing, available_names(map, analysis)));
}

//! Least and largest coordinate of the surface along a direction.
std::array<double, 2> extent(const Surface& surface, const Vec3& direction) {
  std::array<double, 2> range{INFINITY, -INFINITY};
  for (const Triangle& triangle : surface.triangles) {
    for (const std::int32_t v : triangle) {
      const double at = dot(surface.vertices[static_cast<std::size_t>(v)], direction);
      range = {std::min(range[0], at), std::max(range[1], at)};
    }
  }
  return range[0] <= range[1] ? range : std::array<double, 2>{0, 0};
}

}  // namespace

const std::vector<StandardView>& standard_views() {
  static const std::vector<StandardView> views{
      {"ap", "AP", true, false, false},
      {"pa", "PA", true, false, false},
      {"lao30", "LAO 30", true, false, false},
      {"lao45", "LAO 45", true, false, false},
      {"rao30", "RAO 30", true, false, false},
      {"left", "left lateral", true, false, false},
      {"right", "right lateral", true, false, false},
      {"superior", "superior", true, false, false},
      {"inferior", "inferior", true, false, false},
      {"apex", "along the axis, from the apex", false, true, false},
      {"septal", "septal wall", false, true, true},
      {"lateral", "lateral wall", false, true, true},
      {"anterior", "anterior wall", false, true, true},
      {"inferior-wall", "inferior wall", false, true, true},
  };
  return views;
}

bool is_available(const StandardView& view, const Map& map, const Analysis& analysis) {
  if (view.needs_frame && map.study.coordinate_frame != "LPS") return false;
  if (view.needs_axis && !analysis.axis.axis) return false;
  return !view.needs_rotation || analysis.axis.axis->has_rotation;
}

ViewDirection view_direction(std::string_view name, const Map& map, const Analysis& analysis) {
  for (const StandardView& view : standard_views()) {
    if (view.name != name) continue;
    if (!is_available(view, map, analysis)) refuse(view, map, analysis);
    const auto* const angles = std::find_if(kAngles.begin(), kAngles.end(), [&](const Angles& a) { return a.name == name; });
    return angles != kAngles.end() ? from_angles(angles->azimuth, angles->elevation) : *relative_view(name, *analysis.axis.axis);
  }
  // Angles alone claim no anatomy: they are about the file's own axes where the frame is unknown.
  if (const auto angles = parse_angles(name)) return from_angles((*angles)[0], (*angles)[1]);
  throw UsageError(fmt::format("unknown view '{}'; known are {} and AZIMUTH,ELEVATION in degrees (at most 360 and 90)", name,
                               available_names(map, analysis)));
}

std::string_view default_view(const Map& map, const Analysis& analysis) {
  if (map.study.coordinate_frame == "LPS") return "lao45";
  if (analysis.axis.axis) return analysis.axis.axis->has_rotation ? "anterior" : "apex";
  return "0,0";
}

double aspect_beside_bar(double width, double height, double scale) {
  constexpr double kBar = 64;
  const double free = std::max(width - 2 * kBar * scale, width / 4);  // the heart stays in the middle
  return std::min(width, free / kFilledWidth) / height;
}

Camera fit_camera(const Surface& surface, const ViewDirection& view, double aspect) {
  const Vec3 right = cross(view.direction, view.up);
  const std::array<double, 2> across = extent(surface, right);
  const std::array<double, 2> upward = extent(surface, view.up);
  const std::array<double, 2> inward = extent(surface, view.direction);
  const auto middle = [](const std::array<double, 2>& range) { return (range[0] + range[1]) / 2; };
  const auto half = [](const std::array<double, 2>& range) { return (range[1] - range[0]) / 2; };
  Camera camera;
  camera.focal_point = middle(across) * right + middle(upward) * view.up + middle(inward) * view.direction;
  camera.direction = view.direction;
  camera.up = view.up;
  camera.half_height_mm = std::max({half(upward) / kFilledHeight, half(across) / (kFilledWidth * aspect), kNearestHalfHeight_mm});
  return camera;
}

double eye_distance_mm(const Camera& camera) { return camera.half_height_mm / std::tan(radians(kPerspectiveDegrees / 2)); }

Camera inside_camera(const Surface& surface, const ViewDirection& view) {
  Camera camera;
  camera.perspective = true;
  camera.direction = view.direction;
  camera.up = view.up;
  Vec3 eye;
  for (const Vec3& vertex : surface.vertices) eye += vertex / static_cast<double>(surface.vertices.size());
  const double away = extent(surface, view.direction)[1] - dot(eye, view.direction);
  camera.half_height_mm = std::max(away * std::tan(radians(kPerspectiveDegrees / 2)), kNearestHalfHeight_mm);
  camera.focal_point = eye + eye_distance_mm(camera) * view.direction;
  return camera;
}

Camera turned(const Camera& camera, double right_degrees, double up_degrees) {
  // What is seen follows the hand. Dragged to the right, the heart turns to the right, and the eye goes round to the left; seen from inside, the wall moves
  // to the right as the head turns to the left.
  const double sense = camera.perspective ? 1 : -1;
  Camera result = camera;
  const Vec3 across = cross(camera.direction, camera.up);
  result.direction = normalized(rotated(camera.direction, camera.up, sense * radians(right_degrees)));
  const Vec3 right = normalized(rotated(across, camera.up, sense * radians(right_degrees)));
  result.direction = normalized(rotated(result.direction, right, -sense * radians(up_degrees)));
  result.up = cross(right, result.direction);
  if (camera.perspective) result.focal_point += eye_distance_mm(camera) * (result.direction - camera.direction);
  return result;
}

Camera shifted(const Camera& camera, double right, double up) {
  Camera result = camera;
  const double height = 2 * camera.half_height_mm;
  result.focal_point += -right * height * cross(camera.direction, camera.up) - up * height * camera.up;
  return result;
}

Camera zoomed(const Camera& camera, double factor) {
  Camera result = camera;
  result.half_height_mm = std::clamp(camera.half_height_mm / factor, kNearestHalfHeight_mm, kFarthestHalfHeight_mm);
  return result;
}

}  // namespace viamyo
