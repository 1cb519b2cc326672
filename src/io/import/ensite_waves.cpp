// EnSite X's waves: a row per point, or per freeze group of points, with a whole trace in it.
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>

#include "../value.h"
#include "ensite_files.h"
#include "import_tools.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

// Which file is which channel; of several that are one, the first here counts.
struct WaveName {
  std::string_view stem;
  std::vector<float> Electrograms::*channel;
};
constexpr std::array kWaveNames{WaveName{"Wave_rov", &Electrograms::bipolar},         WaveName{"Wave_bi_along", &Electrograms::bipolar},
                                WaveName{"Wave_uni_distal", &Electrograms::unipolar}, WaveName{"Wave_uni_along", &Electrograms::unipolar},
                                WaveName{"Wave_uni_corner", &Electrograms::unipolar}, WaveName{"Wave_refs", &Electrograms::reference},
                                WaveName{"Wave_ref", &Electrograms::reference}};

struct Waves {
  double rate_hz = 0;
  std::size_t samples = 0;
  std::size_t short_rows = 0;
  std::map<std::string, std::vector<float>, std::less<>> of;  //!< by the point's number, or its freeze group
};

Waves read_waves(std::string_view text, const std::string& name, std::string_view key, const ReadLimits& limits) {
  EnsiteTable table(text, name);
  Waves waves;
  waves.rate_hz = to_number(table.head("Sample rate")).value_or(0);
  const std::size_t first = table.column("0");
  const std::size_t id = table.column(key);
  if (!(waves.rate_hz > 0)) throw InputError(fmt::format("{}: tells no sample rate", name));
  if (first == std::string::npos || id == std::string::npos)
    throw InputError(fmt::format("{}: has no columns '{}' and '0', the first sample", name, key));
  while (first + waves.samples < table.titles().size() && table.titles()[first + waves.samples] == std::to_string(waves.samples))
    ++waves.samples;
  check_count(name, "samples", waves.samples, limits.samples);
  std::vector<std::string_view> cells;
  while (table.next(cells)) {
    if (cells.size() < first + waves.samples) ++waves.short_rows;
    std::vector<float> trace(waves.samples, kNothing);
    for (std::size_t s = 0; s < waves.samples && first + s < cells.size(); ++s)
      trace[s] = static_cast<float>(to_number(cells[first + s]).value_or(kNothing));
    if (id < cells.size()) waves.of.emplace(cells[id], std::move(trace));  // of several references of one group the first
    check_count(name, "points", waves.of.size(), limits.points);
  }
  return waves;
}

const SourceFile* file_of(const std::vector<const SourceFile*>& waves, std::string_view stem) {
  const auto found =
      std::find_if(waves.begin(), waves.end(), [&](const SourceFile* file) { return same_letters(stem_of(file->name), stem); });
  return found == waves.end() ? nullptr : *found;
}

class WaveReader {
 public:
  WaveReader(const std::vector<std::string>& freeze_groups, const ReadLimits& limits, Import& import)
      : freeze_groups_(freeze_groups), limits_(limits), import_(import) {}

  void add(SourceFiles& files, const SourceFile& file, std::vector<float> Electrograms::*channel) {
    const bool is_reference = channel == &Electrograms::reference;
    const std::string name(base_name(file.name));
    try {
      const std::vector<std::byte> bytes = files.read(file);
      const Waves waves = read_waves(as_text(bytes), name, is_reference ? "Freeze Grp #" : "(Point #)", limits_);
      if (egm_.samples != 0 && (waves.samples != static_cast<std::size_t>(egm_.samples) || waves.rate_hz != egm_.sampling_rate_hz))
        throw InputError(fmt::format("{}: has {} samples at {} Hz, and the waves before {} at {}", name, waves.samples, waves.rate_hz,
                                     egm_.samples, egm_.sampling_rate_hz));
      egm_.samples = static_cast<int>(waves.samples);
      egm_.sampling_rate_hz = waves.rate_hz;
      egm_.*channel = joined(waves, is_reference ? freeze_groups_ : import_.map.points.names, name);
    } catch (const InputError& error) {
      import_.lost(NoteKind::kDropped, "waves that cannot be read ({})", error.what());
    }
  }

  void finish() {
    if (egm_.samples == 0 || (egm_.unipolar.empty() && egm_.bipolar.empty())) return;
    import_.note(NoteKind::kRead, "electrograms: {} samples at {} Hz", egm_.samples, egm_.sampling_rate_hz);
    import_.note(NoteKind::kAssumed, "electrograms: in mV; the tables of waves state no unit");
    import_.map.points.electrograms = std::move(egm_);
  }

 private:
  std::vector<float> joined(const Waves& waves, const std::vector<std::string>& ids, const std::string& name) {
    const std::size_t samples = waves.samples;
    std::vector<float> all(ids.size() * samples, kNothing);
    std::size_t missing = 0;
    for (std::size_t p = 0; p < ids.size(); ++p) {
      const auto found = waves.of.find(ids[p]);
      if (found == waves.of.end())
        ++missing;
      else
        std::copy(found->second.begin(), found->second.end(), all.begin() + static_cast<std::ptrdiff_t>(p * samples));
    }
    if (missing > 0) import_.lost(NoteKind::kMissing, "{}: the traces of {} of {} points", name, missing, ids.size());
    if (waves.short_rows > 0)
      import_.lost(NoteKind::kMissing, "{}: samples of {}, whose rows are cut off", name, counted(waves.short_rows, "trace"));
    return missing == ids.size() ? std::vector<float>() : all;
  }

  const std::vector<std::string>& freeze_groups_;
  const ReadLimits& limits_;
  Import& import_;
  Electrograms egm_;
};

}  // namespace

void add_ensite_waves(SourceFiles& files, const std::vector<const SourceFile*>& waves, const std::vector<std::string>& freeze_groups,
                      const ReadLimits& limits, Import& import) {
  WaveReader reader(freeze_groups, limits, import);
  std::vector<std::vector<float> Electrograms::*> taken;
  std::vector<const SourceFile*> read;
  for (const WaveName& wave : kWaveNames) {
    const SourceFile* const file = file_of(waves, wave.stem);
    if (file == nullptr || std::find(taken.begin(), taken.end(), wave.channel) != taken.end()) continue;
    taken.push_back(wave.channel);
    read.push_back(file);
    reader.add(files, *file, wave.channel);
  }
  reader.finish();
  const std::size_t more = waves.size() - read.size();
  if (more > 0)
    import.note(NoteKind::kFound, "{} of other electrodes, not read", counted(more, "further table of waves", "further tables of waves"));
}

}  // namespace viamyo
