// viamyo review FILE ACTION: what its actions share.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../options.h"
#include "../program.h"
#include "held_key.h"
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
  bool overturn = false;
  std::string as, to, reason, basis, subject, out, map;
  std::string member;            //!< for whose words somebody stands
  std::shared_ptr<HeldKey> key;  //!< of whoever signs
};

//! Where a command's items may stand: behind --item, or also as the word behind the action.
enum class ItemPlace : std::uint8_t { kOption, kAlsoFirstWord };

//! Options that belong to an action, not to the map.
void add_action_options(Command& command, ReviewCommandOptions& options, ItemPlace place);

//! Does what `options.action` says.
int run_action(const ReviewCommandOptions& options, const Program& program);

//! The analysed map with its team and log, as an action finds them.
struct ReviewCase : AnalysedMap {
  ReviewSource source;
  ReviewLog log;
  std::string missing;
  std::optional<LogLine> proposal;  //!< whose settings are used; empty = those of the command line
  std::string fault;                //!< why the log is not this map's and team's, so that its proposals are not taken; empty = it is
  std::string unused_proposal;      //!< why the latest proposal cannot be used on this map; empty = it can

  //! By the log and the team as they are now.
  [[nodiscard]] ReviewState state() const { return review_state(*analysis, reviewed, log, source.team(), missing); }
  //! The map in another state than its own.
  [[nodiscard]] AnalysedMap under(const ReviewState& state) const {
    AnalysedMap map = *this;
    map.review = state;
    return map;
  }
};

//! Settings: those of the command line where there are any, else those of the latest proposal ("as proposed by A"), else the defaults.
ReviewCase open_case(const ReviewCommandOptions& options);
//! The same for a team that was read already.
ReviewCase open_case(const ReviewCommandOptions& options, ReviewSource source);

//! Signs as `options.as`, appends, and says what became of it.
void sign(const ReviewCommandOptions& options, ReviewCase& c, std::vector<LogEntry> entries);
//! What helps where the log does not verify, or misses lines that were seen: "; fetch ..."; empty where it does neither.
std::string how_to_go_on(const ReviewCase& c);
//! Throws UsageError where the log is not this map's and team's.
void refuse_log_of_others(const ReviewCase& c);

//! A current member stands for what a former member, or a former key, signed: on a map, or on all of a folder.
int uphold(const ReviewCommandOptions& options);
//! A current member says why words of somebody who has left no longer stand against the team's.
int set_aside(const ReviewCommandOptions& options);
//! Who upheld words of others takes that back.
int take_back(const ReviewCommandOptions& options);
//! A current member puts this log, which may be empty, in the place of one that was lost.
int restart(const ReviewCommandOptions& options);
int propose(const ReviewCommandOptions& options);
//! confirm, reject, reclassify, comment, withdraw
int decide(const ReviewCommandOptions& options, ReviewAction action);
int show_status(const ReviewCommandOptions& options);
int show_history(const ReviewCommandOptions& options);
int verify_log(const ReviewCommandOptions& options);
int check_output(const ReviewCommandOptions& options, const Program& program);
//! Several actions of one member, one a line of stdin.
int run_session(const ReviewCommandOptions& options, const Program& program);
int write_sheet(const ReviewCommandOptions& options, const Program& program);

}  // namespace viamyo::cli
