// Which chamber of the heart a map shows, as far as its name says.
#pragma once

#include <string_view>

#include "importer.h"

namespace viamyo {

//! "LV", "RV", "LA", "RA" where the words of a name say one of them, and one alone; empty where they do not. ("1-LV endo", "Left Ventricle")
std::string_view chamber_in(std::string_view name);

//! Where nothing says the chamber, takes it from the map's name or, where the format gives none, from that of its file; the report tells it.
void take_chamber_from_name(Import& import);

}  // namespace viamyo
