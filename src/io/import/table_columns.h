// What the columns of a table of points are: by their titles, or by the user's word.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "table_text.h"
#include "viamyo/import.h"

namespace viamyo {

inline constexpr std::array<std::string_view, 6> kPositions{"x", "y", "z", "x_es", "y_es", "z_es"};

struct Column {
  std::string title;
  std::string role;  //!< a field's name, a position, "name", "accepted", "excluded"; empty where it is none of these
  std::string name;  //!< of the field that it becomes
  std::string unit;
  double to_mm = 1;  //!< of a coordinate
  std::vector<double> values;
  std::size_t wrong = 0;  //!< cells that are neither empty nor a number
  std::size_t first_wrong = 0;
  bool is_told = false;      //!< left out, and said so
  std::string strange_unit;  //!< in brackets at the end of the title, and no unit that is known
  std::string nearly;        //!< the field or position that the title names but for this

  [[nodiscard]] bool is_flag() const { return role == "accepted" || role == "excluded"; }
  [[nodiscard]] bool is_position() const { return std::find(kPositions.begin(), kPositions.end(), role) != kPositions.end(); }
};

//! Whether titles name x, y and z. Asked of every line above a header, split in every way.
bool name_positions(const Cells& titles, const ImportOptions& options);

std::vector<Column> columns_of(const Cells& titles, const ImportOptions& options);

//! Why the unit of a column that is nearly a known one keeps it outside, and how to go on.
std::string why_strange_unit(const Column& column);

//! Whether a row is of all points and of none: its first cell, its name or a cell without a title says mean, total or the like.
bool is_summary(const Cells& cells, const std::vector<Column>& columns);
//! The first of the rows at the end of a table that sum up, and with it all below: whatever stands there is no point, unless it is called as points above
//! are. rows.size() where there is none.
std::size_t first_summary(const std::vector<TableText::Row>& rows, const std::vector<Column>& columns);

//! The first of that role; nullptr: there is none.
const Column* find_role(const std::vector<Column>& columns, std::string_view role);

//! The first of x, y and z that no column is; empty = all are there.
std::string_view missing_position(const std::vector<Column>& columns);

}  // namespace viamyo
