// EnSite's DxL tables: one line per quantity, one column per point, then the traces.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "../value.h"
#include "ensite_files.h"
#include "import_tools.h"
#include "point_arrays.h"
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
  long long number = 0, of = 0;   //!< "This is file 1 of 3": 0 where it does not say
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
    if (name == "sample rate" && cells.size() > 1) file_.sampling_rate_hz = to_number(cells[1]).value_or(0);
    if (name == "exported seconds" && cells.size() > 1) file_.exported_seconds = to_number(cells[1]).value_or(0);
    if (name == "eof") file_.has_end = true;
    if (contains_letters(line, "This is file")) read_part(cells);
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

  // "This is file 1 of 3 for map,LV"
  void read_part(const std::vector<std::string_view>& cells) {
    if (cells.size() > 1) file_.map_name = to_utf8(cells[1]);
    const std::vector<std::string_view> words = words_of(cells[0]);
    for (std::size_t w = 1; w + 1 < words.size(); ++w) {
      if (!same_letters(words[w], "of")) continue;
      file_.number = to_integer(words[w - 1]).value_or(0);
      file_.of = to_integer(words[w + 1]).value_or(0);
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
    if (!limits_.electrograms) return;
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
  template <class... Arguments>
  void note(NoteKind kind, fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    import_.note(kind, text, std::forward<Arguments>(arguments)...);
  }

  explicit DxlPoints(bool with_traces) : with_traces_(with_traces) {}

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
    numbers_.insert(file.number);
    of_ = std::max(of_, file.of);
    tell_cuts(file, name);
    if (with_traces_) add_traces(file);
  }

  Import finish() {
    MappingPoints& points = import_.map.points;
    if (static_cast<long long>(numbers_.size()) < of_)
      import_.lost(NoteKind::kMissing, "{} of the {} files that hold the map's points, as they say themselves",
                   of_ - static_cast<long long>(numbers_.size()), of_);
    points.names = names_;
    if (utilized_.size() == points.positions.size()) {
      for (const double value : utilized_) points.accepted.push_back(value == 0 ? 0 : 1);
      const auto unclear = std::count_if(utilized_.begin(), utilized_.end(), [](double value) { return value != 0 && value != 1; });
      lose_marks(import_, "points", "utilized", static_cast<std::uint64_t>(unclear), utilized_.size());
    }
    for (const auto& [row, field] : kRows) {
      if (values_[row].empty()) continue;
      add_point_values(import_, field.first, field.second, carto_values(import_, field.first, "points", values_[row]));
    }
    if (find_field(points.fields, field_name::kBipolarVoltage) != nullptr)
      import_.note(NoteKind::kAssumed,
                   "peak2peak is taken as bipolar voltage; of a unipolar map, --array UnipolarVoltage=BipolarVoltage says otherwise");
    if (find_field(points.fields, "RovingLAT") != nullptr)
      import_.note(
          NoteKind::kAssumed,
          "rov LAT and ref LAT are kept as they are: the file does not say their unit, so no local activation time is made of them");
    if (with_traces_) finish_traces();
    return std::move(import_);
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
    has_traces_ = has_traces_ || samples > 0;
    const bool is_alike =
        egm_.samples == 0 || (egm_.samples == static_cast<int>(samples) && egm_.sampling_rate_hz == file.sampling_rate_hz);
    whole_ = whole_ && samples > 0 && file.sampling_rate_hz > 0 && is_alike;
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
      if (has_traces_)
        import_.lost(NoteKind::kDropped, "electrograms: they are not of all points, of one length and of one sample rate");
      else
        import_.note(NoteKind::kMissing, "electrograms");
      return;
    }
    if (egm_.reference.size() != expected) egm_.reference.clear();
    import_.note(NoteKind::kRead, "electrograms (roving trace as bipolar): {} samples at {} Hz", egm_.samples, egm_.sampling_rate_hz);
    import_.map.points.electrograms = std::move(egm_);
  }

  Import import_;
  std::vector<std::string> names_;
  std::vector<double> utilized_;
  std::map<std::string, std::vector<double>> values_;
  Electrograms egm_;
  std::set<long long> numbers_;  //!< of the files that were read
  long long of_ = 0;             //!< as they count themselves
  bool with_traces_;
  bool has_traces_ = false;
  bool whole_ = true;
};

}  // namespace

std::vector<EnsitePoints> read_dxl_tables(SourceFiles& files, const std::vector<const SourceFile*>& tables, const ReadLimits& limits) {
  std::vector<EnsitePoints> maps;
  std::map<std::size_t, DxlPoints> parts;  // by the map's place
  for (const SourceFile* const file : tables) {
    const std::string name(base_name(file->name));
    EnsitePoints map;
    map.folder = folder_of(file->name);
    DxlFile part;
    try {
      part = DxlReader(as_text(files.read(*file)), name, limits).read();
      map.map_name = part.map_name;
    } catch (const InputError& error) {
      map.fault = error.what();
      map.map_name = stem_of(name);
    }
    const auto same = std::find_if(maps.begin(), maps.end(), [&](const EnsitePoints& other) {
      return map.fault.empty() && other.fault.empty() && other.folder == map.folder && other.map_name == map.map_name;
    });
    const auto place = static_cast<std::size_t>(same - maps.begin());
    if (same == maps.end()) maps.push_back(std::move(map));
    maps[place].files.push_back(name);
    if (!maps[place].fault.empty()) continue;
    try {
      DxlPoints& points = parts.try_emplace(place, limits.electrograms).first->second;
      points.add(part, name);
      points.note(NoteKind::kRead, "{}: {}", name, counted(part.points, "point"));
    } catch (const InputError& error) {
      maps[place].fault = error.what();
    }
  }
  for (std::size_t m = 0; m < maps.size(); ++m) {
    if (maps[m].fault.empty()) maps[m].import = parts.at(m).finish();
  }
  return maps;
}

}  // namespace viamyo
