#include "carto_points_of_map.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "carto_electrograms.h"
#include "import_tools.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

class PointReader {
 public:
  PointReader(SourceFiles& files, const CartoStudyMap& map, const ReadLimits& limits, Import& import)
      : files_(files), names_(files), map_(map), limits_(limits), import_(import) {}

  std::string read() {
    read_list();
    read_table();
    if (points_.empty()) {
      import_.note(NoteKind::kMissing, "mapping points: the export has none for this map");
      return version_;
    }
    read_exports();
    add_values();
    mark_accepted();
    if (limits_.electrograms) add_carto_electrograms(files_, names_, points_, exports_, limits_, import_);
    return version_;
  }

 private:
  void read_table() {
    const SourceFile* const table = names_.find(map_.stem + "_car.txt");
    if (table != nullptr && take_table(*table)) return;
    points_ = map_.points;
    if (map_.placeless > 0)
      import_.lost(NoteKind::kDropped, "{} of {} points of the study's XML, which tells no place of them", map_.placeless,
                   map_.placeless + map_.points.size());
    if (table == nullptr && !points_.empty())
      import_.note(NoteKind::kMissing, "{}_car.txt; positions are from the study's XML, values from each point's own file", map_.stem);
    else if (table == nullptr)
      import_.note(NoteKind::kMissing, "{}_car.txt, the table of points", map_.stem);
  }

  bool take_table(const SourceFile& table) {
    const std::string name(base_name(table.name));
    try {
      CartoPointTable read = read_carto_points(as_text(files_.read(table)), name, limits_);
      version_ = read.version;
      points_ = std::move(read.points);
      if (read.faults.count > 0) {
        import_.lost(NoteKind::kDropped, "{}: {} of {} rows, which cannot be read or tell no place ({})", name, read.faults.count,
                     read.rows, read.faults.first);
        complete_from_study();
      }
      lose_words(import_, name, "voltages and activation times", read.words, 3 * read.rows);
      has_table_ = !points_.empty();
      has_impedance_ = read.has_impedance;
    } catch (const InputError& error) {
      import_.lost(NoteKind::kDropped, "the table of points cannot be read ({})", error.what());
      return false;
    }
    import_.note(NoteKind::kRead, "{}: {}", name, counted(points_.size(), "point"));
    settle_repeated(name);
    compare_with_list(name);
    return true;
  }

  // Points whose row is damaged have a place in the study's XML, and values in files of their own.
  void complete_from_study() {
    std::set<std::string> held;
    for (const CartoPoint& point : points_) held.insert(point.id);
    for (const CartoPoint& point : map_.points) {
      if (!held.contains(point.id)) points_.push_back(point);
    }
  }

  // A row that is there twice is one point. Of different rows of one number nobody tells which the point's own files belong to.
  void settle_repeated(const std::string& table) {
    std::map<std::string, std::vector<CartoPoint>> held;
    std::vector<CartoPoint> kept;
    std::size_t equal = 0;
    std::size_t others = 0;
    for (const CartoPoint& point : points_) {
      std::vector<CartoPoint>& same = held[point.id];
      if (std::find(same.begin(), same.end(), point) != same.end()) {
        ++equal;
        continue;
      }
      if (!same.empty()) {
        ++others;
        repeated_.insert(point.id);
      }
      same.push_back(point);
      kept.push_back(point);
    }
    points_ = std::move(kept);
    if (equal > 0) import_.note(NoteKind::kDropped, "{}: {} that {} there twice", table, counted(equal, "row"), equal == 1 ? "is" : "are");
    if (others > 0)
      import_.lost(
          NoteKind::kDropped,
          "{}: {} with the number of an earlier row, and with other values: all are kept, without the files of these points, since "
          "nobody tells which row they belong to",
          table, counted(others, "row"));
  }

  void read_list() {
    const SourceFile* const list = names_.find(map_.stem + "_Points_Export.xml");
    if (list == nullptr) return;
    try {
      for (const auto& [id, file] : read_carto_point_list(as_text(files_.read(*list)), std::string(base_name(list->name))))
        listed_[id] = file;
    } catch (const InputError& error) {
      import_.lost(NoteKind::kDropped, "the list of the points' own files cannot be read ({})", error.what());
    }
  }

  // A table that was cut off between two rows shows it nowhere else.
  void compare_with_list(const std::string& table) {
    std::set<std::string> held;
    for (const CartoPoint& point : points_) held.insert(point.id);
    const auto missing = std::count_if(listed_.begin(), listed_.end(), [&](const auto& listed) { return !held.contains(listed.first); });
    if (missing > 0)
      import_.lost(NoteKind::kMissing, "{}: lacks {} of the {} points that {}_Points_Export.xml lists", table, missing, listed_.size(),
                   map_.stem);
  }

  std::string export_name(const std::string& id) {
    const auto listed = listed_.find(id);
    return listed != listed_.end() ? listed->second : fmt::format("{}_P{}_Point_Export.xml", map_.stem, id);
  }

