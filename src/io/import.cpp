#include "viamyo/import.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "checked_map.h"
#include "import_loaded.h"
#include "import_source.h"
#include "reader/reader_client.h"
#include "value.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"
#include "viamyo/version.h"

namespace viamyo {

namespace {

class Asking {
 public:
  Asking(const std::filesystem::path& source, const ImportOptions& options, const ReadLimits& limits, const Task& task = {})
      : source_(source, options, limits), limits_(limits), task_(task) {}

  Answer ask(Operation operation, const ImportOptions& options) {
    const Request request{operation, source_.files(), options, limits_};
    const auto opened = [&](std::size_t index) {
      if (operation != Operation::kList) hash(index);  // a list has no digest, and of an archive only the beginnings of its files are read
      opened_.reset();
    };
    try {
      Answer answer = ask_reader(
          source_.reader(), request, [this](std::size_t index) { return open(index); }, opened, task_);
      check_unchanged();  // before what was made of it is told: a change is the likeliest reason why a file seems damaged
      if (answer.kind == MessageKind::kUsageError) throw UsageError(told(answer.text()));
      if (answer.kind != MessageKind::kResult) throw InputError(told(answer.text()));
      return answer;
    } catch (const ReaderStopped& stopped) {
      check_unchanged();
      throw InputError(told(stopped.sentence()));
    }
  }

  //! The sentence with the source in front; a lone file that is named in it already is not named twice.
  [[nodiscard]] std::string told(std::string_view sentence) const {
    const std::string own = source_.path().filename().string() + ": ";
    if (sentence.starts_with(own)) sentence.remove_prefix(own.size());
    return fmt::format("{}: {}", source_.path().string(), sentence);
  }

  [[nodiscard]] std::string sha256() const {
    if (source_.files().size() == 1 && hashes_.size() == 1) return hashes_.begin()->second;
    std::string lines;
    for (const auto& [name, hash] : hashes_) lines += fmt::format("{}  {}\n", hash, name);
    return sha256_hex(lines);
  }

 private:
  int open(std::size_t index) {
    try {
      opened_ = std::make_unique<OpenedFile>(source_.path_of(index), source_.most_bytes(limits_));
      stamps_.emplace(index, opened_->stamp());
      return opened_->descriptor();
    } catch (const InputError&) {
      opened_.reset();  // the reader says which file it was, and goes on where it can
      return -1;
    }
  }

  // While the reader works on it.
  void hash(std::size_t index) {
    const std::string& name = source_.files()[index].name;
    if (opened_ && !hashes_.contains(name)) hashes_[name] = opened_->sha256();  // it is checked that all openings were of one state
  }

  // By their names, so that files of one folder are also those of one state of it; an archive is one file.
  void check_unchanged() const {
    for (const auto& [index, stamp] : stamps_) {
      if (!stamp_of(source_.path_of(index)).is_unwritten_since(stamp)) refuse_changed(source_.path_of(index));
    }
  }

