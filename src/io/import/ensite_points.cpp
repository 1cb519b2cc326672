// The points of EnSite X's tables. A map exports the same points once per quantity: they become one set with all quantities.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "../value.h"
#include "cell_words.h"
#include "ensite_files.h"
#include "identity.h"
#include "import_tools.h"
#include "point_arrays.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
constexpr double kSamePlace = 1e-3;

// Columns that are no quantity of the point.
bool is_housekeeping(std::string_view title) {
  constexpr std::array<std::string_view, 28> kTitles{
      "rov trace", "electrodes", "channels",  "freeze grp #", "(point #)",         "ref trace",          "ref2 trace",
      "roving x",  "roving y",   "roving z",  "surface x",    "surface y",         "surface z",          "normal x",
      "normal y",  "normal z",   "displayed", "utilized",     "gold-starred",      "adjtime (ms)",       "actseq",
      "annot",     "# params",   "ref tick",  "# rov ticks",  "left curtain (ms)", "right curtain (ms)", "segment"};
  const std::string plain = lower_case(title);
  return std::find(kTitles.begin(), kTitles.end(), plain) != kTitles.end() || plain.starts_with("rov tick") || plain.ends_with(" valid") ||
         plain.starts_with("uni_");
}

bool is_absolute_time(std::string_view title) { return contains_letters(title, "(abs)"); }

// "P-P" of a map of type PP_bi is bipolar voltage; what no public reader knows keeps its name, with the unit that its title has.
Field field_of(const std::string& title, const std::string& type, bool& is_assumed) {
  const bool is_peak_to_peak = same_letters(title, "P-P");
  if (is_peak_to_peak && contains_letters(type, "_uni")) return {std::string(field_name::kUnipolarVoltage), "mV", 1};
  if (is_peak_to_peak && contains_letters(type, "_omni")) return {"OmnipolarVoltage", "mV", 1};
  if (is_peak_to_peak && contains_letters(type, "_bi")) return {std::string(field_name::kBipolarVoltage), "mV", 1};
  if (contains_letters(title, "LAT") && contains_letters(type, "LAT")) {
    is_assumed = true;
    return {std::string(field_name::kLocalActivationTime), "ms", 1};
  }
  const std::size_t open = title.find(" (");
  if (open != std::string::npos && title.ends_with(')'))
    return {same_letters(title.substr(0, open), "force") ? "Force" : title.substr(0, open), title.substr(open + 2, title.size() - open - 3),
            1};
  return {title, "", 1};
}

// What a field is called that nobody knows.
std::string_view title_without_unit(std::string_view title) {
  const std::size_t open = title.find(" (");
  return open != std::string_view::npos && title.ends_with(')') ? title.substr(0, open) : title;
}

class TableOfPoints {
 public:
  TableOfPoints(EnsiteTable& table, const std::string& name, const ImportRequest& request, Import& import)
      : table_(table), name_(name), limits_(request.limits), options_(request.options), import_(import), type_(table.head("Map type")) {}

  void read(std::vector<std::string>& freeze_groups) {
    find_columns();
    std::vector<std::string_view> cells;
    while (table_.next(cells)) {
      if (cells.size() < least_) {
        ++short_rows_;
        continue;
      }
      read_row(cells, freeze_groups);
    }
    if (short_rows_ > 0) import_.lost(NoteKind::kDropped, "{}: {} with fewer cells than columns", name_, counted(short_rows_, "row"));
    if (placeless_ > 0) import_.lost(NoteKind::kDropped, "{}: {} without a position", name_, counted(placeless_, "row"));
    lose_marks(import_, name_, "utilized", unclear_marks_, import_.map.points.positions.size());
    if (import_.map.points.positions.empty()) throw InputError(fmt::format("{}: holds no point", name_));
    import_.note(NoteKind::kRead, "{}: {}{}", name_, counted(import_.map.points.positions.size(), "point"),
                 type_.empty() ? "" : fmt::format(" of {}", printable(type_)));
    finish();
  }

  [[nodiscard]] bool has_windows() const { return !from_ms.empty(); }
  std::vector<double> from_ms, to_ms, ticks;  //!< windows of interest, and the reference in samples

 private:
  struct Quantity {
    std::size_t column = 0;
    std::size_t valid = std::string::npos;
    Field field;
    std::string title;
    bool is_known = false;  //!< a quantity that public readers know, or one that the table itself marks as valid or not
    std::size_t invalid = 0;
    std::size_t marks = 0;
    std::size_t words = 0;
  };

