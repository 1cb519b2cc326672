// One vertex per place and one triangle per three places: what files of other programs are given when they become maps.
#pragma once

#include <cstddef>

#include "viamyo/map.h"

namespace viamyo {

struct Welded {
  std::size_t values_filled = 0;    //!< of vertices without one, from another vertex at the same place
  std::size_t vertices_merged = 0;  //!< into an earlier vertex at the same place that has the same values
  std::size_t vertices_kept_apart =
      0;  //!< at the place of an earlier vertex, with other values: an analysis takes them for one place all the same
  std::size_t triangles_repeated = 0;   //!< dropped: on the same three places as an earlier one
  std::size_t triangles_collapsed = 0;  //!< dropped: two corners at one place
  std::size_t vertices_dropped = 0;     //!< corners of dropped triangles alone; each had values of its own at its place
};

//! Gives vertices without a value that of another at their place, makes vertices at one place one (within kSamePlace_mm, see topology.h) where no field
//! tells them apart, and drops triangles that count for nothing,
//! with the vertices that only they had. The order of what stays is kept, and so are vertices that were in no triangle before. No number of an analysis
//! changes by it. The surface must be sound: coordinates finite, indices in range, fields of the right length.
Welded weld(Map& map);

}  // namespace viamyo
