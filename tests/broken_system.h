// A file system that fails: the linker sends the library's own calls through here (tests/CMakeLists.txt), and one of them goes wrong.
//
// Each call that changes files is one step. A trial run counts them; then each step in turn fails, is cut short, or is the last thing the process does.
#pragma once

#include <cstdint>

namespace viamyo::broken_system {

enum class Fault : std::uint8_t {
  kNone,         //!< steps are only counted
  kFull,         //!< ENOSPC
  kBroken,       //!< EIO
  kInterrupted,  //!< EINTR, once; nothing was done
  kShort,        //!< a write takes one byte
  kKilled,       //!< SIGKILL in place of the call; of a write after half of its bytes
};

//! What a step is: faults that make no sense for its kind leave it alone.
enum class Step : std::uint8_t { kWrite, kSync, kOther };

//! From now on the call with this number, from 0, suffers the fault.
void arm(int step, Fault fault);

//! Ends it; the number of steps since `arm`.
int disarm();

//! Whether the fault has struck since `arm`.
bool has_struck();

}  // namespace viamyo::broken_system
