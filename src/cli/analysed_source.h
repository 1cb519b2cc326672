// How a command opens the one map that it is about: the file, its settings, its review.
#pragma once

#include <string>

#include "import_options.h"
#include "options.h"
#include "review/review_source.h"
#include "viamyo/analysed_map.h"

namespace viamyo::cli {

//! Unless quiet, stderr is told what was assumed of another system's export, and what the rules of --exclude leave out. A UsageError about what the map
//! cannot give names the file.
AnalysedMap open_analysed(const std::string& file, const SourceOptions& from, const ChosenSettings& chosen, const ReviewSource& review,
                          bool quiet);

}  // namespace viamyo::cli
