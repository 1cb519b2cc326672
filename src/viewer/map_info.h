// What is known of one open map: whose it is, what the analysis warns of, and what became of everything in the export that it came from.
#pragma once

#include <string>
#include <vector>

#include "app_state.h"

namespace viamyo::viewer {

struct InfoLine {
  std::string name;  //!< "Subject", "assumed"; empty = of the line before
  std::string text;
  bool important = false;  //!< a warning, a loss or an assumption
};

//! Facts first, then warnings, then the report of the import.
std::vector<InfoLine> map_info(const Document& document);

}  // namespace viamyo::viewer
