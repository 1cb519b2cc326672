// What the readers of plain mesh files share.
#pragma once

#include <string>
#include <string_view>

#include "importer.h"

namespace viamyo {

//! Whether the source begins with a file of this ending.
bool is_lone_file(const SourceFiles& files, std::string_view ending);

//! Adds an array on vertices under a name that the file is free to choose, as add_measured does; leaves it out, and says why, where it is no known
//! quantity, nobody asked for it, and its numbers may identify a person.
void add_mesh_array(const ImportRequest& request, Import& import, Field field);

//! Checks caps, indices and the coordinates of what triangles use, and says what was read. Throws InputError ("NAME: ...").
void accept_mesh(const std::string& name, const ReadLimits& limits, Import& import);

}  // namespace viamyo
