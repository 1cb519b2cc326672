// EnSite's DxL tables: one line per quantity, one column per point, then the traces.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "../value.h"
#include "import_tools.h"
#include "importer.h"
#include "point_arrays.h"
#include "reconstruct.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

// "roving x" of "roving x:".
std::string row_name(std::string_view cell) {
  const std::string_view name = stripped(cell);
  return lower_case(name.ends_with(':') ? name.substr(0, name.size() - 1) : name);
}

constexpr double kRounding = 1e-6;  // 1000 Hz times 0.01 s are 10 samples, whatever the last bit says

struct Trace {
  std::vector<std::vector<float>> rows;  //!< per sample, one value per point
};

struct DxlFile {
  std::string map_name;
  double sampling_rate_hz = 0;
  double exported_seconds = 0;
  std::size_t points = 0;
  std::size_t short_samples = 0;  //!< rows of traces with fewer cells than points
  bool has_end = false;
  std::map<std::string, std::vector<std::string>> rows;  //!< by their names
  std::map<std::string, Trace> traces;                   //!< "rov", "ref"
};

class DxlReader {
 public:
  DxlReader(std::string_view text, const std::string& name, const ReadLimits& limits) : lines_(text, name), name_(name), limits_(limits) {}

  DxlFile read() {
    std::string_view line;
    while (lines_.next(line)) read_line(line);
    if (file_.points == 0) throw InputError(fmt::format("{}: has no row 'pt number', so no points", name_));
    return std::move(file_);
  }

 private:
  void read_line(std::string_view line) {
    const std::vector<std::string_view> cells = cells_of(line, ',');
    const std::string name = row_name(cells[0]);
    if (line.starts_with("Export Data Element") && !contains_letters(line, "dxl"))
      lines_.fail("is an export of something else than DxL points");
    if (name == "sample rate" && cells.size() > 1) file_.sampling_rate_hz = to_number(cells[1]).value_or(0);
    if (name == "exported seconds" && cells.size() > 1) file_.exported_seconds = to_number(cells[1]).value_or(0);
    if (name == "eof") file_.has_end = true;
    if (contains_letters(line, "This is file") && cells.size() > 1) file_.map_name = to_utf8(cells[1]);
    if (name.ends_with(" trace")) {
      trace_ = name.substr(0, name.size() - 6);
      in_points_ = false;
    } else if (contains_letters(line, "FFT spectrum") || name == "eof" || name.starts_with("cfe detection")) {
      trace_.clear();
      in_points_ = false;
    } else if (name == "seg data len") {
      in_points_ = false;
    } else if (name == "pt number") {
      begin_points(cells);
    } else if (in_points_) {
      read_row(name, cells);
    } else if (!trace_.empty()) {
      read_sample(cells);
    }
  }

  void begin_points(const std::vector<std::string_view>& cells) {
    if (file_.points != 0) lines_.fail("there are two rows 'pt number'");
    file_.points = cells.size() - 1;
    while (file_.points > 0 && cells[file_.points].empty()) --file_.points;  // a comma at the end of each line
    check_count(name_, "points", file_.points, limits_.points);
    in_points_ = true;
    read_row("pt number", cells);
  }

  void read_row(const std::string& name, const std::vector<std::string_view>& cells) {
    if (cells.size() < file_.points + 1) lines_.fail(fmt::format("has {} columns; there are {} points", cells.size() - 1, file_.points));
    std::vector<std::string>& row = file_.rows[name];
    for (std::size_t p = 1; p <= file_.points; ++p) row.emplace_back(cells[p]);
  }

  void read_sample(const std::vector<std::string_view>& cells) {
    if (file_.points == 0) lines_.fail("samples stand before the row 'pt number'");
    if (cells.size() < file_.points + 1) {
      if (cells.size() > 1 || !cells[0].empty()) ++file_.short_samples;
      return;
    }
    std::vector<float>& row = file_.traces[trace_].rows.emplace_back();
    for (std::size_t p = 1; p <= file_.points; ++p) {
      const std::optional<double> number = to_number(cells[p]);
      if (!number) lines_.fail("a sample is not a number");
      row.push_back(static_cast<float>(*number));
    }
    check_count(name_, "samples", file_.traces[trace_].rows.size(), limits_.samples);
  }

