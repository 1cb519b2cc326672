// Tables of the side panel: sortable, numbers right-aligned with their unit in the head, one row chosen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui.h"

namespace viamyo::viewer {

struct Column {
  const char* name;
  double width = 0;  //!< at scale 1; 0 = what is left
  bool right = true;
};

//! A value that a row is sorted by: a number, or else a text.
struct SortKey {
  double value = 0;
  std::string text{};
};

class Table {
 public:
  //! Height in pixels, 0 = what is left of the area.
  Table(Ui& ui, const char* id, const std::vector<Column>& columns, float height);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  [[nodiscard]] bool is_open() const { return open_; }
  //! 0 to rows - 1 in the order that the head asks for; `key(row, column)` gives what is compared. Numbers that do not exist come last.
  template <typename Key>
  std::vector<int> order(int rows, Key key) const {
    std::vector<SortKey> keys;
    keys.reserve(static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row) keys.push_back(sort_column_ < 0 ? SortKey{static_cast<double>(row)} : key(row, sort_column_));
    return sorted(keys);
  }

  //! Begins a row; true when it was clicked. `name`: what its name_cell will say, so that a long one gets two lines.
  bool row(std::string_view label, bool chosen, bool quiet = false, std::string_view name = {});
  [[nodiscard]] bool double_clicked() const { return double_clicked_; }
  void cell(std::string_view words);  //!< the next one, aligned as its column
  void name_cell(std::string_view words, const Rgb* swatch = nullptr);
  //! Shares of classes as one thin bar, the rest of it empty; `faint` where no point stands behind it.
  void class_bar(const std::vector<std::pair<Rgb, double>>& shares, bool faint = false);

 private:
  [[nodiscard]] std::vector<int> sorted(const std::vector<SortKey>& keys) const;
  void head();

  Ui& ui_;
  std::vector<Column> columns_;
  bool open_ = false;
  bool quiet_ = false;
  bool two_lines_ = false;
  bool double_clicked_ = false;
  int sort_column_ = -1;
  bool descending_ = false;
};

}  // namespace viamyo::viewer
