// Mapping points as a table of text: one header line, one row per point, columns by name.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "importer.h"

namespace viamyo {

//! Names of columns that are no fields, which `--array x=COLUMN` may choose like one: positions, "accepted", "excluded" and "name".
bool is_column_of_points(std::string_view name);

//! Puts the points into `import.map.points`. Semicolons, tabs, commas, bars or blanks separate; empty cells, "NA", "NaN" and their like are no value.
//! Throws InputError when there is no header, no position, a row has another number of cells, or a cell of "accepted" is neither yes nor no.
void read_point_table(std::span<const std::byte> bytes, const std::string& name, const ImportRequest& request, Import& import);

//! Whether these bytes are a table of points: some line has the names of three coordinates.
bool is_point_table(std::span<const std::byte> bytes, const ImportOptions& options);

}  // namespace viamyo
