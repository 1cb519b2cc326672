#include "held_key.h"

#include <ctime>

#include "keys.h"
#include "map/letters.h"

namespace viamyo::cli {
namespace {

constexpr std::chrono::minutes kHeld(5);

std::chrono::seconds since_boot() {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds(now.tv_sec);
}

}  // namespace

const SigningKey& HeldKey::of(const KeyFacts& facts) {
  const bool is_it = key_ && key_->facts().public_key == facts.public_key;
  if (!is_it || since_boot() - used_ >= kHeld) {
    key_.reset();
    key_ = unlocked_key(facts.public_key, ask_passphrase(options_, quotation(facts.name)));
  }
  used_ = since_boot();
  return *key_;
}

}  // namespace viamyo::cli
