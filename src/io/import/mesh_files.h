// What the readers of plain mesh files share.
#pragma once

#include <string>
#include <string_view>

#include "importer.h"

namespace viamyo {

//! Whether the source begins with a file of this ending.
bool is_lone_file(const SourceFiles& files, std::string_view ending);

//! Checks caps, indices and coordinates, and says what was read. Throws InputError ("NAME: ...").
void accept_mesh(const std::string& name, const ReadLimits& limits, Import& import);

}  // namespace viamyo
