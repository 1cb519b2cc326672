// What makes maps of one run hard to compare: found while they pass by, told at the end.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "outcome.h"
#include "viamyo/analysis.h"

namespace viamyo::cli {

class CrossChecks {
 public:
  void add(const BatchInput& input, const Outcome& outcome);

  //! Mixed systems, species, criteria and sources of values, synthetic maps beside others, maps with the same content, of one visit or made from another of
  //! the run, and subjects that the manifest joins or parts.
  [[nodiscard]] std::vector<Warning> warnings() const;

 private:
  std::set<std::string> systems_, species_, criteria_, voltage_sources_, shortening_sources_;
  std::size_t synthetic_ = 0;
  std::size_t others_ = 0;
  std::map<std::string, std::string> file_of_digest_;
  std::vector<std::string> duplicates_;  //!< "b = a", the first few
  std::size_t duplicate_count_ = 0;
  std::map<std::pair<std::string, std::string>, std::string> file_of_visit_;  //!< subject and visit
  std::vector<std::string> same_visits_;                                      //!< "b and a", the first few
  std::size_t same_visit_count_ = 0;
  std::map<std::string, std::string> file_of_sha256_;             //!< the first of each
  std::vector<std::pair<std::string, std::string>> derived_;      //!< a map, and the SHA-256 that it was made from
  std::map<std::string, std::set<std::string>> told_of_subject_;  //!< what the manifest calls the subject of a file
  std::map<std::string, std::set<std::string>> subject_of_told_;  //!< which subjects of files the manifest calls so
};

}  // namespace viamyo::cli
