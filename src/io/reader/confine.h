// What a process that reads other people's files gives up before it looks at the first byte.
#pragma once

#include "../allowance.h"

namespace viamyo {

//! No new privileges, no core file, no file written, few descriptors, bounded memory and CPU time; and after that no system call beyond memory (its
//! limit and that of time may be raised to the most that is allowed), reading and answering (docs/formats.md). Ends the process when the kernel refuses any of it. With the address sanitizer, which needs the run of
//! the machine, memory, files and system calls are left alone.
void confine(const Allowance& allowance);

}  // namespace viamyo
