// Units of other programs.
#pragma once

#include <optional>
#include <string_view>

namespace viamyo {

//! What a value in `from` is multiplied with to be in `to`; nothing where the one cannot be made into the other. Case counts where it tells units
//! apart (mV and MV); "uV", "µV" and "microV" are the same.
std::optional<double> unit_factor(std::string_view from, std::string_view to);

//! What a title of a column says of its unit: "Force (g)" and "Force [g]" are Force in g, "imp_ohm" is imp in ohm.
struct TitleUnit {
  std::string_view name;     //!< without the unit; the whole title where it tells none
  std::string_view unit;     //!< as this program writes it; empty = none, or one that is not known
  std::string_view strange;  //!< what stands in brackets where a unit would, and is none that is known
};
TitleUnit unit_in_title(std::string_view title);

//! The unit as this program writes it ("mv", "(mV)" and "[mV]" are mV); empty where it is none that a quantity of a heart has.
std::string_view known_unit(std::string_view text);

}  // namespace viamyo
