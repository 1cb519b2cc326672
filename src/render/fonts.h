// Inter (SIL Open Font License), compiled in from Debian's package, for pictures and the window alike.
#pragma once

#include <cstddef>
#include <span>

#include "canvas.h"

namespace viamyo {

//! The OpenType file of a weight.
std::span<const std::byte> font_bytes(FontWeight weight);

}  // namespace viamyo
