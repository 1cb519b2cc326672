#include "point_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "../value.h"
#include "import_tools.h"
#include "known_names.h"
#include "reconstruct.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

constexpr std::array<std::string_view, 6> kPositions{"x", "y", "z", "x_es", "y_es", "z_es"};

struct Column {
  std::string title;
  std::string role;  //!< a field's name, a position, "name", "accepted"; the title where it is none of these
  std::string unit;
  std::vector<float> values;
  std::size_t wrong = 0;  //!< cells that are neither empty nor a number
};

Column column_of(std::string_view title, const ImportOptions& options) {
  const KnownName known = known_name(title);
  Column column{to_utf8(title), known.field.empty() ? to_utf8(title) : std::string(known.field), std::string(known.unit), {}, 0};
  for (const ArrayChoice& choice : options.arrays) {
    if (choice.array != column.title) continue;
    column.role = is_position_column(choice.field) ? choice.field : column.title;  // a field is chosen by the column's own name, later
  }
  return column;
}

// Text of any kind may, and these numbers do.
bool names_a_person(std::string_view title) {
  constexpr std::array<std::string_view, 8> kWords{"patient", "patientid", "subject", "subjectid", "birth", "birthdate", "dob", "mrn"};
  const std::string name = plain_name(title);
  std::string_view rest = name;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('_'), rest.size());
    if (std::find(kWords.begin(), kWords.end(), rest.substr(0, end)) != kWords.end()) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

char separator_of(std::string_view header) {
  for (const char separator : {';', '\t', ','}) {
    if (header.find(separator) != std::string_view::npos) return separator;
  }
  return ',';
}

bool is_nothing(std::string_view cell) {
  return cell.empty() || same_letters(cell, "na") || same_letters(cell, "nan") || same_letters(cell, "null");
}

bool has_decimal_comma(std::string_view cell) {
  std::string with_point(cell);
  const std::size_t comma = with_point.find(',');
  if (comma == std::string::npos) return false;
  with_point[comma] = '.';
  return to_number(with_point).has_value();
}

class TableReader {
 public:
  TableReader(std::string_view text, const std::string& name, const ImportRequest& request, Import& import)
      : lines_(text, name), name_(name), request_(request), import_(import) {}

  void read() {
    read_header();
    std::string_view line;
    while (lines_.next(line)) {
      if (!stripped(line).empty() && !line.starts_with('#')) read_row(line);
    }
    finish();
  }

