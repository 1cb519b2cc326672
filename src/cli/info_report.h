// What is in a map, before any analysis: as a page to read and as JSON.
#pragma once

#include <string>

#include "viamyo/native_file.h"
#include "viamyo/review_log.h"

namespace viamyo::cli {

//! Of a log without lines nothing is said.
std::string info_text(const LoadedMap& loaded, const ReviewLog& log);
std::string info_json(const LoadedMap& loaded, const ReviewLog& log);

}  // namespace viamyo::cli
