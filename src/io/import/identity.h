// What may identify a person stays outside: a list of what is taken decides, never a list of what is not.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "units.h"
#include "viamyo/import.h"

namespace viamyo {

//! Whether the user names this column or array, to keep it or to make a field of it.
bool is_asked_for(const ImportOptions& options, std::string_view name);

//! Why a column of numbers of no known name is left out; empty = its title tells a unit, and the numbers can be a quantity of the points.
std::string why_no_quantity(const TitleUnit& told, std::span<const double> values);

//! The same for an array on vertices, which need not tell a unit: whatever differs from place to place and stays within a million is taken.
std::string why_no_quantity_of_a_surface(std::span<const float> values);

//! Why a title is not taken for the name of a quantity: it has other words than those of what is measured in a heart, and may tell of a person, or a
//! number of more than three digits, as dates and the numbers of persons are. Empty = it is one.
std::string why_no_title(std::string_view title);

//! Whether a text is no more than a label of a point: empty, a number below a million, or words of at most three letters or of the heart with such numbers
//! ("P12", "A1-A2", "LV apex 3"). Anything longer may be a person, a date, a time or a number of either.
bool is_point_label(std::string_view text);

}  // namespace viamyo
