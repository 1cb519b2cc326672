// What a process that reads other people's files gives up before it looks at the first byte.
#pragma once

#include <chrono>
#include <cstdint>

namespace viamyo {

//! No new privileges, no core file, no file written, few descriptors, bounded memory and CPU time; and after that no system call beyond memory,
//! reading and answering (docs/formats.md). Ends the process when the kernel refuses any of it. With the address sanitizer, which needs the run of
//! the machine, memory, files and system calls are left alone.
void confine(std::uint64_t memory_bytes, std::chrono::seconds cpu_time);

}  // namespace viamyo
