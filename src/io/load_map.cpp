#include "viamyo/load_map.h"

#include "checked_map.h"

namespace viamyo {

LoadedMap load_map(const std::filesystem::path& source, const ImportOptions& options, const ReadLimits& limits, ImportReport* report) {
  if (!is_foreign(source)) return read_native(source, limits);
  ImportedMap imported = import_map(source, options, limits);
  LoadedMap loaded;
  loaded.file = source.string();
  loaded.sha256 = imported.sha256;
  loaded.map = std::move(imported.map);
  loaded.defects = validate(loaded.map);
  compute_digests(encode(loaded.map), loaded);
  sort_errors_first(loaded.defects);
  if (report != nullptr) *report = std::move(imported.report);
  return loaded;
}

}  // namespace viamyo
