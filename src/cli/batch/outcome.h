// What one map of a run leaves behind: its rows, and the facts that are compared across maps.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../options.h"
#include "../review/review_source.h"
#include "inputs.h"

namespace viamyo::cli {

struct Outcome {
  std::string error;                     //!< one sentence that names the file; empty = done
  std::vector<std::string> assumptions;  //!< about a map from another system
  std::string review_note;               //!< what of its review log does not count and why; empty = all counts
  std::string sha256, content_digest, fingerprint;
  std::string system, species, shortening_source;
  std::optional<bool> synthetic;
  std::string summary, segments, regions, zones;  //!< rows, each with its newline
};

//! Reads and analyses the map and writes its JSON below `folder`. A map that cannot be read or analysed is an outcome; an output that cannot be
//! written is an OutputError.
Outcome process(const BatchInput& input, const ChosenSettings& settings, const ReviewSource& source, const std::string& folder);

}  // namespace viamyo::cli
