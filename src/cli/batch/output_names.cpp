#include "output_names.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "viamyo/errors.h"
#include "viamyo/kept_files.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array kOfTheRun{"summary.csv", "segments.csv", "regions.csv", "zones.csv", "run.json"};

//! The same for every name of one file, through links as well.
using FileId = std::pair<dev_t, ino_t>;

std::optional<FileId> file_id(const fs::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return std::nullopt;
  return FileId{facts.st_dev, facts.st_ino};
}

}  // namespace

std::string file_stem(const std::string& map) {
  std::string name;
  for (const char c : map) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '+';
    name += plain ? c : '_';
  }
  return name;
}

std::vector<std::string> file_stems(const std::vector<ListedMap>& maps) {
  std::vector<std::string> stems;
  std::set<std::string> taken;
  for (const ListedMap& map : maps) {
    std::string name = map.name;
    const std::size_t open = name.rfind(" (");
    const bool is_numbered =
        open != std::string::npos && name.ends_with(')') && open + 3 < name.size() &&
        std::all_of(name.begin() + static_cast<std::ptrdiff_t>(open) + 2, name.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
    if (is_numbered) name = name.substr(0, open) + "-" + name.substr(open + 2, name.size() - open - 3);
    const std::string stem = file_stem(name).empty() ? "map" : file_stem(name);
    std::string unique = stem;
    for (int number = 2; !taken.insert(unique).second; ++number) unique = fmt::format("{}-{}", stem, number);
    stems.push_back(unique);
  }
  return stems;
}

std::string output_of_map(const fs::path& source, const std::string& stem) { return (source / (stem + ".json")).generic_string(); }

void refuse_clashes(const std::vector<BatchInput>& inputs) {
  std::map<std::string, std::string> writer_of;
  for (const char* const name : kOfTheRun) writer_of.emplace(name, "the run itself");
  for (const BatchInput& input : inputs) {
    if (!input.error.empty()) continue;
    const auto [earlier, is_new] = writer_of.emplace(input.output, told(input));
    if (!is_new) throw UsageError(fmt::format("{}: would be written to {}, as would {}", told(input), input.output, earlier->second));
  }
  for (const auto& [output, file] : writer_of) {
    for (fs::path above = fs::path(output).parent_path(); !above.empty(); above = above.parent_path()) {
      const auto clash = writer_of.find(above.generic_string());
      if (clash != writer_of.end())
        throw UsageError(fmt::format("{}: would be written to {}, but {} is a file made of {}", file, output, clash->first, clash->second));
    }
  }
}

void refuse_overwriting(const std::vector<BatchInput>& inputs, const std::vector<std::string>& also_read, const std::string& folder) {
  std::map<FileId, std::string> read;
  const auto remember = [&](const std::string& file) {
    if (const std::optional<FileId> id = file_id(file)) read.emplace(*id, file);
  };
  const auto check = [&](const std::string& output) {
    const fs::path path = fs::path(folder) / output;
    const std::optional<FileId> id = file_id(path);
    if (id && !read.contains(*id)) refuse_kept_file(path, {});
    if (!id || !read.contains(*id)) return;
    throw UsageError(fmt::format("{}: would be overwritten by {}; choose another --out", read.at(*id), path.string()));
  };
  for (const BatchInput& input : inputs) remember(input.file);
  for (const std::string& file : also_read) remember(file);
  for (const char* const name : kOfTheRun) check(name);
  for (const BatchInput& input : inputs) {
    if (input.error.empty()) check(input.output);
  }
}

}  // namespace viamyo::cli
