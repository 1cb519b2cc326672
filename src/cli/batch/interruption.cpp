#include "interruption.h"

#include <atomic>

#include <fmt/format.h>

namespace viamyo::cli {
namespace {

std::atomic<int> heard_signal{0};
static_assert(std::atomic<int>::is_always_lock_free);

void hear(int signal) { heard_signal = signal; }

std::string name_of(int signal) {
  if (signal == SIGINT) return "SIGINT (Ctrl-C)";
  return signal == SIGTERM ? "SIGTERM" : "SIGHUP";
}

}  // namespace

Interrupted::Interrupted(int signal) : std::runtime_error(name_of(signal)), signal_(signal) {}

Interruption::Interruption() {
  heard_signal = 0;
  struct sigaction listening {};
  listening.sa_handler = hear;
  listening.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    ::sigaction(kSignals.at(i), nullptr, &before_.at(i));
    if (before_.at(i).sa_handler != SIG_IGN) ::sigaction(kSignals.at(i), &listening, nullptr);
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals.at(i), &before_.at(i), nullptr);
}

int Interruption::heard() { return heard_signal; }

void Interruption::check() {
  if (const int signal = heard(); signal != 0) throw Interrupted(signal);
}

}  // namespace viamyo::cli
