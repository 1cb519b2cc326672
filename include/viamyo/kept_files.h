// Files that no output may take the place of: what was signed cannot be made again.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace viamyo {

//! Before anything is written to `out`, whatever its ending. Throws UsageError, naming the file and the reason, where it is one of the inputs (under whatever
//! name or link; empty names are none), a review log, a team's file, a request or a private key, or a map that has a review log beside it: reviewers
//! signed what is in that file, and another in its place would stand under their names.
void refuse_kept_file(const std::filesystem::path& out, const std::vector<std::string>& inputs);

}  // namespace viamyo
