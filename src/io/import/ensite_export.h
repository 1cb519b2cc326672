// The files of EnSite exports put together: which surfaces are one with several quantities, and whose the points are.
#pragma once

#include <string>
#include <vector>

#include "ensite_files.h"

namespace viamyo {

//! One map: a surface with all quantities that its files hold and with its points; or points alone.
struct EnsiteMap {
  std::string name;
  std::string place;  //!< the file or folder that holds all of it
  std::string fault;  //!< why there is none; empty: there is one
  Import import;
};

//! Surfaces are one where they have the same vertices and triangles, lie in one folder or in folders side by side, are called the same but for words
//! that name a quantity, and do not say two things of one quantity. Points belong to the surface in their folder, or in the one above it, that they
//! lie on. What cannot be read is a loss of the map beside it, or a map with a fault.
std::vector<EnsiteMap> read_ensite_export(SourceFiles& files, const ImportRequest& request);

}  // namespace viamyo
