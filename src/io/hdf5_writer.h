// From a document to the bytes of an HDF5 file.
#pragma once

#include <cstddef>
#include <vector>

#include "viamyo/native_document.h"

namespace viamyo {

//! The file as bytes, made in memory: the same document gives the same bytes. Groups come before what they hold, so records must be sorted by
//! path. Throws Hdf5Error.
std::vector<std::byte> write_document(const NativeDocument& document);

}  // namespace viamyo
