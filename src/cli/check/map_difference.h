// An exported map against the one that would be exported now.
#pragma once

#include <string>

#include "viamyo/surface_export.h"

namespace viamyo::cli {

//! Where the map of a native export differs, one sentence; empty = nowhere. `exported` and `is`: the surface and the whole map as they would be written now.
std::string map_difference(const Map& says, const SurfaceExport& exported, const Map& is);

}  // namespace viamyo::cli
