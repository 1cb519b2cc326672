// A ZIP archive as files, through libzip, in memory.
#pragma once

#include <memory>
#include <span>

#include "source_files.h"
#include "viamyo/native_file.h"

namespace viamyo {

//! The files of the archive that the source consists of, of one inside it where it holds nothing but that; nullptr when the source is no archive.
//! Throws InputError for a name that leads out of the archive, a link, a password, too many or too large files, and a file that grows beyond 1000
//! times its size. A file that is listed costs nothing until it is read. `files` must outlive the result.
std::unique_ptr<SourceFiles> opened_archive(SourceFiles& files, const ReadLimits& limits);

}  // namespace viamyo
