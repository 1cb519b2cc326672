// A kept picture beside the one that its options draw; in the program with OpenGL alone.
#pragma once

#include "program.h"

namespace viamyo::cli {

PictureComparison compare_picture(const PictureTexts& texts, const std::string& png, const std::shared_ptr<const Map>& map,
                                  const std::shared_ptr<const Analysis>& analysis, const ReviewState& review);

}  // namespace viamyo::cli
