// Mapping points as a table of text: one header line, one row per point, columns by name.
#pragma once

#include <string>
#include <string_view>

#include "importer.h"

namespace viamyo {

//! Names of position columns, which `--array x=COLUMN` may choose like a field.
bool is_position_column(std::string_view name);

//! Puts the points into `import.map.points`. Commas, semicolons or tabs separate; empty cells, "NA" and "NaN" are no value. Throws InputError when
//! there is no header, no position, or a row has another number of cells.
void read_point_table(std::string_view text, const std::string& name, const ImportRequest& request, Import& import);

}  // namespace viamyo
