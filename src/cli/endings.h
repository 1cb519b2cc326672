// What the ending of a file's name says, in any mix of upper and lower case.
#pragma once

#include <filesystem>
#include <string>

namespace viamyo::cli {

//! ".h5" for "MAP.H5"; empty for a name without a dot.
std::string ending_of(const std::filesystem::path& path);

//! Whether the name is a map's: *.h5, *.hdf, *.vtkhdf.
bool is_map_name(const std::filesystem::path& path);

}  // namespace viamyo::cli
