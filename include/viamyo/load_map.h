// Opens whatever holds a map: the native file, or an export of another system.
#pragma once

#include <filesystem>

#include "viamyo/import.h"
#include "viamyo/native_file.h"
#include "viamyo/task.h"

namespace viamyo {

//! A native file as read_native reads it, but for results that an export of ours carries (is_code_field), each left out with a warning; anything else as
//! import_map does, with the digests that a save of the map would have. `report`, where given, receives the report of an import and is left alone by a
//! native file. Throws InputError and UsageError as these two do, and Stopped soon after the task is asked to stop.
LoadedMap load_map(const std::filesystem::path& source, const ImportOptions& options = {}, const ReadLimits& limits = {},
                   ImportReport* report = nullptr, const Task& task = {});

}  // namespace viamyo
