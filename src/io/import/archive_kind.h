// What an archive looks like from outside, whatever its name.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace viamyo {

inline constexpr std::size_t kArchiveHeadBytes = 512;

//! "ZIP", "7-Zip", "tar", "gzip", "bzip2", "xz", "Zstandard", "RAR", by the first bytes of a file; empty for anything else.
std::string_view archive_kind(std::span<const std::byte> head);

//! Whether a file of these first bytes is a program, as archives are that unpack themselves.
bool is_program(std::span<const std::byte> head);

//! Whether a file of this name is one part of an archive that was split: study.zip.001, study.7z.002, study.z01, study.part1.rar.
bool is_part_of_archive(std::string_view name);

//! The sentence for it.
std::string part_sentence(std::string_view name);

}  // namespace viamyo
