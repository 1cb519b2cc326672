// viamyo review FILE ACTION: what its actions share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "../options.h"
#include "../program.h"
#include "review_source.h"
#include "secret_input.h"
#include "viamyo/native_file.h"

namespace viamyo::cli {

struct ReviewCommandOptions {
  OutputOptions output;
  AnalysisOptions analysis;
  ReviewOptions review;
  PassphraseOptions passphrase;
  std::string file, action;
  std::string items;
  std::optional<int> count;
  std::string as, to, reason, basis, subject, out, map;
};

//! The map with its analysis, log and state, as an action finds them.
struct ReviewCase {
  LoadedMap loaded;
  ReviewedMap map;
  ReviewSource source;
  ReviewLog log;
  std::string missing;
  Analysis analysis;
  std::optional<LogLine> proposal;  //!< whose settings are used; empty = those of the command line
  std::string fault;                //!< why the log is not this map's and team's, so that its proposals are not taken; empty = it is
  std::string unused_proposal;      //!< why the latest proposal cannot be used on this map; empty = it can

  [[nodiscard]] ReviewState state() const { return review_state(analysis, map, log, source.team(), missing); }
};

//! Settings: those of the command line where there are any, else those of the latest proposal ("as proposed by A"), else the defaults.
ReviewCase open_case(const ReviewCommandOptions& options);

int propose(const ReviewCommandOptions& options);
//! confirm, reject, reclassify, comment, withdraw
int decide(const ReviewCommandOptions& options, ReviewAction action);
int show_status(const ReviewCommandOptions& options);
int show_history(const ReviewCommandOptions& options);
int verify_log(const ReviewCommandOptions& options);
int check_output(const ReviewCommandOptions& options);
int write_sheet(const ReviewCommandOptions& options, const Program& program);

}  // namespace viamyo::cli
