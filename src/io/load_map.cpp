#include "viamyo/load_map.h"

#include "checked_map.h"
#include "import_loaded.h"
#include "native_loaded.h"

namespace viamyo {

LoadedMap load_map(const std::filesystem::path& source, const ImportOptions& options, const ReadLimits& limits, ImportReport* report,
                   const Task& task) {
  if (!is_foreign(source)) return read_native(source, limits, task);
  ImportReport untold;
  LoadedMap loaded = import_loaded(source, options, limits, report != nullptr ? *report : untold, task);
  task.enter("digests");
  compute_digests(encode_without_digest(loaded.map), loaded);
  return loaded;
}

}  // namespace viamyo
