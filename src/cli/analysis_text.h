// The analysis as a page to read on the screen: the same numbers as the JSON, fewer of them.
#pragma once

#include <string>

#include "viamyo/analysed_map.h"

namespace viamyo::cli {

std::string analysis_text(const AnalysedMap& map);

}  // namespace viamyo::cli
