#include "inputs.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <string_view>

#include "../console.h"
#include "folder_search.h"
#include "io/value.h"
#include "map_watch.h"
#include "output_names.h"
#include "viamyo/errors.h"
#include "viamyo/import.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

std::string json_name(fs::path relative) { return relative.replace_extension(".json").generic_string(); }

BatchInput map_in(const fs::path& file, std::string output, std::string map = {}) {
  BatchInput input;
  input.file = file.string();
  input.map = std::move(map);
  input.output = std::move(output);
  return input;
}

BatchInput failure(const fs::path& file, std::string error) {
  BatchInput input = map_in(file, {});
  input.error = std::move(error);
  return input;
}

//! A path below the folder; the folder itself, where it is one export, has its own name.
fs::path name_in(const fs::path& folder, const fs::path& source) {
  return source == folder ? fs::absolute(folder / "").lexically_normal().parent_path().filename() : source.lexically_relative(folder);
}

//! "1 export of another system", "3 exports of other systems".
std::string counted(std::size_t exports) {
  return exports == 1 ? "1 export of another system" : fmt::format("{} exports of other systems", exports);
}

class Collecting {
 public:
  Collecting(bool sources, double time_limit_s)
      : sources_(sources), time_limit_s_(time_limit_s), watch_(std::chrono::duration<double>(time_limit_s), abandon) {}

  void add_path(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error))
      add_folder(path);
    else if (sources_ && is_export(path))
      add_export(path, path.filename());
    else
      collected.maps.push_back(map_in(path, json_name(path.filename())));
  }

  CollectedInputs collected;

 private:
  //! For a reader or a disk that does not answer.
  static void abandon(int signal) {
    const Interrupted interrupted(signal);
    write_error_line(told_before_work(interrupted));
    ::_exit(interrupted.exit_code());
  }

  //! Throws InputError as list_maps does, also where it took too long.
  std::vector<ListedMap> maps_of(const fs::path& source) {
    Interruption::check();
    const MapWatch::Turn turn(watch_);
    try {
      return list_maps(source, {}, {turn.token()});
    } catch (const Stopped&) {
      Interruption::check();
      throw InputError(MapWatch::given_up(source.string(), time_limit_s_));
    }
  }

  //! What cannot be opened is told when its turn comes.
  static bool is_export(const fs::path& file) {
    try {
      return is_foreign(file);
    } catch (const InputError&) {
      return false;
    }
  }

  //! Every map of it that is not of one of `others`, exports in the same folder. The output keeps the ending of the source, beside which a map of the
  //! same name may lie.
  void add_export(const fs::path& source, const fs::path& relative, const std::vector<fs::path>& others = {}) {
    try {
      const std::vector<ListedMap> all = maps_of(source);
      std::vector<ListedMap> maps;
      std::copy_if(all.begin(), all.end(), std::back_inserter(maps), [&](const ListedMap& map) {
        return map.place.empty() || std::find(others.begin(), others.end(), source / map.place) == others.end();
      });
      if (maps.empty()) collected.maps.push_back(failure(source, fmt::format("{}: holds no map", source.string())));
      if (maps.size() == 1)
        return collected.maps.push_back(map_in(source, relative.generic_string() + ".json", all.size() == 1 ? "" : maps[0].name));
      const std::vector<std::string> stems = file_stems(maps);
      for (std::size_t m = 0; m < maps.size(); ++m)
        collected.maps.push_back(map_in(source, output_of_map(relative, stems[m]), maps[m].name));
    } catch (const InputError& error) {
      collected.maps.push_back(failure(source, error.what()));
    }
  }

  void add_folder(const fs::path& folder) {
    const FoundBelow found = search_folder(folder, sources_ ? [this](const fs::path& source) { return maps_of(source); } : ListMaps());
    for (const fs::path& file : found.maps) collected.maps.push_back(map_in(file, json_name(file.lexically_relative(folder))));
    if (sources_) {
      for (const fs::path& source : found.exports) add_export(source, name_in(folder, source), found.exports);
    }
    for (const auto& [inner, cause] : found.failures)
      collected.maps.push_back(failure(inner, fmt::format("{}: {}", inner.string(), cause)));
    tell_what_is_not_there(folder, found);
  }

  void tell_what_is_not_there(const fs::path& folder, const FoundBelow& found) {
    if (sources_ && !found.outputs.empty())
      collected.warnings.push_back(
          {"outputs_left_out", fmt::format("{}: {} that Viamyo exported left out ({}{}): outputs of maps, and no maps", folder.string(),
                                           found.outputs.size() == 1 ? "1 surface" : fmt::format("{} surfaces", found.outputs.size()),
                                           name_in(folder, found.outputs.front()).string(), found.outputs.size() == 1 ? "" : ", ...")});
    const std::size_t left_out = sources_ ? 0 : found.exports.size();
    if (found.maps.empty() && found.failures.empty() && left_out == found.exports.size()) {
      const std::string way_out = left_out == 0 ? "" : fmt::format("; it holds {}: --sources analyses their maps", counted(left_out));
      collected.maps.push_back(
          failure(folder, fmt::format("{}: the folder holds no map (*.h5, *.hdf, *.vtkhdf){}", folder.string(), way_out)));
    } else if (left_out > 0) {
      collected.warnings.push_back(
          {"exports_left_out", fmt::format("{}: {} left out ({}{}); --sources analyses their maps too", folder.string(), counted(left_out),
                                           name_in(folder, found.exports.front()).string(), left_out == 1 ? "" : ", ...")});
    }
  }

  bool sources_;
  double time_limit_s_;
  MapWatch watch_;
};

}  // namespace

std::string told(const BatchInput& input) {
  return input.map.empty() ? input.file : fmt::format("{}: map {}", input.file, printable(input.map));
}

std::string told_before_work(const Interrupted& interrupted) {
  return fmt::format("stopped by {} while the inputs were looked for; nothing was written", interrupted.what());
}

CollectedInputs collect_inputs(const NamedInputs& named, double time_limit_s) {
  const Interruption interruption;
  Collecting collecting(named.sources, time_limit_s);
  for (const std::string& path : named.paths) collecting.add_path(path);
  CollectedInputs& all = collecting.collected;
  if (!named.manifest.empty()) {
    const std::vector<BatchInput> rows = read_manifest(named.manifest, all.warnings);
    all.maps.insert(all.maps.end(), rows.begin(), rows.end());
  }
  refuse_clashes(all.maps);
  Interruption::check();
  return std::move(all);
}

}  // namespace viamyo::cli
