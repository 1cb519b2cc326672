// From the bytes of an HDF5 file to a document.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "hdf5_handle.h"
#include "viamyo/native_document.h"
#include "viamyo/native_file.h"

namespace viamyo {

struct ReadResult {
  NativeDocument document;               //!< what belongs to the layout and can be read
  std::vector<Defect> defects;           //!< what belongs to the layout and cannot
  std::vector<std::string> foreign;      //!< paths of what does not belong to it ("/Extra", "/VTKHDF/Points@note")
  std::vector<FieldText> field_texts{};  //!< foreign too, and read where they can be: what an export says of itself
};

//! Whether HDF5's signature stands where a file may have it (at 0, 512, 1024, 2048, ...).
bool has_hdf5_signature(std::span<const std::byte> bytes);

//! The file that lies in these bytes, read-only and in memory alone.
Hdf5Handle open_image(std::span<const std::byte> file_bytes);

//! Looks at the groups of the layout, and beside them at the texts of an export alone. Throws Hdf5Error when the bytes are not a whole HDF5 file.
ReadResult read_document(const Hdf5Session& session, std::span<const std::byte> file_bytes, const ReadLimits& limits);

}  // namespace viamyo
