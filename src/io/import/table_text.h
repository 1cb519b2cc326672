// A text file as a table: whatever stands above its header, separates its cells, or marks decimals.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo {

using Cells = std::vector<std::string_view>;

//! Whether a text is a table though nobody knows its columns: one of its first lines names at least three, and a line below it holds as many cells, three of
//! them numbers.
bool is_table(std::string_view text);

class TableText {
 public:
  //! UTF-8, UTF-16 or Windows-1252.
  TableText(std::span<const std::byte> bytes, std::string name);
  TableText(const TableText&) = delete;
  TableText& operator=(const TableText&) = delete;

  //! Looks among the first lines for the one whose cells are a header; semicolons, tabs, commas, bars and blanks are tried. A line behind '#' may be
  //! the header where no other is.
  bool find_header(const std::function<bool(const Cells&)>& is_header);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const Cells& header() const { return header_; }
  [[nodiscard]] std::size_t header_line() const { return header_line_; }  //!< from 1
  [[nodiscard]] std::size_t lines_above() const { return lines_above_; }  //!< that are neither empty nor comments

  //! The rows below the header; empty rows, empty cells beyond the header's and lines behind '#' are none. Throws InputError where there are more.
  struct Row {
    std::size_t line = 0;
    Cells cells;
  };
  [[nodiscard]] std::vector<Row> rows(std::size_t most) const;

  //! Throws InputError ("NAME: line 7: ...") for a row of another number of cells than the header has.
  void check_cells(const std::vector<Row>& rows) const;

  [[noreturn]] void fail(std::size_t line, std::string_view text) const;

 private:
  [[nodiscard]] Cells split(std::string_view line) const;

  std::string text_;
  std::string name_;
  std::string_view separator_;
  Cells header_;
  std::string_view below_;
  std::size_t header_line_ = 0;
  std::size_t lines_above_ = 0;
};

//! How the numbers of one table are written: with decimal points or decimal commas, never both.
class DecimalSign {
 public:
  //! Throws through `table` where one cell has a decimal point and another a decimal comma.
  void learn(std::string_view cell, std::size_t line, const TableText& table);

  //! The cell as a number; nothing where it is none.
  [[nodiscard]] std::optional<double> number(std::string_view cell) const;

 private:
  std::string point_;  //!< the first cell that has one
  std::string comma_;
  std::size_t point_line_ = 0;
  std::size_t comma_line_ = 0;
};

}  // namespace viamyo
