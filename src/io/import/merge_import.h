// Files that an option names beside the source: a table of points, further exports of the same surface.
#pragma once

#include "importer.h"

namespace viamyo {

//! Throws InputError when a further file is no export of the same surface.
void merge_further_files(SourceFiles& files, const ImportRequest& request, Import& import);

}  // namespace viamyo
