// What a run may write: nothing twice, and nothing over what it reads.
#pragma once

#include <string>
#include <vector>

#include "inputs.h"

namespace viamyo::cli {

//! Throws UsageError when two outputs of the run would have one name, or one would be a folder of another.
void refuse_clashes(const std::vector<BatchInput>& inputs);

//! Throws UsageError when an output below `folder` is one of the inputs or of the other files that are read (empty names = none).
void refuse_overwriting(const std::vector<BatchInput>& inputs, const std::vector<std::string>& also_read, const std::string& folder);

}  // namespace viamyo::cli
