// What one map of a run leaves behind: its rows, and the facts that are compared across maps.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "../options.h"
#include "../review/review_source.h"
#include "inputs.h"

namespace viamyo::cli {

//! How many points went where.
struct PointFlow {
  std::size_t total = 0, accepted = 0, used = 0;
  std::vector<PointExclusion> excluded;
};

struct Outcome {
  std::string error;                     //!< one sentence that names the file; empty = done
  std::vector<std::string> assumptions;  //!< about a map from another system
  std::string review_note;               //!< what of its review log does not count and why; empty = all counts
  std::string sha256, content_digest, fingerprint;
  std::string derived_from;  //!< SHA-256 of the file that a native map says it was made from
  std::string system, species, shortening_source;
  std::string criteria, voltage_source;
  std::string subject_id, visit;  //!< as reported
  std::string subject_in_file;    //!< before the manifest's took its place
  std::optional<bool> synthetic;
  std::string settings;  //!< all, as used: a JSON object; empty = not analysed
  PointFlow points;
  std::string summary, segments, regions, zones;  //!< rows, each with its newline
};

//! What all maps of a run have in common.
struct CommonWork {
  const ChosenSettings& settings;
  const ReviewSource& review;
  std::string folder;  //!< for the JSON of each map
  double time_limit_s = 0;
};

//! Reads and analyses the map and writes its JSON below the folder. A map that cannot be read or analysed, or is stopped by the token, is an outcome;
//! an output that cannot be written is an OutputError.
Outcome process(const BatchInput& input, const CommonWork& common, const std::stop_token& stop);

}  // namespace viamyo::cli
