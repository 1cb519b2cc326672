#include "point_dots.h"

#include <algorithm>
#include <cmath>

#include "viamyo/presets.h"

namespace viamyo {
namespace {

bool is_excluded(const Map& map, const Analysis& analysis, std::size_t point) {
  const std::vector<int>& excluded = analysis.settings.excluded_points;
  return !is_accepted(map.points, point) || std::binary_search(excluded.begin(), excluded.end(), static_cast<int>(point));
}

float value_at(const std::vector<float>& values, std::size_t point) { return point < values.size() ? values[point] : std::nanf(""); }

//! The class of a point's own values; none where one is missing.
std::optional<TissueClass> class_of_point(const SceneState& state, const Analysis& analysis, float voltage, std::size_t point) {
  const bool mechanics = state.thresholds.criteria == Criteria::kElectromechanical;
  const float shortening = value_at(analysis.values.point_shortening_percent, point);
  if (!std::isfinite(voltage) || (mechanics && !std::isfinite(shortening))) return std::nullopt;
  return class_of(classify(state.thresholds, static_cast<double>(voltage), static_cast<double>(shortening)));
}

}  // namespace

std::vector<SurfacePoint> places_of_points(const Map& map) {
  std::vector<SurfacePoint> places;
  if (map.points.positions.empty() || map.surface.triangles.empty()) return places;
  const ClosestPoint closest(map.surface);
  places.reserve(map.points.positions.size());
  for (const Vec3& position : map.points.positions) places.push_back(closest.find(position));
  return places;
}

std::vector<LineLayer::Dot> point_dots(const SceneState& state, const View& view, const Map& map, const Analysis& analysis,
                                       const std::vector<SurfacePoint>& on_surface, const VertexPlaces& places) {
  const Rgb no_value = class_colour(TissueClass::kUnmapped);
  const std::vector<float> values = overlay_point_values(view.overlay, map, analysis);
  const DisplayRange range = range_of(state, view.overlay, map);
  const Palette& palette = palette_of(state, view.overlay);
  std::vector<LineLayer::Dot> dots;
  dots.reserve(on_surface.size());
  for (std::size_t p = 0; p < on_surface.size(); ++p) {
    const SurfacePoint& on = on_surface[p];
    const AnimatedPoint place =
        place_in(places, map.surface.triangles[static_cast<std::size_t>(on.triangle)], on.barycentric[1], on.barycentric[2]);
    const float value = value_at(values, p);
    Rgb colour = no_value;
    if (view.overlay.kind == OverlayKind::kClass) {
      if (const auto tissue = class_of_point(state, analysis, value, p); tissue && !state.display.classes_hidden)
        colour = class_colour(*tissue);
    } else if (std::isfinite(value)) {
      colour = colour_at(palette, (static_cast<double>(value) - range.low) / (range.high - range.low));
    }
    dots.push_back({place, colour, is_excluded(map, analysis, p)});
  }
  return dots;
}

}  // namespace viamyo
