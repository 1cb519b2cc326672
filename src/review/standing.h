// Whether a line of a log counts for a team, and if not, why.
#pragma once

#include <string>
#include <vector>

#include "viamyo/review_log.h"

namespace viamyo {

class Standing {
 public:
  //! The references must outlive this.
  Standing(const ReviewLog& log, const Team& team);

  //! Empty when the signer of the line counts; else why not.
  [[nodiscard]] std::string fault_of_signer(const LogLine& line) const;
  //! Empty when the line is of the member that it names, whose role may not count; else why not.
  [[nodiscard]] std::string fault_of_author(const LogLine& line) const;

 private:
  [[nodiscard]] std::string fault_of_name(const LogLine& line, const TeamMember* signer) const;
  [[nodiscard]] std::string fault_of_retired(const LogLine& line, const TeamMember& member) const;

  const Team& team_;
  //! Per line: the lowest serial of a team file that a current member signed a later line under.
  std::vector<int> lowest_later_serial_;
};

}  // namespace viamyo
