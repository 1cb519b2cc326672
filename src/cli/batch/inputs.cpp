#include "inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "../endings.h"
#include "output_names.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

std::string json_name(fs::path relative) { return relative.replace_extension(".json").generic_string(); }

//! The maps below a folder, and why parts of it could not be searched.
struct Found {
  std::vector<fs::path> maps;
  std::vector<BatchInput> failures;
};

BatchInput failure(const fs::path& folder, std::string_view cause) {
  BatchInput input;
  input.file = folder.string();
  input.error = fmt::format("{}: {}", input.file, cause);
  return input;
}

//! Links to folders are not followed: they may lead back.
void search(const fs::path& folder, Found& found) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.filename().string().starts_with('.')) continue;
    std::error_code unknown;  // an entry that vanished or leads nowhere is neither a folder nor a map
    if (fs::is_directory(entry->symlink_status(unknown)))
      search(path, found);
    else if (is_map_name(path) && entry->is_regular_file(unknown))
      found.maps.push_back(path);
  }
  if (error) found.failures.push_back(failure(folder, fmt::format("the folder cannot be read: {}", error.message())));
}

void add_folder(const std::string& folder, std::vector<BatchInput>& inputs) {
  Found found;
  search(folder, found);
  if (found.maps.empty() && found.failures.empty())
    found.failures.push_back(failure(folder, "the folder holds no map (*.h5, *.hdf, *.vtkhdf)"));
  std::sort(found.maps.begin(), found.maps.end());
  std::sort(found.failures.begin(), found.failures.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  for (const fs::path& file : found.maps) inputs.push_back({file.string(), json_name(file.lexically_relative(folder)), {}, {}, {}, {}, {}});
  inputs.insert(inputs.end(), found.failures.begin(), found.failures.end());
}

void add_path(const std::string& path, std::vector<BatchInput>& inputs) {
  std::error_code error;
  if (fs::is_directory(path, error))
    add_folder(path, inputs);
  else
    inputs.push_back({path, json_name(fs::path(path).filename()), {}, {}, {}, {}, {}});
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
