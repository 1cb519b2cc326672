// A native file as load_map needs it: watched while it is read.
#pragma once

#include "viamyo/native_file.h"
#include "viamyo/task.h"

namespace viamyo {

//! As read_native, and throws Stopped soon after the task is asked to stop (contained in this program: when the file has been read).
LoadedMap read_native(const std::filesystem::path& path, const ReadLimits& limits, const Task& task);

}  // namespace viamyo
