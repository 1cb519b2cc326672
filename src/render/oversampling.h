// Pictures are drawn larger and reduced, so that edges are smooth without multisampling, which VTK's depth peeling does not bear.
#pragma once

#include "viamyo/scene.h"

namespace viamyo {

//! Each pixel the mean of factor x factor pixels, colours weighted by their alpha.
Image reduced(const Image& image, int factor);

}  // namespace viamyo
