// The analysis as a page to read on the screen: the same numbers as the JSON, fewer of them.
#pragma once

#include <string>

#include "viamyo/analysis.h"
#include "viamyo/report.h"

namespace viamyo::cli {

std::string analysis_text(const InputIdentity& input, const Map& map, const Analysis& analysis, const ReviewState& review);

}  // namespace viamyo::cli
