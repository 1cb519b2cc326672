// The analysis of many maps into one folder.
#pragma once

#include <string>
#include <vector>

#include "../options.h"
#include "../review/review_source.h"
#include "inputs.h"

namespace viamyo::cli {

inline constexpr double kTimeLimit_s = 120;  //!< for one map, unless the user says otherwise

struct BatchOptions {
  std::string out;
  OutputOptions output;
  ReviewOptions review;
  std::vector<std::string> arguments;
  std::vector<std::string> also_read;  //!< manifest and config, where given: as little overwritten as a map
  double time_limit_s = kTimeLimit_s;  //!< 0 = none
};

//! One JSON per map, four tables and run.json in `options.out`; bad files are told and skipped. Gives the exit code.
int run_batch(const CollectedInputs& inputs, const ChosenSettings& settings, const BatchOptions& options);

}  // namespace viamyo::cli
