// Units of other programs.
#pragma once

#include <optional>
#include <string_view>

namespace viamyo {

//! What a value in `from` is multiplied with to be in `to`; nothing where the one cannot be made into the other. Case counts where it tells units
//! apart (mV and MV); "uV", "µV" and "microV" are the same.
std::optional<double> unit_factor(std::string_view from, std::string_view to);

}  // namespace viamyo
