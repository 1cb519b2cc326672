// JSON of a file that is to be checked: read as one meaning, or told that it has two.
#pragma once

#include <string>
#include <string_view>

#include "../json.h"

namespace viamyo::cli {

//! What is no JSON comes back as discarded. `twice`: the first key that one object has twice, of which programs show one or the other; empty = none.
Json parse_once(std::string_view text, std::string& twice);

}  // namespace viamyo::cli
