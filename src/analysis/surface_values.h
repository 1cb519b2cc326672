// Which values the analysis uses at vertices and points: stored, interpolated, or made from electrograms or motion.
#pragma once

#include "point_distances.h"
#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/settings.h"
#include "viamyo/task.h"
#include "viamyo/topology.h"

namespace viamyo {

//! Values in use under the settings. Without a requested source: stored if the surface has it, else points interpolated, else electrograms (voltage)
//! or motion (shortening). Stored fields that an analysis made report how they were made. What is stored or made at vertices is left out where no point
//! supports it (settings.beyond_fill). Throws UsageError when a requested source is not there.
ValuesInUse choose_values(const Map& map, const Topology& topology, const Settings& settings, PointDistances& distances, const Task& task);

//! True where the point takes part: accepted by the map and not excluded by the settings.
std::vector<bool> usable_points(const Map& map, const Settings& settings);

}  // namespace viamyo
