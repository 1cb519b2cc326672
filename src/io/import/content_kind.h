// What a file of a source is, by its name and, where that does not tell, its first bytes: the one rule for folders and archives, whoever looks into them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace viamyo {

enum class ContentKind : std::uint8_t {
  kNothing,   //!< of no kind that is known
  kCarto,     //!< one of the many files of a CARTO study
  kEnsite,    //!< one of the files of an EnSite export: a surface, or one of its tables
  kOpencarp,  //!< one of the files of an openCARP mesh
  kAlone,     //!< a format whose file is a whole export
  kTable,     //!< a table of points: some line of its head names x, y and z
  kOtherTable,
  kArchive,
  kNative,  //!< by its name a map of ours, or HDF5 of others
};

inline constexpr std::size_t kContentHeadBytes = 4096;

//! Whether the name alone leaves open what it is.
bool needs_head(std::string_view name);

//! `name` with '/' between folders; `head` may be empty where no head is needed.
ContentKind content_kind(std::string_view name, std::string_view head);

//! What a table is that Viamyo itself wrote: no source, whatever was taken out of it, put into another order or written anew by a spreadsheet.
enum class OwnTable : std::uint8_t {
  kNone,
  kSurface,  //!< vertices with their classes, as `viamyo export` writes them
  kResults,  //!< of a run: maps, segments, regions or zones
};

//! Known by the facts in front of it, or by its columns (result_column).
OwnTable own_table(std::string_view head);

//! "a surface that Viamyo exported", "a table of results that Viamyo wrote".
std::string_view told(OwnTable own);

//! Whether the head is that of a CARTO study's own XML.
bool is_carto_study(std::string_view head);
//! ... of an EnSite surface, SJM_DIF.
bool is_ensite_surface(std::string_view head);

//! ... of an EnSite table with the points of a map in it.
bool holds_points(std::string_view head);

//! The folder of the study that a file of a CARTO export belongs to: its own, but for what CARTO puts into a folder beside the rest.
std::string_view carto_folder(std::string_view name);

}  // namespace viamyo
