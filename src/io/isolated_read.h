// Reading where a crash does no harm.
//
// The HDF5 library can be made to crash by damaged files. So the bytes are taken apart by a child process, which hands back plain records; if the
// library brings it down, or does not come to an end, that is one more reason why a file cannot be read.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <stdexcept>

#include "hdf5_reader.h"

namespace viamyo {

//! The child process ended without an answer; `what()` says how.
class ReaderStopped : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

//! How long a file of this size may take: far more than any needs, on a machine that is busy with others.
std::chrono::seconds reading_patience(std::size_t file_bytes);

//! read_document in a child process; `meanwhile` runs here while the child works. Throws what read_document throws, or ReaderStopped.
ReadResult read_isolated(std::span<const std::byte> file_bytes, const ReadLimits& limits, const std::function<void()>& meanwhile);

}  // namespace viamyo
