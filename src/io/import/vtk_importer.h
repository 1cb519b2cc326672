// VTK's own formats, for the reader that links VTK.
#pragma once

#include "importer.h"

namespace viamyo {

extern const Importer kVtkImporter;

}  // namespace viamyo
