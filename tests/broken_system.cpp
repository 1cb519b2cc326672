#include "broken_system.h"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>

namespace viamyo::broken_system {
namespace {

struct State {
  bool armed = false;
  int steps = 0;
  int at = -1;
  Fault fault = Fault::kNone;
  bool struck = false;
};

State& state() {
  static State all;
  return all;
}

//! Whether this fault can happen to such a call.
bool fits(Fault fault, Step step) {
  if (fault == Fault::kShort) return step == Step::kWrite;
  if (fault == Fault::kInterrupted) return step != Step::kOther;
  return fault != Fault::kNone;
}

}  // namespace

void arm(int step, Fault fault) { state() = {true, 0, step, fault, false}; }

int disarm() {
  state().armed = false;
  return state().steps;
}

bool has_struck() { return state().struck; }

//! The fault of this call, or none.
Fault fault_of(Step step) {
  State& s = state();
  if (!s.armed || s.steps++ != s.at || !fits(s.fault, step)) return Fault::kNone;
  s.struck = true;
  return s.fault;
}

//! Does what the fault says instead of the call. Of a write `half` is done before the end.
template <class Call, class Half>
auto suffer(Fault fault, Call call, Half half) -> decltype(call()) {
  switch (fault) {
    case Fault::kFull:
      errno = ENOSPC;
      return -1;
    case Fault::kBroken:
      errno = EIO;
      return -1;
    case Fault::kInterrupted:
      errno = EINTR;
      return -1;
    case Fault::kKilled:
      half();
      ::raise(SIGKILL);
      return -1;
    default:
      return call();
  }
}

template <class Call>
auto suffer(Fault fault, Call call) {
  return suffer(fault, call, [] {});
}

}  // namespace viamyo::broken_system

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): the linker's names
using viamyo::broken_system::Fault;
using viamyo::broken_system::fault_of;
using viamyo::broken_system::Step;
using viamyo::broken_system::suffer;

extern "C" {

int __real_open(const char* path, int flags, ...);
int __real_close(int descriptor);
ssize_t __real_write(int descriptor, const void* bytes, size_t count);
ssize_t __real_pwrite(int descriptor, const void* bytes, size_t count, off_t at);
int __real_fsync(int descriptor);
int __real_fchmod(int descriptor, mode_t mode);
int __real_ftruncate(int descriptor, off_t size);
int __real_rename(const char* from, const char* to);

int __wrap_open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const auto call = [&] { return __real_open(path, flags, mode); };
  return (flags & O_CREAT) == 0 ? call() : suffer(fault_of(Step::kOther), call);
}

int __wrap_close(int descriptor) {
  const Fault fault = fault_of(Step::kOther);
  const auto call = [&] { return __real_close(descriptor); };
  if (fault == Fault::kFull || fault == Fault::kBroken) call();  // it is closed all the same
  return suffer(fault, call);
}

ssize_t __wrap_write(int descriptor, const void* bytes, size_t count) {
  const Fault fault = fault_of(Step::kWrite);
  if (fault == Fault::kShort) return __real_write(descriptor, bytes, 1);
  return suffer(
      fault, [&] { return __real_write(descriptor, bytes, count); },
      [&] { static_cast<void>(__real_write(descriptor, bytes, count / 2)); });
}

ssize_t __wrap_pwrite(int descriptor, const void* bytes, size_t count, off_t at) {
  const Fault fault = fault_of(Step::kWrite);
  if (fault == Fault::kShort) return __real_pwrite(descriptor, bytes, 1, at);
  return suffer(
      fault, [&] { return __real_pwrite(descriptor, bytes, count, at); },
      [&] { static_cast<void>(__real_pwrite(descriptor, bytes, count / 2, at)); });
}

int __wrap_fsync(int descriptor) {
  return suffer(fault_of(Step::kSync), [&] { return __real_fsync(descriptor); });
}

int __wrap_fchmod(int descriptor, mode_t mode) {
  return suffer(fault_of(Step::kOther), [&] { return __real_fchmod(descriptor, mode); });
}

int __wrap_ftruncate(int descriptor, off_t size) {
  return suffer(fault_of(Step::kOther), [&] { return __real_ftruncate(descriptor, size); });
}

int __wrap_rename(const char* from, const char* to) {
  return suffer(fault_of(Step::kOther), [&] { return __real_rename(from, to); });
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