  void find_columns() {
    for (std::size_t c = 0; c < 3; ++c) {
      place_.at(c) = table_.column(std::array{"roving x", "roving y", "roving z"}.at(c));
      if (place_.at(c) == std::string::npos)
        throw InputError(fmt::format("{}: has no columns 'roving x', 'roving y' and 'roving z'", name_));
    }
    name_column_ = table_.column("(Point #)");
    utilized_ = table_.column("utilized");
    group_ = table_.column("Freeze Grp #");
    left_ = table_.column("left curtain (ms)");
    right_ = table_.column("right curtain (ms)");
    ref_ = table_.column("Ref Tick");
    for (std::size_t c = 0; c < table_.titles().size(); ++c) {
      const std::string& title = table_.titles()[c];
      if (is_absolute_time(title)) has_times_ = true;
      if (title.empty() || is_housekeeping(title) || is_absolute_time(title)) continue;
      Quantity quantity;
      quantity.column = c;
      quantity.valid = table_.column(title + " valid");
      quantity.field = field_of(title, type_, assumes_ms_);
      quantity.title = title;
      quantity.is_known = quantity.valid != std::string::npos || quantity.field.name != title_without_unit(title);
      quantities_.push_back(std::move(quantity));
    }
    least_ = table_.titles().size();
    // Titles of ticks end where a row may: as many as the row itself says.
    while (least_ > 0 && lower_case(table_.titles()[least_ - 1]).starts_with("rov tick")) --least_;
  }

  static std::string_view cell(const std::vector<std::string_view>& cells, std::size_t column) {
    return column < cells.size() ? cells[column] : std::string_view();
  }
  static double number(const std::vector<std::string_view>& cells, std::size_t column) {
    return to_number(cell(cells, column)).value_or(kNothing);
  }

  void read_row(const std::vector<std::string_view>& cells, std::vector<std::string>& freeze_groups) {
    MappingPoints& points = import_.map.points;
    const Vec3 place{number(cells, place_[0]), number(cells, place_[1]), number(cells, place_[2])};
    if (!is_finite(place)) {
      ++placeless_;
      return;
    }
    points.positions.push_back(place);
    check_count(name_, "points", points.positions.size(), limits_.points);
    points.names.push_back(to_utf8(cell(cells, name_column_)));
    freeze_groups.emplace_back(cell(cells, group_));
    if (utilized_ != std::string::npos) {
      const std::optional<bool> utilized = yes_or_no(cell(cells, utilized_));
      unclear_marks_ += utilized ? 0U : 1U;
      points.accepted.push_back(utilized.value_or(true) ? 1 : 0);
    }
    from_ms.push_back(number(cells, left_));
    to_ms.push_back(number(cells, right_));
    ticks.push_back(number(cells, ref_));
    for (Quantity& quantity : quantities_) {
      const std::string_view text = cell(cells, quantity.column);
      const std::optional<double> value = to_number(text);
      if (!value && !text.empty()) ++quantity.words;
      if (value && std::isnan(carto_value(*value))) ++quantity.marks;
      const bool is_invalid = quantity.valid != std::string::npos && number(cells, quantity.valid) == 0;
      if (is_invalid && value) ++quantity.invalid;
      quantity.field.values.push_back(value && !is_invalid ? carto_value(*value) : kNothing);
    }
  }

  void finish() {
    for (Quantity& quantity : quantities_) {
      if (!has_values(&quantity.field) || leave_out(quantity)) continue;
      if (quantity.invalid > 0)
        import_.note(NoteKind::kConverted, "{}: {} of {} values are none, because the table says that they are not valid",
                     quantity.field.name, quantity.invalid, quantity.field.values.size());
      if (quantity.marks > 0)
        import_.note(NoteKind::kConverted, "{}: {} of {} values are {:g} or no number, and so no value", quantity.field.name,
                     quantity.marks, quantity.field.values.size(), kCartoNothing);
      if (quantity.words > 0)
        import_.note(NoteKind::kConverted, "{}: {} of {} cells are words and no value", quantity.field.name, quantity.words,
                     quantity.field.values.size());
      add_measured(import_, import_.map.points.fields, std::move(quantity.field));
    }
    if (assumes_ms_) import_.note(NoteKind::kAssumed, "LAT of {}: in ms, as public readers take it; the table states no unit", name_);
    if (has_times_) import_.note(NoteKind::kLeftOut, "absolute times of {}", name_);
    const bool none = std::none_of(from_ms.begin(), from_ms.end(), [](double value) { return std::isfinite(value); });
    if (none || ref_ == std::string::npos) from_ms.clear();
  }

  // By the rule for tables of points: unless a title names a unit, or the user the column, nothing tells what it is.
  bool leave_out(const Quantity& quantity) {
    if (quantity.is_known || is_asked_for(options_, quantity.title) || is_asked_for(options_, quantity.field.name)) return false;
    const std::vector<double> values(quantity.field.values.begin(), quantity.field.values.end());
    std::string reason = why_no_quantity({quantity.title, quantity.field.unit, unit_in_title(quantity.title).strange}, values);
    if (reason.empty()) reason = why_no_title(title_without_unit(quantity.title));
    if (reason.empty()) return false;
    import_.note(NoteKind::kLeftOut, "{}: column {}: {}; --keep-column takes it", name_, printable(quantity.title), reason);
    import_.left_out.push_back(quantity.title);
    return true;
  }