  ImportSource source_;
  const ReadLimits& limits_;
  Task task_;
  std::unique_ptr<OpenedFile> opened_;
  std::map<std::string, std::string> hashes_;
  std::map<std::size_t, FileStamp> stamps_;  //!< as each file was first opened
};

// Without the source's name, which may be a person's.
std::string provenance_line(const std::string& sha256, const std::string& format, const ImportOptions& options) {
  nlohmann::ordered_json line{{"action", "import"}, {"program", "viamyo"}, {"version", kVersion}, {"format", format}};
  line["source_sha256"] = sha256;
  nlohmann::ordered_json settings = nlohmann::ordered_json::object();
  for (const ArrayChoice& choice : options.arrays)
    settings["arrays"][choice.field] = choice.unit.empty() ? choice.array : choice.array + ":" + choice.unit;
  if (!options.length_unit.empty()) settings["length_unit"] = options.length_unit;
  if (!options.voltage_unit.empty()) settings["voltage_unit"] = options.voltage_unit;
  if (!options.frame.empty()) settings["frame"] = options.frame;
  if (!options.keep_columns.empty()) settings["keep_columns"] = options.keep_columns;
  for (const NoValue& mark : options.no_values)
    settings["no_values"].push_back(mark.field.empty() ? fmt::format("{}", mark.number) : fmt::format("{}={}", mark.field, mark.number));
  if (!options.empty_mark.empty()) settings["empty_mark"] = options.empty_mark;
  if (options.keep_impossible) settings["keep_impossible"] = true;
  if (options.cell_to_point) settings["cell_to_point"] = true;
  if (options.without_electrograms) settings["without"] = "electrograms";
  if (!options.chamber.empty()) settings["chamber"] = options.chamber;
  if (options.keep_mesh) settings["keep_mesh"] = true;
  line["settings"] = settings;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// A place in the native file, which this source is not: "triangles", "UnipolarVoltage on vertices".
std::string in_words(std::string_view object) {
  if (object == "/VTKHDF/Points") return "vertices";
  if (object == "/VTKHDF/Connectivity") return "triangles";
  constexpr std::array<std::array<std::string_view, 2>, 3> kFolders{
      {{"/VTKHDF/PointData/", "{} on vertices"}, {"/MappingPoints/", "{} of the points"}, {"/Landmarks/", "landmark {}"}}};
  for (const auto& [folder, words] : kFolders) {
    if (object.starts_with(folder)) return fmt::format(fmt::runtime(words), object.substr(folder.size()));
  }
  return std::string(object);
}

template <class Read>
auto understood(const Asking& asking, const Answer& answer, Read read) {
  try {
    return read(answer.bytes);
  } catch (const std::runtime_error& error) {
    throw InputError(asking.told(fmt::format("damaged or hostile file: the reader was stopped (it answered nonsense: {})", error.what())));
  }
}

}  // namespace

std::string_view to_string(NoteKind kind) {
  constexpr std::array<std::string_view, 7> kWords{"found", "read", "converted", "assumed", "missing", "dropped", "left_out"};
  return kWords.at(static_cast<std::size_t>(kind));
}

SourceContents list_source(const std::filesystem::path& source, const ReadLimits& limits, const Task& task) {
  Asking asking(source, {}, limits, task);
  return understood(asking, asking.ask(Operation::kList, {}), contents_from);
}

std::vector<ListedMap> list_maps(const std::filesystem::path& source, const ReadLimits& limits, const Task& task) {
  return list_source(source, limits, task).maps;
}

LoadedMap import_loaded(const std::filesystem::path& source, const ImportOptions& options, const ReadLimits& limits, ImportReport& report,
                        const Task& task) {
  Asking asking(source, options, limits, task);
  const ImportAnswer answer = understood(asking, asking.ask(Operation::kImport, options), answer_from);
  task.enter("decoding and checking");
  LoadedMap loaded;
  loaded.file = source.string();
  decode_and_check(answer.result, loaded);
  sort_errors_first(loaded.defects);
  for (Defect& defect : loaded.defects) defect.object = in_words(defect.object);
  if (has_errors(loaded.defects)) throw_first_error(loaded);
  report = answer.report;
  for (const Defect& defect : loaded.defects)
    report.notes.push_back({NoteKind::kFound, fmt::format("{}: {}", defect.object, defect.text), false});
  loaded.sha256 = loaded.map.study.derived_from = asking.sha256();
  loaded.map.provenance.push_back(provenance_line(loaded.sha256, report.format, options));
  return loaded;
}

ImportedMap import_map(const std::filesystem::path& source, const ImportOptions& options, const ReadLimits& limits, const Task& task) {
  ImportReport report;
  LoadedMap loaded = import_loaded(source, options, limits, report, task);
  return {std::move(loaded.map), std::move(report), std::move(loaded.sha256)};
}

}  // namespace viamyo
