#include "view_layer.h"

#include <vtkCamera.h>
#include <vtkProperty.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "see_through.h"

namespace viamyo {
namespace {

constexpr double kHiddenBehind_mm = 1.5;  // a place this far behind the surface in front of it is hidden
constexpr double kDotSize = 9;            // pixels
constexpr double kSelectedDotSize = 16;

//! The locator over one form of the surface, for rays.
vtkSmartPointer<vtkStaticCellLocator> make_locator(const SurfaceArrays& arrays) {
  vtkNew<vtkPolyData> poly;
  poly->SetPoints(arrays.points);
  poly->SetPolys(arrays.triangles);
  auto locator = vtkSmartPointer<vtkStaticCellLocator>::New();
  locator->SetDataSet(poly);
  locator->BuildLocator();
  return locator;
}

double bounding_radius(const VertexPlaces& places, const Vec3& around) {
  double radius = 1e-3;
  for (std::size_t v = 0; v < places.at.size(); ++v)
    radius = std::max(radius, distance(places.at[v], around) + length(places.displacement[v]));
  return radius;
}

//! The mean of a segment's vertices lies inside the cavity: its number needs a place on the surface, the vertex nearest to that.
void find_segment_anchors(SceneData& data) {
  const std::optional<LongAxis>& axis = data.analysis->axis.axis;
  if (!axis || !axis->has_rotation) return;
  const std::vector<Vec3>& vertices = data.map->surface.vertices;
  const auto segment_of = [&](const Vec3& vertex) { return static_cast<std::size_t>(axis->segment(vertex) - 1); };
  std::vector<Vec3> means(kSegmentCount);
  std::vector<double> counts(kSegmentCount);
  for (const Vec3& vertex : vertices) {
    means[segment_of(vertex)] += vertex;
    counts[segment_of(vertex)] += 1;
  }
  for (std::size_t s = 0; s < means.size(); ++s) means[s] = counts[s] > 0 ? means[s] / counts[s] : Vec3{};
  data.segment_anchors = means;
  std::vector<double> nearest(kSegmentCount, std::numeric_limits<double>::infinity());
  for (const Vec3& vertex : vertices) {
    const std::size_t s = segment_of(vertex);
    if (const double d = distance(vertex, means[s]); d < nearest[s]) {
      nearest[s] = d;
      data.segment_anchors[s] = vertex;
    }
  }
}

bool same_geometry(const Map& a, const Map& b) { return &a == &b; }

}  // namespace

Rgb rejected_colour() { return rgb_from_hex("#6B7480"); }

double bullseye_half_height(const ViewRect& rect, double scale) {
  constexpr double kTitleAndWall = 48;  // above the disc, and as much below
  const double height = std::max(rect.height, 1);
  const double free = std::max(height / 2 - kTitleAndWall * scale, height / 8);
  return std::max({1.4, 1.62 * height / std::max(rect.width, 1), kWallsAt * height / (2 * free)});
}

std::shared_ptr<const SceneData> make_scene_data(std::shared_ptr<const Map> map, std::shared_ptr<const Analysis> analysis,
                                                 const SceneData* before) {
  auto data = std::make_shared<SceneData>();
  const bool keep = before != nullptr && before->map && same_geometry(*before->map, *map);
  data->space = places_in_space(map->surface);
  data->polar = places_in_bullseye(map->surface, analysis->axis);
  data->space_arrays = surface_arrays(*map, *analysis, data->space);
  data->space_locator = keep ? before->space_locator : make_locator(data->space_arrays);
  if (!data->polar.at.empty()) {
    data->polar_arrays = surface_arrays(*map, *analysis, data->polar);
    data->polar_locator = make_locator(data->polar_arrays);
  }
  data->points_on_surface = keep ? before->points_on_surface : places_of_points(*map);
  for (std::size_t z = 0; z < analysis->candidate_zones.size(); ++z)
    data->zones.push_back(zone_shape(*map, *analysis, static_cast<int>(z)));
  data->map = std::move(map);
  data->analysis = std::move(analysis);
  find_segment_anchors(*data);
  return data;
}

const PatchShape& SceneData::region(int index) const {
  const auto found = regions_.find(index);
  return found != regions_.end() ? found->second : regions_.emplace(index, region_shape(*map, *analysis, index)).first->second;
}

ViewLayer::ViewLayer()
    : rejected_fill_(LineLayer::Kind::kFill, 6e-4),
      rejected_lines_(LineLayer::Kind::kLines, 1.5e-3),
      zone_rim_(LineLayer::Kind::kLines, 1.8e-3),
      zone_lines_(LineLayer::Kind::kLines, 2e-3),
      selection_lines_(LineLayer::Kind::kLines, 3e-3),
      path_rim_(LineLayer::Kind::kLines, 5.8e-3),
      path_(LineLayer::Kind::kLines, 6e-3),
      dots_(LineLayer::Kind::kDots, 6e-2),
      selected_dot_(LineLayer::Kind::kDots, 6.5e-2),
      dots_behind_(LineLayer::Kind::kDots, 5.9e-2),  // covered by the one in front
      selected_dot_behind_(LineLayer::Kind::kDots, 6.4e-2) {
  // What is drawn before the front is seen through it; what comes after is hidden behind it.
  for (vtkActor* const actor :
       {&surface_.surface(), &rejected_lines_.actor(), &zone_rim_.actor(), &zone_lines_.actor(), &selection_lines_.actor(),
        &path_rim_.actor(), &path_.actor(), &dots_behind_.actor(), &selected_dot_behind_.actor(), &surface_.front(), &surface_.edges(),
        &rejected_fill_.actor(), &dots_.actor(), &selected_dot_.actor()}) {
    renderer_->AddActor(actor);
  }
  renderer_->SetMaximumNumberOfPeels(8);
  renderer_->SetOcclusionRatio(0);
}

void ViewLayer::update(const SceneState& state, int index, std::shared_ptr<const SceneData> data, const ViewRect& rect, double scale,
                       const Theme& theme) {
  const View& view = state.views.at(static_cast<std::size_t>(index));
  const bool new_values = !drawn_once_ || data_ != data || view_.kind != view.kind || view_.overlay != view.overlay;
  const bool new_patches = new_values || state_.selection != state.selection || state_.path != state.path ||
                           state_.rejected != state.rejected || state_.thresholds != state.thresholds || state_.display != state.display;
  const bool new_dots = new_patches || state_.ranges != state.ranges || ground_ != theme.ground;
  ground_ = theme.ground;
  data_ = std::move(data);
  view_ = view;
  rect_ = rect;
  scale_ = scale;
  if (new_values) {
    const bool polar = view.kind == ViewKind::kBullseye;
    // The shader counts the cut-offs itself, from the voltage.
    const Overlay values = view.overlay.kind == OverlayKind::kAgreement ? Overlay{OverlayKind::kUnipolar} : view.overlay;
    surface_.set_data(polar ? data_->polar_arrays : data_->space_arrays, overlay_values(values, *data_->map, *data_->analysis));
  }
  update_surface(state, view, scale, theme);
  if (new_patches) update_outlines(state, scale, theme);
  if (new_dots) update_dots(state, view, scale, theme);
  state_ = state;
  update_camera();
  drawn_once_ = true;
  region_places_.clear();
  zone_places_.clear();
  heart_.clear();
}

void ViewLayer::update_surface(const SceneState& state, const View& view, double scale, const Theme& theme) {
  surface_.set_accent(theme.accent);
  surface_.set_state(state, view, *data_->map, *data_->analysis, scale);
  const double beat = view.kind == ViewKind::kBullseye ? 0 : std::clamp(state.display.beat, 0.0, 1.0);
  for (LineLayer* const layer : {&rejected_fill_, &rejected_lines_, &zone_rim_, &zone_lines_, &selection_lines_, &path_rim_, &path_, &dots_,
                                 &selected_dot_, &dots_behind_, &selected_dot_behind_})
    layer->set_beat(beat);
  const Rgb white{1, 1, 1};
  rejected_fill_.set_look(rejected_colour(), 1, scale);
  rejected_lines_.set_look(theme.border, 1.6, scale);
  // A white line between two dark ones: no border, ghost or selection looks so, and it is seen on every fill.
  zone_rim_.set_look(theme.border, 5, scale);
  zone_lines_.set_look(white, 2.2, scale);
  selection_lines_.set_look(theme.accent, 3, scale);
  path_rim_.set_look(theme.border, 6, scale);
  path_.set_look(viamyo::theme("dark").accent, 2.5, scale);  // on its dark rim, whatever the theme
  dots_.set_look(white, kDotSize, scale);
  selected_dot_.set_look(theme.accent, kSelectedDotSize, scale);
  dots_behind_.set_look(white, kDotSize, scale);
  selected_dot_behind_.set_look(theme.accent, kSelectedDotSize, scale);
  renderer_->SetUseDepthPeeling(opacity_of(state.display) < 1 ? 1 : 0);
}

//! Seen through the wall in front, a value's colour would be another's: behind it, a dot tells where a point is and no more.
void ViewLayer::update_dots_behind(const SceneState& state, const std::vector<LineLayer::Dot>& dots, int selected, const Theme& theme) {
  if (opacity_of(state.display) >= 1) return;
  std::vector<LineLayer::Dot> plain = dots;
  for (LineLayer::Dot& dot : plain) dot.colour = theme.text;  // a disc on either ground, no ring
  if (selected >= 0 && selected < static_cast<int>(plain.size())) {
    LineLayer::Dot dot = plain[static_cast<std::size_t>(selected)];
    dot.hollow = false;
    selected_dot_behind_.set_dots({dot});
  }
  if (state.display.points) dots_behind_.set_dots(plain);
}

void ViewLayer::update_dots(const SceneState& state, const View& view, double /*scale*/, const Theme& theme) {
  for (LineLayer* const layer : {&dots_, &selected_dot_, &dots_behind_, &selected_dot_behind_}) layer->clear();
  if (data_->points_on_surface.empty()) return;
  std::vector<LineLayer::Dot> dots = point_dots(state, view, *data_->map, *data_->analysis, data_->points_on_surface, places());
  for (LineLayer::Dot& dot : dots) dot.colour = paled(dot.colour, theme.ground, opacity_of(state.display));
  const int selected = state.selection.point;
  if (selected >= 0 && selected < static_cast<int>(dots.size())) {
    LineLayer::Dot dot = dots[static_cast<std::size_t>(selected)];
    dot.hollow = false;
    selected_dot_.set_dots({dot});
  }
  if (state.display.points) dots_.set_dots(dots);
  update_dots_behind(state, dots, selected, theme);
}

std::vector<PatchShape> ViewLayer::zones_shown(const SceneState& state) const {
  std::vector<PatchShape> shown;
  for (std::size_t z = 0; z < data_->zones.size(); ++z) {
    const std::vector<int>& rejected = state.rejected.zones;
    if (!std::binary_search(rejected.begin(), rejected.end(), static_cast<int>(z))) shown.push_back(data_->zones[z]);
  }
  return shown;
}

//! A region that the team rejected is covered: what was computed there must not pass for what was confirmed.
void ViewLayer::update_rejected(const SceneState& state, bool current) {
  rejected_fill_.clear();
  rejected_lines_.clear();
  if (!current || view_.overlay.kind != OverlayKind::kClass) return;
  std::vector<PatchShape> shapes;
  for (const int region : state.rejected.regions) {
    if (region < static_cast<int>(data_->analysis->regions.size())) shapes.push_back(data_->region(region));
  }
  rejected_fill_.set_shapes(shapes, data_->map->surface, places());
  rejected_lines_.set_shapes(shapes, data_->map->surface, places());
}

void ViewLayer::update_outlines(const SceneState& state, double /*scale*/, const Theme& /*theme*/) {
  const Surface& surface = data_->map->surface;
  // Regions and zones belong to one set of thresholds: with others they would show borders that the picture does not have.
  const bool current = state.thresholds == data_->analysis->thresholds && !state.display.classes_hidden;
  zone_rim_.clear();
  zone_lines_.clear();
  selection_lines_.clear();
  update_rejected(state, current);
  if (current && state.display.zones) {
    // Outlines alone: a hatch would make another class's figure of the one below, or hide the value that a colour carries.
    const std::vector<PatchShape> zones = zones_shown(state);
    zone_rim_.set_shapes(zones, surface, places());
    zone_lines_.set_shapes(zones, surface, places());
  }
  const Selection& selection = state.selection;
  if (current && selection.zone >= 0 && selection.zone < static_cast<int>(data_->zones.size())) {
    selection_lines_.set_shapes({data_->zones[static_cast<std::size_t>(selection.zone)]}, surface, places());
  } else if (current && selection.region >= 0 && selection.region < static_cast<int>(data_->analysis->regions.size())) {
    selection_lines_.set_shapes({data_->region(selection.region)}, surface, places());
  }
  std::vector<AnimatedPoint> chain;
  for (const Vec3& place : state.path) {
    if (const std::optional<Vec3> at = drawn_place(place)) chain.push_back({*at, {}});
  }
  path_rim_.set_chain(chain);
  path_.set_chain(chain);
}

Camera ViewLayer::camera() const {
  if (view_.kind == ViewKind::kSurface) return view_.camera;
  Camera flat;
  flat.direction = {0, 0, -1};
  flat.up = {0, 1, 0};
  flat.half_height_mm = bullseye_half_height(rect_, scale_);
  return flat;
}

bool ViewLayer::is_clipped() const { return state_.display.clip && view_.kind == ViewKind::kSurface && !view_.camera.perspective; }

void ViewLayer::update_camera() {
  const Camera c = camera();
  vtkCamera* const to = renderer_->GetActiveCamera();
  const double radius = bounding_radius(places(), c.focal_point);
  const double away = c.perspective ? eye_distance_mm(c) : 2 * radius + c.half_height_mm;
  const Vec3 eye = c.focal_point - away * c.direction;
  to->SetFocalPoint(c.focal_point.x, c.focal_point.y, c.focal_point.z);
  to->SetPosition(eye.x, eye.y, eye.z);
  to->SetViewUp(c.up.x, c.up.y, c.up.z);
  to->SetParallelProjection(c.perspective ? 0 : 1);
  to->SetParallelScale(c.half_height_mm);
  to->SetViewAngle(kPerspectiveDegrees);
  const double nearest = c.perspective ? std::max(0.5, away - radius * 1.1) : away - radius * 1.1;
  to->SetClippingRange(is_clipped() ? away : nearest, away + radius * 1.1);
}

ScreenPlace ViewLayer::on_screen(const Vec3& at) const {
  const Camera c = camera();
  const Vec3 right = cross(c.direction, c.up);
  const Vec3 from = at - c.focal_point;
  double pixels_per_mm = rect_.height / (2 * c.half_height_mm);
  if (c.perspective) {
    const double away = eye_distance_mm(c);
    const double depth = away + dot(from, c.direction);
    if (depth <= 0) return {};
    pixels_per_mm *= away / depth;
  }
  ScreenPlace place{rect_.width / 2.0 + dot(from, right) * pixels_per_mm, rect_.height / 2.0 - dot(from, c.up) * pixels_per_mm, true, 0};
  place.visible = place.x >= 0 && place.y >= 0 && place.x < rect_.width && place.y < rect_.height;
  return place;
}

ViewLayer::Ray ViewLayer::ray(double x, double y) const {
  const Camera c = camera();
  const Vec3 right = cross(c.direction, c.up);
  const double mm_per_pixel = 2 * c.half_height_mm / std::max(rect_.height, 1);
  const Vec3 in_plane = c.focal_point + (x - rect_.width / 2.0) * mm_per_pixel * right - (y - rect_.height / 2.0) * mm_per_pixel * c.up;
  const double reach = 4 * bounding_radius(places(), c.focal_point) + c.half_height_mm;
  if (c.perspective) {
    const double away = eye_distance_mm(c);
    const Vec3 eye = c.focal_point - away * c.direction;
    return {eye, eye + reach * normalized(in_plane - eye)};
  }
  const double front = is_clipped() ? 0 : reach;
  return {in_plane - front * c.direction, in_plane + reach * c.direction};
}

std::optional<SurfacePoint> ViewLayer::hit(const Ray& ray) const {
  vtkStaticCellLocator* const locator = view_.kind == ViewKind::kBullseye ? data_->polar_locator : data_->space_locator;
  if (locator == nullptr) return std::nullopt;
  double t = 0;
  std::array<double, 3> at{};
  std::array<double, 3> parametric{};
  int sub_id = 0;
  vtkIdType cell = -1;
  const std::array<double, 3> from{ray.from.x, ray.from.y, ray.from.z};
  const std::array<double, 3> to{ray.to.x, ray.to.y, ray.to.z};
  if (locator->IntersectWithLine(from.data(), to.data(), 1e-6, t, at.data(), parametric.data(), sub_id, cell) == 0 || cell < 0)
    return std::nullopt;
  SurfacePoint found;
  found.triangle = static_cast<std::int32_t>(cell);
  found.barycentric = {1 - parametric[0] - parametric[1], parametric[0], parametric[1]};
  found.position = position_of({found.triangle, parametric[0], parametric[1]}, data_->map->surface);
  return found;
}

std::optional<SurfacePoint> ViewLayer::pick(double x, double y) const {
  if (!data_ || x < 0 || y < 0 || x >= rect_.width || y >= rect_.height) return std::nullopt;
  return hit(ray(x, y));
}

bool ViewLayer::is_hidden(const Vec3& at) const {
  if (view_.kind == ViewKind::kBullseye) return false;
  if (is_clipped() && dot(at - view_.camera.focal_point, view_.camera.direction) < 0) return true;
  const ScreenPlace place = on_screen(at);
  const std::optional<SurfacePoint> front = hit(ray(place.x, place.y));
  return front && dot(at - front->position, view_.camera.direction) > kHiddenBehind_mm;
}

int ViewLayer::pick_point(double x, double y, double reach) const {
  if (!data_ || !state_.display.points) return -1;
  int best = -1;
  double best_distance = reach;
  for (std::size_t p = 0; p < data_->points_on_surface.size(); ++p) {
    const SurfacePoint& on = data_->points_on_surface[p];
    const Vec3 at =
        place_in(places(), data_->map->surface.triangles[static_cast<std::size_t>(on.triangle)], on.barycentric[1], on.barycentric[2]).at;
    const ScreenPlace place = on_screen(at);
    const double off = std::hypot(place.x - x, place.y - y);
    if (place.visible && off < best_distance && !is_hidden(at)) {
      best = static_cast<int>(p);
      best_distance = off;
    }
  }
  return best;
}

std::optional<Vec3> ViewLayer::drawn_place(const Vec3& place) const {
  if (view_.kind == ViewKind::kSurface) return place;
  const AxisResult& axis = data_->analysis->axis;
  if (!axis.axis || !axis.axis->has_rotation) return std::nullopt;
  const double radius = std::max(0.0, 1 - axis.axis->t(place));
  const double angle = axis.axis->angle_degrees(place) * 3.14159265358979 / 180;
  return Vec3{radius * std::cos(angle), radius * std::sin(angle), 0};
}

ScreenPlace ViewLayer::project(const Vec3& place) const {
  const std::optional<Vec3> at = data_ ? drawn_place(place) : std::nullopt;
  if (!at) return {};
  ScreenPlace result = on_screen(*at);
  result.visible = result.visible && !is_hidden(*at);
  return result;
}

}  // namespace viamyo
