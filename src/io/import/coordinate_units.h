// The units of the coordinates of a table of points: each column is converted by its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "importer.h"
#include "table_columns.h"

namespace viamyo {

//! Gives each coordinate its `to_mm`. One that states no unit has that of the others of its place; a diastolic place that states none beside a systolic one
//! that does is in mm; each assumption is told. A systolic place that states none beside a diastolic one that is not in mm is left out, as a loss. Returns the
//! unit that all coordinates have, empty where they have several; without a value where none states one, and `to_mm` stays 1. Throws InputError where nobody
//! tells which of two units a coordinate has, and for a unit that is none of length.
std::optional<std::string> settle_coordinate_units(std::vector<Column>& columns, const std::string& file, Import& import);

}  // namespace viamyo
