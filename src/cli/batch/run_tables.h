// The four tables of a run, written row by row and there only when the run is.
#pragma once

#include <string>

#include "outcome.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {

class RunTables {
 public:
  //! With a last column `group` when `grouped`.
  RunTables(const std::string& folder, bool grouped);

  void add(const Outcome& outcome, const std::string& group);
  void commit();

 private:
  bool grouped_;
  TextFile summary_, segments_, regions_, zones_;
};

//! The rows, each with one more cell at its end. Line breaks inside quotes end no row.
std::string with_cell(const std::string& rows, const std::string& cell);

}  // namespace viamyo::cli