 private:
  void read_header() {
    std::string_view line;
    do {
      if (!lines_.next(line)) lines_.fail("there is no header line with the names of the columns");
      // A surface read as points would be wrapped in another surface.
      if (line.starts_with("# Fingerprint: "))
        throw InputError(fmt::format(
            "{}: is a surface that Viamyo exported, and no table of mapping points; use the map itself, or export it as .vtp", name_));
    } while (stripped(line).empty() || line.starts_with('#'));
    separator_ = separator_of(line);
    for (const std::string_view title : cells_of(line, separator_)) columns_.push_back(column_of(title, request_.options));
    for (std::size_t p = 0; p < kPositions.size(); ++p) {
      const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.role == kPositions.at(p); });
      places_.at(p) = found == columns_.end() ? nullptr : &*found;
      if (p < 3 && places_.at(p) == nullptr)
        lines_.fail(fmt::format("no column is named {}; --array {}=COLUMN says which is", kPositions.at(p), kPositions.at(p)));
    }
  }

  void read_row(std::string_view line) {
    const std::vector<std::string_view> cells = cells_of(line, separator_);
    if (cells.size() != columns_.size()) lines_.fail(fmt::format("has {} cells; the header has {}", cells.size(), columns_.size()));
    for (std::size_t c = 0; c < cells.size(); ++c) {
      Column& column = columns_[c];
      if (column.role == "name") {
        names_.push_back(to_utf8(cells[c]));
        continue;
      }
      const std::optional<double> number = is_nothing(cells[c]) ? std::optional<double>(kNothing) : to_number(cells[c]);
      if (!number && has_decimal_comma(cells[c]))
        lines_.fail(fmt::format("'{}' is no number; decimal commas are not read", printable(cells[c])));
      if (!number) ++column.wrong;
      column.values.push_back(static_cast<float>(number.value_or(kNothing)));
      exact_[&column] = number.value_or(kNothing);
    }
    check_count(name_, "points", ++rows_, request_.limits.points);
    ed_.push_back(position(0));
    if (places_[3] != nullptr && places_[4] != nullptr && places_[5] != nullptr) es_.push_back(position(3));
  }

  // In double, for float32 would move a point by a micrometre.
  Vec3 position(std::size_t first) { return {exact_[places_.at(first)], exact_[places_.at(first + 1)], exact_[places_.at(first + 2)]}; }

  void finish() {
    MappingPoints& points = import_.map.points;
    points = {};
    std::vector<std::uint8_t> keep;
    keep.reserve(ed_.size());
    for (const Vec3& p : ed_) keep.push_back(is_finite(p) ? 1 : 0);
    const auto lost = std::count(keep.begin(), keep.end(), 0);
    if (lost > 0) import_.lost(NoteKind::kDropped, "{}: {} rows without a position", name_, lost);
    points.positions = kept(ed_, keep);
    points.end_systolic_positions = kept(es_, keep);
    points.names = kept(names_, keep);
    if (std::none_of(points.end_systolic_positions.begin(), points.end_systolic_positions.end(),
                     [](const Vec3& p) { return is_finite(p); }))
      points.end_systolic_positions.clear();
    for (Column& column : columns_) add(column, keep);
    import_.note(NoteKind::kRead, "{}: {} points", name_, points.positions.size());
    std::vector<std::string> names;
    names.reserve(points.fields.size());
    for (const Field& field : points.fields) names.push_back(field.name);
    assume_measured(import_, name_, names);
  }

  template <class Row>
  static std::vector<Row> kept(const std::vector<Row>& rows, const std::vector<std::uint8_t>& keep) {
    std::vector<Row> left;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (keep[r] != 0) left.push_back(rows[r]);
    }
    return left;
  }

  void add(Column& column, const std::vector<std::uint8_t>& keep) {
    if (std::find(kPositions.begin(), kPositions.end(), column.role) != kPositions.end()) {
      if (import_.length_unit.empty()) import_.length_unit = column.unit;
      return;
    }
    if (column.role == "name") return;
    std::vector<float> values = kept(column.values, keep);
    const bool is_text = column.wrong > 0 && std::none_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
    const bool is_known = column.role != column.title;
    if (!is_known && (is_text || names_a_person(column.title))) {
      import_.note(NoteKind::kLeftOut, "{}: column {}, which may identify a person", name_, printable(column.title));
      return;
    }
    if (column.wrong > 0) {
      const std::string_view cells = column.wrong == 1 ? "cell is no number" : "cells are no numbers";
      import_.lost(NoteKind::kDropped, "{}: column {}: {} {}", name_, printable(column.title), column.wrong, cells);
      if (is_text) return;
    }
    if (column.role == "accepted") {
      for (const float value : values) import_.map.points.accepted.push_back(value == 0 ? 0 : 1);
      return;
    }
    add_measured(import_, import_.map.points.fields, {column.role, column.unit, 1, Origin::kMappingSystem, {}, std::move(values)});
  }

  Lines lines_;
  const std::string& name_;
  const ImportRequest& request_;
  Import& import_;
  char separator_ = ',';
  std::vector<Column> columns_;
  std::array<const Column*, 6> places_{};
  std::map<const Column*, double> exact_;
  std::vector<Vec3> ed_;
  std::vector<Vec3> es_;
  std::vector<std::string> names_;
  std::size_t rows_ = 0;
};

bool recognizes(SourceFiles& files) {
  return !files.files().empty() && files.files().front().role == FileRole::kSource &&
         (lower_ending(files.files().front().name) == ".csv" || lower_ending(files.files().front().name) == ".tsv");
}

Import read(SourceFiles& files, const ImportRequest& request) {
  Import import;
  import.report.format = "table of points";
  const SourceFile& file = files.files().front();
  const std::vector<std::byte> bytes = files.read(file);
  read_point_table(as_text(bytes), std::string(base_name(file.name)), request, import);
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

bool is_position_column(std::string_view name) { return std::find(kPositions.begin(), kPositions.end(), name) != kPositions.end(); }

void read_point_table(std::string_view text, const std::string& name, const ImportRequest& request, Import& import) {
  TableReader(text, name, request, import).read();
}

const Importer kPointTableImporter{"table of points", recognizes, nullptr, read, true};

}  // namespace viamyo
