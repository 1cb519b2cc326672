// What earlier runs left in the folder of this one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>

namespace viamyo::cli {

//! Removes temporary files of this program in the folder itself whose process is gone, as after a loss of power.
void remove_stale_files(const std::filesystem::path& folder);

//! Removes temporary files of this very process in the folder itself: it is about to end without cleaning up.
void remove_own_files(const std::filesystem::path& folder);

//! A sentence that counts the analyses below the folder that are none of `outputs` (paths relative to it); empty = there are none.
std::string kept_outputs_text(const std::filesystem::path& folder, const std::set<std::string>& outputs);

}  // namespace viamyo::cli
