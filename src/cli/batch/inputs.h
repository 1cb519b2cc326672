// The maps of a run: files, folders and a manifest become one list, each with its place under the output folder.
#pragma once

#include <string>
#include <vector>

#include "viamyo/settings.h"

namespace viamyo::cli {

struct BatchInput {
  std::string file;                    //!< as it is opened and told
  std::string output;                  //!< the map's JSON, relative to the output folder
  std::vector<SettingChange> changes;  //!< of this map alone, from the manifest
  std::string subject_id, visit;       //!< from the manifest; empty = the map's own
  std::string group;
  std::string error;  //!< a folder in which no map could be found: why, in one sentence; empty = a map to read
};

//! Files as given, maps below folders (*.h5, *.hdf, *.vtkhdf in any case, sorted by path; what begins with a dot is left out), rows of the manifest
//! (empty = none). Throws UsageError for a manifest that is not well formed and for two inputs that would write one output.
std::vector<BatchInput> collect_inputs(const std::vector<std::string>& paths, const std::string& manifest);

//! The rows of a manifest: columns file, and optionally subject_id, visit, group, landmarks, preset and any setting. Paths are relative to it.
std::vector<BatchInput> read_manifest(const std::string& manifest);

}  // namespace viamyo::cli
