// The interface behind which each format stands. A new format is one new file with an Importer, and one line in importers.cpp.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source_files.h"
#include "viamyo/import.h"
#include "viamyo/native_file.h"

namespace viamyo {

//! A map on its way in, with what is said of it.
struct Import {
  Map map;
  ImportReport report;
  std::string length_unit;            //!< that the format defines or the file states; empty = neither
  std::string voltage_unit;           //!< the same for fields without a unit of their own
  bool has_named_mesh = false;        //!< `--array vertices=` and `faces=` were taken by the format
  std::vector<std::string> left_out;  //!< columns and arrays of which nothing tells what they are
  std::string file;                   //!< that it lies in, where the format names no map; never part of the map
  bool is_points_alone = false;       //!< the surface is one of ours, made from the points
  bool has_point_table = false;       //!< points are from a table, where `--array` has named positions, names and marks

  template <class... Arguments>
  void note(NoteKind kind, fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    report.notes.push_back({kind, fmt::format(text, std::forward<Arguments>(arguments)...), false});
  }
  template <class... Arguments>
  void lost(NoteKind kind, fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    report.notes.push_back({kind, fmt::format(text, std::forward<Arguments>(arguments)...), true});
  }
};

//! What an importer may look at beside the files.
struct ImportRequest {
  const ImportOptions& options;
  const ReadLimits& limits;
  std::size_t index = 0;  //!< which of the maps that `list` gives; whoever reads does not choose
};

struct Importer {
  std::string_view name;
  //! Judged by names and, where these do not tell, first bytes.
  bool (*recognizes)(SourceFiles& files);
  //! nullptr: there is one map, called by the file's name. Names need not be unique.
  std::vector<ListedMap> (*list)(SourceFiles& files, const ImportRequest& request);
  Import (*read)(SourceFiles& files, const ImportRequest& request);
  bool holds_points = false;  //!< without a list of its own: whether reading it is worth while for the number of its points
};

//! All formats, in the order in which they are asked.
std::span<const Importer> importers();

//! Registers more, in front of those that are always there: formats that need a library which most programs do without.
void add_importers(std::span<const Importer> more);

//! The whole way from files to a map in millimetres and millivolts, and its report. Throws InputError and UsageError as import_map does, without
//! the source's name in front.
Import import_files(SourceFiles& files, const ImportOptions& options, const ReadLimits& limits);
SourceContents list_files(SourceFiles& files, const ImportOptions& options, const ReadLimits& limits);

//! The chosen map as its format gives it: without what options say of it and without further files.
Import read_files(SourceFiles& files, const ImportOptions& options, const ReadLimits& limits);

extern const Importer kCartoImporter;
extern const Importer kOpenepImporter;
extern const Importer kPycepsImporter;
extern const Importer kEnsiteImporter;
extern const Importer kHdf5Importer;
extern const Importer kPlyImporter;
extern const Importer kStlImporter;
extern const Importer kObjImporter;
extern const Importer kOpencarpImporter;
extern const Importer kPointTableImporter;

}  // namespace viamyo
