// The 17 segments as a drawing: apex in the middle, anterior wall up, septum on the left.
#pragma once

#include <string>

#include "viamyo/analysis.h"

namespace viamyo {

//! SVG; each segment in the colour and hatch of the class that holds most of it, with that share in percent. Empty without segments.
std::string bulls_eye_svg(const Analysis& analysis);

}  // namespace viamyo
