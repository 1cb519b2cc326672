// What may identify a person stays outside: a list of what is taken decides, never a list of what is not.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "viamyo/import.h"

namespace viamyo {

//! Whether the user names this column or array, to keep it or to make a field of it.
bool is_asked_for(const ImportOptions& options, std::string_view name);

//! Why a column of numbers of no known name is left out; empty = its title tells a unit, and the numbers can be a quantity of the points.
std::string why_no_quantity(std::string_view unit, std::span<const double> values);

//! The same for an array on vertices, which need not tell a unit: whatever differs from place to place and stays within a million is taken.
std::string why_no_quantity_of_a_surface(std::span<const float> values);

}  // namespace viamyo
