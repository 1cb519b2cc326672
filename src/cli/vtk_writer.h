// A surface in VTK's own formats: .vtp (XML) and .vtk (legacy).
#pragma once

#include <string>

#include "viamyo/surface_export.h"

namespace viamyo::cli {

//! The ending says which. All or nothing; throws OutputError.
void write_vtk(const SurfaceExport& exported, const std::string& path);

}  // namespace viamyo::cli
