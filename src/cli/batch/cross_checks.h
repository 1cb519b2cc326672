// What makes maps of one run hard to compare: found while they pass by, told at the end.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "outcome.h"
#include "viamyo/analysis.h"

namespace viamyo::cli {

class CrossChecks {
 public:
  void add(const std::string& file, const Outcome& outcome);

  //! Mixed systems, species and sources of shortening, synthetic maps beside others, and maps with the same content.
  [[nodiscard]] std::vector<Warning> warnings() const;

 private:
  std::set<std::string> systems_, species_, shortening_sources_;
  std::size_t synthetic_ = 0;
  std::size_t others_ = 0;
  std::map<std::string, std::string> file_of_digest_;
  std::vector<std::string> duplicates_;  //!< "b = a", the first few
  std::size_t duplicate_count_ = 0;
};

}  // namespace viamyo::cli
