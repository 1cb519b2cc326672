// Reading where a crash does no harm: the HDF5 library can be made to crash by damaged files, so `viamyo-reader` takes them apart.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>

#include "hdf5_reader.h"

namespace viamyo {

//! read_document on an open file, by the reader; `meanwhile` runs here while it works. Throws what read_document throws, ReaderStopped, Stopped,
//! or InputError naming `file`.
ReadResult read_isolated(const std::string& file, int descriptor, std::size_t file_bytes, const ReadLimits& limits,
                         const std::function<void()>& meanwhile, const std::stop_token& stop = {});

}  // namespace viamyo
