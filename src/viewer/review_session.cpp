#include "review_session.h"

#include <ctime>

namespace viamyo::viewer {

std::chrono::seconds ReviewSession::since_boot() {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds(now.tv_sec);
}

void ReviewSession::unlock(const std::string& public_key, const Passphrase& passphrase) {
  lock();
  key_ = unlock_key(public_key, passphrase);
  touch();
}

void ReviewSession::lock() { key_.reset(); }

void ReviewSession::touch() { touched_ = clock_(); }

bool ReviewSession::lock_when_idle() {
  if (!key_ || clock_() - touched_ < limit_) return false;
  lock();
  return true;
}

}  // namespace viamyo::viewer
