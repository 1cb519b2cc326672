// The mapping points as they are seen: where they lie on the surface, and the colour of their own value.
#pragma once

#include <optional>
#include <vector>

#include "line_layer.h"
#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/measures.h"
#include "viamyo/scene_state.h"

namespace viamyo {

//! The closest place of the surface to each mapping point: the place that its segment, region and zone are found by.
std::vector<SurfacePoint> places_of_points(const Map& map);

//! One dot per point, coloured by its own value as the surface is (never by the surface's interpolated one); grey without a value, hollow where excluded.
std::vector<LineLayer::Dot> point_dots(const SceneState& state, const View& view, const Map& map, const Analysis& analysis,
                                       const std::vector<SurfacePoint>& on_surface, const VertexPlaces& places);

}  // namespace viamyo
