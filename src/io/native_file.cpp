#include "viamyo/native_file.h"

#include <fmt/format.h>

#include "checked_map.h"
#include "file_bytes.h"
#include "hdf5_handle.h"
#include "isolated_read.h"
#include "native_loaded.h"
#include "reader/reader_client.h"
#include "record_decoder.h"
#include "value.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

ReadResult read_or_explain(const OpenedFile& opened, const ReadLimits& limits, const Task& task, LoadedMap& loaded) {
  const std::vector<std::byte> bytes = opened.read();
  if (!has_hdf5_signature(bytes)) throw InputError(fmt::format("{}: is not an HDF5 file", loaded.file));
  try {
    const auto hash = [&] { loaded.sha256 = sha256_hex(bytes); };
    return read_isolated(loaded.file, opened.descriptor(), bytes.size(), limits, hash, task.stop);
  } catch (const Hdf5Error& error) {
    opened.check_unchanged();  // the likeliest reason why a file seems damaged
    throw InputError(fmt::format("{}: is a damaged or cut-off HDF5 file (HDF5: {})", loaded.file, error.what()));
  } catch (const ReaderStopped& stopped) {
    opened.check_unchanged();
    throw InputError(fmt::format("{}: {}", loaded.file, stopped.sentence()));
  }
}

std::optional<std::string> stored_digest(const NativeDocument& document) {
  for (const Record& record : document.records) {
    if (record.path != native::kRoot) continue;
    const Value* const value = RecordDecoder::attribute(record, native::kContentDigest);
    if (value != nullptr) return value->strings.empty() ? "" : value->strings.front();
  }
  return std::nullopt;
}

void check_digest(const NativeDocument& document, LoadedMap& loaded) {
  const std::optional<std::string> stored = stored_digest(document);
  loaded.has_stored_digest = stored.has_value();
  if (!stored || *stored == loaded.content_digest) return;
  loaded.defects.push_back({Severity::kError, "digest_mismatch", "/@ContentDigest",
                            fmt::format("does not match the content: the file was changed after it was written (stored {}, computed {})",
                                        printable(*stored), loaded.content_digest)});
}

LoadedMap inspect(const std::filesystem::path& path, const ReadLimits& limits, const Task& task) {
  task.enter("reading");
  LoadedMap loaded;
  loaded.file = path.string();
  loaded.native = true;
  const OpenedFile opened(path, limits.file_bytes);
  const ReadResult result = read_or_explain(opened, limits, task, loaded);
  opened.check_unchanged();
  loaded.foreign_objects = result.foreign;
  loaded.field_texts = result.field_texts;
  task.enter("decoding and checking");
  decode_and_check(result, loaded);
  task.enter("digests");
  compute_digests(result.document, loaded);
  if (result.defects.empty()) check_digest(result.document, loaded);  // of a part of the file it could only mismatch
  sort_errors_first(loaded.defects);
  return loaded;
}

}  // namespace

LoadedMap inspect_native(const std::filesystem::path& path, const ReadLimits& limits) { return inspect(path, limits, {}); }

LoadedMap read_native(const std::filesystem::path& path, const ReadLimits& limits) { return read_native(path, limits, {}); }

LoadedMap read_native(const std::filesystem::path& path, const ReadLimits& limits, const Task& task) {
  LoadedMap loaded = inspect(path, limits, task);
  if (has_errors(loaded.defects)) throw_first_error(loaded);
  return loaded;
}

}  // namespace viamyo
