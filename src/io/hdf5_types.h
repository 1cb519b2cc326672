// The library's types beside ours.
#pragma once

#include <optional>

#include "hdf5_handle.h"
#include "viamyo/native_document.h"

namespace viamyo {

//! The library's type for the little-endian elements of a Value, in memory and in the file alike; numbers only.
hid_t hdf5_type(ValueType type);

//! Nothing for a type that the format does not have. An enumeration (which is how h5py stores a bool) counts as its integers.
std::optional<ValueType> value_type_of(hid_t type);

}  // namespace viamyo
