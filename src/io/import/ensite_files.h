// The files of an EnSite export (NavX, Velocity, Precision, X), each taken apart on its own. Layouts: docs/formats.md.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "importer.h"
#include "text_scan.h"

namespace viamyo {

//! One volume of a surface file (SJM_DIF): one surface with at most one quantity.
struct EnsiteVolume {
  std::string name;
  std::string file;      //!< in the source
  std::string fault;     //!< why there is no surface; empty: there is one
  std::string quantity;  //!< the field that the values are; empty: there are none
  Import import;         //!< the surface, its fields and what is said of them
};

//! Never throws for what is wrong with a file: that is the fault of its one entry.
std::vector<EnsiteVolume> read_ensite_volumes(std::string_view text, const std::string& file, const ReadLimits& limits);

//! The mapping points of one map, out of all tables that are parts of it.
struct EnsitePoints {
  std::string map_name;
  std::string folder;              //!< of the tables, in the source
  std::vector<std::string> files;  //!< base names
  std::string fault;               //!< why they cannot be read; empty: they can
  Import import;                   //!< the points and what is said of them
};

enum class EnsiteTableKind : std::uint8_t { kDxl, kPoints, kWaves, kOther };

//! By the first bytes.
EnsiteTableKind ensite_table_kind(std::string_view head);

//! Tables of Velocity and Precision, a line per quantity and a column per point: the points of every map that they name.
std::vector<EnsitePoints> read_dxl_tables(SourceFiles& files, const std::vector<const SourceFile*>& tables, const ReadLimits& limits);

//! Tables of EnSite X, a line per point: those of one folder are the points of every map that they name, once per quantity, with their waves.
std::vector<EnsitePoints> read_point_tables(SourceFiles& files, const std::vector<const SourceFile*>& tables,
                                            const std::vector<const SourceFile*>& waves, const ImportRequest& request);

//! Adds the traces of EnSite X to points that are named by their numbers; what is missing of them is a loss.
void add_ensite_waves(SourceFiles& files, const std::vector<const SourceFile*>& waves, const std::vector<std::string>& freeze_groups,
                      const ReadLimits& limits, Import& import);

//! Fields and traces of further points where they are the same points; false where they are not.
bool add_same_points(Import& more, Import& import);

//! A table of EnSite X: lines "key,value", then the titles of the columns, then a row per point.
class EnsiteTable {
 public:
  //! Throws InputError where no line holds titles.
  EnsiteTable(std::string_view text, const std::string& name);

  //! The value behind a key of the head, letters' case and the colon aside; empty where there is none.
  [[nodiscard]] std::string head(std::string_view key) const;

  //! The column of that title; npos where there is none. Titles end where "..." stands.
  [[nodiscard]] std::size_t column(std::string_view title) const;
  [[nodiscard]] const std::vector<std::string>& titles() const { return titles_; }

  //! The next row, with as many cells as it has; false at its end.
  bool next(std::vector<std::string_view>& cells);

 private:
  Lines lines_;
  std::map<std::string, std::string> head_;
  std::vector<std::string> titles_;
};

}  // namespace viamyo