  void read_exports() {
    exports_.resize(points_.size());
    std::size_t missing = 0;
    std::size_t filled = 0;
    std::vector<const SourceFile*> wanted;
    std::vector<std::size_t> owners;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      const SourceFile* const file = repeated_.contains(points_[p].id) ? nullptr : names_.find(export_name(points_[p].id));
      if (file == nullptr) {
        ++missing;
        continue;
      }
      wanted.push_back(file);
      owners.push_back(p);
    }
    const Faults faults = read_parts(files_, wanted, [&](std::size_t w, const std::vector<std::byte>& bytes) {
      const std::size_t p = owners[w];
      exports_[p] = read_carto_point_export(as_text(bytes), std::string(base_name(wanted[w]->name)));
      filled += complete(points_[p], exports_[p]->point);
    });
    if (filled > 0 && has_table_)
      import_.note(NoteKind::kConverted, "{} that the table of points marks as none ({:g}) {} from the points' own files",
                   counted(filled, "value"), kCartoNothing, filled == 1 ? "is" : "are");
    has_exports_ = missing + faults.count < points_.size();
    if (faults.count > 0)
      import_.lost(NoteKind::kDropped, "the own files of {} of {} points cannot be read ({})", faults.count, points_.size(), faults.first);
    if (missing == points_.size() && has_table_)
      import_.note(NoteKind::kMissing, "files of single points, and so electrograms and windows of interest");
    else if (missing == points_.size())
      import_.lost(NoteKind::kMissing, "the values of all {} points: there is neither a table nor a file of any point", missing);
    else if (missing > 0)
      import_.lost(NoteKind::kMissing, "the own files of {} of {} points", missing, points_.size());
  }

  // Returns how many values the point had not.
  static std::size_t complete(CartoPoint& point, const CartoPoint& more) {
    std::size_t filled = 0;
    const auto fill = [&](double& value, double other) {
      filled += value == kCartoNothing && other != kCartoNothing ? 1U : 0U;
      if (value == kCartoNothing) value = other;
    };
    fill(point.unipolar_mV, more.unipolar_mV);
    fill(point.bipolar_mV, more.bipolar_mV);
    fill(point.activation_ms, more.activation_ms);
    if (more.window_from_ms && more.window_to_ms) {
      point.window_from_ms = more.window_from_ms;
      point.window_to_ms = more.window_to_ms;
    }
    if (more.reference_ms) point.reference_ms = more.reference_ms;
    return filled;
  }

  void add_values() {
    MappingPoints& points = import_.map.points;
    std::array<std::vector<float>, 4> columns;
    for (const CartoPoint& point : points_) {
      points.positions.push_back(point.position);
      points.names.push_back("P" + to_utf8(point.id));
      const std::array<double, 4> values{point.unipolar_mV, point.bipolar_mV, point.activation_ms, point.impedance_ohm};
      for (std::size_t c = 0; c < columns.size(); ++c) columns.at(c).push_back(carto_value(values.at(c)));
    }
    const std::array<std::pair<std::string_view, std::string_view>, 4> fields{{{field_name::kUnipolarVoltage, "mV"},
                                                                               {field_name::kBipolarVoltage, "mV"},
                                                                               {field_name::kLocalActivationTime, "ms"},
                                                                               {"Impedance", "ohm"}}};
    const bool has_voltages = has_table_ || has_exports_;
    for (std::size_t c = 0; c < fields.size(); ++c) {
      if (c < 3 ? !has_voltages : !has_impedance_) continue;  // an array that is not there is not an empty one
      add_measured(
          import_, points.fields,
          {std::string(fields.at(c).first), std::string(fields.at(c).second), 1, Origin::kMappingSystem, {}, std::move(columns.at(c))});
    }
  }

  // One public description says that A is accepted; where no point has it, the letters mean something else.
  void mark_accepted() {
    const auto rejected =
        std::count_if(points_.begin(), points_.end(), [](const CartoPoint& p) { return p.category != 0 && p.category != 'A'; });
    const bool any_accepted = std::any_of(points_.begin(), points_.end(), [](const CartoPoint& p) { return p.category == 'A'; });
    if (rejected == 0) return;
    if (!any_accepted) {
      import_.note(NoteKind::kFound, "a category of {} (column 18 of the table) that is nowhere A; not applied",
                   counted(static_cast<std::size_t>(rejected), "point"));
      return;
    }
    for (const CartoPoint& point : points_) import_.map.points.accepted.push_back(point.category == 0 || point.category == 'A' ? 1 : 0);
    import_.note(
        NoteKind::kAssumed,
        "{} of {} points are not accepted: their category (column 18 of the table) is not A, which one public description takes for "
        "accepted; CARTO documents none",
        rejected, points_.size());
  }

  SourceFiles& files_;
  FilesByName names_;
  const CartoStudyMap& map_;
  const ReadLimits& limits_;
  Import& import_;
  std::string version_;
  bool has_table_ = false;
  bool has_exports_ = false;
  bool has_impedance_ = false;
  std::vector<CartoPoint> points_;
  std::set<std::string> repeated_;  //!< numbers that rows of different points have
  std::map<std::string, std::string> listed_;
  std::vector<std::optional<CartoPointExport>> exports_;
};

}  // namespace

std::string add_carto_points(SourceFiles& files, const CartoStudyMap& map, const ReadLimits& limits, Import& import) {
  return PointReader(files, map, limits, import).read();
}

std::size_t count_carto_points(SourceFiles& files, const CartoStudyMap& map, const ReadLimits& limits) {
  const SourceFile* const table = find_file(files, map.stem + "_car.txt");
  if (table == nullptr || table->bytes == 0) return 0;
  try {
    return read_carto_points(as_text(files.read(*table)), std::string(base_name(table->name)), limits).points.size();
  } catch (const InputError&) {
    return 0;  // reading the map says why
  }
}

}  // namespace viamyo
