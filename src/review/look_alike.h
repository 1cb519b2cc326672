// Names that people take for one another, though a computer does not: an "A" may be Latin, Greek or Cyrillic.
#pragma once

#include <string_view>

namespace viamyo {

//! Whether people could take one name for the other. Covered: letters of Latin, Greek and Cyrillic that are drawn alike, with marks or without, in either
//! case; I, l and 1; O and 0; rn and m; vv and w; blanks, dots, hyphens and apostrophes. Letters of other scripts are compared as they are.
bool look_alike(std::string_view a, std::string_view b);

}  // namespace viamyo
