// What every import goes through after its format was read: arrays named by the user, units, the frame, further files, counts.
#pragma once

#include "importer.h"

namespace viamyo {

//! Throws UsageError for an array, unit or frame that does not exist, InputError when `strict` and something was lost.
void finish_import(SourceFiles& files, const ImportRequest& request, Import& import);

}  // namespace viamyo
