#include "keys.h"

#include "../console.h"

namespace viamyo::cli {

std::string shown_key(const std::string& public_key) {
  constexpr std::size_t kShown = 32;
  std::string text;
  for (std::size_t i = 0; i < kShown && i < public_key.size(); i += 4) text += (text.empty() ? "" : " ") + public_key.substr(i, 4);
  return text;
}

SigningKey unlocked_key(const std::string& public_key, const Passphrase& passphrase) {
  SigningKey key = unlock_key(public_key, passphrase);
  if (const std::string text = weak_seal_text(key.facts()); !text.empty()) write_error_line("warning: " + text);
  return key;
}

}  // namespace viamyo::cli
