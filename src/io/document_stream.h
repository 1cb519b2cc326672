// A ReadResult as a run of bytes and back, to pass from one process to another on the same machine.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "hdf5_reader.h"

namespace viamyo {

std::vector<std::byte> to_bytes(const ReadResult& result);

//! Throws std::runtime_error when the bytes are not what to_bytes made: every length is checked before it is used.
ReadResult from_bytes(std::span<const std::byte> bytes);

}  // namespace viamyo
