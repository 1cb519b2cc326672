#include "import_source.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "hdf5_reader.h"
#include "import/archive_kind.h"
#include "import/text_scan.h"
#include "reader/reader_client.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

namespace fs = std::filesystem;

// Formats that spread one map over several files with one stem.
constexpr std::array<std::string_view, 3> kOpencarpEndings{".pts", ".elem", ".dat"};

bool is_opencarp(std::string_view name) {
  return std::find(kOpencarpEndings.begin(), kOpencarpEndings.end(), lower_ending(name)) != kOpencarpEndings.end();
}

bool belongs_to(const fs::path& source, const std::string& name) {
  const std::string stem = source.stem().string();
  if (lower_ending(source.filename().string()) == ".mesh") return name.starts_with(stem + "_");
  return is_opencarp(source.filename().string()) && is_opencarp(name) && (name.starts_with(stem + ".") || lower_ending(name) == ".dat");
}

// A native map says so in an attribute, which HDF5 stores as it is, wherever in the file. That the two words stand in a file for another reason only
// means that it is told what it lacks as a native map.
bool names_conventions(const OpenedFile& file) {
  constexpr std::array<std::string_view, 2> kWords{"Conventions", "viamyo-"};
  constexpr std::size_t kOverlap = 16;
  std::array<bool, 2> found{};
  std::vector<std::byte> part(std::min<std::size_t>(file.size(), std::size_t{1} << 20U));
  for (std::uint64_t at = 0; at < file.size();) {
    const std::string_view text = as_text(std::span(part).first(file.read_at(at, part)));
    for (std::size_t w = 0; w < kWords.size(); ++w) found.at(w) = found.at(w) || text.find(kWords.at(w)) != std::string_view::npos;
    if (found[0] && found[1]) return true;
    if (at + text.size() >= file.size()) break;
    at += text.size() > kOverlap ? text.size() - kOverlap : text.size();
  }
  return false;
}

}  // namespace

ImportSource::ImportSource(fs::path source, const ImportOptions& options, const ReadLimits& limits) : source_(std::move(source)) {
  std::error_code error;
  const fs::file_status status = fs::status(source_, error);
  if (!fs::exists(status))
    throw InputError(fmt::format("{}: {}", source_.string(), std::make_error_code(std::errc::no_such_file_or_directory).message()));
  if (fs::is_directory(status)) {
    add_folder(limits);
    look_for_archive();
  } else {
    add_file(source_, source_.filename().string(), FileRole::kSource);
    look_for_archive();
    const OpenedFile readable(source_, most_bytes(limits));  // says at once what is wrong with the one file that is asked for
    add_neighbours(limits);
  }
  if (!options.points_file.empty()) add_file(options.points_file, fs::path(options.points_file).filename().string(), FileRole::kPoints);
  for (const std::string& more : options.add_files) add_file(more, fs::path(more).filename().string(), FileRole::kAdded);
}

void ImportSource::add_file(const fs::path& path, const std::string& name, FileRole role) {
  if (role != FileRole::kSource) static_cast<void>(OpenedFile(path, UINT64_MAX));  // a file that the user names must be there
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  files_.push_back({name, error ? 0 : static_cast<std::uint64_t>(size), role});
  paths_.push_back(path);
}

void ImportSource::look_for_archive() {
  const bool are_parts =
      !files_.empty() && std::all_of(files_.begin(), files_.end(), [](const SourceFile& file) { return is_part_of_archive(file.name); });
  if (are_parts) throw InputError(part_sentence((fs::is_directory(source_) ? paths_.front() : source_).string()));
  if (files_.size() != 1) return;
  const std::vector<std::byte> head = OpenedFile(paths_.front(), UINT64_MAX).read(kArchiveHeadBytes);
  is_archive_ = !archive_kind(head).empty();
  const std::string ending = lower_ending(files_.front().name);
  if ((ending == ".zip" || ending == ".7z" || ending == ".exe") && is_program(head))
    throw InputError(fmt::format("{}: is a program, or an archive that unpacks itself; unpack it first", paths_.front().string()));
}

void ImportSource::add_folder(const ReadLimits& limits) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator entry(source_, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    std::error_code unknown;
    const fs::file_status status = entry->symlink_status(unknown);
    if (hidden && fs::is_directory(status)) entry.disable_recursion_pending();
    if (!hidden && fs::is_regular_file(status)) found.push_back(entry->path());
    if (found.size() > limits.archive_files)
      throw InputError(fmt::format("{}: holds more than {} files", source_.string(), limits.archive_files));
  }
  if (error) throw InputError(fmt::format("{}: the folder cannot be read: {}", source_.string(), error.message()));
  std::sort(found.begin(), found.end());
  for (const fs::path& path : found) add_file(path, path.lexically_relative(source_).generic_string(), FileRole::kSource);
}

void ImportSource::add_neighbours(const ReadLimits& limits) {
  const fs::path folder = source_.has_parent_path() ? source_.parent_path() : fs::path(".");
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code unknown;
    if (name != source_.filename().string() && belongs_to(source_, name) && fs::is_regular_file(entry->symlink_status(unknown)))
      found.push_back(entry->path());
    if (found.size() > limits.archive_files) break;
  }
  std::sort(found.begin(), found.end());
  for (const fs::path& path : found) add_file(path, path.filename().string(), FileRole::kSource);
}

std::string_view ImportSource::reader() const {
  const auto is_vtk = [](std::string_view name) {
    const std::string ending = lower_ending(name);
    return ending == ".vtk" || ending == ".vtp" || ending == ".vtu";
  };
  const bool holds_vtk = std::any_of(files_.begin(), files_.end(), [&](const SourceFile& file) { return is_vtk(file.name); });
  return holds_vtk || is_archive_ ? kVtkReader : kReader;  // the first reads whatever the other does
}

bool is_source_name(const fs::path& file) {
  constexpr std::array<std::string_view, 23> kEndings{".h5",  ".hdf", ".hdf5", ".vtkhdf", ".zip",    ".7z",  ".tar", ".tgz",
                                                      ".gz",  ".xz",  ".mesh", ".mat",    ".pyceps", ".xml", ".csv", ".tsv",
                                                      ".vtk", ".vtp", ".vtu",  ".ply",    ".stl",    ".obj", ".pts"};
  const std::string name = file.filename().string();
  const bool is_one_point = name.ends_with("_Point_Export.xml");  // of CARTO, which exports thousands beside one map
  return !is_one_point && std::find(kEndings.begin(), kEndings.end(), lower_ending(name)) != kEndings.end();
}

bool is_foreign(const fs::path& source) {
  std::error_code error;
  if (fs::is_directory(source, error)) return true;
  constexpr std::size_t kHeadBytes = 4096;
  const OpenedFile file(source, UINT64_MAX);
  const std::vector<std::byte> head = file.read(kHeadBytes);
  if (as_text(head).starts_with("MATLAB")) return true;  // whose newer files are HDF5 behind a head of their own
  const std::string ending = lower_ending(source.filename().string());
  const bool says_native = ending == ".h5" || ending == ".hdf" || ending == ".vtkhdf";
  return has_hdf5_signature(head) ? !names_conventions(file) : !says_native;
}

}  // namespace viamyo
