// A ZIP, 7-Zip or tar archive as files, through libarchive, which of the programs `viamyo-reader-vtk` alone links.
#pragma once

#include <memory>

#include "source_files.h"
#include "viamyo/native_file.h"

namespace viamyo {

//! The files of the archive that the source consists of, of one inside it where it holds nothing but that; nullptr when the source is no archive.
//! What it is its content tells. Sizes are those that the archive's directory tells, and checked before anything is unpacked. Throws InputError for a
//! name that leads out of the archive, a link, a password, a part of a split archive, too many or too large files, and an archive that grows to more
//! than 1000 times its size. A file that is listed costs nothing until it is read. `files` must outlive the result.
std::unique_ptr<SourceFiles> opened_archive(SourceFiles& files, const ReadLimits& limits);

}  // namespace viamyo
