// Every defect of a map, not only the first.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

enum class Severity : std::uint8_t {
  kWarning,  //!< the map can be analysed; the defect is told with the result
  kError     //!< the map cannot be analysed
};

struct Defect {
  Severity severity = Severity::kError;
  std::string code;    //!< stable snake_case word, e.g. "index_out_of_range"
  std::string object;  //!< where, in the file's words, e.g. "/VTKHDF/Connectivity"
  std::string text;    //!< one sentence with the counts and the first few places
};

//! A landmark farther than this from the surface is warned of, whoever gave it.
inline constexpr double kFarLandmark_mm = 30;

//! Defects of the map's content, errors first, in a fixed order. One entry per kind of defect and object, with the count in its text.
//!
//! Errors: no vertices or triangles; non-finite coordinates; vertex index out of range; arrays of the wrong length; a well-known field with a
//! wrong unit or number of components; non-finite positions of mapping points; landmarks that are not finite.
//! Warnings (what hangs together is told by place, see topology.h): degenerate triangles (zero area or a repeated vertex), duplicate triangles,
//! non-manifold edges, inconsistent orientation, unreferenced vertices, coincident vertices, several components, holes (how many, length of each, the longest being the rim), values outside
//! what is physically possible (voltage below 0 or above 200 mV, LLS outside -200..100 %, negative wall thickness, infinite values), landmarks
//! farther than 30 mm from the surface, unknown study values, end-systolic positions of no point.
//! Throws Stopped soon after a stop is requested.
std::vector<Defect> validate(const Map& map, const std::stop_token& stop = {});

bool has_errors(const std::vector<Defect>& defects);

}  // namespace viamyo
