// A map out of a document that somebody else made: decoded, checked in full, and with its digests.
#pragma once

#include "hdf5_reader.h"

namespace viamyo {

//! Decodes the document into `loaded.map`; every defect, of the reading, the decoding and the map itself, is in `loaded.defects`.
void decode_and_check(const ReadResult& result, LoadedMap& loaded);

void compute_digests(const NativeDocument& document, LoadedMap& loaded);

void sort_errors_first(std::vector<Defect>& defects);

//! Throws InputError with the first of the defects, which are sorted, and how many more errors there are.
[[noreturn]] void throw_first_error(const LoadedMap& loaded);

}  // namespace viamyo
