// run.json: what a run was made from, so that it can be made again. All that differs between equal runs stands under `environment`.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "outcome.h"
#include "viamyo/analysis.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {

struct RunFacts {
  std::vector<std::string> arguments;
  std::vector<SettingChange> changes;  //!< common to all maps
  std::optional<Settings> settings;    //!< that they make; empty when they are whole only with those of each map
  int threads = 1;
  double time_limit_s = 0;  //!< for each map; 0 = none
};

//! Written input by input, so that memory does not grow with their number.
class RunRecord {
 public:
  RunRecord(const std::string& folder, RunFacts facts);

  void add(const BatchInput& input, const Outcome& outcome);
  void commit(const std::vector<Warning>& warnings);

 private:
  RunFacts facts_;
  TextFile file_;
  bool first_ = true;
  PointFlow points_;  //!< of all maps that were analysed
  std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
};

//! The arguments without those that change no result (--out, --jobs, --quiet).
std::vector<std::string> reproducible_arguments(const std::vector<std::string>& arguments);

}  // namespace viamyo::cli
