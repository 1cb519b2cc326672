// What became of everything in a source, for people and as JSON.
#pragma once

#include <string>
#include <vector>

#include "json.h"
#include "viamyo/import.h"

namespace viamyo::cli {

std::string import_text(const std::string& source, const std::string& out, const ImportedMap& imported);
Json import_json(const std::string& out, const ImportedMap& imported);

std::string contents_text(const SourceContents& contents);
Json maps_json(const std::vector<ListedMap>& maps);

}  // namespace viamyo::cli
