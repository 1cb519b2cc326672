// Which chamber of the heart a map shows, as far as its name says.
#pragma once

#include <string_view>

#include "importer.h"

namespace viamyo {

//! "LV", "RV", "LA", "RA" where the words of a name say one of them, and one alone; empty where they do not. ("1-LV endo", "Left Ventricle")
std::string_view chamber_in(std::string_view name);

//! What the user says, else what the source says, else what the map's name or, where the format gives none, that of its file says; the report tells which,
//! or that the chamber was not told. Throws UsageError where the user's word is none.
void settle_chamber(const ImportOptions& options, Import& import);

}  // namespace viamyo
