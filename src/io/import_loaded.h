// An import as load_map needs it: with the defects that its check found, so that nothing is checked twice.
#pragma once

#include "viamyo/import.h"
#include "viamyo/task.h"

namespace viamyo {

//! As import_map, without digests. Throws as it does.
LoadedMap import_loaded(const std::filesystem::path& source, const ImportOptions& options, const ReadLimits& limits, ImportReport& report,
                        const Task& task = {});

}  // namespace viamyo
