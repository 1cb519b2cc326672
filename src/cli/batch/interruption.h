// Ctrl-C, and what else asks a run to end: heard here, answered by whoever works.
#pragma once

#include <array>
#include <csignal>
#include <stdexcept>
#include <string>

namespace viamyo::cli {

//! Ends the work of a run. Thrown by `Interruption::check`.
class Interrupted : public std::runtime_error {
 public:
  explicit Interrupted(int signal);
  [[nodiscard]] int signal() const { return signal_; }
  //! As a shell tells the end by a signal: 130 for SIGINT.
  [[nodiscard]] int exit_code() const { return 128 + signal_; }

 private:
  int signal_;
};

//! While it lives, SIGINT, SIGTERM and SIGHUP are taken note of instead of ending the process; a second one ends it at once. What the caller has
//! the process ignore (nohup) stays ignored.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();

  //! The signal that has come; 0 = none. From any thread.
  static int heard();

  //! Throws Interrupted once a signal has come. From any thread.
  static void check();

 private:
  static constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, kSignals.size()> before_{};
};

}  // namespace viamyo::cli
