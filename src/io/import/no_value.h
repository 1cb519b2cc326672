// Numbers that stand for "no value", and values that cannot be: neither reaches the map in silence.
#pragma once

#include <string_view>

#include "importer.h"

namespace viamyo {

//! -10000 and +10000, CARTO's and EnSite's marks, and those that the user names become "no value" where the field cannot have such a value; `factor` is
//! what made the source's numbers into the field's unit. What is left outside the possible range of a well-known field is refused: single values, or
//! all of the field where they are more than a tenth, since the unit or the array is then another. The report tells each with its count; infinite
//! values are no values. `where` is "vertices" or "points". Returns false where nothing of the field is left.
bool settle_values(const ImportOptions& options, double factor, std::string_view where, Import& import, Field& field);

//! Whether a number of a source, whose unit may not be known yet, is such a mark.
bool is_mark(double number, std::string_view unit, const ImportOptions& options);

//! Whether a coordinate is such a mark.
bool is_no_place(double coordinate, const ImportOptions& options);

}  // namespace viamyo
