// Small files of the review (keys, teams, requests, heads): read under a cap, written all or nothing.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace viamyo {

inline constexpr mode_t kOwnerOnly = 0600;
inline constexpr mode_t kAsUsual = 0666;  //!< less the umask

//! A regular file's text. Throws InputError when it is missing, something else, unreadable, or larger than 1 MiB.
std::string read_small_file(const std::filesystem::path& path);

//! A temporary file in the same folder, synced and renamed. Throws OutputError, and then what stood there still stands.
void write_small_file(const std::filesystem::path& path, std::string_view text, mode_t mode);

//! Makes the folder and those above it, for its owner alone. Throws OutputError.
void make_private_folder(const std::filesystem::path& path);

}  // namespace viamyo
