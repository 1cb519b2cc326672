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
  touched_ = clock_();
}

void ReviewSession::lock() { key_.reset(); }

void ReviewSession::touch() {
  if (!is_over()) touched_ = clock_();
}

bool ReviewSession::lock_when_idle() {
  if (!key_ || !is_over()) return false;
  lock();
  return true;
}

}  // namespace viamyo::viewer
