#include "viamyo/native_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "crash_guard.h"
#include "decoding.h"
#include "file_bytes.h"
#include "hdf5_handle.h"
#include "isolated_read.h"
#include "value.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr int kInputExitCode = 3;

ReadResult read_here(std::span<const std::byte> bytes, const ReadLimits& limits, const std::string& file) {
  const CrashGuard guard(fmt::format("{}: is damaged and cannot be read (the HDF5 library failed on it)\n", file), kInputExitCode,
                         reading_patience(bytes.size()));
  return read_document(Hdf5Session(), bytes, limits);
}

ReadResult read_contained(std::span<const std::byte> bytes, const ReadLimits& limits, const std::string& file, std::string& sha256) {
  const auto hash = [&] { sha256 = sha256_hex(bytes); };
  if (limits.containment == Containment::kChildProcess) return read_isolated(bytes, limits, hash);
  hash();
  return read_here(bytes, limits, file);
}

ReadResult read_or_explain(std::span<const std::byte> bytes, const ReadLimits& limits, const std::string& file, std::string& sha256) {
  if (!has_hdf5_signature(bytes)) throw InputError(fmt::format("{}: is not an HDF5 file", file));
  try {
    return read_contained(bytes, limits, file, sha256);
  } catch (const Hdf5Error& error) {
    throw InputError(fmt::format("{}: is a damaged or cut-off HDF5 file (HDF5: {})", file, error.what()));
  } catch (const ReaderStopped& stopped) {
    throw InputError(fmt::format("{}: is damaged and cannot be read ({})", file, stopped.what()));
  }
}

bool is_told(const std::vector<Defect>& defects, const std::string& object) {
  return std::any_of(defects.begin(), defects.end(), [&](const Defect& d) { return d.severity == Severity::kError && d.object == object; });
}

// Adds what is not a mere consequence of an error that is already told of the same object.
void add_new(std::vector<Defect>& defects, const std::vector<Defect>& more) {
  const std::vector<Defect> before = defects;
  for (const Defect& defect : more) {
    if (!is_told(before, defect.object)) defects.push_back(defect);
  }
}

bool has_surface(const Map& map) { return !map.surface.vertices.empty() && !map.surface.triangles.empty(); }

std::optional<std::string> stored_digest(const NativeDocument& document) {
  for (const Record& record : document.records) {
    if (record.path != native::kRoot) continue;
    const Value* const value = Decoding::attribute(record, native::kContentDigest);
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

void compute_digests(const NativeDocument& document, LoadedMap& loaded) {
  const bool has_truth = std::any_of(document.records.begin(), document.records.end(), [](const Record& r) {
    return r.path == native::kGroundTruth || group_of(r.path) == native::kGroundTruth;
  });
  loaded.content_digest = content_digest(document);
  loaded.analysis_digest = has_truth ? content_digest(document, false) : loaded.content_digest;
}

void sort_errors_first(std::vector<Defect>& defects) {
  std::stable_partition(defects.begin(), defects.end(), [](const Defect& d) { return d.severity == Severity::kError; });
}

void decode_and_check(const ReadResult& result, LoadedMap& loaded) {
  loaded.defects = result.defects;
  std::vector<Defect> structural;
  loaded.map = decode(result.document, structural);
  add_new(loaded.defects, structural);
  if (!has_errors(loaded.defects) || has_surface(loaded.map)) add_new(loaded.defects, validate(loaded.map));
}

[[noreturn]] void throw_first_error(const LoadedMap& loaded) {
  const auto errors =
      std::count_if(loaded.defects.begin(), loaded.defects.end(), [](const Defect& d) { return d.severity == Severity::kError; });
  const Defect& first = loaded.defects.front();
  const std::string more = errors > 1 ? fmt::format(" (and {} more errors: `viamyo validate` lists them)", errors - 1) : "";
  throw InputError(fmt::format("{}: {}: {}{}", loaded.file, first.object, first.text, more));
}

}  // namespace

LoadedMap inspect_native(const std::filesystem::path& path, const ReadLimits& limits) {
  LoadedMap loaded;
  loaded.file = path.string();
  const std::vector<std::byte> bytes = read_file(path, limits.file_bytes);
  const ReadResult result = read_or_explain(bytes, limits, loaded.file, loaded.sha256);
  loaded.foreign_objects = result.foreign;
  decode_and_check(result, loaded);
  compute_digests(result.document, loaded);
  if (result.defects.empty()) check_digest(result.document, loaded);  // of a part of the file it could only mismatch
  sort_errors_first(loaded.defects);
  return loaded;
}

LoadedMap read_native(const std::filesystem::path& path, const ReadLimits& limits) {
  LoadedMap loaded = inspect_native(path, limits);
  if (has_errors(loaded.defects)) throw_first_error(loaded);
  return loaded;
}

}  // namespace viamyo
