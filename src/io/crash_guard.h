// For a program that has nothing to lose but the one file it is about to read: a crash becomes one line and an exit code.
#pragma once

#include <array>
#include <chrono>
#include <csignal>
#include <string>
#include <vector>

namespace viamyo {

//! While it lives, a crash of this process, or the end of its patience, writes `line` to stderr and ends the process with `exit_code`; nothing
//! else of the program runs then. One at a time. Handlers and stacks are restored at the end.
class CrashGuard {
 public:
  CrashGuard(std::string line, int exit_code, std::chrono::seconds patience);
  ~CrashGuard();
  CrashGuard(const CrashGuard&) = delete;
  CrashGuard& operator=(const CrashGuard&) = delete;

 private:
  static constexpr std::array kSignals{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM};

  std::string line_;
  std::vector<char> stack_;  // a handler of its own: the crash may be a stack overflow
  stack_t old_stack_{};
  std::array<struct sigaction, kSignals.size()> old_actions_{};
};

}  // namespace viamyo
