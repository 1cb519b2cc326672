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
#include "table_marks.h"
#include "table_text.h"
#include "text_scan.h"
#include "units.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

// A surface read as points would be wrapped in another surface.
[[noreturn]] void refuse_own(const std::string& name, OwnTable own) {
  throw InputError(fmt::format("{}: is {}, and no table of mapping points; use the map itself{}", name, told(own),
                               own == OwnTable::kSurface ? ", or export it as .vtp" : ""));
}

class TableReader {
 public:
  TableReader(std::span<const std::byte> bytes, const std::string& name, const ImportRequest& request, Import& import)
      : table_(bytes, name), name_(name), request_(request), import_(import) {}

  void read() {
    read_header();
    rows_ = table_.rows(request_.limits.points);
    drop_summaries();
    table_.check_cells(rows_);
    take_row_of_units();
    learn_decimal_sign();
    if (request_.options.length_unit.empty()) length_unit_ = settle_coordinate_units(columns_, name_, import_);
    if (length_unit_) import_.length_unit = "mm";
    for (Column& column : columns_) read_column(column);
    drop_unplaced_rows();
    drop_repeated_rows();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].role == "name") read_names(c);
      if (columns_[c].is_flag()) read_marks(table_, rows_, c, columns_[c], request_.options, import_, flags_);
    }
    finish();
  }

 private:
  void read_header() {
    const ImportOptions& options = request_.options;
    const bool found = table_.find_header([&](const Cells& titles) { return name_positions(titles, options); });
    if (!found) refuse_header();
    columns_ = columns_of(table_.header(), options);
    if (std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return is_result_title(column.title); }))
      refuse_own(name_, OwnTable::kSurface);
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
    const std::vector<Column> columns = columns_of(table_.header(), request_.options);
    const std::string_view missing = missing_position(columns);
    const auto strange = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.nearly == missing; });
    if (strange != columns.end())
      table_.fail(table_.header_line(), fmt::format("column {}: {}", printable(strange->title), why_strange_unit(*strange)));
    table_.fail(table_.header_line(), fmt::format("no column is named {}; --array {}=COLUMN says which is", missing, missing));
  }

  // "Mean" and "SD" below the last point: what stands there is of all points, and of none.
  void drop_summaries() {
    const auto first = rows_.begin() + static_cast<std::ptrdiff_t>(first_summary(rows_, columns_));
    if (first == rows_.end()) return;
    const auto summaries = std::count_if(first, rows_.end(), [&](const auto& row) { return is_summary(row.cells, columns_); });
    const std::ptrdiff_t others = rows_.end() - first - summaries;
    rows_.erase(first, rows_.end());
    import_.note(NoteKind::kDropped, "{}: {} at its end, of a name such as mean, total or maximum: of all points, and no point", name_,
                 counted(static_cast<std::size_t>(summaries), "row"));
    if (others > 0)
      import_.lost(NoteKind::kDropped, "{}: {} below the first of these, of another name than points have: taken for no point as well",
                   name_, counted(static_cast<std::size_t>(others), "row"));
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

  void keep_rows(const std::vector<std::uint8_t>& keep) {
    rows_ = kept(rows_, keep);
    for (Column& column : columns_) {
      if (!column.values.empty()) column.values = kept(column.values, keep);
    }
  }

  void drop_unplaced_rows() {
    std::vector<std::uint8_t> keep;
    keep.reserve(rows_.size());
    for (const Vec3& p : places(0)) keep.push_back(is_finite(p) ? 1 : 0);
    const auto lost = static_cast<std::size_t>(std::count(keep.begin(), keep.end(), 0));
    if (lost == 0) return;
    import_.lost(NoteKind::kDropped, "{}: {} without a position", name_, counted(lost, "row"));
    keep_rows(keep);
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
    keep_rows(keep);
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
    points.positions = places(0);
    points.end_systolic_positions = places(3);
    tell_unplaced(points.end_systolic_positions);
    points.names = std::move(names_);
    points.accepted = std::move(flags_);
    if (std::none_of(points.end_systolic_positions.begin(), points.end_systolic_positions.end(),
                     [](const Vec3& p) { return is_finite(p); }))
      points.end_systolic_positions.clear();
    for (const Column& column : columns_) add(column);
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

  void add(const Column& column) {
    if (column.is_position()) {
      if (find_role(columns_, column.role) != &column)
        import_.lost(NoteKind::kDropped, "{}: column {}: {} is another column already", name_, printable(column.title), column.role);
      refuse_words(column);
      return;
    }
    if (column.role == "name" || column.is_flag() || column.is_told || is_told_as_second(column)) return;
    const bool is_asked = is_asked_for(request_.options, column.title);
    if (is_asked && !has_numbers(column)) throw UsageError(fmt::format("{}: column {} holds no number", name_, printable(column.title)));
    if (column.role.empty() && !is_asked) {
      if (is_left_out(column)) return;
      import_.note(NoteKind::kRead,
                   "{}: column {}: taken as a quantity under its own name, because its title names a unit; nothing else tells what it is",
                   name_, printable(column.title));
    }
    refuse_words(column);
    add_measured(import_, import_.map.points.fields,
                 {column.name, unit_of(column), 1, Origin::kMappingSystem, {}, {column.values.begin(), column.values.end()}});
  }

  [[nodiscard]] static bool has_numbers(const Column& column) {
    return std::any_of(column.values.begin(), column.values.end(), [](double value) { return std::isfinite(value); });
  }

  // Two columns of one quantity: nobody tells which is meant, the first is taken, and the user can choose.
  bool is_told_as_second(const Column& column) {
    if (column.role.empty() || !has_numbers(column)) return false;
    const auto first = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const Column& other) { return other.role == column.role && has_numbers(other); });
    if (&*first == &column) return false;
    const bool same =
        first->unit == column.unit && std::equal(first->values.begin(), first->values.end(), column.values.begin(), column.values.end(),
                                                 [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
    const std::string choice = fmt::format("{}={}", column.role, column.title);
    const std::string way_out = first->title == column.title ? "" : fmt::format("; --array {} takes this one instead", shell_word(choice));
    if (!same)
      import_.lost(NoteKind::kDropped, "{}: column {}: {} is {} already{}", name_, printable(column.title), column.role,
                   way_out.empty() ? "an earlier column of this title" : "column " + printable(first->title), way_out);
    return true;
  }

  // Whether a column of no known name stays outside, and says why.
  bool is_left_out(const Column& column) {
    const auto c = static_cast<std::size_t>(&column - columns_.data());
    if (const std::string mark = why_lost_mark(rows_, c, column); !mark.empty()) {
      import_.lost(NoteKind::kDropped, "{}: column {}: {}", name_, printable(column.title), mark);
      import_.left_out.push_back(column.title);
      return true;
    }
    const bool is_counted = has_numbers(column);
    if (!is_counted && column.wrong == 0 && column.title.empty()) return true;
    if (is_counted && !column.nearly.empty() && find_role(columns_, column.nearly) == nullptr) {
      import_.lost(NoteKind::kDropped, "{}: column {}: {}", name_, printable(column.title), why_strange_unit(column));
      import_.left_out.push_back(column.title);
      return true;
    }
    std::string reason = column.wrong > 0 ? "holds words" : "holds nothing";
    if (is_counted) reason = why_no_quantity({column.title, column.unit, column.strange_unit}, column.values);
    if (reason.empty()) reason = why_no_title(unit_in_title(column.title).name);
    if (reason.empty()) return false;
    leave_out(column, reason + (is_counted ? "; --keep-column takes it" : ""));
    return true;
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
  void refuse_words(const Column& column) {
    if (column.wrong == 0) return;
    if (!has_numbers(column))
      table_.fail(column.first_wrong, fmt::format("column {} holds words where numbers belong", printable(column.title)));
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
  constexpr std::size_t kHead = 16384;
  const OwnTable own = own_table(text_of(bytes.first(std::min(kHead, bytes.size()))));
  if (own != OwnTable::kNone) refuse_own(name, own);
  import.has_point_table = true;
  TableReader(bytes, name, request, import).read();
}

bool is_point_table(std::span<const std::byte> bytes, const ImportOptions& options) {
  TableText table(bytes, "");
  return table.find_header([&](const Cells& titles) { return name_positions(titles, options); });
}

const Importer kPointTableImporter{"table of points", recognizes, nullptr, read, true};

}  // namespace viamyo
