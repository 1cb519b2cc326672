// The key of whoever signs, unlocked when it is first needed and held for the commands that follow.
#pragma once

#include <chrono>
#include <optional>

#include "secret_input.h"

namespace viamyo::cli {

class HeldKey {
 public:
  //! The reference must outlive this.
  explicit HeldKey(const PassphraseOptions& options) : options_(options) {}

  //! Asks for the passphrase, unless this very key was unlocked before and used within the last five minutes (of time in which the computer may have slept):
  //! whoever comes to a terminal that was left must not sign with it. Throws as ask_passphrase and unlock_key do.
  const SigningKey& of(const KeyFacts& facts);

 private:
  const PassphraseOptions& options_;
  std::optional<SigningKey> key_;
  std::chrono::seconds used_{};
};

}  // namespace viamyo::cli
