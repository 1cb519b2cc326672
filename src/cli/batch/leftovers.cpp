#include "leftovers.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fstream>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

//! The process of ".viamyo-PID-N.tmp" or ".viamyo-map-PID-N.tmp".
std::optional<pid_t> writer_of(std::string_view name) {
  constexpr std::string_view kHead = ".viamyo-";
  constexpr std::string_view kMap = "map-";
  if (!name.starts_with(kHead) || !name.ends_with(".tmp")) return std::nullopt;
  name.remove_prefix(kHead.size());
  if (name.starts_with(kMap)) name.remove_prefix(kMap.size());
  pid_t process = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), process);
  if (read.ec != std::errc() || process <= 0 || read.ptr == name.data() + name.size() || *read.ptr != '-') return std::nullopt;
  return process;
}

bool is_gone(pid_t process) { return ::kill(process, 0) != 0 && errno == ESRCH; }

//! By its first bytes, so that nobody else's JSON is counted.
bool is_analysis(const fs::path& file) {
  std::array<char, 64> head{};
  std::ifstream stream(file, std::ios::binary);
  stream.read(head.data(), head.size());
  return std::string_view(head.data(), static_cast<std::size_t>(stream.gcount())).find("\"viamyo.analysis/") != std::string_view::npos;
}

void remove_files_of(const fs::path& folder, bool (*is_writer)(pid_t)) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::optional<pid_t> process = writer_of(entry->path().filename().string());
    std::error_code ignored;
    if (process && is_writer(*process) && fs::is_regular_file(entry->symlink_status(ignored))) fs::remove(entry->path(), ignored);
  }
}

}  // namespace

void remove_stale_files(const fs::path& folder) { remove_files_of(folder, is_gone); }

void remove_own_files(const fs::path& folder) {
  remove_files_of(folder, [](pid_t process) { return process == ::getpid(); });
}

std::string kept_outputs_text(const fs::path& folder, const std::set<std::string>& outputs) {
  std::size_t count = 0;
  std::string first;
  std::error_code error;
  constexpr auto kWherePossible = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator entry(folder, kWherePossible, error), end; !error && entry != end; entry.increment(error)) {
    const std::string output = entry->path().lexically_relative(folder).generic_string();
    std::error_code ignored;
    if (entry->path().extension() != ".json" || outputs.contains(output) || !entry->is_regular_file(ignored)) continue;
    if (!is_analysis(entry->path())) continue;
    if (count++ == 0 || output < first) first = output;
  }
  if (count == 0) return {};
  return fmt::format("{}: holds {} of an earlier run that {} not of this one ({}{}); they are kept", folder.string(),
                     count == 1 ? "1 analysis" : fmt::format("{} analyses", count), count == 1 ? "is" : "are", first,
                     count == 1 ? "" : ", ...");
}

}  // namespace viamyo::cli
