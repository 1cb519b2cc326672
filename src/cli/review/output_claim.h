// What an output of Viamyo says of itself: the analysis and the point of the log that it was made from.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../batch/csv_reader.h"
#include "../json.h"
#include "viamyo/native_file.h"
#include "viamyo/surface_export.h"

namespace viamyo::cli {

struct OutputClaim {  // NOLINT(bugprone-exception-escape): moving JSON throws nothing
  std::string fingerprint;
  std::string status;  //!< of the review
  std::string head;    //!< of the log; empty = there was none
  std::string map;     //!< the map's file as it was named then; empty = not told

  std::string sha256, map_id;             //!< of the map; empty = not told
  std::optional<std::string> subject_id;  //!< nullopt = not told
  std::optional<std::string> synthetic;   //!< yes, no, unknown; nullopt = not told
  Json report;                            //!< of a JSON of `analyze`: all of it; else null

  ExportFacts facts;                          //!< of an exported surface: the texts that travel with it, in their order
  std::optional<std::vector<CsvRow>> rows;    //!< of a .csv: the names of its columns, and its rows
  std::shared_ptr<const LoadedMap> exported;  //!< of a native file
};

//! Of a JSON of `analyze`, an exported surface (.csv, .h5, .hdf, .vtkhdf), or a picture (.png). Throws InputError when the file is none of them
//! or does not say.
OutputClaim read_claim(const std::string& file);

//! The columns and rows of an exported table, behind the lines at its head. Throws UsageError for a quote that is not closed.
std::vector<CsvRow> table_of(std::string_view text);

}  // namespace viamyo::cli
