// What a run may write: nothing twice, and nothing over what it reads.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "inputs.h"
#include "viamyo/import.h"

namespace viamyo::cli {

//! A map's name as a file's, without an ending: what a file system or a shell could stumble over is replaced.
std::string file_stem(const std::string& map);

//! The same for all maps of a source, none twice: "LV (2)" as "LV-2", and a number where two would be one otherwise.
std::vector<std::string> file_stems(const std::vector<ListedMap>& maps);

//! The JSON of one map of several, in a folder with the name of its source.
std::string output_of_map(const std::filesystem::path& source, const std::string& stem);

//! Throws UsageError when two outputs of the run would have one name, or one would be a folder of another.
void refuse_clashes(const std::vector<BatchInput>& inputs);

//! Throws UsageError when an output below `folder` is one of the inputs or of the other files that are read (empty names = none).
void refuse_overwriting(const std::vector<BatchInput>& inputs, const std::vector<std::string>& also_read, const std::string& folder);

}  // namespace viamyo::cli
