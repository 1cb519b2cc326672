// Options about sources from other systems, for `import` and for the commands that open such sources directly.
#pragma once

#include <string>
#include <vector>

#include "command_line.h"
#include "viamyo/import.h"
#include "viamyo/load_map.h"

namespace viamyo::cli {

struct SourceOptions {
  std::string map;
  std::vector<std::string> arrays;
  std::vector<std::string> units;
  std::string frame;
  std::string points;
  std::vector<std::string> add;
  std::vector<std::string> keep_columns;
  std::vector<std::string> no_values;
  std::string empty_mark;
  bool keep_impossible = false;
  bool cell_to_point = false;
  std::string without;
  std::string chamber;
  bool keep_mesh = false;
};

void add_source_options(Command& command, SourceOptions& options);

//! The first of them that was given; empty = none was.
std::string first_given(const SourceOptions& options);

//! Throws UsageError naming the option.
ImportOptions import_options(const SourceOptions& options);

//! What was assumed and what was lost on the way out of another system's export, one line each: nothing is guessed in silence.
std::vector<std::string> assumptions(const std::string& source, const ImportReport& report);

//! Throws UsageError where `option` (empty = none was given) is for a native map, which states all that such options say.
void refuse_for_native(const std::string& source, const std::string& option);

//! load_map; unless quiet, stderr is told the assumptions. Throws as refuse_for_native does.
LoadedMap open_source(const std::string& source, const SourceOptions& options, bool quiet);

}  // namespace viamyo::cli
