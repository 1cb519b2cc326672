// A surface in VTK's own formats: .vtp (XML) and .vtk (legacy).
#pragma once

#include <string>
#include <string_view>

#include "viamyo/surface_export.h"

namespace viamyo::cli {

//! The file's bytes. Throws OutputError.
std::string vtk_text(const SurfaceExport& exported, std::string_view ending);

}  // namespace viamyo::cli
