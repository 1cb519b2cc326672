#include "carto_points_of_map.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "import_tools.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kSamplingRateHz = 1000;  // of every CARTO 3 electrogram export
constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

// Thousands of files are asked for by name.
class FilesByName {
 public:
  explicit FilesByName(const SourceFiles& files) {
    for (const SourceFile& file : files.files()) {
      if (file.role == FileRole::kSource) places_.emplace(lower_case(base_name(file.name)), &file);
    }
  }
  [[nodiscard]] const SourceFile* find(std::string_view name) const {
    const auto found = places_.find(lower_case(name));
    return found == places_.end() || found->second->bytes == 0 ? nullptr : found->second;
  }

 private:
  std::map<std::string, const SourceFile*> places_;
};

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
    if (limits_.electrograms) add_electrograms();
    return version_;
  }

 private:
  void read_table() {
    const SourceFile* const table = names_.find(map_.name + "_car.txt");
    if (table != nullptr) {
      CartoPointTable read = read_carto_points(as_text(files_.read(*table)), std::string(base_name(table->name)), limits_);
      version_ = read.version;
      points_ = std::move(read.points);
      import_.note(NoteKind::kRead, "{}: {} points", base_name(table->name), points_.size());
      compare_with_list(std::string(base_name(table->name)));
    } else if (!map_.points.empty()) {
      points_ = map_.points;
      import_.note(NoteKind::kMissing, "{}_car.txt; positions are from the study's XML, values from each point's own file", map_.name);
    } else {
      import_.note(NoteKind::kMissing, "{}_car.txt, the table of points", map_.name);
    }
  }

  void read_list() {
    const SourceFile* const list = names_.find(map_.name + "_Points_Export.xml");
    if (list == nullptr) return;
    for (const auto& [id, file] : read_carto_point_list(as_text(files_.read(*list)), std::string(base_name(list->name))))
      listed_[id] = file;
  }

  // A table that was cut off between two rows shows it nowhere else.
  void compare_with_list(const std::string& table) {
    std::set<std::string> held;
    for (const CartoPoint& point : points_) held.insert(point.id);
    const auto missing = std::count_if(listed_.begin(), listed_.end(), [&](const auto& listed) { return !held.contains(listed.first); });
    if (missing > 0)
      import_.lost(NoteKind::kMissing, "{}: lacks {} of the {} points that {}_Points_Export.xml lists", table, missing, listed_.size(),
                   map_.name);
  }

  std::string export_name(const std::string& id) {
    const auto listed = listed_.find(id);
    return listed != listed_.end() ? listed->second : fmt::format("{}_P{}_Point_Export.xml", map_.name, id);
  }

  void read_exports() {
    exports_.resize(points_.size());
    std::size_t missing = 0;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      const SourceFile* const file = names_.find(export_name(points_[p].id));
      if (file == nullptr) {
        ++missing;
        continue;
      }
      exports_[p] = read_carto_point_export(as_text(files_.read(*file)), std::string(base_name(file->name)));
      complete(points_[p], exports_[p]->point);
    }
    if (missing == points_.size()) {
      import_.note(NoteKind::kMissing, "files of single points, and so electrograms and windows of interest");
    } else if (missing > 0) {
      import_.lost(NoteKind::kMissing, "the own files of {} of {} points", missing, points_.size());
    }
  }

  static void complete(CartoPoint& point, const CartoPoint& more) {
    const auto fill = [](double& value, double other) {
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
    for (std::size_t c = 0; c < fields.size(); ++c) {
      add_measured(
          import_, points.fields,
          {std::string(fields.at(c).first), std::string(fields.at(c).second), 1, Origin::kMappingSystem, {}, std::move(columns.at(c))});
    }
  }

  void add_electrograms() {
    std::vector<CartoTraces> traces(points_.size());
    std::size_t samples = 0;
    std::size_t missing = 0;
    std::size_t promised = 0;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      if (!exports_[p] || exports_[p]->ecg_file.empty()) continue;
      ++promised;
      const SourceFile* const file = names_.find(exports_[p]->ecg_file);
      if (file == nullptr) {
        ++missing;
        continue;
      }
      traces[p] = read_carto_ecg(as_text(files_.read(*file)), std::string(base_name(file->name)), *exports_[p], limits_);
      samples = std::max({samples, traces[p].unipolar.size(), traces[p].bipolar.size(), traces[p].reference.size()});
    }
    if (missing > 0) import_.lost(NoteKind::kMissing, "the electrogram files of {} of {} points that name one", missing, promised);
    if (samples == 0) return;
    Electrograms egm;
    egm.samples = static_cast<int>(samples);
    egm.sampling_rate_hz = kSamplingRateHz;
    egm.unipolar = joined(traces, &CartoTraces::unipolar, samples, "unipolar");
    egm.bipolar = joined(traces, &CartoTraces::bipolar, samples, "bipolar");
    egm.reference = joined(traces, &CartoTraces::reference, samples, "reference");
    add_windows(egm);
    import_.note(NoteKind::kRead, "electrograms of {} points, {} samples at {} Hz", promised - missing, samples, kSamplingRateHz);
    import_.map.points.electrograms = std::move(egm);
  }

  // One row per point; NaN where a point has none.
  std::vector<float> joined(const std::vector<CartoTraces>& traces, std::vector<float> CartoTraces::*channel, std::size_t samples,
                            std::string_view name) {
    const auto count = std::count_if(traces.begin(), traces.end(), [&](const CartoTraces& t) { return !(t.*channel).empty(); });
    if (count == 0) {
      import_.lost(NoteKind::kMissing, "{} electrograms: no file names such a channel among its columns", name);
      return {};
    }
    std::vector<float> all(traces.size() * samples, kNothing);
    for (std::size_t p = 0; p < traces.size(); ++p)
      std::copy((traces[p].*channel).begin(), (traces[p].*channel).end(), all.begin() + static_cast<std::ptrdiff_t>(p * samples));
    return all;
  }

  void add_windows(Electrograms& egm) {
    std::size_t known = 0;
    for (const CartoPoint& point : points_) {
      const bool has_window = point.window_from_ms && point.window_to_ms && point.reference_ms;
      known += has_window ? 1 : 0;
      egm.point_windows_ms.push_back(
          {static_cast<float>(point.window_from_ms.value_or(kNothing)), static_cast<float>(point.window_to_ms.value_or(kNothing))});
      egm.reference_annotation_ms.push_back(static_cast<float>(point.reference_ms.value_or(kNothing)));
    }
    if (known == points_.size()) return;
    import_.note(NoteKind::kMissing, "windows of interest of {} of {} points", points_.size() - known, points_.size());
    if (known > 0) return;
    egm.point_windows_ms.clear();
    egm.reference_annotation_ms.clear();
  }

  SourceFiles& files_;
  FilesByName names_;
  const CartoStudyMap& map_;
  const ReadLimits& limits_;
  Import& import_;
  std::string version_;
  std::vector<CartoPoint> points_;
  std::map<std::string, std::string> listed_;
  std::vector<std::optional<CartoPointExport>> exports_;
};

}  // namespace

std::string add_carto_points(SourceFiles& files, const CartoStudyMap& map, const ReadLimits& limits, Import& import) {
  return PointReader(files, map, limits, import).read();
}

}  // namespace viamyo
