// Which values the analysis uses at vertices and points: stored, interpolated, or made from electrograms or motion.
#pragma once

#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/settings.h"
#include "viamyo/task.h"

namespace viamyo {

//! Values in use under the settings. Without a requested source: stored if the surface has it, else points interpolated, else electrograms (voltage)
//! or motion (shortening). Stored fields that an analysis made report how they were made. Throws UsageError when a requested source is not there.
ValuesInUse choose_values(const Map& map, const Settings& settings, const Task& task);

//! True where the point takes part: accepted by the map and not excluded by the settings.
std::vector<bool> usable_points(const Map& map, const Settings& settings);

//! Positions of the usable points.
std::vector<Vec3> usable_positions(const Map& map, const std::vector<bool>& usable);

}  // namespace viamyo