  Lines lines_;
  const std::string& name_;
  const ReadLimits& limits_;
  DxlFile file_;
  bool in_points_ = false;
  std::string trace_;
};

std::vector<double> numbers_of(const DxlFile& file, const std::string& row) {
  const auto found = file.rows.find(row);
  std::vector<double> numbers;
  if (found == file.rows.end()) return numbers;
  for (const std::string& cell : found->second) numbers.push_back(to_number(cell).value_or(kCartoNothing));
  return numbers;
}

// A part of a map that is split over several files.
class DxlPoints {
 public:
  explicit DxlPoints(Import& import) : import_(import) {}

  void add(const DxlFile& file, const std::string& name) {
    const std::array<std::vector<double>, 3> place{numbers_of(file, "roving x"), numbers_of(file, "roving y"),
                                                   numbers_of(file, "roving z")};
    for (const std::vector<double>& axis : place) {
      if (axis.size() != file.points) throw InputError(fmt::format("{}: has no rows 'roving x', 'roving y' and 'roving z'", name));
    }
    for (std::size_t p = 0; p < file.points; ++p) {
      const Vec3 position{place[0][p], place[1][p], place[2][p]};
      if (position.x == kCartoNothing || !is_finite(position)) throw InputError(fmt::format("{}: point {} has no position", name, p + 1));
      import_.map.points.positions.push_back(position);
    }
    append(names_, file.rows.at("pt number"));
    append(utilized_, numbers_of(file, "utilized"));
    for (const auto& [row, field] : kRows) append(values_[row], numbers_of(file, row));
    tell_cuts(file, name);
    add_traces(file);
  }

  void finish() {
    MappingPoints& points = import_.map.points;
    points.names = names_;
    if (utilized_.size() == points.positions.size()) {
      for (const double value : utilized_) points.accepted.push_back(value == 0 ? 0 : 1);
    }
    for (const auto& [row, field] : kRows) {
      std::vector<float> values;
      for (const double value : values_[row]) values.push_back(carto_value(value));
      add_point_values(import_, field.first, field.second, std::move(values));
    }
    if (find_field(points.fields, field_name::kBipolarVoltage) != nullptr)
      import_.note(NoteKind::kAssumed,
                   "peak2peak is taken as bipolar voltage; of a unipolar map, --array UnipolarVoltage=BipolarVoltage says otherwise");
    if (find_field(points.fields, "RovingLAT") != nullptr)
      import_.note(
          NoteKind::kAssumed,
          "rov LAT and ref LAT are kept as they are: the file does not say their unit, so no local activation time is made of them");
    finish_traces();
  }

 private:
  using Row = std::pair<std::string, std::pair<std::string_view, std::string_view>>;
  inline static const std::array<Row, 6> kRows{Row{"peak2peak", {field_name::kBipolarVoltage, "mV"}},
                                               Row{"peak neg", {"PeakNegative", "mV"}},
                                               Row{"rov lat", {"RovingLAT", ""}},
                                               Row{"ref lat", {"ReferenceLAT", ""}},
                                               Row{"cfe mean", {"CFEMean", ""}},
                                               Row{"cfe stddev", {"CFEStandardDeviation", ""}}};

  template <class Item>
  static void append(std::vector<Item>& all, const std::vector<Item>& more) {
    all.insert(all.end(), more.begin(), more.end());
  }

  void tell_cuts(const DxlFile& file, const std::string& name) {
    if (!file.has_end) import_.lost(NoteKind::kMissing, "{}: the line EOF at its end: it is cut off", name);
    if (file.short_samples > 0)
      import_.lost(NoteKind::kDropped, "{}: {} samples that have not a value for each of the {} points", name, file.short_samples,
                   file.points);
    const double promised = std::ceil(file.sampling_rate_hz * file.exported_seconds - kRounding);
    for (const auto& [trace, samples] : file.traces) {
      if (static_cast<double>(samples.rows.size()) < promised)
        import_.lost(NoteKind::kMissing, "{}: {} trace: {} of {:.0f} samples, which its rate and its exported seconds promise", name, trace,
                     samples.rows.size(), promised);
    }
  }

