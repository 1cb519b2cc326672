// A ReadResult as a run of bytes and back, to pass from one process to another on the same machine.
#pragma once

#include "byte_stream.h"
#include "hdf5_reader.h"

namespace viamyo {

void pack(Serializer& packer, const ReadResult& result);

//! Every length is checked before it is used. Throws std::runtime_error when the bytes are not what pack made.
void unpack(Deserializer& unpacker, ReadResult& result);
ReadResult result_from(const Bytes& bytes);

}  // namespace viamyo
