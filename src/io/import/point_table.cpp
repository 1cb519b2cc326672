#include "point_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "../value.h"
#include "cell_words.h"
#include "content_kind.h"
#include "coordinate_units.h"
#include "identity.h"
#include "import_tools.h"
#include "known_names.h"
#include "no_value.h"
#include "reconstruct.h"
#include "table_columns.h"
#include "table_text.h"
#include "text_scan.h"
#include "units.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

// Words that say themselves which it is, whatever the title asks: "excluded" in a column called so is an exclusion.
std::optional<bool> accepted_in_words(std::string_view cell) {
  const auto is = [cell](std::string_view word) { return same_letters(cell, word); };
  if (is("accepted") || is("included") || is("valid")) return true;
  if (is("rejected") || is("excluded") || is("invalid")) return false;
  return std::nullopt;
}

class TableReader {
 public:
  TableReader(std::span<const std::byte> bytes, const std::string& name, const ImportRequest& request, Import& import)
      : table_(bytes, name), name_(name), request_(request), import_(import) {}

  void read() {
    read_header();
    rows_ = table_.rows(request_.limits.points);
    take_row_of_units();
    learn_decimal_sign();
    if (request_.options.length_unit.empty()) length_unit_ = settle_coordinate_units(columns_, name_, import_);
    if (length_unit_) import_.length_unit = "mm";
    for (Column& column : columns_) read_column(column);
    drop_repeated_rows();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].role == "name") read_names(c);
      if (columns_[c].is_flag()) read_flags(c);
    }
    finish();
  }

 private:
  void read_header() {
    const ImportOptions& options = request_.options;
    const bool found = table_.find_header([&](const Cells& titles) { return name_positions(titles, options); });
    if (!found) refuse_header();
    columns_ = columns_of(table_.header(), options);
    for (const ArrayChoice& choice : options.arrays) {
      if (is_column_of_points(choice.field) && find_title(choice.array) == nullptr)
        throw UsageError(fmt::format("--array {}={}: {} has no such column", choice.field, printable(choice.array), name_));
    }
    if (table_.lines_above() > 0)
      import_.note(NoteKind::kLeftOut, "{}: {} above the header, which may tell of a person", name_, counted(table_.lines_above(), "line"));
  }

  [[nodiscard]] const Column* find_title(std::string_view title) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) { return column.title == title; });
    return found == columns_.end() ? nullptr : &*found;
  }

  [[noreturn]] void refuse_header() {
    if (!table_.find_header([](const Cells& titles) { return titles.size() > 1; }) &&
        !table_.find_header([](const Cells& titles) { return !titles.empty(); }))
      throw InputError(fmt::format("{}: there is no header line with the names of the columns", name_));
    const std::string_view missing = missing_position(columns_of(table_.header(), request_.options));
    table_.fail(table_.header_line(), fmt::format("no column is named {}; --array {}=COLUMN says which is", missing, missing));
  }

  // "mm,mm,mm,mV" below the header.
  void take_row_of_units() {
    if (rows_.empty()) return;
    const Cells& cells = rows_.front().cells;
    const bool are_units =
        std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return is_nothing(cell) || !known_unit(cell).empty(); }) &&
        std::any_of(cells.begin(), cells.end(), [](std::string_view cell) { return !cell.empty() && !known_unit(cell).empty(); });
    if (!are_units) return;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string_view unit = known_unit(cells[c]);
      if (!columns_[c].unit.empty() && !unit.empty() && unit_factor(columns_[c].unit, unit) != 1)
        import_.lost(NoteKind::kAssumed, "{}: column {}: the row of units says {}; {} is assumed, as the title or the user says", name_,
                     printable(columns_[c].title), unit, columns_[c].unit);
      if (columns_[c].unit.empty()) columns_[c].unit = unit;
    }
    rows_.erase(rows_.begin());
  }

  void learn_decimal_sign() {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Column& column = columns_[c];
      const bool counts =
          column.role != "name" && !column.is_flag() && (!column.role.empty() || is_asked_for(request_.options, column.title));
      for (const TableText::Row& row : rows_) {
        if (counts) decimals_.learn(row.cells[c], row.line, table_);
      }
    }
  }

  void read_column(Column& column) {
    const auto c = static_cast<std::size_t>(&column - columns_.data());
    if (column.role == "name" || column.is_flag()) return;
    column.values.reserve(rows_.size());
    for (const TableText::Row& row : rows_) {
      const std::optional<double> number = is_nothing(row.cells[c]) ? std::optional(kNothing) : decimals_.number(row.cells[c]);
      if (!number && column.wrong++ == 0) column.first_wrong = row.line;
      column.values.push_back(number.value_or(kNothing));
    }
  }

  // What enters the map of a row, but for its name.
  [[nodiscard]] std::string content_of(std::size_t row) const {
    std::string content;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Column& column = columns_[c];
      if (column.role == "name" || (column.role.empty() && column.unit.empty() && !is_asked_for(request_.options, column.title))) continue;
      const bool is_number = !column.is_flag() && std::isfinite(column.values[row]);
      content += is_number ? fmt::format("{}\n", column.values[row]) : fmt::format("{}\n", rows_[row].cells[c]);
    }
    return content;
  }

  // A point that is there twice is one: of two neither tells more than of one.
  void drop_repeated_rows() {
    std::set<std::string> held;
    std::vector<std::uint8_t> keep;
    keep.reserve(rows_.size());
    for (std::size_t r = 0; r < rows_.size(); ++r) keep.push_back(held.insert(content_of(r)).second ? 1 : 0);
    if (held.size() == rows_.size()) return;
    import_.note(NoteKind::kDropped, "{}: {} in place and all values an earlier row, and count once with it", name_,
                 counted(rows_.size() - held.size(), "row repeats", "rows repeat"));
    rows_ = kept(rows_, keep);
    for (Column& column : columns_) {
      if (!column.values.empty()) column.values = kept(column.values, keep);
    }
  }

  // Names are of points: a text that many rows share is another's.
  void read_names(std::size_t c) {
    std::set<std::string_view> different;
    for (const TableText::Row& row : rows_) different.insert(row.cells[c]);
    if (!names_.empty() || 2 * different.size() <= rows_.size()) {
      leave_out(columns_[c],
                names_.empty() ? "is a text that many rows share, and so no name of a point" : "is a second name of the points");
      return;
    }
    for (const TableText::Row& row : rows_) names_.emplace_back(row.cells[c]);
    import_.note(NoteKind::kRead, "{}: column {}: the names of the points", name_, printable(columns_[c].title));
  }

  // An exclusion that is not understood must not get lost.
  void read_flags(std::size_t c) {
    const bool yes_is_accepted = columns_[c].role == "accepted";
    if (flags_.empty()) flags_.assign(rows_.size(), 1);
    std::size_t empty = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const std::string_view cell = rows_[r].cells[c];
      std::optional<bool> accepted = accepted_in_words(cell);
      if (const std::optional<bool> yes = yes_or_no(cell); yes && !accepted) accepted = *yes == yes_is_accepted;
      if (!accepted && is_nothing(cell)) accepted = empty_mark(r, columns_[c]);
      if (!accepted)
        table_.fail(rows_[r].line, fmt::format("column {}: '{}' is neither yes nor no; 1 and 0, true and false, yes and no are understood",
                                               printable(columns_[c].title), printable(cell)));
      if (!*accepted) flags_[r] = 0;
      empty += is_nothing(cell) ? 1U : 0U;
    }
    if (empty > 0)
      import_.note(NoteKind::kAssumed, "{}: column {}: {} are empty, and their points {}, as the user says", name_,
                   printable(columns_[c].title), counted(empty, "cell"), request_.options.empty_mark);
    import_.note(NoteKind::kRead, "{}: column {}: {} of {} points are accepted", name_, printable(columns_[c].title),
                 std::count(flags_.begin(), flags_.end(), 1), flags_.size());
  }

  // Nobody but the user tells what a cell means that is left empty.
  [[nodiscard]] bool empty_mark(std::size_t row, const Column& column) const {
    const std::string& word = request_.options.empty_mark;
    if (word.empty())
      table_.fail(rows_[row].line,
                  fmt::format("column {}: an empty cell is neither yes nor no; --empty-mark accepted or --empty-mark excluded says what "
                              "such a cell means",
                              printable(column.title)));
    return word == "accepted";
  }

  [[nodiscard]] std::vector<Vec3> places(std::size_t first) const {
    std::array<const Column*, 3> axes{};
    for (std::size_t a = 0; a < 3; ++a) axes.at(a) = find_role(columns_, kPositions.at(first + a));
    if (axes[0] == nullptr || axes[1] == nullptr || axes[2] == nullptr) return {};
    std::vector<Vec3> places;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const bool marked = std::any_of(axes.begin(), axes.end(), [&](const Column* axis) { return is_mark(*axis, r); });
      const auto at = [&](const Column* axis) { return axis->to_mm * axis->values[r]; };
      places.push_back(marked ? Vec3{kNothing, kNothing, kNothing} : Vec3{at(axes[0]), at(axes[1]), at(axes[2])});
    }
    return places;
  }
  // Ten thousand micrometres are a coordinate.
  [[nodiscard]] bool is_mark(const Column& axis, std::size_t row) const {
    const std::string& unit = request_.options.length_unit.empty() ? axis.unit : request_.options.length_unit;
    return unit_factor(unit, "um") != 1 && is_no_place(axis.values[row], request_.options);
  }

  void finish() {
    MappingPoints& points = import_.map.points;
    points = {};
    const std::vector<Vec3> ed = places(0);
    std::vector<std::uint8_t> keep;
    keep.reserve(ed.size());
    for (const Vec3& p : ed) keep.push_back(is_finite(p) ? 1 : 0);
    const auto lost = static_cast<std::size_t>(std::count(keep.begin(), keep.end(), 0));
    if (lost > 0) import_.lost(NoteKind::kDropped, "{}: {} without a position", name_, counted(lost, "row"));
    points.positions = kept(ed, keep);
    points.end_systolic_positions = kept(places(3), keep);
    tell_unplaced(points.end_systolic_positions);
    points.names = kept(names_, keep);
    points.accepted = kept(flags_, keep);
    if (std::none_of(points.end_systolic_positions.begin(), points.end_systolic_positions.end(),
                     [](const Vec3& p) { return is_finite(p); }))
      points.end_systolic_positions.clear();
    for (const Column& column : columns_) add(column, keep);
    import_.note(NoteKind::kRead, "{}: {}", name_, counted(points.positions.size(), "point"));
    std::vector<std::string> names;
    names.reserve(points.fields.size());
    for (const Field& field : points.fields) names.push_back(field.name);
    assume_measured(import_, name_, names);
  }

  void tell_unplaced(const std::vector<Vec3>& end_systolic) {
    const auto none = std::count_if(end_systolic.begin(), end_systolic.end(), [](const Vec3& place) { return !is_finite(place); });
    if (none > 0)
      import_.note(NoteKind::kMissing, "{}: end-systolic positions of {} of {} points: a cell is empty, no number or a mark of no value",
                   name_, none, end_systolic.size());
  }

  template <class Row>
  static std::vector<Row> kept(const std::vector<Row>& rows, const std::vector<std::uint8_t>& keep) {
    std::vector<Row> left;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (keep[r] != 0) left.push_back(rows[r]);
    }
    return left;
  }

  void leave_out(const Column& column, std::string_view reason) {
    import_.note(NoteKind::kLeftOut, "{}: column {}: {}", name_, printable(column.title), reason);
    import_.left_out.push_back(column.title);
  }

  void add(const Column& column, const std::vector<std::uint8_t>& keep) {
    if (column.is_position()) {
      if (find_role(columns_, column.role) != &column)
        import_.lost(NoteKind::kDropped, "{}: column {}: {} is another column already", name_, printable(column.title), column.role);
      refuse_words(column, keep);
      return;
    }
    if (column.role == "name" || column.is_flag() || column.is_told) return;
    const std::vector<double> values = kept(column.values, keep);
    const bool has_numbers = std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
    const bool is_asked = is_asked_for(request_.options, column.title);
    if (is_asked && !has_numbers) throw UsageError(fmt::format("{}: column {} holds no number", name_, printable(column.title)));
    if (column.role.empty() && !is_asked) {
      if (sounds_like_a_mark(column.title) && holds_yes_and_no(column)) {
        import_.lost(
            NoteKind::kDropped,
            "{}: column {}: holds only yes and no, and its title sounds like a mark of points that are left out; no point is left out by "
            "it: --array accepted={} or --array excluded={} applies it",
            name_, printable(column.title), printable(column.title), printable(column.title));
        import_.left_out.push_back(column.title);
        return;
      }
      if (!has_numbers && column.wrong == 0 && column.title.empty()) return;
      std::string reason = has_numbers ? why_no_quantity(column.unit, values) : column.wrong > 0 ? "holds words" : "holds nothing";
      if (reason.empty()) reason = why_no_title(unit_in_title(column.title).name);
      if (!reason.empty()) return leave_out(column, reason + (has_numbers ? "; --keep-column takes it" : ""));
      import_.note(NoteKind::kRead,
                   "{}: column {}: taken as a quantity under its own name, because its title names a unit; nothing else tells what it is",
                   name_, printable(column.title));
    }
    refuse_words(column, keep);
    add_measured(import_, import_.map.points.fields,
                 {column.name, unit_of(column), 1, Origin::kMappingSystem, {}, std::vector<float>(values.begin(), values.end())});
  }

  [[nodiscard]] bool holds_yes_and_no(const Column& column) const {
    const auto c = static_cast<std::size_t>(&column - columns_.data());
    return std::all_of(rows_.begin(), rows_.end(),
                       [&](const TableText::Row& row) { return is_nothing(row.cells[c]) || yes_or_no(row.cells[c]); }) &&
           std::any_of(rows_.begin(), rows_.end(), [&](const TableText::Row& row) { return yes_or_no(row.cells[c]).has_value(); });
  }

  // A length that states no unit has that of the coordinates, as far as they state one.
  [[nodiscard]] std::string unit_of(const Column& column) {
    if (!column.unit.empty() || !length_unit_ || required_unit(column.name) != "mm") return column.unit;
    std::string unit = length_unit_->empty() ? "mm" : *length_unit_;
    if (*length_unit_ != "mm")
      import_.note(NoteKind::kAssumed, "{}: column {}: no unit is stated; {} is assumed", name_, printable(column.title), unit);
    return unit;
  }

  // A known column of words is a mistake that must not look like a column that is not there.
  void refuse_words(const Column& column, const std::vector<std::uint8_t>& keep) {
    if (column.wrong == 0) return;
    const std::vector<double> values = kept(column.values, keep);
    const bool has_numbers = std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
    if (!has_numbers) table_.fail(column.first_wrong, fmt::format("column {} holds words where numbers belong", printable(column.title)));
    import_.lost(NoteKind::kDropped, "{}: column {}: {} (the first in line {})", name_, printable(column.title),
                 column.wrong == 1 ? "a cell is no number" : fmt::format("{} cells are no numbers", column.wrong), column.first_wrong);
  }

  TableText table_;
  const std::string& name_;
  const ImportRequest& request_;
  Import& import_;
  DecimalSign decimals_;
  std::optional<std::string> length_unit_;  //!< of all coordinates; empty: they have several; without a value: none states one
  std::vector<Column> columns_;
  std::vector<TableText::Row> rows_;
  std::vector<std::string> names_;
  std::vector<std::uint8_t> flags_;
};