  void add_traces(const DxlFile& file) {
    const auto rov = file.traces.find("rov");
    const std::size_t samples = rov == file.traces.end() ? 0 : rov->second.rows.size();
    whole_ = whole_ && samples > 0 && file.sampling_rate_hz > 0 && (egm_.samples == 0 || egm_.samples == static_cast<int>(samples));
    if (!whole_) return;
    egm_.samples = static_cast<int>(samples);
    egm_.sampling_rate_hz = file.sampling_rate_hz;
    add_channel(rov->second, file.points, egm_.bipolar);
    if (const auto ref = file.traces.find("ref"); ref != file.traces.end() && ref->second.rows.size() == samples)
      add_channel(ref->second, file.points, egm_.reference);
  }

  static void add_channel(const Trace& trace, std::size_t points, std::vector<float>& channel) {
    for (std::size_t p = 0; p < points; ++p) {
      for (const std::vector<float>& row : trace.rows) channel.push_back(row[p]);
    }
  }

  void finish_traces() {
    const std::size_t expected = import_.map.points.positions.size() * static_cast<std::size_t>(egm_.samples);
    if (!whole_ || egm_.bipolar.size() != expected) {
      import_.note(NoteKind::kMissing, "electrograms of all points, of one length and with a sample rate");
      return;
    }
    if (egm_.reference.size() != expected) egm_.reference.clear();
    import_.note(NoteKind::kRead, "electrograms (roving trace as bipolar): {} samples at {} Hz", egm_.samples, egm_.sampling_rate_hz);
    import_.map.points.electrograms = std::move(egm_);
  }

  Import& import_;
  std::vector<std::string> names_;
  std::vector<double> utilized_;
  std::map<std::string, std::vector<double>> values_;
  Electrograms egm_;
  bool whole_ = true;
};

bool is_dxl(SourceFiles& files, const SourceFile& file) {
  if (file.role != FileRole::kSource || lower_ending(file.name) != ".csv" || file.bytes == 0) return false;
  const std::vector<std::byte> bytes = files.read(file);
  const std::string_view head = as_text(bytes).substr(0, 4096);
  return head.find("Export Data Element") != std::string_view::npos && contains_letters(head, "dxl");
}

bool recognizes(SourceFiles& files) {
  return std::any_of(files.files().begin(), files.files().end(), [&](const SourceFile& file) { return is_dxl(files, file); });
}

Import read(SourceFiles& files, const ImportRequest& request) {
  Import import;
  import.report.format = "EnSite DxL points";
  import.length_unit = "mm";
  import.voltage_unit = "mV";
  import.map.study.system = "EnSite";
  import.map.study.coordinate_frame = "LPS";
  import.note(NoteKind::kAssumed, "coordinate frame: LPS, as EnSite's axes are");
  import.note(NoteKind::kLeftOut, "the study's and the segment's name, dates and times");
  DxlPoints points(import);
  std::string map_name;
  for (const SourceFile& file : files.files()) {
    if (!is_dxl(files, file)) continue;
    const std::string name(base_name(file.name));
    const DxlFile part = DxlReader(as_text(files.read(file)), name, request.limits).read();
    if (!map_name.empty() && part.map_name != map_name)
      throw InputError(fmt::format("{}: is of another map than the files before; import one map's files at a time", name));
    map_name = part.map_name;
    points.add(part, name);
    import.note(NoteKind::kRead, "{}: {} points", name, part.points);
  }
  points.finish();
  import.report.map_name = map_name;
  import.map.study.map_id = map_name;
  import.map.surface = reconstructed_surface(import.map.points.positions, "the points");
  import.map.study.description = "the surface is reconstructed from the mapping points";
  import.note(NoteKind::kConverted, "surface: reconstructed from {} points (the convex hull of their directions), closed everywhere",
              import.map.surface.vertices.size());
  return import;
}

}  // namespace

const Importer kEnsiteCsvImporter{"EnSite DxL", recognizes, nullptr, read, true};

}  // namespace viamyo
