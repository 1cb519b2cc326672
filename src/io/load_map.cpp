#include "viamyo/load_map.h"

#include <fmt/format.h>

#include "checked_map.h"
#include "import_loaded.h"
#include "layout.h"
#include "native_loaded.h"
#include "viamyo/result_fields.h"

namespace viamyo {

namespace {

// Of an export of ours that is opened as a map: what an analysis or a team said then is no data of it, and must not look like its word now.
void leave_out_results(LoadedMap& loaded) {
  std::string names;
  std::erase_if(loaded.map.surface.fields, [&](const Field& field) {
    if (!is_code_field(field.name)) return false;
    names += (names.empty() ? "" : ", ") + field.name;
    return true;
  });
  if (!names.empty())
    loaded.defects.push_back({Severity::kWarning, "result_left_out", std::string(native::kPointData),
                              fmt::format("{}: left out, because results of an earlier analysis and of its review are no data", names)});
}

}  // namespace

LoadedMap load_map(const std::filesystem::path& source, const ImportOptions& options, const ReadLimits& limits, ImportReport* report,
                   const Task& task) {
  if (!is_foreign(source)) {
    LoadedMap native = read_native(source, limits, task);
    leave_out_results(native);
    return native;
  }
  ImportReport untold;
  LoadedMap loaded = import_loaded(source, options, limits, report != nullptr ? *report : untold, task);
  task.enter("digests");
  compute_digests(encode_without_digest(loaded.map), loaded);
  return loaded;
}

}  // namespace viamyo
