// Whose key is unlocked at this computer. It locks by itself after idle time, and when another takes over.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "viamyo/member_key.h"

namespace viamyo::viewer {

class ReviewSession {
 public:
  //! Seconds that pass while the computer sleeps, too: a closed lid must not keep a key open.
  using Clock = std::function<std::chrono::seconds()>;
  static std::chrono::seconds since_boot();

  explicit ReviewSession(Clock clock = since_boot) : clock_(std::move(clock)) {}

  //! Locks whoever was there before. Throws InputError for a wrong passphrase; nobody is unlocked then.
  void unlock(const std::string& public_key, const Passphrase& passphrase);
  void lock();
  //! Somebody is at work. After too long a time it changes nothing: the first key after a pause must not sign.
  void touch();
  //! True when it has locked just now.
  bool lock_when_idle();

  //! nullptr also once the time is over, whether it was locked already or not.
  [[nodiscard]] const SigningKey* key() const { return key_ && !is_over() ? &*key_ : nullptr; }

  void set_idle_limit(std::chrono::seconds limit) { limit_ = limit; }
  [[nodiscard]] std::chrono::seconds idle_limit() const { return limit_; }

 private:
  [[nodiscard]] bool is_over() const { return clock_() - touched_ >= limit_; }

  Clock clock_;
  std::optional<SigningKey> key_;
  std::chrono::seconds touched_{};
  std::chrono::seconds limit_ = std::chrono::minutes(5);
};

}  // namespace viamyo::viewer
