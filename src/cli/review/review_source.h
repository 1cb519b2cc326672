// Where a command takes the review from: the team's file and the map's log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../command_line.h"
#include "../import_options.h"
#include "../options.h"
#include "viamyo/analysed_map.h"

namespace viamyo::cli {

struct ReviewOptions {
  std::string team;
  std::string log;
};

void add_review_options(Command& command, ReviewOptions& options);

//! The team is read once, the log of each map when it is asked for. There is no team but the one that is named: the same command says the same
//! on every computer.
class ReviewSource {
 public:
  explicit ReviewSource(const ReviewOptions& options);
  //! Of a team that was read already, and each map's own log.
  explicit ReviewSource(Team team) : team_(std::move(team)) {}

  //! look_up_review with this team and log; stderr is told what could not be remembered.
  void look_up(AnalysedMap& map) const;

  [[nodiscard]] std::string log_of(const std::string& file) const;
  //! All files that a command on this map reads: none of them is written to.
  [[nodiscard]] std::vector<std::string> inputs_of(const std::string& file, const AnalysisOptions& analysis,
                                                   const SourceOptions& from = {}) const;
  [[nodiscard]] const Team* team() const { return team_ ? &*team_ : nullptr; }

 private:
  std::string log_, team_file_;
  std::optional<Team> team_;
};

//! Keeps the change of the team's file, or says on stderr that it could not be kept.
void note_team(const Team& team);

//! Keeps the head of a log that was seen, or says on stderr that it could not be kept.
void note_head(const ReviewLog& log, const Team* team);

//! "line 3: TEXT", or the text alone.
std::string shown(const ReviewReason& reason);

//! What the state has to say beside itself, as warnings on stderr.
void tell_reasons(const ReviewState& review, bool quiet);

}  // namespace viamyo::cli
