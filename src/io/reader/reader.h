// The inside of `viamyo-reader`: a process that waits for requests and has each served by a child of its own, which is gone afterwards.
#pragma once

#include <memory>

#include "../import/source_files.h"
#include "viamyo/native_file.h"

namespace viamyo {

//! opened_archive of import/archive.h, for a reader that links it.
using OpenArchive = std::unique_ptr<SourceFiles> (*)(SourceFiles& files, const ReadLimits& limits);

//! Serves requests on this socket until the other end closes it or a request brings its child down. Returns the exit code.
int serve_requests(int socket, OpenArchive open_archive = nullptr);

}  // namespace viamyo
