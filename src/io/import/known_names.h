// Names of columns and arrays that are understood whoever wrote them, in any case, with or without a unit at their end.
#pragma once

#include <string>
#include <string_view>

namespace viamyo {

struct KnownName {
  std::string_view field;  //!< of the map; or a position, "name", "accepted", "excluded"; empty: not known
  std::string_view unit;   //!< as the title ends; empty: it tells none
};
KnownName known_name(std::string_view title);

//! Whether a column is one of a result that Viamyo wrote (result_column, or such a field as other programs write it): its table is an output of a map, and
//! no source.
bool is_result_title(std::string_view title);

//! "Loc stab (mm)" as "loc_stab_mm".
std::string plain_name(std::string_view title);

}  // namespace viamyo
