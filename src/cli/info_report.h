// What is in a map, before any analysis: as a page to read and as JSON.
#pragma once

#include <string>

#include "viamyo/native_file.h"

namespace viamyo::cli {

std::string info_text(const LoadedMap& loaded);
std::string info_json(const LoadedMap& loaded);

}  // namespace viamyo::cli
