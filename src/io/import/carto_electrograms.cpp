#include "carto_electrograms.h"

#include <algorithm>
#include <array>
#include <limits>

#include "import_tools.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kSamplingRateHz = 1000;  // of every CARTO 3 electrogram export
constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

using Channel = std::vector<float> CartoTraces::*;
constexpr std::array<std::pair<Channel, std::string_view>, 3> kChannels{
    {{&CartoTraces::unipolar, "unipolar"}, {&CartoTraces::bipolar, "bipolar"}, {&CartoTraces::reference, "reference"}}};

class TraceReader {
 public:
  TraceReader(const std::vector<CartoPoint>& points, Import& import) : points_(points), import_(import), traces_(points.size()) {}

  void read(SourceFiles& files, const FilesByName& names, const std::vector<std::optional<CartoPointExport>>& exports,
            const ReadLimits& limits) {
    std::size_t missing = 0;
    std::size_t promised = 0;
    bool has_any = false;  // be it an empty file
    std::vector<const SourceFile*> wanted;
    std::vector<std::size_t> owners;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      if (!exports[p] || exports[p]->ecg_file.empty()) continue;
      ++promised;
      has_any = has_any || names.holds(exports[p]->ecg_file);
      const SourceFile* const file = names.find(exports[p]->ecg_file);
      if (file == nullptr) {
        ++missing;
        continue;
      }
      wanted.push_back(file);
      owners.push_back(p);
    }
    const Faults faults = read_parts(files, wanted, [&](std::size_t w, const std::vector<std::byte>& bytes) {
      const std::size_t p = owners[w];
      traces_[p] = read_carto_ecg(as_text(bytes), std::string(base_name(wanted[w]->name)), *exports[p], limits);
      read_.push_back(p);
    });
    std::sort(read_.begin(), read_.end());
    if (promised > 0 && !has_any)
      import_.note(NoteKind::kMissing, "electrograms: the export has none of the files that {} of its points name", promised);
    else if (missing > 0)
      import_.lost(NoteKind::kMissing, "the electrogram files of {} of {} points that name one", missing, promised);
    if (faults.count > 0)
      import_.lost(NoteKind::kDropped, "electrograms of {} of {} points: their files cannot be read ({})", faults.count, promised,
                   faults.first);
  }

  void add() {
    std::size_t samples = 0;
    for (const CartoTraces& t : traces_) samples = std::max(samples, longest(t));
    if (samples == 0) {
      if (!read_.empty())
        import_.lost(NoteKind::kMissing, "electrograms: none of the {} holds a channel that its point names",
                     counted(read_.size(), "file"));
      return;
    }
    Electrograms egm;
    egm.samples = static_cast<int>(samples);
    egm.sampling_rate_hz = kSamplingRateHz;
    import_.note(NoteKind::kRead, "electrograms of {}, {} samples at {} Hz", counted(read_.size(), "point"), samples, kSamplingRateHz);
    egm.unipolar = joined(kChannels[0], samples);
    egm.bipolar = joined(kChannels[1], samples);
    egm.reference = joined(kChannels[2], samples);
    tell_short(samples);
    add_windows(egm);
    import_.map.points.electrograms = std::move(egm);
  }

 private:
  static std::size_t longest(const CartoTraces& t) { return std::max({t.unipolar.size(), t.bipolar.size(), t.reference.size()}); }

  // One row per point; NaN where a point has none.
  std::vector<float> joined(const std::pair<Channel, std::string_view>& channel, std::size_t samples) {
    const auto [member, name] = channel;
    std::size_t missing = 0;
    for (const std::size_t p : read_) missing += std::size_t{(traces_[p].*member).empty()};
    if (missing == read_.size()) {
      import_.lost(NoteKind::kMissing, "{} electrograms: no file names such a channel among its columns", name);
      return {};
    }
    if (missing > 0)
      import_.lost(NoteKind::kMissing, "the {} channel of {} of {} points: it is not among the columns of their files", name, missing,
                   read_.size());
    std::vector<float> all(traces_.size() * samples, kNothing);
    for (std::size_t p = 0; p < traces_.size(); ++p)
      std::copy((traces_[p].*member).begin(), (traces_[p].*member).end(), all.begin() + static_cast<std::ptrdiff_t>(p * samples));
    return all;
  }

  void tell_short(std::size_t samples) {
    std::size_t count = 0;
    std::size_t shortest = samples;
    for (const std::size_t p : read_) {
      const std::size_t own = longest(traces_[p]);
      if (own == 0 || own == samples) continue;
      ++count;
      shortest = std::min(shortest, own);
    }
    if (count > 0)
      import_.lost(NoteKind::kMissing, "samples of {} of {} points, whose traces are shorter than the longest (down to {} of {} samples)",
                   count, read_.size(), shortest, samples);
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
    import_.note(NoteKind::kMissing, "windows of interest of {} of {} points: their electrograms give no voltage without one",
                 points_.size() - known, points_.size());
    if (known > 0) return;
    egm.point_windows_ms.clear();
    egm.reference_annotation_ms.clear();
  }

  const std::vector<CartoPoint>& points_;
  Import& import_;
  std::vector<CartoTraces> traces_;
  std::vector<std::size_t> read_;  //!< points whose file was read
};

}  // namespace

FilesByName::FilesByName(const SourceFiles& files) {
  for (const SourceFile& file : files.files()) {
    if (file.role == FileRole::kSource) places_.emplace(lower_case(base_name(file.name)), &file);
  }
}

const SourceFile* FilesByName::find(std::string_view name) const {
  const auto found = places_.find(lower_case(name));
  return found == places_.end() || found->second->bytes == 0 ? nullptr : found->second;
}

bool FilesByName::holds(std::string_view name) const { return places_.contains(lower_case(name)); }

void add_carto_electrograms(SourceFiles& files, const FilesByName& names, const std::vector<CartoPoint>& points,
                            const std::vector<std::optional<CartoPointExport>>& exports, const ReadLimits& limits, Import& import) {
  TraceReader reader(points, import);
  reader.read(files, names, exports, limits);
  reader.add();
}

}  // namespace viamyo
