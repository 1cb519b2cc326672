#include "inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string_view>

#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kMapEndings{".h5", ".hdf", ".vtkhdf"};

bool is_map_name(const fs::path& path) {
  const std::string ending = path.extension().string();
  return std::find(kMapEndings.begin(), kMapEndings.end(), ending) != kMapEndings.end();
}

std::string json_name(fs::path relative) { return relative.replace_extension(".json").generic_string(); }

std::vector<fs::path> maps_below(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_regular_file(error) && is_map_name(entry->path())) found.push_back(entry->path());
  }
  if (error) throw InputError(fmt::format("{}: the folder cannot be read: {}", folder.string(), error.message()));
  if (found.empty()) throw InputError(fmt::format("{}: the folder holds no map (*.h5, *.hdf, *.vtkhdf)", folder.string()));
  std::sort(found.begin(), found.end());
  return found;
}

void add_path(const std::string& path, std::vector<BatchInput>& inputs) {
  if (!fs::is_directory(path)) {
    inputs.push_back({path, json_name(fs::path(path).filename()), {}, {}, {}, {}});
    return;
  }
  for (const fs::path& file : maps_below(path)) inputs.push_back({file.string(), json_name(file.lexically_relative(path)), {}, {}, {}, {}});
}

void refuse_clashes(const std::vector<BatchInput>& inputs) {
  std::map<std::string, std::string> taken{{"run.json", "the record of the run"}};
  for (const BatchInput& input : inputs) {
    const auto [earlier, is_new] = taken.emplace(input.output, input.file);
    if (!is_new) throw UsageError(fmt::format("{}: would be written to {}, as would {}", input.file, input.output, earlier->second));
  }
}

}  // namespace

std::vector<BatchInput> collect_inputs(const std::vector<std::string>& paths, const std::string& manifest) {
  std::vector<BatchInput> inputs;
  for (const std::string& path : paths) add_path(path, inputs);
  if (!manifest.empty()) {
    const std::vector<BatchInput> rows = read_manifest(manifest);
    inputs.insert(inputs.end(), rows.begin(), rows.end());
  }
  refuse_clashes(inputs);
  return inputs;
}

}  // namespace viamyo::cli
