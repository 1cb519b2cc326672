// The mapping points of one CARTO map, out of all the files that say something of them.
#pragma once

#include <string>

#include "carto_files.h"
#include "importer.h"

namespace viamyo {

//! Adds points, their values and electrograms to the import. Gives the version that the point table names; empty where there is none.
std::string add_carto_points(SourceFiles& files, const CartoStudyMap& map, const ReadLimits& limits, Import& import);

//! How many points the map's table holds; 0 where there is none or it cannot be read.
std::size_t count_carto_points(SourceFiles& files, const CartoStudyMap& map, const ReadLimits& limits);

}  // namespace viamyo
