// A surface where a source has points alone.
#pragma once

#include <string>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

//! The closed surface whose triangles join points that are neighbours as seen from their mean: the convex hull of the directions. Outwards oriented.
//! Right for a chamber whose wall can be seen from its middle, as a ventricle's can; a convention of ours. Of points in the same direction (within
//! 1e-9) the first counts. Throws InputError ("NAME: ...") for fewer than 4 directions, or more than 5000, or none that surround the mean.
Surface reconstructed_surface(const std::vector<Vec3>& points, const std::string& name);

}  // namespace viamyo
