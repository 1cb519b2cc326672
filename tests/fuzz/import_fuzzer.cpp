// libFuzzer's entry to one of our own parsers, which the macro FUZZED_FILE names by a file of its format: whatever the bytes, an import ends with a
// map or one of our exceptions.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "../../src/io/import/archive.h"
#include "../../src/io/import/importer.h"
#include "viamyo/errors.h"
#include "viamyo/native_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming): libFuzzer's
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // MAT files of version 7.3 are taken apart by the HDF5 library, which is known to crash on damage: they are for the confined reader's own test.
  if (text.empty() || text.starts_with("MATLAB 7.3")) return 0;
  viamyo::MemoryFiles files;
  files.add(FUZZED_FILE, text);
  viamyo::ReadLimits limits;
  limits.dataset_bytes = 1U << 26U;
  limits.archive_bytes = 1U << 26U;
  try {
    const std::unique_ptr<viamyo::SourceFiles> unpacked = viamyo::opened_archive(files, limits);
    static_cast<void>(viamyo::encode(viamyo::import_files(unpacked ? *unpacked : files, {}, limits).map));
  } catch (const viamyo::Error&) {
    return 0;
  }
  return 0;
}
