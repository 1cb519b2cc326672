// Keys as people meet them: compared by eye.
#pragma once

#include <string>

namespace viamyo::cli {

//! The first half of a public key in groups of four, to be read to one another.
std::string shown_key(const std::string& public_key);

}  // namespace viamyo::cli