// A surface read as points would be wrapped in another surface.
void refuse_exported_surface(std::span<const std::byte> bytes, const std::string& name) {
  constexpr std::string_view kMark = "# Fingerprint: ";
  constexpr std::size_t kHead = 16384;
  const std::string_view head = as_text(bytes).substr(0, kHead);
  const std::size_t at = head.find(kMark);
  if (at != std::string_view::npos && (at == 0 || head[at - 1] == '\n'))
    throw InputError(fmt::format(
        "{}: is a surface that Viamyo exported, and no table of mapping points; use the map itself, or export it as .vtp", name));
}

bool recognizes(SourceFiles& files) {
  if (files.files().empty() || files.files().front().role != FileRole::kSource) return false;
  const SourceFile& file = files.files().front();
  const std::string ending = lower_ending(file.name);
  if (ending == ".csv" || ending == ".tsv") return true;
  if (ending != ".txt") return false;
  const std::vector<std::byte> head = files.head(file, kContentHeadBytes);
  const bool is_carto = content_kind(file.name, as_text(head)) == ContentKind::kCarto;
  return !is_carto && (is_table(text_of(head)) || is_point_table(files.read(file), {}));
}

Import read(SourceFiles& files, const ImportRequest& request) {
  Import import;
  import.report.format = "table of points";
  const SourceFile& file = files.files().front();
  const std::vector<std::byte> bytes = files.read(file);
  read_point_table(bytes, std::string(base_name(file.name)), request, import);
  import.map.surface = reconstructed_surface(import.map.points.positions, file.name);
  import.map.study.description = "the surface is reconstructed from the mapping points";
  import.note(NoteKind::kConverted,
              "surface: reconstructed from {} points, each joined to those that are next to it as seen from their mean (the convex hull of "
              "the directions); "
              "closed everywhere, over the valves as well",
              import.map.surface.vertices.size());
  return import;
}

}  // namespace

void read_point_table(std::span<const std::byte> bytes, const std::string& name, const ImportRequest& request, Import& import) {
  refuse_exported_surface(bytes, name);
  import.has_point_table = true;
  TableReader(bytes, name, request, import).read();
}

bool is_point_table(std::span<const std::byte> bytes, const ImportOptions& options) {
  TableText table(bytes, "");
  return table.find_header([&](const Cells& titles) { return name_positions(titles, options); });
}

const Importer kPointTableImporter{"table of points", recognizes, nullptr, read, true};

}  // namespace viamyo
