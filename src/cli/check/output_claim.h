// What an output of Viamyo says of itself: the analysis and the point of the log that it was made from, and all that it holds.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../batch/csv_reader.h"
#include "../json.h"
#include "../program.h"
#include "viamyo/native_file.h"
#include "viamyo/surface_export.h"
#include "vtk_parts.h"

namespace viamyo::cli {

struct PictureClaim {
  std::string title;  //!< under which it stands in a decision sheet
  std::vector<std::pair<std::string, std::string>> texts;
  std::string png;
};

struct SheetClaim {
  std::string page, looker, why_no_pictures;
  std::string version;  //!< of the program that wrote it
  std::vector<PictureClaim> pictures;
};

//! Rows of one map in a table of a run.
struct TableClaim {
  std::string table;  //!< summary, segments, regions or zones
  bool grouped = false;
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;
};

//! A row of a table that says that a map could not be analysed: nothing stands beside it that could be compared.
struct FailedRow {
  int line = 0;
  std::string file;  //!< as it was named then
  std::string word;  //!< by which the state of a review is told, and that no such row has a place for; empty = it holds none
};

struct OutputClaim {  // NOLINT(bugprone-exception-escape): moving JSON throws nothing
  std::string fingerprint;
  std::string status;      //!< of the review
  std::string head;        //!< of the log; empty = there was none
  std::string map;         //!< the map's file as it was named then; empty = not told
  std::string log_file{};  //!< the same of the log's

  std::string sha256, map_id;             //!< of the map; empty = not told
  std::optional<std::string> subject_id;  //!< nullopt = not told
  std::optional<std::string> visit;       //!< where a manifest may have named it; nullopt = not told
  std::string group;                      //!< that a manifest named; empty = none, or not told
  std::optional<std::string> synthetic;   //!< yes, no, unknown; nullopt = not told
  std::optional<std::string> preset;      //!< under whose name the thresholds were looked at; nullopt = not told

  //! What no output of its kind holds, one sentence: a key twice, a chunk, an array; empty = nothing. It is a contradiction whatever the log says.
  std::string surplus;

  Json report;                                //!< of a JSON of `analyze`, and of a decision sheet: all of it; else null
  ExportFacts facts;                          //!< of an exported surface: the texts that travel with it, in their order
  std::optional<std::vector<CsvRow>> rows;    //!< of a .csv: the names of its columns, and its rows
  std::shared_ptr<const LoadedMap> exported;  //!< of a native file
  std::optional<VtkParts> vtk;                //!< of .vtk and .vtp
  std::optional<PictureClaim> picture;
  std::optional<SheetClaim> sheet;
  std::optional<TableClaim> table;
  std::optional<FailedRow> failed;  //!< then nothing else is told
};

//! Of a JSON of `analyze`, an exported surface (.csv .h5 .hdf .vtkhdf .vtk .vtp), a picture (.png), a decision sheet (.html): one; of a table of a run:
//! one for each map in it, and one for each row of a map that failed. Throws InputError when the file is none of them or does not say. May hand over to the program that reads VTK's formats.
std::vector<OutputClaim> read_claims(const std::string& file, const Program& program);

//! The columns and rows of an exported table, behind the lines at its head. Throws UsageError for a quote that is not closed.
std::vector<CsvRow> table_of(std::string_view text);

// Each kind has a file of its own.
OutputClaim claim_of_json(const std::string& file, std::string_view text);
OutputClaim claim_of_report(const Json& report);
OutputClaim claim_of_picture(std::string_view bytes);
OutputClaim claim_of_map(const std::string& file, std::string_view bytes);
OutputClaim claim_of_export(const ExportFacts& facts);
OutputClaim claim_of_sheet(const std::string& file, std::string_view page);
bool is_table(std::string_view text);
std::vector<OutputClaim> claims_of_table(const std::string& file, std::string_view text);

}  // namespace viamyo::cli
