// Maps out of other systems' exports: one source (a folder, an archive or a file) becomes a map and a report that says what became of everything.
//
// A source is taken apart by `viamyo-reader`, a process of its own that can do nothing but read what is handed to it; what it answers is checked
// again here. docs/formats.md lists, per system and version, what is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/native_file.h"
#include "viamyo/task.h"

namespace viamyo {

//! Takes an array of the source for a field of the map, where its name does not tell: {"UnipolarVoltage", "bi_voltage", "uV"}.
struct ArrayChoice {
  std::string field;
  std::string array;
  std::string unit;  //!< empty: as the source says, else the field's own unit
};

//! A number that stands for "no value": in every quantity whose possible range leaves it out, or, with a field's name, in that one whatever its range.
struct NoValue {
  std::string field;  //!< of the map; empty = all
  double number = 0;  //!< as the source writes it, before any unit is converted
};

//! What the user knows and the source does not say.
struct ImportOptions {
  std::string map;  //!< the name of one map of several
  std::vector<ArrayChoice> arrays;
  std::string length_unit;                //!< "mm", "cm", "m", "um"; empty: as the format defines, else mm
  std::string voltage_unit;               //!< "mV", "uV", "V"; empty: as the format defines, else mV
  std::string frame;                      //!< "LPS" or "unknown"; empty: what is known of the format
  std::string subject_id;                 //!< a pseudonym; nothing of the source ever takes its place
  std::string points_file;                //!< a table of mapping points beside the surface
  std::vector<std::string> add_files;     //!< further exports of the same surface, each with fields of its own
  std::vector<std::string> keep_columns;  //!< columns and arrays of numbers that are taken though nothing tells what they are
  std::vector<NoValue> no_values;         //!< beside -10000 and +10000, which are such marks in every source
  std::string empty_mark;  //!< what an empty cell of "accepted" or "excluded" says of its point: one of these words; empty: nobody tells
  bool keep_impossible = false;       //!< values of a known quantity outside its possible range stay
  bool cell_to_point = false;         //!< values on triangles are carried to the vertices, weighted by area
  bool without_electrograms = false;  //!< leaves them unread
  std::string chamber;                //!< "LV" or another word of letters and digits; empty: what the source says, mostly nothing
  bool keep_mesh = false;             //!< vertices at one place stay apart and repeated triangles stay (see weld.h)
  bool strict = false;                //!< losses are failures
};

enum class NoteKind : std::uint8_t { kFound, kRead, kConverted, kAssumed, kMissing, kDropped, kLeftOut };

//! "found", "read", "converted", "assumed", "missing", "dropped", "left_out".
std::string_view to_string(NoteKind kind);

//! One sentence of a report.
struct ImportNote {
  NoteKind kind = NoteKind::kFound;
  std::string text;
  bool loss = false;  //!< something that the source promises did not arrive: what `strict` refuses
};

//! How many values of a quantity arrived.
struct QuantityCount {
  std::string name;
  std::string unit;
  bool on_points = false;  //!< on mapping points; else on vertices
  std::uint64_t values = 0;
  std::uint64_t of = 0;
};

struct ImportReport {
  std::string format;  //!< "CARTO 3 study export, version 5"
  std::string map_name;
  std::vector<ImportNote> notes;  //!< in the order of reading
  std::vector<QuantityCount> quantities;
};

struct ImportedMap {
  Map map;
  ImportReport report;
  std::string sha256;  //!< of the file; of a folder: over one line "SHA-256  NAME" per file that was read, sorted by name
};

//! A map that a source holds.
struct ListedMap {
  std::string name;
  std::uint64_t points = 0;
  bool has_surface = false;
  std::string note;   //!< why it cannot be imported; empty = it can
  std::string place;  //!< the file or folder of the source that it lies in; empty = the source itself
};

//! All that a source holds.
struct SourceContents {
  std::vector<ListedMap> maps;      //!< names are unique: "LV", "LV (2)"
  std::vector<std::string> others;  //!< what lies beside them and is no map of the source, a sentence each
};

//! Whether this is a source for import_map and not a native map, by its first bytes; folders are. Throws InputError when it cannot be opened.
bool is_foreign(const std::filesystem::path& source);

//! Whether a file of this name may be a map or another system's export: by its ending, for file dialogs. What it is, its content tells.
bool is_source_name(const std::filesystem::path& file);

//! Throws InputError as import_map does, and Stopped soon after the task is asked to stop.
SourceContents list_source(const std::filesystem::path& source, const ReadLimits& limits = {}, const Task& task = {});

//! The maps of list_source.
std::vector<ListedMap> list_maps(const std::filesystem::path& source, const ReadLimits& limits = {}, const Task& task = {});

//! Throws InputError with one sentence naming source, object and cause: not a known format, damaged, several maps and none chosen, no surface and
//! no points, the reader stopped ("...: damaged or hostile file: the reader was stopped (segmentation fault)"), or `strict` and something was lost.
//! Throws UsageError when the options ask for what the source does not have, and Stopped soon after the task is asked to stop. The task's progress is the
//! share of the bytes that were read of those that will be, as far as is known.
ImportedMap import_map(const std::filesystem::path& source, const ImportOptions& options = {}, const ReadLimits& limits = {},
                       const Task& task = {});

}  // namespace viamyo
