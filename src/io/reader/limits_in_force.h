// Limits that were set on this process before it asks for any of its own (`ulimit`, a batch system).
#pragma once

#include <sys/resource.h>

#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace viamyo {

//! What no process here can go beyond; RLIM_INFINITY without a limit.
inline std::uint64_t limit_in_force(__rlimit_resource resource) {
  rlimit both{};
  return ::getrlimit(resource, &both) == 0 ? both.rlim_max : RLIM_INFINITY;
}

inline std::string memory_limit_text(std::uint64_t bytes) {
  return fmt::format("the limit on memory in force here, {} MiB (ulimit -v), is too small to read it", bytes >> 20U);
}

inline std::string cpu_limit_text(std::uint64_t seconds) {
  return fmt::format("the limit on CPU time in force here, {} s (ulimit -t), was reached while it was read", seconds);
}

}  // namespace viamyo
