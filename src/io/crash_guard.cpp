#include "crash_guard.h"

#include <unistd.h>

namespace viamyo {

namespace {

constexpr std::size_t kStackBytes = 65'536;

// All that a signal handler may touch.
const char* volatile the_line = nullptr;
volatile std::size_t the_length = 0;
volatile int the_exit_code = 0;

void give_up(int /*signal*/) {
  const ssize_t written = ::write(STDERR_FILENO, the_line, the_length);
  ::_exit(written >= 0 ? the_exit_code : 1);
}

}  // namespace

CrashGuard::CrashGuard(std::string line, int exit_code, std::chrono::seconds patience) : line_(std::move(line)), stack_(kStackBytes) {
  the_line = line_.data();
  the_length = line_.size();
  the_exit_code = exit_code;
  stack_t stack{};
  stack.ss_sp = stack_.data();
  stack.ss_size = stack_.size();
  ::sigaltstack(&stack, &old_stack_);
  struct sigaction action {};
  action.sa_handler = give_up;
  action.sa_flags = SA_ONSTACK;
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &action, &old_actions_[i]);
  ::alarm(static_cast<unsigned>(patience.count()));
}

CrashGuard::~CrashGuard() {
  ::alarm(0);
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &old_actions_[i], nullptr);
  ::sigaltstack(&old_stack_, nullptr);
}

}  // namespace viamyo
