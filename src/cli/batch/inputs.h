// The maps of a run: files, folders and a manifest become one list, each with its place under the output folder.
#pragma once

#include <string>
#include <vector>

#include "interruption.h"
#include "viamyo/analysis.h"
#include "viamyo/settings.h"

namespace viamyo::cli {

struct BatchInput {
  std::string file;                    //!< as it is opened and told
  std::string map;                     //!< the one of another system's study; empty = the file's only one
  std::string output;                  //!< the map's JSON, relative to the output folder
  std::vector<SettingChange> changes;  //!< of this map alone, from the manifest
  std::string subject_id, visit;       //!< from the manifest; empty = the map's own
  std::string group;
  std::string error;  //!< a folder in which no map could be found: why, in one sentence; empty = a map to read
};

//! What a sentence calls the input: its file, and the map of a study.
std::string told(const BatchInput& input);

//! What the user named.
struct NamedInputs {
  std::vector<std::string> paths;
  std::string manifest;  //!< empty = none
  bool sources = false;  //!< exports of other systems below folders too, and every map of those that hold several
};

struct CollectedInputs {
  std::vector<BatchInput> maps;
  std::vector<Warning> warnings;  //!< exports that were left out
};

//! Files as given, maps below folders (*.h5, *.hdf, *.vtkhdf in any case, sorted by path; what begins with a dot is left out), rows of the manifest.
//! An export whose listing takes longer than the limit (0 = none) is a failed input. Throws UsageError for a manifest that is not well formed and for two
//! inputs that would write one output, Interrupted once a signal has come.
CollectedInputs collect_inputs(const NamedInputs& named, double time_limit_s);

//! What is said of a run that a signal ended before its first map.
std::string told_before_work(const Interrupted& interrupted);

//! The rows of a manifest: columns file, and optionally map, subject_id, visit, group, landmarks, preset and any setting. Paths are relative to it.
//! What had to be assumed of it is added to the warnings.
std::vector<BatchInput> read_manifest(const std::string& manifest, std::vector<Warning>& warnings);

}  // namespace viamyo::cli
