// A synthetic left ventricle with any number of vertices, for measuring: smooth values, 150 points, no stored surface values.
#pragma once

#include "viamyo/map.h"

namespace viamyo::benchmarks {

//! About `vertices` vertices (an open half-ellipsoid of rows and sectors), 150 mapping points, full landmarks.
Map large_map(int vertices);

}  // namespace viamyo::benchmarks
