// Aligned text for people: columns, and label-value lists.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace viamyo::cli {

enum class Align { kLeft, kRight };

//! Columns two blanks apart, as wide as their widest cell (counted in letters, not bytes).
class Table {
 public:
  explicit Table(std::vector<Align> columns) : columns_(std::move(columns)) {}

  //! Cells may come from files: control characters in them are replaced.
  void add(const std::vector<std::string>& row);
  [[nodiscard]] std::string text(std::string_view indent = "") const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

//! Number of letters of UTF-8 text.
std::size_t letters(std::string_view text);

//! A number with at most `digits` significant digits, as people write it; "-" for one that does not exist.
std::string number(double value, int digits = 5);

//! A number with that many decimals, so that a column of them lines up; "-" for one that does not exist.
std::string fixed(double value, int decimals);

//! The text in lines of at most `width` letters, continued lines indented.
std::string wrapped(std::string_view text, std::size_t width, std::string_view indent);

}  // namespace viamyo::cli
