#include "allowance.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

namespace viamyo {

namespace {

constexpr std::uint64_t kBegin = std::uint64_t{256} << 20U;
constexpr std::uint64_t kTimesHeld = 8;   // the library's copy, the map, its records, the answer
constexpr std::uint64_t kTimesFile = 32;  // "0," is a number of eight bytes, seen by three arrays
constexpr std::uint64_t kBytesPerSecond = 5'000'000;
constexpr std::chrono::seconds kBeginTime{10};

struct InForce {
  Allowance limits;
  std::uint64_t bytes = 0;
  bool begun = false;
};

InForce& in_force() {
  static InForce allowance;
  return allowance;
}

// Addresses that this process has already: programs and libraries are none of the file's.
std::uint64_t held_now() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// What could be had without ending other programs; a system that does not tell has no limit of that kind.
std::uint64_t free_memory() {
  std::uint64_t free = UINT64_MAX;
  std::ifstream facts("/proc/meminfo");
  for (std::string line; std::getline(facts, line);) {
    constexpr std::string_view kKey = "MemAvailable:";
    if (line.starts_with(kKey)) free = std::stoull(line.substr(kKey.size())) << 10U;
  }
  std::uint64_t most = 0;
  std::uint64_t used = 0;
  if (std::ifstream("/sys/fs/cgroup/memory.max") >> most && std::ifstream("/sys/fs/cgroup/memory.current") >> used)
    free = std::min(free, most > used ? most - used : 0);
  return free;
}

std::uint64_t sum(std::uint64_t a, std::uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }
std::uint64_t times(std::uint64_t a, std::uint64_t b) { return a > UINT64_MAX / b ? UINT64_MAX : a * b; }

void raise(__rlimit_resource resource, std::uint64_t wanted) {
  rlimit both{};
  if (::getrlimit(resource, &both) != 0 || wanted <= both.rlim_cur) return;
  both.rlim_cur = std::min<std::uint64_t>(wanted, both.rlim_max);
  ::setrlimit(resource, &both);
}

}  // namespace

std::chrono::seconds reading_patience(std::uint64_t bytes) {
  return kBeginTime + std::chrono::seconds(static_cast<std::int64_t>(bytes / kBytesPerSecond));
}

Allowance Allowance::for_files(std::uint64_t file_bytes, std::uint64_t most_bytes) {
  const std::uint64_t held = held_now();
  Allowance made;
  made.most_memory = std::min(most_bytes, sum(held, free_memory() / 2));
  made.memory = std::min(made.most_memory, sum(held, kBegin));
  made.time = reading_patience(file_bytes);
  made.most_time = std::chrono::hours(24);
  return made;
}

void begin_allowance(const Allowance& allowance) { in_force() = {allowance, 0, true}; }

void allow(std::uint64_t bytes) {
  InForce& now = in_force();
  if (!now.begun) return;
  now.limits.memory = std::min(now.limits.most_memory, sum(now.limits.memory, times(bytes, kTimesHeld)));
  now.bytes = sum(now.bytes, bytes);
  now.limits.time = std::max(now.limits.time, std::min(now.limits.most_time, reading_patience(now.bytes)));
#if !defined(VIAMYO_SANITIZED)
  raise(RLIMIT_AS, now.limits.memory);
#endif
  raise(RLIMIT_CPU, static_cast<std::uint64_t>(now.limits.time.count()));
}

void allow_file(std::uint64_t file_bytes) { allow(times(file_bytes, kTimesFile / kTimesHeld)); }

std::string memory_sentence() {
  const Allowance& limits = in_force().limits;
  const std::string_view why = limits.memory < limits.most_memory ? "the limit for what it holds" : "the most that a file may take here";
  return fmt::format("damaged or hostile file: reading it takes more than {} MiB of memory, {}", limits.memory >> 20U, why);
}

}  // namespace viamyo