  EnsiteTable& table_;
  const std::string& name_;
  const ReadLimits& limits_;
  const ImportOptions& options_;
  Import& import_;
  std::string type_;
  std::array<std::size_t, 3> place_{};
  std::size_t name_column_ = 0, utilized_ = 0, group_ = 0, left_ = 0, right_ = 0, ref_ = 0, least_ = 0;
  std::vector<Quantity> quantities_;
  std::size_t short_rows_ = 0;
  std::size_t placeless_ = 0;
  std::size_t unclear_marks_ = 0;
  bool assumes_ms_ = false;
  bool has_times_ = false;
};

// The curtains, relative to the tick of the reference, as public readers take them.
void add_windows(const TableOfPoints& table, Import& import) {
  if (!import.map.points.electrograms || !table.has_windows()) return;
  Electrograms& egm = *import.map.points.electrograms;
  for (std::size_t p = 0; p < table.from_ms.size(); ++p) {
    egm.point_windows_ms.push_back({static_cast<float>(table.from_ms[p]), static_cast<float>(table.to_ms[p])});
    egm.reference_annotation_ms.push_back(static_cast<float>(table.ticks[p] * 1000 / egm.sampling_rate_hz));
  }
  import.note(NoteKind::kAssumed,
              "windows of interest: from the left to the right curtain about the tick of the reference, as public readers "
              "take them");
}

EnsitePoints read_one(SourceFiles& files, const SourceFile& file, const std::vector<const SourceFile*>& waves,
                      const ImportRequest& request) {
  const ReadLimits& limits = request.limits;
  EnsitePoints points;
  const std::string name(base_name(file.name));
  points.folder = folder_of(file.name);
  points.files.push_back(name);
  points.map_name = stem_of(name);
  try {
    const std::vector<std::byte> bytes = files.read(file);
    const std::string text = text_of(bytes);
    EnsiteTable table(text, name);
    if (const std::string told = table.head("Map name"); !told.empty()) points.map_name = told;
    std::vector<std::string> freeze_groups;
    TableOfPoints reader(table, name, request, points.import);
    reader.read(freeze_groups);
    if (limits.electrograms) add_ensite_waves(files, waves, freeze_groups, limits, points.import);
    add_windows(reader, points.import);
  } catch (const InputError& error) {
    points.fault = error.what();
  }
  return points;
}

}  // namespace

bool add_same_points(Import& more, Import& import) {
  MappingPoints& points = import.map.points;
  const std::vector<Vec3>& others = more.map.points.positions;
  if (!std::equal(points.positions.begin(), points.positions.end(), others.begin(), others.end(),
                  [](const Vec3& a, const Vec3& b) { return distance(a, b) <= kSamePlace; }))
    return false;
  for (Field& field : more.map.points.fields) add_measured(import, points.fields, std::move(field));
  import.left_out.insert(import.left_out.end(), more.left_out.begin(), more.left_out.end());
  if (!points.electrograms) points.electrograms = std::move(more.map.points.electrograms);
  for (const ImportNote& note : more.report.notes) {
    const bool is_told = std::any_of(import.report.notes.begin(), import.report.notes.end(),
                                     [&](const ImportNote& other) { return other.text == note.text; });
    if (!is_told) import.report.notes.push_back(note);
  }
  return true;
}

std::vector<EnsitePoints> read_point_tables(SourceFiles& files, const std::vector<const SourceFile*>& tables,
                                            const std::vector<const SourceFile*>& waves, const ImportRequest& request) {
  std::vector<EnsitePoints> maps;
  for (const SourceFile* const file : tables) {
    std::vector<const SourceFile*> beside;
    const bool is_first = std::none_of(maps.begin(), maps.end(), [&](const EnsitePoints& m) { return m.folder == folder_of(file->name); });
    if (is_first)
      std::copy_if(waves.begin(), waves.end(), std::back_inserter(beside),
                   [&](const SourceFile* wave) { return folder_of(wave->name) == folder_of(file->name); });
    EnsitePoints one = read_one(files, *file, beside, request);
    const auto same = std::find_if(maps.begin(), maps.end(), [&](EnsitePoints& m) {
      return m.fault.empty() && one.fault.empty() && m.folder == one.folder && same_letters(m.map_name, one.map_name) &&
             add_same_points(one.import, m.import);
    });
    if (same == maps.end())
      maps.push_back(std::move(one));
    else
      same->files.push_back(one.files.front());
  }
  return maps;
}

}  // namespace viamyo
